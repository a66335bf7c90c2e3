# SPDX-License-Identifier: MIT
"""Learns the weights by which the readings of a given pair are ranked: lexicon/en/pairweights.tsv.

  pairs.py --build BUILD [--data /work/shared/bench] [--out pairweights.tsv] [--cv [--predictions DIR]]

In: plv.dev.jsonl and wikievents.dev.jsonl (sentences with a marked pair and its class; no word of them enters the repository but
as lemmas in features that MIN_ITEMS items or more share), our own annotation/pairs.tsv, and a build folder of the program. Out: feature, weight in thousandths.
Method: train/pairs_dump.c runs the program and writes the readings of each pair with their features and their score by the rules.
A reading is right when it has the marked PLOVER class (plv, own) or the marked side, conflict or cooperation (wikievents). A softmax
over the readings of a pair, the rules' score as a fixed part of it, is fitted to put its mass on the right ones, with an L2
penalty; Adam, full passes, a fixed order. --cv prints figures of ten folds (by sentence), and of training on one set alone, and
leaves the table alone: the only honest figures, since there is no training part. --predictions DIR writes the answers of the ten folds
for score.py (script/eval does so).
Needs numpy; half a minute. Run it again when triggers or the parser change much. Does not: touch code or triggers.
"""
import argparse
import collections
import glob
import hashlib
import json
import os
import re
import subprocess
import sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
MIN_ITEMS = 6
RULE_WEIGHT = 0.06  # as RULE_WEIGHT in src/event/pair_score.c
L2 = 0.003
STEPS = 150
FOLDS = 10
CLASSED = ("plv", "own")  # sets marked with PLOVER classes, not only with sides


def dump(build, articles, name="pairs_dump"):
    """The lines that train/NAME.c writes for articles, as lists of fields."""
    program = os.path.join(build, name)
    objects = sorted(glob.glob(os.path.join(build, "CMakeFiles/objects.dir/src/**/*.o"), recursive=True))
    subprocess.run(["cc", "-O2", "-D_GNU_SOURCE", "-I", os.path.join(HERE, "../src"), "-I", os.path.join(HERE, "../include"), "-o", program,
                    os.path.join(HERE, name + ".c")] + objects + ["-lyajl", "-lutf8proc", "-lz", "-lzstd", "-lcsv", "-lm", "-lpthread"], check=True)
    data = "".join(json.dumps(a) + "\n" for a in articles).encode()
    done = subprocess.run([program, os.path.join(build, "data")], input=data, stdout=subprocess.PIPE, check=True)
    return [line.split("\t") for line in done.stdout.decode("utf-8", "replace").split("\n") if line]


class Item:
    def __init__(self, corpus, gold):
        self.corpus, self.gold = corpus, gold
        self.fold = int(hashlib.md5(gold["text"].encode()).hexdigest(), 16) % FOLDS
        self.events, self.rules, self.features, self.right = [], [], [], []


def mention(text, words, other=None):
    """Where the words stand in the text: whole words, the first time beside the other mention."""
    for m in re.finditer(r"(?<!\w)%s(?!\w)" % re.escape(words), text):
        if not other or m.end() <= other["offset"] or m.start() >= other["offset"] + other["length"]:
            return {"offset": m.start(), "length": len(words), "text": words}
    return {"offset": text.index(words), "length": len(words), "text": words}


def golds(corpus, data):
    """The items of a set with one marked pair each, as the benchmark writes them; our own of annotation/pairs.tsv likewise."""
    if corpus != "own":
        with open(os.path.join(data, corpus + ".dev.jsonl"), encoding="utf-8") as f:
            return [json.loads(line) for line in f]
    out = []
    with open(os.path.join(HERE, "../annotation/pairs.tsv"), encoding="utf-8") as f:
        for line in [x for x in f if not x.startswith("#")][1:]:
            plover, source, target, text = line.rstrip("\n").split("\t")
            source = mention(text, source)
            out.append({"id": "own-%d" % len(out), "text": text,
                        "events": [{"plover": plover, "source": source, "target": mention(text, target, source)}]})
    return out


def load(corpus, data, build, score):
    def span(x):
        return [x["offset"], x["offset"] + x["length"]]
    items, articles = {}, []
    for g in golds(corpus, data):
        e = g["events"][0]
        items[g["id"]] = Item(corpus, dict(score.complete(e), text=g["text"], id=g["id"]))
        if e["source"].get("length") and e["target"].get("length"):
            articles.append({"id": g["id"], "text": g["text"], "pairs": [{"source": span(e["source"]), "target": span(e["target"])}]})
    key = "plover" if corpus in CLASSED else "quad2"
    item = None
    for f in dump(build, articles):
        if f[0] == "PAIR":
            item = items[f[1]]
            continue
        event = score.complete({"cameo": f[0].strip("-") or None, "plover": f[1].strip("-") or None})
        item.events.append(event)
        item.rules.append(int(f[2]) * RULE_WEIGHT)
        item.features.append(f[6:])
        item.right.append(event.get(key) == item.gold[key])
    return list(items.values())


