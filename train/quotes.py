# SPDX-License-Identifier: MIT
"""Learns the weights by which the quotation stage judges its candidates: lexicon/en/quoteweights.tsv.

  quotes.py --build BUILD [--data /work/shared/bench] [--out quoteweights.tsv] [--dev]

In: polnear.train.jsonl (texts with marked attributions; no word of them enters the repository but as features that occur
MIN_COUNT times or more) and a build folder of the program. Out: feature, weight in thousandths.
Method: train/quotes_dump.c runs the program's own text, parse and candidate search over the texts; marked attributions are matched one to
one with candidates (shared over joint characters at least one half, cue preferred). All candidates of a cue make one group, and those that share
half with the attribution matched in it are right. Softmax over the group and "no attribution" (log of the right ones' part), an L2 penalty, Adam, full
passes in a fixed order; the threshold is where the F1 with speakers is best on a tenth held out, chosen as src/event/quote_settle.c
chooses. The speaker's ranking is a softmax over the options of each matched candidate. Run it again when the parser's model changes.
Needs numpy and torch (Debian python3-torch); one thread; ten minutes at most. Does not: touch code or cues.
"""
import argparse
import collections
import glob
import json
import math
import os
import subprocess

import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
MIN_COUNT = 6
VOCABULARY = {}  # feature → number


def dump(build, texts, mode=None):
    program = os.path.join(build, "quotes_dump")
    # only what the program needs: a stage that does not build right now is no hindrance
    objects = [o for part in ("base", "doc", "lex", "text", "parse") for o in sorted(glob.glob(os.path.join(build, "CMakeFiles/objects.dir/src", part, "*.o")))]
    own = [os.path.join(HERE, "quotes_dump.c")] + sorted(glob.glob(os.path.join(HERE, "../src/event/quote*.c")))
    subprocess.run(["cc", "-O2", "-D_GNU_SOURCE", "-I", os.path.join(HERE, "../src"), "-o", program] + own + objects +
                   ["-lyajl", "-lutf8proc", "-lz", "-lzstd", "-lm", "-lpthread"], check=True)
    data = b"".join(b"%d\n" % len(t) + t for t in texts)
    done = subprocess.run([program, os.path.join(build, "data/dragoman.lex"), os.path.join(HERE, "../models/dragoman-en-accurate.model")] + ([mode] if mode else []),
                          input=data, stdout=subprocess.PIPE, check=True)
    docs = []
    for line in done.stdout.decode("utf-8", "replace").split("\n"):
        if line == "DOC":
            docs.append([])
        elif line:
            docs[-1].append(line.split("\t"))
    return docs


def pair(s):
    a, b = s.split("-")
    return int(a), int(b)


def spans(x, at):
    if not x:
        return []
    pieces = x["spans"] if x.get("spans") is not None else [[x["offset"], x["length"]]]
    return [(at[o], at[o + n]) for o, n in pieces]


def touches(a, b):
    return any(x < v and u < y for x, y in a for u, v in b)


def shared(a, b):
    return sum(max(0, min(y, v) - max(x, u)) for x, y in a for u, v in b)


def size(a):
    return sum(y - x for x, y in a)


class Candidate:
    def __init__(self, fields):
        self.pieces = [pair(x) for x in fields[0].split(",")]
        self.cue = [pair(fields[1])]
        self.speaker = pair(fields[2])
        self.frame, self.token, self.score = int(fields[3]), int(fields[4]), int(fields[5])
        self.features = np.array([VOCABULARY.setdefault(f, len(VOCABULARY)) for f in fields[6:]], dtype=np.int32)
        self.gold = None      # index of the attribution matched
        self.near = 0.0       # best shared/joint with any attribution
        self.rival = False    # shares half or more, and the cue, with an attribution
        self.speaker_ok = False


def load(path, build):
    gold = [json.loads(line) for line in open(path, encoding="utf-8")]
    docs = []
    for g, lines in zip(gold, dump(build, [g["text"].encode() for g in gold])):
        at = [0]
        for ch in g["text"]:
            at.append(at[-1] + len(ch.encode("utf-8", "surrogatepass")))
        marks = []
        for q in g["quotes"]:
            s = q.get("speaker")
            head = [(at[s["head"][0]], at[sum(s["head"])])] if s and s.get("head") else spans(s, at)
            marks.append((spans(q["content"], at), spans(q.get("cue"), at), head, bool(s), q.get("direct"), q))
        docs.append((g, marks, [Candidate(f) for f in lines]))
    return docs


