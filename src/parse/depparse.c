// SPDX-License-Identifier: MIT
// In: the head values of a chunk. Out: head, arc_margin and dep of its words; each unit becomes one
// tree with one root.
//
// Method: biaffine arc scores (Dozat & Manning 2017) with the bilinear form folded into the head
// layer: score of head j for dependent i = (dep_i · head_j) * scale + bias_j + distance[j - i], all
// pairs at once by the integer tile. Every word takes its best head; that is a tree for three
// sentences of four. Otherwise one root is chosen and the maximum arborescence found by Chu & Liu
// 1965 and Edmonds 1967, in the dense form of Tarjan 1977: contraction in place, O(n) for each node
// merged. Ties go to the lower index throughout. Then the label layer reads [dep, head, dep * head]
// of each chosen arc. docs/reference/model-format.md sections 3.6, 3.7 and 4. Deviation: no
// second-best tree; the lead of the chosen head over the next best (arc_margin) is the confidence,
// and so is the chosen label's over the next (dep_margin). Cost: 0.2 microseconds a word at 25
// words a sentence, labels 0.15; quadratic in the unit (WORK_WINDOW). Does not: forbid any arc by
// grammar; "punct" may carry children where the model says so.
#include "parse/work.h"

#include <math.h>

// Room for Chu-Liu-Edmonds. A node is a word of the unit (0…n-1) or a merged cycle, which takes the
// place of its lowest member in the tables. Names: words are 0…n-1 again, the k-th merged cycle is
// n + k.
struct ParseTree {
    float weight[WORK_WINDOW][WORK_WINDOW];  // [head][dependent]; between nodes that are left
    uint16_t tail[WORK_WINDOW][WORK_WINDOW]; // the real arc behind that weight: from this word…
    uint16_t into[WORK_WINDOW][WORK_WINDOW]; // …to this one
    uint16_t best[WORK_WINDOW];              // best head of each node that is left
    uint8_t left[WORK_WINDOW];               // not merged into another
    uint8_t mark[WORK_WINDOW];
    uint16_t cycle[WORK_WINDOW];
    uint16_t name[WORK_WINDOW];           // of each node that is left
    uint16_t above[2 * WORK_WINDOW];      // name of the cycle that a name was merged into
    uint16_t enter_tail[2 * WORK_WINDOW]; // the real arc that enters each name
    uint16_t enter_into[2 * WORK_WINDOW];
};

size_t depparse_tree_bytes(void)
{
    return sizeof(struct ParseTree);
}

// distance[dependent - head + WORK_WINDOW]; the place of the word itself is never the best.
void depparse_prepare(struct ParseWork *w)
{
    const Weights *m = w->weights;
    int clip = (int)m->distance;
    for (int k = 0; k < 2 * WORK_WINDOW + KERNELS_COLS + 1; k++) {
        int t = WORK_WINDOW - k; // head - dependent
        t = t < -clip ? -clip : t > clip ? clip : t;
        w->distance[k] = k == WORK_WINDOW ? -INFINITY : m->arc_distance[t + clip];
    }
    float *root = w->distance + 2 * WORK_WINDOW + KERNELS_COLS + 1;
    for (size_t i = 0; i < KERNELS_COLS; i++)
        root[i] = m->arc_distance[2 * m->distance + 1];
}

// The A values of every row as bytes: heads as rows, dependents packed as the columns of a matrix.
static void quantize_arcs(struct ParseWork *w, const ParseUnit *unit)
{
    const Weights *m = w->weights;
    size_t width = m->arc_width;
    uint8_t bytes[512];
    const float *y = w->y + unit->row * m->head.cols;
    size_t cols = (unit->n + 15u) / 16 * 16;
    memset(w->deps + (cols - 16) * width, 0, 16 * width);
    for (size_t i = 0; i <= unit->n; i++, y += m->head.cols) {
        w->kernels->to_bytes(y + m->at_head, width, 0.0f, 127.0f, w->heads + i * width);
        if (i == 0)
            continue;
        w->kernels->to_bytes(y + m->at_dep, width, -127.0f, 127.0f, bytes);
        size_t col = i - 1;
        int8_t *to = w->deps + col / 16 * 16 * width + col % 16 * 4;
        for (size_t k = 0; k < width; k += 4)
            memcpy(to + k * 16, bytes + k, 4);
    }
}

