# SPDX-License-Identifier: MIT
"""Plain numpy evaluation of a model FILE, exact to the bit as docs/reference/model-format.md prescribes.

This is the yardstick for src/parse/: same integers, same fp32 operations in the same order. Slow (about 2,000 words/s).
"""
import numpy as np

import features
import lemmas
import modelfile

F32 = np.float32


def strings(raw, count):
    out = [s.decode() for s in raw.split(b"\0")[:count]]
    assert len(out) == count
    return out


class Model:
    def __init__(self, path):
        m = modelfile.read(path)
        self.m = m
        self.name = m[""]
        d = [int(x) for x in m["dims"]]
        (self.D, self.layers, self.rows, self.cap, self.A, self.B, self.n_tag, self.n_label, self.n_ner, self.n_head,
         self.o_tag, self.o_ner, self.o_dep, self.o_head, self.o_bias, self.o_ldep, self.o_lhead, self.n_label_pad,
         count, version, self.DIST) = d[:21]
        assert count == features.COUNT and version == features.VERSION
        self.dilations = d[21:21 + self.layers]
        self.tags = strings(m["str.tag"], self.n_tag)
        self.labels = strings(m["str.label"], self.n_label)
        self.ner_tags = strings(m["str.ner"], self.n_ner)
        self.w = {k: modelfile.unpack(v).astype(np.float64) for k, v in m.items() if k.endswith(".w")}
        self.row_of = {int(k): int(r) for k, r in zip(m["hash.key"], m["hash.row"]) if k}
        self.root = self.labels.index("root")
        self.lemmatizer = lemmas.Lemmatizer(m)
        self.cache = {}

    # 3.2
    def row_sum(self, hashes):
        x = np.zeros(self.D, F32)
        for h in hashes:
            r = self.row_of.get(h) if h else None
            if r is not None:
                x = x + self.m["embd.q"][r].astype(F32) * self.m["embd.s"][r]
        return x

    def word(self, form):
        x = self.cache.get(form)
        if x is None:
            x = self.cache[form] = self.row_sum(features.word(form))
        return x

    # 3.3
    @staticmethod
    def tree_sum(v):
        lane = np.zeros((v.shape[0], 16), F32)
        for i in range(v.shape[1] // 16):
            lane = lane + v[:, 16 * i:16 * i + 16]
        a = lane[:, :8] + lane[:, 8:]
        b = a[:, :4] + a[:, 4:]
        c = b[:, :2] + b[:, 2:]
        return (c[:, 0] + c[:, 1])[:, None]

    def norm(self, x, name):
        inv = F32(1.0) / F32(self.D)
        z = x - self.tree_sum(x) * inv
        var = self.tree_sum(z * z) * inv
        r = F32(1.0) / np.sqrt(var + F32(1e-5))
        t = ((z * r) * self.m[name + ".g"]) + self.m[name + ".b"]
        return np.clip(np.rint(t) + 128, 0, 255).astype(np.int64)

    def dense(self, q, name):
        acc = (q.astype(np.float64) @ self.w[name + ".w"].T).astype(np.int64) - self.m[name + ".c"]
        return (acc.astype(F32) * self.m[name + ".m"]) + self.m[name + ".o"]

    def encode(self, forms):
        """Head outputs y [n+1][N_HEAD] of one sentence."""
        x = np.stack([self.row_sum([features.ROOT])] + [self.word(f) for f in forms])
        n = len(x)
        for l, e in enumerate(self.dilations):
            q = np.full((n + 2 * e, self.D), 128, np.int64)
            q[e:e + n] = self.norm(x, "ln%d" % l)
            y = self.dense(np.concatenate([q[0:n], q[e:e + n], q[2 * e:2 * e + n]], 1), "conv%d" % l)
            x = x + np.maximum(y, F32(0))
        return self.dense(self.norm(x, "lnh"), "head")

    # 3.6
    def arc_scores(self, y):
        n = len(y) - 1
        dep = np.clip(np.rint(y[1:, self.o_dep:self.o_dep + self.A]), -127, 127)
        hd = np.clip(np.rint(y[:, self.o_head:self.o_head + self.A]), 0, 127)
        dot = (dep.astype(np.float64) @ hd.astype(np.float64).T).astype(F32)
        j, i = np.arange(n + 1)[None, :], np.arange(1, n + 1)[:, None]
        t = np.clip(j - i, -self.DIST, self.DIST) + self.DIST
        t = np.where(j == 0, 2 * self.DIST + 1, t)
        s = (dot * self.m["arc.s"][0] + y[None, :, self.o_bias]) + self.m["arc.dist"][t]
        s[i == j] = -np.inf
        return s

    # 3.7
    def label_ids(self, y, heads):
        zero = F32(0)
        ld = np.maximum(y[1:, self.o_ldep:self.o_ldep + self.B], zero)
        lh = np.maximum(y[:, self.o_lhead:self.o_lhead + self.B], zero)[heads]
        z = np.concatenate([np.rint(ld), np.rint(lh), np.rint((ld * lh) * self.m["lab.p"][0])], 1)
        z = np.clip(z, 0, 255)
        s = ((z.astype(np.float64) @ self.w["lab.w"].T).astype(F32) * self.m["lab.m"]) + self.m["lab.o"]
        s = s[:, :self.n_label].copy()
        s[:, self.root] = -np.inf
        best = s.argmax(1)
        best[np.asarray(heads) == 0] = self.root
        return best

    def names(self, y):
        return viterbi(y[1:, self.o_ner:self.o_ner + self.n_ner], self.ner_tags)

    def parse(self, forms, full=False):
        """dict of tag, head, rel, ner, lemma, margin lists."""
        y = self.encode(forms)
        s = self.arc_scores(y)
        greedy = s.argmax(1)
        heads = tree(s)
        rel = self.label_ids(y, heads)
        tag = y[1:, self.o_tag:self.o_tag + self.n_tag].argmax(1)
        tags = [self.tags[t] for t in tag]
        ner = self.names(y)
        out = {"tag": tags, "head": heads, "rel": [self.labels[r] for r in rel], "ner": [self.ner_tags[t] for t in ner],
               "lemma": [self.lemmatizer.lemma(f, t) for f, t in zip(forms, tags)]}
        if full:
            out.update(y=y, s=s, greedy=greedy, margin=margins(s, heads))
        return out


def margins(s, heads):
    out = []
    for i, h in enumerate(heads):
        rest = [s[i, j] for j in range(s.shape[1]) if j != h and j != i + 1]
        out.append(float(s[i, h] - max(rest)) if rest else 1000.0)
    return out


def viterbi(score, names):
    n, t = score.shape
    kind = [("O", "") if x == "O" else (x[0], x[2:]) for x in names]

    def may_follow(a, b):
        if a is None or a[0] in "OES":
            return b[0] in "OBS"
        return b[0] in "IE" and a[1] == b[1]

    allowed = np.array([[may_follow(a, b) for b in kind] for a in kind])
    start = np.array([may_follow(None, b) for b in kind])
    end = np.array([k[0] in "OES" for k in kind])
    low = F32(-1e30)
    best = np.where(start, score[0], low)
    back = []
    for i in range(1, n):
        m = np.where(allowed, best[:, None], low)
        back.append(m.argmax(0))
        best = m.max(0) + score[i]
    path = [int(np.where(end, best, low).argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return path[::-1]


def find_cycle(head):
    """First cycle found from the lowest node, as a list, or None. head[0] is unused."""
    colour = [0] * len(head)
    for v in range(1, len(head)):
        path = []
        while v != 0 and colour[v] == 0:
            colour[v] = 1
            path.append(v)
            v = head[v]
        if v != 0 and colour[v] == 1 and v in path:
            return path[path.index(v):]
        for u in path:
            colour[u] = 2
    return None


def tree(s):
    """Section 4: s [n][n+1], heads of words 1..n."""
    n = len(s)
    greedy = [0] + [int(h) for h in s.argmax(1)]
    if sum(h == 0 for h in greedy[1:]) == 1 and find_cycle(greedy) is None:
        return greedy[1:]
    if n == 1:
        return [0]
    rest = s[:, 1:].max(1)
    r = int((s[:, 0] - rest).argmax()) + 1
    score = np.full((n + 1, n + 1), -np.inf)  # score[dependent][head]
    score[1:] = s
    for i in range(1, n + 1):
        if i != r:
            score[i, 0] = -np.inf
    score[r, 1:] = -np.inf
    return chu_liu_edmonds(score)[1:]


def chu_liu_edmonds(score):
    """Best arborescence under node 0; score[dependent][head], -inf where not allowed."""
    size = len(score)
    head = [0] + [int(score[v].argmax()) for v in range(1, size)]
    cycle = find_cycle(head)
    if cycle is None:
        return head
    inside = set(cycle)
    outside = [v for v in range(size) if v not in inside]
    place = {v: k for k, v in enumerate(outside)}
    c = len(outside)
    small = np.full((c + 1, c + 1), -np.inf)
    enter, leave = {}, {}
    for v in outside:
        for u in outside:
            small[place[v], place[u]] = score[v, u]
        # an arc into the cycle: replaces the cycle's arc of the entered node
        gains = [score[w, v] - score[w, head[w]] for w in cycle]
        k = int(np.argmax(gains))
        small[c, place[v]] = gains[k]
        enter[v] = cycle[k]
        if v != 0:
            k = int(np.argmax([score[v, w] for w in cycle]))
            small[place[v], c] = score[v, cycle[k]]
            leave[v] = cycle[k]
    small[0, :] = -np.inf
    sub = chu_liu_edmonds(small)
    out = list(head)
    for v in outside:
        if v:
            h = sub[place[v]]
            out[v] = leave[v] if h == c else outside[h]
    entered_from = outside[sub[c]]
    out[enter[entered_from]] = entered_from
    return out


def to_conllu(forms, parsed, out, sent_id=None):
    if sent_id:
        out.write("# sent_id = %s\n" % sent_id)
    for i, form in enumerate(forms):
        upos, xpos = parsed["tag"][i].split("|")
        ner = parsed["ner"][i]
        out.write("%d\t%s\t%s\t%s\t%s\t_\t%d\t%s\t_\t%s\n" % (
            i + 1, form, parsed["lemma"][i], upos, xpos, parsed["head"][i], parsed["rel"][i],
            "_" if ner == "O" else "NER=" + ner))
    out.write("\n")