def label(docs):
    found = right = total = 0
    for _, marks, candidates in docs:
        total += len(marks)
        cand = []
        for j, c in enumerate(candidates):
            for i, m in enumerate(marks):
                both = shared(m[0], c.pieces)
                if not both:
                    continue
                jac = both / (size(m[0]) + size(c.pieces) - both)
                c.near = max(c.near, jac)
                if jac >= 0.5:
                    ok = touches(m[2], [c.speaker]) if m[3] else c.speaker[1] == 0
                    c.rival = c.rival or touches(m[1], c.cue)
                    cand.append((jac + 0.3 * touches(m[1], c.cue) + 0.05 * ok, i, j, ok))
        used = set()
        for _, i, j, ok in sorted(cand, key=lambda x: (-x[0], x[1], x[2])):
            if i in used or candidates[j].gold is not None:
                continue
            used.add(i)
            candidates[j].gold, candidates[j].speaker_ok = i, ok
            found += 1
            right += ok
    print("attributions %d, offered %.1f %%, with speaker %.1f %%, candidates %d" %
          (total, 100 * found / total, 100 * right / total, sum(len(c) for _, _, c in docs)), flush=True)
    return total


def numbered(docs):
    """Number of a feature in the vocabulary → number among those kept; 0 for the rare ones, whose weight stays 0."""
    count = np.zeros(len(VOCABULARY), dtype=np.int64)
    for _, _, cs in docs:
        for c in cs:
            count[c.features] += 1
    keep = count >= MIN_COUNT
    return np.where(keep, np.cumsum(keep), 0)


def overlap(a, b):
    both = shared(a, b)
    return both / (size(a) + size(b) - both) if both else 0.0


class Group:
    """The candidates of one cue."""

    def __init__(self, candidates, marks, index):
        self.candidates = candidates
        gold = [marks[c.gold][0] for c in candidates if c.gold is not None]
        near = [max([overlap(g, c.pieces) for g in gold] or [0.0]) for c in candidates]
        self.good = [x if x >= 0.5 else 0.0 for x in near] # the closer, the better
        self.sure = 1.0 if gold or max(c.near for c in candidates) < 0.5 else 0.4 # a rival of the right one
        self.ids = [torch.from_numpy(index[c.features].astype(np.int64)) for c in candidates]
        alike = np.array([[overlap(a.pieces, b.pieces) for b in candidates] for a in candidates])
        self.alike, self.close = np.where(alike >= 0.5, 1.0, 0.0), np.where(alike >= 0.5, 0.5 + alike / 2, 0.0)


def grouped(docs, index):
    out = []
    for _, marks, cs in docs:
        cues = collections.defaultdict(list)
        for c in cs:
            cues[c.token].append(c)
        out.append([Group(cues[t], marks, index) for t in sorted(cues)])
    return out


def packed(groups):
    ids = [x for g in groups for x in g.ids]
    return torch.cat(ids), torch.tensor(np.cumsum([0] + [len(x) for x in ids[:-1]])), torch.tensor([k for k, g in enumerate(groups) for _ in g.ids])


def fit(docs, n_features, l2, epochs, seed=1):
    torch.manual_seed(seed)
    rows = [g for d in docs for g in d]
    bag = torch.nn.EmbeddingBag(n_features + 1, 1, mode="sum", sparse=False)
    torch.nn.init.zeros_(bag.weight)
    bag.weight.register_hook(lambda g: torch.cat([torch.zeros(1, 1), g[1:]])) # row 0: what is not kept
    bias = torch.nn.Parameter(torch.tensor([-3.0]))
    opt = torch.optim.Adam([bag.weight, bias], lr=0.02)
    gen = torch.Generator().manual_seed(seed)
    for epoch in range(epochs):
        order = torch.randperm(len(rows), generator=gen).tolist()
        total = 0.0
        for at in range(0, len(order), 160):
            batch = [rows[k] for k in order[at:at + 160]]
            flat, starts, group = packed(batch)
            e = torch.exp((bag(flat, starts).squeeze(1) + bias).clamp(-30, 30))
            good = torch.tensor([x for g in batch for x in g.good])
            z = torch.zeros(len(batch)).index_add(0, group, e)
            right = torch.zeros(len(batch)).index_add(0, group, e * good)
            has = torch.tensor([any(g.good) for g in batch])
            part = torch.where(has, torch.log(right + 1e-12), torch.zeros(len(batch))) - torch.log1p(z)
            loss = -(torch.tensor([g.sure for g in batch]) * part).mean() + l2 * (bag.weight ** 2).sum()
            opt.zero_grad()
            loss.backward()
            opt.step()
            total += float(loss) * len(batch)
        for group in opt.param_groups:
            group["lr"] *= 0.6
        print("epoch %d loss %.4f" % (epoch, total / len(rows)), flush=True)
    return bag.weight.detach().squeeze(1).numpy(), float(bias)