// All scores, and for each dependent the best head, its score and the second best score.
static void score_arcs(struct ParseWork *w, const ParseUnit *unit)
{
    const Weights *m = w->weights;
    size_t width = m->arc_width, n = unit->n, rows = n + 1, cols = (n + 15) / 16 * 16;
    const float *bias = w->y + unit->row * m->head.cols + m->at_bias;
    const float *root = w->distance + 2 * WORK_WINDOW + KERNELS_COLS + 1;
    _Alignas(64) int32_t tile[KERNELS_ROWS * KERNELS_COLS];
    for (size_t i = 0; i < cols; i++) {
        w->best[i] = w->second[i] = -INFINITY;
        w->head[i] = 0;
    }
    for (size_t col = 0; col < cols; col += KERNELS_COLS) {
        size_t have = cols - col < KERNELS_COLS ? cols - col : KERNELS_COLS;
        const int8_t *groups[KERNELS_COLS / KERNELS_GROUP];
        for (size_t g = 0; g < KERNELS_COLS / KERNELS_GROUP; g++)
            groups[g] =
                w->deps + (col + (g * KERNELS_GROUP < have ? g * KERNELS_GROUP : 0)) * width;
        for (size_t r = 0; r < rows; r += KERNELS_ROWS) {
            const uint8_t *names[KERNELS_ROWS];
            for (size_t i = 0; i < KERNELS_ROWS; i++)
                names[i] = w->heads + (r + i < rows ? r + i : r) * width;
            w->kernels->tile(names, 1, width, groups, tile);
            for (size_t j = r; j < rows && j < r + KERNELS_ROWS; j++) {
                const float *distance = j == 0 ? root : w->distance + (col + 1 + WORK_WINDOW - j);
                w->kernels->arc_row(tile + (j - r) * KERNELS_COLS, distance, m->arc_scale,
                                    bias[j * m->head.cols], (int32_t)j, have,
                                    w->scores + j * WORK_COLS + col, w->best + col, w->second + col,
                                    w->head + col);
            }
        }
    }
}

// Whether the heads make a tree with one root.
static bool is_tree(const struct ParseWork *w, size_t n, uint8_t *mark)
{
    size_t roots = 0;
    for (size_t i = 0; i < n; i++) {
        roots += w->head[i] == 0;
        mark[i] = 0; // 0 not seen, 1 on this walk, 2 leads to the root
    }
    if (roots != 1)
        return false;
    for (size_t i = 0; i < n; i++) {
        size_t at = i;
        while (mark[at] == 0) {
            mark[at] = 1;
            if (w->head[at] == 0)
                break;
            at = (size_t)w->head[at] - 1;
        }
        if (mark[at] == 1 && w->head[at] != 0)
            return false; // came back to this walk
        for (at = i; mark[at] == 1; at = (size_t)w->head[at] - 1) {
            mark[at] = 2;
            if (w->head[at] == 0)
                break;
        }
    }
    return true;
}

// The word whose lead of "root" over any other head is largest.
static size_t choose_root(const struct ParseWork *w, size_t n)
{
    size_t root = 0;
    float lead = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        float other = -INFINITY;
        for (size_t j = 1; j <= n; j++) {
            if (j != i + 1 && w->scores[j * WORK_COLS + i] > other)
                other = w->scores[j * WORK_COLS + i];
        }
        if (w->scores[i] - other > lead) {
            lead = w->scores[i] - other;
            root = i;
        }
    }
    return root;
}

// Lowest index first among equals.
static void choose_best(struct ParseTree *t, size_t n, size_t node)
{
    size_t best = node;
    float top = -INFINITY;
    for (size_t u = 0; u < n; u++) {
        if (t->left[u] && u != node && t->weight[u][node] > top) {
            top = t->weight[u][node];
            best = u;
        }
    }
    t->best[node] = (uint16_t)best;
}

// Length of a cycle among the best heads, its members into t->cycle; 0 when there is none.
static size_t find_cycle(struct ParseTree *t, size_t n, size_t root)
{
    memset(t->mark, 0, n); // 0 not seen, 1 on this walk, 2 leads to the root
    t->mark[root] = 2;
    for (size_t i = 0; i < n; i++) {
        if (!t->left[i])
            continue;
        size_t at = i;
        while (t->mark[at] == 0) {
            t->mark[at] = 1;
            at = t->best[at];
        }
        if (t->mark[at] == 1) {
            size_t length = 0, first = at;
            do {
                t->cycle[length++] = (uint16_t)at;
                at = t->best[at];
            } while (at != first);
            return length;
        }
        for (at = i; t->mark[at] == 1; at = t->best[at])
            t->mark[at] = 2;
    }
    return 0;
}

// Notes the real arc behind node v's best head.
static void enter(struct ParseTree *t, size_t v)
{
    t->enter_tail[t->name[v]] = t->tail[t->best[v]][v];
    t->enter_into[t->name[v]] = t->into[t->best[v]][v];
}