def fit(items, l2=L2):
    count = collections.Counter(f for i in items for f in {f for r in i.features for f in r})
    index = {f: k for k, f in enumerate(sorted(f for f, n in count.items() if n >= MIN_ITEMS))}
    use = [i for i in items if any(i.right) and not all(i.right)]
    rows, columns, rules, right, start = [], [], [], [], [0]
    for i in use:
        for features in i.features:
            for f in features:
                if f in index:
                    rows.append(len(rules))
                    columns.append(index[f])
            rules.append(i.rules[len(rules) - start[-1]])
            right.append(i.right[len(right) - start[-1]])
        start.append(len(rules))
    rows, columns, rules, right = np.array(rows), np.array(columns), np.array(rules), np.array(right)
    first = np.array(start[:-1])
    group = np.repeat(np.arange(len(use)), np.diff(start))
    w, m, v = np.zeros(len(index)), np.zeros(len(index)), np.zeros(len(index))
    for t in range(1, STEPS + 1):
        s = rules + np.bincount(rows, weights=w[columns], minlength=len(rules))
        e = np.exp(s - np.maximum.reduceat(s, first)[group])
        p = e / np.add.reduceat(e, first)[group]
        good = e * right
        q = good / np.add.reduceat(good, first)[group]
        g = np.bincount(columns, weights=(p - q)[rows], minlength=len(w)) / len(use) + l2 * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w -= 0.1 * (m / (1 - 0.9 ** t)) / (np.sqrt(v / (1 - 0.999 ** t)) + 1e-8)
    return {f: int(round(1000 * w[k])) for f, k in index.items() if round(1000 * w[k])}


def choose(i, weights):
    s = [i.rules[k] * 1000 + sum(weights.get(f, 0) for f in i.features[k]) for k in range(len(i.events))]
    return i.events[s.index(max(s))] if s else None


def measure(items, weights):
    out = collections.Counter(n=len(items))
    for i in items:
        best = choose(i, weights)
        if not best:
            continue
        for key in ("plover", "quad", "quad2"):
            out[key] += i.gold.get(key) is not None and best.get(key) == i.gold[key]
        if i.corpus in CLASSED:
            out["got", best.get("plover")] += 1
            out["hit", best.get("plover")] += best.get("plover") == i.gold["plover"]
    for i in items:
        out["want", i.gold.get("plover")] += i.corpus in CLASSED
    return out


def show(name, out, corpus):
    names = {"plover": "class", "quad": "quad", "quad2": "conflict/cooperation"}
    f1 = [2 * out["hit", c] / (out["got", c] + n) for (kind, c), n in sorted((k, n) for k, n in out.items() if k[0] == "want") if n] if ("got", "AID") in out else []
    print("%-24s %-10s " % (name, corpus) + "  ".join("%s %.1f" % (names[k], 100 * out[k] / out["n"]) for k in names if (k == "plover" if corpus == "own" else corpus == "plv" or k == "quad2")) +
          ("  class macro F1 %.1f" % (100 * sum(f1) / len(f1)) if f1 else ""), flush=True)


def cross(items, name, corpora, folder=None):
    total = {c: collections.Counter() for c in corpora}
    answers = {}
    for k in range(FOLDS):
        weights = fit([i for i in items if i.fold != k])
        for i in items:
            if i.fold == k:
                answers[i.gold["id"]] = choose(i, weights)
        for c in corpora:
            total[c] += measure([i for i in items if i.fold == k and i.corpus == c], weights)
    for c in corpora:
        show(name, total[c], c)
        if folder:
            with open(os.path.join(folder, c + ".jsonl"), "w", encoding="utf-8") as f:
                for i in items:
                    if i.corpus == c:
                        e = answers[i.gold["id"]]
                        f.write(json.dumps({"id": i.gold["id"], "events": [{k: e.get(k) for k in ("cameo", "plover")}] if e else []}) + "\n")


def write_table(path, weights, header):
    """A table of the lexicon: comment lines, then a feature and its weight a line, in the order of their bytes."""
    with open(path, "w", encoding="utf-8") as f:
        f.writelines("# %s\n" % line for line in header)
        f.write("feature\tweight\n")
        for feature in sorted(weights, key=lambda x: x.encode()):
            f.write("%s\t%d\n" % (feature, weights[feature]))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--build", required=True)
    ap.add_argument("--data", default="/work/shared/bench")
    ap.add_argument("--out", default=os.path.join(HERE, "../lexicon/en/pairweights.tsv"))
    ap.add_argument("--cv", action="store_true")
    ap.add_argument("--predictions", help="with --cv: the answers of the ten folds go into this folder")
    args = ap.parse_args()
    sys.path.insert(0, args.data)
    sys.dont_write_bytecode = True
    import score
    sets = {c: load(c, args.data, args.build, score) for c in ("plv", "wikievents", "own")}
    every = [i for items in sets.values() for i in items]
    if args.cv:
        for c, items in sets.items():
            show("rules alone", measure(items, {}), c)
            show("best reading there is", collections.Counter(
                n=len(items), **{k: sum(any(e.get(k) == i.gold.get(k) for e in i.events) for i in items) for k in ("plover", "quad", "quad2")}), c)
        for c in sets:
            cross(sets[c], "that set, ten folds", [c])
        cross(every, "all sets, ten folds", list(sets), args.predictions)
        for c in sets:
            show("learned from the others", measure(sets[c], fit([i for i in every if i.corpus != c])), c)
        return
    weights = fit(every)
    write_table(args.out, weights, (
        "Weights of the readings of given pairs, in thousandths: what a feature of a reading adds. Written by train/pairs.py; do not edit by hand.",
        "Learned from the marked pairs of PLV and WikiEvents (development parts) as Hu et al. 2024 publish them and our own; only single words that %d or more share are kept."
        % MIN_ITEMS,
        "Licence: CC BY 4.0. Date: 2026-11-23."))
    print("%d weights" % len(weights))


if __name__ == "__main__":
    main()