def fit_speaker(docs, build, l2, epochs=5, seed=2):
    """Softmax over the options of each matched candidate; returns feature → weight."""
    torch.manual_seed(seed)
    groups, count = [], collections.Counter()
    for number, ((g, marks, cs), lines) in enumerate(zip(docs, dump(build, [g["text"].encode() for g, _, _ in docs], "--speakers"))):
        c = None
        for f in lines:
            if f[0] != "+":
                c = cs[int(f[0])]
                if c.gold is not None:
                    groups.append(([], [], number % 10 == 0))
            elif c.gold is not None:
                m, span = marks[c.gold], pair(f[1])
                good = touches(m[2], [span]) if m[3] else span[1] == 0
                groups[-1][0].append(f[2:])
                groups[-1][1].append(good)
                count.update(f[2:])
    index = {f: i + 1 for i, f in enumerate(sorted(f for f, n in count.items() if n >= MIN_COUNT))}
    usable = [(x, y, h) for x, y, h in groups if any(y)]
    print("speakers: %d groups, %d with the right one among them, %d features" % (len(groups), len(usable), len(index)), flush=True)
    made = [([torch.tensor([index[f] for f in o if f in index] or [0]) for o in x], torch.tensor(y), h) for x, y, h in usable]
    ids, held = [(x, y) for x, y, h in made if not h], [(x, y) for x, y, h in made if h]
    bag = torch.nn.EmbeddingBag(len(index) + 1, 1, mode="sum")
    torch.nn.init.zeros_(bag.weight)
    opt = torch.optim.Adam(bag.parameters(), lr=0.02)
    gen = torch.Generator().manual_seed(seed)
    for epoch in range(epochs):
        total = wrong = 0.0
        order = torch.randperm(len(ids), generator=gen).tolist()
        for at in range(0, len(order), 128):
            batch = [ids[k] for k in order[at:at + 128]]
            flat = torch.cat([o for x, _ in batch for o in x])
            starts = torch.tensor(np.cumsum([0] + [len(o) for x, _ in batch for o in x][:-1]))
            out = bag(flat, starts).squeeze(1)
            group = torch.tensor([k for k, (x, _) in enumerate(batch) for _ in x])
            good = torch.cat([y for _, y in batch])
            top = torch.full((len(batch),), -1e9).scatter_reduce(0, group, out.detach(), "amax")
            e = torch.exp(out - top[group])
            z = torch.zeros(len(batch)).index_add(0, group, e)
            right = torch.zeros(len(batch)).index_add(0, group, e * good)
            loss = -(torch.log(right + 1e-9) - torch.log(z)).mean() + l2 * (bag.weight ** 2).sum()
            opt.zero_grad()
            loss.backward()
            opt.step()
            total += float(loss) * len(batch)
        for g in opt.param_groups:
            g["lr"] *= 0.6
        with torch.no_grad():
            ok = sum(bool(y[int(torch.stack([bag.weight[o].sum() for o in x]).argmax())]) for x, y in held)
        print("speaker epoch %d loss %.4f, held out right %.1f %%" % (epoch, total / len(ids), 100 * ok / len(held)), flush=True)
    w = bag.weight.detach().squeeze(1).numpy()
    return {f: w[i] for f, i in index.items()}


def readings(groups, weights, bias):
    """The best reading of each cue with its part, as src/event/quote_settle.c finds it: [(part, candidate)], the best first."""
    out = []
    for g in groups:
        e = np.exp(np.clip([bias + float(weights[x.numpy()].sum()) for x in g.ids], -12, 12))
        part = g.alike @ (e / (1 + e.sum()))
        k = int(np.argmax(g.close @ e))
        out.append((float(part[k]), g.candidates[k]))
    return sorted(out, key=lambda x: -x[0])