// Merges t->cycle into its lowest member; arcs into it are weighed by what they gain over the cycle
// arc they replace.
static size_t contract(struct ParseTree *t, size_t n, size_t root, size_t length, uint16_t name)
{
    size_t node = t->cycle[0];
    memset(t->mark, 0, n);
    for (size_t k = 0; k < length; k++) {
        size_t v = t->cycle[k];
        node = v < node ? v : node;
        t->mark[v] = 1;
        enter(t, v);
        t->above[t->name[v]] = name;
    }
    for (size_t u = 0; u < n; u++) {
        if (!t->left[u] || t->mark[u])
            continue;
        float in = -INFINITY, out = -INFINITY;
        size_t in_at = node, out_at = node;
        for (size_t v = 0; v < n; v++) { // ascending: ties go to the lower index
            if (!t->left[v] || !t->mark[v])
                continue;
            float gain = t->weight[u][v] - t->weight[t->best[v]][v];
            if (gain > in) {
                in = gain;
                in_at = v;
            }
            if (u != root && t->weight[v][u] > out) {
                out = t->weight[v][u];
                out_at = v;
            }
        }
        uint16_t tail = t->tail[u][in_at], into = t->into[u][in_at];
        t->weight[u][node] = in;
        t->tail[u][node] = tail;
        t->into[u][node] = into;
        tail = t->tail[out_at][u];
        into = t->into[out_at][u];
        t->weight[node][u] = out;
        t->tail[node][u] = tail;
        t->into[node][u] = into;
        if (t->mark[t->best[u]])
            t->best[u] = (uint16_t)node; // who hung on a member hangs on the node
    }
    for (size_t k = 0; k < length; k++)
        t->left[t->cycle[k]] = t->cycle[k] == node;
    t->name[node] = name;
    return node;
}

// Chu-Liu-Edmonds over the unit's words with `root` fixed; overwrites w->head.
static void decode_tree(struct ParseWork *w, size_t n, size_t root)
{
    struct ParseTree *t = w->tree;
    for (size_t u = 0; u < n; u++) {
        for (size_t v = 0; v < n; v++) {
            t->weight[u][v] = w->scores[(u + 1) * WORK_COLS + v];
            t->tail[u][v] = (uint16_t)u;
            t->into[u][v] = (uint16_t)v;
        }
        t->left[u] = 1;
        t->name[u] = (uint16_t)u;
    }
    for (size_t v = 0; v < n; v++)
        choose_best(t, n, v);
    t->best[root] = (uint16_t)root;
    size_t merged = 0, length;
    while ((length = find_cycle(t, n, root)) > 0) {
        size_t node = contract(t, n, root, length, (uint16_t)(n + merged));
        merged++;
        choose_best(t, n, node);
    }
    for (size_t v = 0; v < n; v++) {
        if (t->left[v] && v != root)
            enter(t, v);
    }
    // Newest cycle first: the member that holds the entered word takes the outer arc, the others
    // keep theirs.
    while (merged-- > 0) {
        size_t cycle = n + merged, member = t->enter_into[cycle];
        while (t->above[member] != cycle)
            member = t->above[member];
        t->enter_tail[member] = t->enter_tail[cycle];
        t->enter_into[member] = t->enter_into[cycle];
    }
    for (size_t v = 0; v < n; v++)
        w->head[v] = v == root ? 0 : t->enter_tail[v] + 1;
}

static void write_arcs(const struct ParseWork *w, const ParseUnit *unit)
{
    for (uint32_t i = 0; i < unit->n; i++) {
        Token *t = &unit->doc->tokens[unit->first + i];
        size_t head = (size_t)w->head[i];
        float score = w->scores[head * WORK_COLS + i];
        // the best other head is the second best, or the best where the tree overruled the arg max
        float other = score == w->best[i] ? w->second[i] : w->best[i];
        t->head = head == 0 ? NONE : unit->first + (uint32_t)head - 1;
        t->arc_margin = unit->n == 1 ? 1000.0f : score - other;
    }
}

void depparse_run(struct ParseWork *w)
{
    const Weights *m = w->weights;
    size_t cols = m->head.cols, inputs = 3 * m->label_width, words = 0;
    for (size_t u = 0; u < w->n_units; u++) {
        const ParseUnit *unit = &w->unit[u];
        quantize_arcs(w, unit);
        score_arcs(w, unit);
        if (!is_tree(w, unit->n, w->tree->mark))
            decode_tree(w, unit->n, choose_root(w, unit->n));
        write_arcs(w, unit);
        const float *y = w->y + unit->row * cols;
        for (size_t i = 0; i < unit->n; i++, words++) {
            w->rows[words] = w->label_in + words * inputs;
            w->kernels->label_inputs(y + (i + 1) * cols + m->at_label_dep,
                                     y + (size_t)w->head[i] * cols + m->at_label_head,
                                     m->label_width, m->label_scale, w->label_in + words * inputs);
        }
    }
    kernels_gemm(w->kernels, &m->label, w->rows, words, 1, KERNELS_STORE, w->label_out,
                 m->label.cols);
    words = 0;
    for (size_t u = 0; u < w->n_units; u++) {
        const ParseUnit *unit = &w->unit[u];
        for (uint32_t i = 0; i < unit->n; i++, words++) {
            Token *t = &unit->doc->tokens[unit->first + i];
            float *y = w->label_out + words * m->label.cols;
            y[m->root_relation] = -INFINITY; // only the root is "root"
            size_t label = w->kernels->argmax(y, m->n_relations);
            float best = y[label];
            y[label] = -INFINITY;
            t->dep = t->head == NONE ? DEP_ROOT : w->relation_dep[label];
            t->dep_margin =
                t->head == NONE ? 1000.0f : best - y[w->kernels->argmax(y, m->n_relations)];
            y[label] = best;
        }
    }
}
