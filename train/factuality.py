# SPDX-License-Identifier: MIT
"""Learns the weights of the factuality score: lexicon/en/factweights.tsv.

  factuality.py --build BUILD [--data ../shared/bench] [--out lexicon/en/factweights.tsv] [--ridge R] [--min-count N]

In: uds_ih2.train.jsonl (words with readers' judgements from -3 to 3; no word of it enters the repository but as features that occur
MIN_COUNT times or more) and a build folder of the program. Out: feature, weight in thousandths.
Method: train/factuality_dump.c runs the program's own pipeline over the texts with features kept; ridge regression by conjugate
gradients, in a fixed order, then rounding. The prior (what value and signature say by themselves) has a weight like the rest, held at
PRIOR_LEAST or above, so that a signature row for a rare governor counts although readers judged none of it.
Needs numpy (Debian python3-numpy); one thread; two minutes. Does not: touch values, signatures or code.
"""
import argparse
import collections
import glob
import json
import os
import subprocess

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def dump(build, texts):
    program = os.path.join(build, "factuality_dump")
    objects = sorted(glob.glob(os.path.join(build, "CMakeFiles/objects.dir/**/*.o"), recursive=True))
    subprocess.run(["cc", "-O2", "-D_GNU_SOURCE", "-I", os.path.join(HERE, "../src"), "-o", program, os.path.join(HERE, "factuality_dump.c")] + objects +
                   ["-lyajl", "-lutf8proc", "-lz", "-lzstd", "-lcsv", "-lm", "-lpthread"], check=True)
    done = subprocess.run([program, os.path.join(build, "data")], input=b"".join(b"%d\n" % len(t) + t for t in texts), stdout=subprocess.PIPE, check=True)
    docs = []
    for line in done.stdout.decode("utf-8", "replace").split("\n"):
        if line == "DOC":
            docs.append([])
        elif line:
            docs[-1].append(line.split("\t"))
    return docs


def best_of(start, end, found):
    best, share = None, 0.0
    for p in found:
        a, b = int(p[0]), int(p[1])
        both = min(b, end) - max(a, start)
        if both > 0 and both / (max(b, end) - min(a, start)) > share:
            best, share = p, both / (max(b, end) - min(a, start))
    return best


def examples(build, path):
    """Features, prior and judgement of every judged word that the program has as a predicate."""
    items = [json.loads(line) for line in open(path, encoding="utf-8")]
    out = []
    for item, found in zip(items, dump(build, [x["text"].encode() for x in items])):
        text = item["text"]
        for e in item["events"]:
            start = len(text[:e["offset"]].encode())
            p = best_of(start, start + len(text[e["offset"]:e["offset"] + e["length"]].encode()), found)
            if p:
                parts = p[4].split(" ")
                out.append((int(parts[0]) / 10, sorted(set(parts[1:])), e["value"], item))
    return out


class Design:
    """Rows of 0/1 features as two index lists, and the prior as one dense column at the end."""

    def __init__(self, data, index):
        rows, cols = [], []
        for i, (_, features, _, _) in enumerate(data):
            for f in features:
                j = index.get(f)
                if j is not None:
                    rows.append(i)
                    cols.append(j)
        self.rows, self.cols = np.array(rows), np.array(cols)
        self.prior = np.array([x[0] for x in data])
        self.n, self.k = len(data), len(index)

    def times(self, w):
        return np.bincount(self.rows, w[self.cols], self.n) + self.prior * w[-1]

    def back(self, r):
        return np.append(np.bincount(self.cols, r[self.rows], self.k), self.prior @ r)


def fit(data, ridge, min_count, prior_least, steps=300):
    counts = collections.Counter(f for x in data for f in x[1])
    names = sorted(f for f, n in counts.items() if n >= min_count)
    index = {f: i for i, f in enumerate(names)}
    x = Design(data, index)
    y = np.array([e[2] for e in data])
    penalty = np.full(x.k + 1, ridge)
    penalty[-1] = ridge * 0.1
    if "bias" in index:
        penalty[index["bias"]] = 1e-3
    anchor = np.zeros(x.k + 1)
    anchor[-1] = prior_least

    def solve(fixed):
        # minimise |y - Xw|^2 + sum penalty (w - anchor)^2, the prior's weight held when fixed
        w = anchor.copy()
        mask = np.ones(x.k + 1)
        if fixed:
            mask[-1] = 0
        r = mask * (x.back(y - x.times(w)) - penalty * (w - anchor))
        d, rr = r.copy(), r @ r
        for _ in range(steps):
            a = mask * (x.back(x.times(d)) + penalty * d)
            step = rr / (d @ a)
            w += step * d
            r -= step * a
            new = r @ r
            if new < 1e-8:
                break
            d, rr = r + new / rr * d, new
        return w

    w = solve(False)
    if w[-1] < prior_least:
        w = solve(True)
    return names, w


def predict(data, names, w):
    return np.clip(Design(data, {f: i for i, f in enumerate(names)}).times(w), -3, 3)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--build", required=True)
    ap.add_argument("--data", default=os.path.join(HERE, "../../shared/bench"))
    ap.add_argument("--out", default=os.path.join(HERE, "../lexicon/en/factweights.tsv"))
    ap.add_argument("--ridge", type=float, default=20.0)
    ap.add_argument("--min-count", type=int, default=4)
    ap.add_argument("--prior-least", type=float, default=0.35)
    args = ap.parse_args()
    train = examples(args.build, os.path.join(args.data, "uds_ih2.train.jsonl"))
    names, w = fit(train, args.ridge, args.min_count, args.prior_least)
    rounded = np.round(w * 1000) / 1000
    for name in ("uds_ih2.train", "uds_ih2.dev", "meantime_fact.dev", "mv2.dev", "rp.dev"):
        data = train if name == "uds_ih2.train" else examples(args.build, os.path.join(args.data, name + ".jsonl"))
        y = np.array([x[2] for x in data])
        print("%-18s n %5d  r by the values %.3f  r by the weights %.3f" % (name, len(data), np.corrcoef([x[0] for x in data], y)[0, 1],
                                                                         np.corrcoef(predict(data, names, rounded), y)[0, 1]))
    with open(args.out, "w", encoding="utf-8") as f:
        f.write("# Weights of the factuality score, in thousandths: what a feature of the clause adds. Written by train/factuality.py; do not edit by hand.\n")
        f.write("# Learned from the judgements of UDS-IH2 (train part; Universal Decompositional Semantics), text CC BY-SA 4.0; only figures and\n")
        f.write("# single words are kept. Licence: CC BY-SA 4.0 (weights). Date: 2026-11-22.\n")
        f.write("feature\tweight\n")
        f.write("prior\t%d\n" % round(w[-1] * 1000))
        n = 0
        for name, v in zip(names, w):
            if round(v * 1000) and abs(v) >= 0.02:
                f.write("%s\t%d\n" % (name, round(v * 1000)))
                n += 1
    print("%d features, prior %.3f" % (n, w[-1]))


if __name__ == "__main__":
    main()