def choose(scored, threshold):
    """As src/event/quote.c does."""
    kept = []
    for part, c in scored:
        if part < threshold:
            break
        if any(overlap(c.pieces, k.pieces) > 0.7 for k in kept if k.pieces[0][0] < c.pieces[-1][1] and c.pieces[0][0] < k.pieces[-1][1]):
            continue
        kept.append(c)
    return kept


def measure(docs, scored, threshold):
    n = match = right = total = 0
    for (_, marks, _), x in zip(docs, scored):
        kept = choose(x, threshold)
        n += len(kept)
        total += len(marks)
        used = set()
        cand = []
        for j, c in enumerate(kept):
            for i, m in enumerate(marks):
                both = shared(m[0], c.pieces)
                if both and both / (size(m[0]) + size(c.pieces) - both) >= 0.5:
                    cand.append((-both / (size(m[0]) + size(c.pieces) - both) - 0.01 * touches(m[1], c.cue), i, j))
        up = set()
        for _, i, j in sorted(cand):
            if i in used or j in up:
                continue
            used.add(i)
            up.add(j)
            match += 1
            m, c = marks[i], kept[j]
            right += touches(m[2], [c.speaker]) if m[3] else c.speaker[1] == 0
    f1 = lambda ok: 200 * ok / max(1, n + total)
    return f1(match), f1(right), 100 * match / max(1, n), 100 * match / total


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--build", required=True)
    ap.add_argument("--data", default="/work/shared/bench")
    ap.add_argument("--out", default=os.path.join(HERE, "../lexicon/en/quoteweights.tsv"))
    ap.add_argument("--l2", type=float, default=5e-5)
    ap.add_argument("--l2-speaker", type=float, default=1e-4)
    ap.add_argument("--epochs", type=int, default=7)
    ap.add_argument("--dev", action="store_true", help="also measure on polnear.dev")
    args = ap.parse_args()
    torch.set_num_threads(1)
    docs = load(os.path.join(args.data, "polnear.train.jsonl"), args.build)
    label(docs)
    held = docs[::10]
    dev = None
    if args.dev:
        dev = load(os.path.join(args.data, "polnear.dev.jsonl"), args.build)
        label(dev)
    index = numbered(docs)
    print("%d features" % index.max(), flush=True)
    groups = grouped(docs, index)
    weights, bias = fit([d for i, d in enumerate(groups) if i % 10], int(index.max()), args.l2, args.epochs)
    scored = [readings(x, weights, bias) for x in groups[::10]]
    tried = [(measure(held, scored, t / 100)[1], t / 100) for t in range(20, 60, 2)]
    # F1 is flat about its top, and a missed voice costs a reader more than a doubtful one: the lowest that is as good
    threshold = min(t for f1, t in tried if f1 > max(tried)[0] - 0.5)
    print("held out: %s, threshold %.2f" % (measure(held, scored, threshold), threshold))
    weights, bias = fit(groups, int(index.max()), args.l2, args.epochs)
    if args.dev:
        print("dev: content F1 %.1f, with speaker %.1f, precision %.1f, recall %.1f" %
              measure(dev, [readings(x, weights, bias) for x in grouped(dev, index)], threshold))
    rows = [(f, int(round(1000 * weights[index[k]]))) for f, k in VOCABULARY.items() if index[k]]
    rows += [(f, int(round(1000 * v))) for f, v in fit_speaker(docs, args.build, args.l2_speaker).items()]
    rows = [r for r in rows if abs(r[1]) >= 40 and "\t" not in r[0] and "\n" not in r[0]]
    with open(args.out, "w", encoding="utf-8") as out:
        out.write("# Weights of the features by which candidates for quotations are judged, in thousandths (src/event/quote_score.c).\n"
                  "# Source: learned by train/quotes.py from PolNeAR 1.0.0 (training part); features of %d candidates or more, no text. Licence: CC BY-SA 4.0 (weights). "
                  "Date: 2026-11-22.\n" % MIN_COUNT)
        out.write("feature\tweight\nbias\t%d\n" % round(1000 * bias))
        rows.append(("threshold", int(round(1000 * math.log(threshold / (1 - threshold))))))
        for f, v in sorted(rows):
            out.write("%s\t%d\n" % (f, v))
    print("%d weights" % len(rows))


if __name__ == "__main__":
    main()
