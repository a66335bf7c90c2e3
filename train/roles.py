# SPDX-License-Identifier: MIT
"""Learns who stands in a role that no slot of a trigger's row fills: lexicon/en/roleweights.tsv.

  roles.py --build BUILD [--data /work/shared/bench] [--out roleweights.tsv] [--cv [--predictions DIR]]

In: the lexicon's examples with the actors that they should give, our own annotation (annotation/, split dev, and pairs.tsv), the marked pairs of
plv.dev.jsonl (no word of them enters the repository but prepositions and labels of arcs), and a build folder of the program. Out:
feature, weight in thousandths.
Method: train/roles_dump.c runs the program and writes the candidates of each such role with their features (src/event/choice.c). A
softmax over them and nobody, who has no features, with an L2 penalty, is fitted to put its mass on whom the example, the annotation or
the pair names; where it names nobody, on nobody; where it names somebody who is no candidate, the role is left out. --cv prints how
often the choice is right in ten folds (by text), beside that of the rules alone. --predictions DIR writes what the program finds on plv
with the weights of the ten folds, for score.py (script/eval does so): the only honest figures on that set, since there is no training
part.
Needs numpy; a minute. Run it again when triggers or the parser change much, and train/pairs.py after it. Does not: touch code or rows.
"""
import argparse
import collections
import csv
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

import pairs

HERE = os.path.dirname(os.path.abspath(__file__))
LEXICON = os.path.join(HERE, "../lexicon")
FOLDS = pairs.FOLDS
CUT = {"a": 1000, "r": 0}  # thousandths that a candidate must outweigh, as in src/event/choice.c
RULES = ("search", "resort", "thing", "row")
PRIOR = {"search": 2.5, "resort": 1.5, "thing": 1.5, "row": 1.5, "other": -2.0, "actor": -2.0}  # as in src/event/choice.c
L2 = 0.002  # fewer candidates than pairs have readings, and more alike: half the penalty would fit single sentences of PLV
TIMES = {"annotation": 8}  # whole articles are few here, and most like what the program reads


class Role:
    """One role of one claim: the candidates, nobody first; which of them are right."""

    def __init__(self, corpus, text, fields):
        self.corpus, self.text = corpus, text
        self.fold = int(hashlib.md5(text.encode()).hexdigest(), 16) % FOLDS
        self.article, self.part, self.trigger, self.expression, self.plover, self.cameo, self.role = fields[1:8]
        self.trigger = span(self.trigger)
        self.other = [span(s) for s in fields[8].split(",") if s] if len(fields) > 8 else []
        self.spans, self.words, self.features, self.right = [None], [""], [[]], []

    @property
    def rules(self):
        """What each candidate weighs before anything is learned."""
        return [0.0] + [PRIOR["actor"] if self.role == "a" else
                        next((PRIOR[rule] for rule in RULES if "h:r|" + rule in f), PRIOR["other"]) for f in self.features[1:]]


def span(text):
    a, b = text.split("-")
    return int(a), int(b)


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def points(text, s):
    """A span in bytes as one in code points."""
    raw = text.encode()
    return len(raw[:s[0]].decode(errors="ignore")), len(raw[:s[1]].decode(errors="ignore"))


def roles(corpus, build, articles):
    texts = {a["id"]: a for a in articles}
    out = []
    for f in pairs.dump(build, articles, "roles_dump"):
        if f[0] == "CLAIM":
            out.append(Role(corpus, texts[f[1]]["text"], f))
            home = texts[f[1]].get("title", "") if f[2] == "title" else texts[f[1]]["text"]
            out[-1].trigger = points(home, out[-1].trigger)
            out[-1].other = [points(home, s) for s in out[-1].other]
            continue
        out[-1].spans.append(points(home, span(f[0])))
        out[-1].words.append(f[1])
        out[-1].features.append(f[3:])
    return [r for r in out if len(r.features) > 1]


def judge(role, wanted):
    """wanted: spans, [] for nobody. Says which candidates are right; nothing where none of them is."""
    right = [not wanted] + [any(overlap(s, w) for w in wanted) for s in role.spans[1:]]
    role.right = right if any(right) else []


def from_pairs(corpus, build, data, score):
    gold = {g["id"]: g for g in pairs.golds(corpus, data)}
    out = roles(corpus, build, [{"id": g["id"], "text": g["text"]} for g in gold.values()])
    for r in out:
        e = score.complete(gold[r.article]["events"][0])
        mine = score.complete({"cameo": r.cameo.strip("-") or None, "plover": r.plover.strip("-") or None})
        sides = [[(x["offset"], x["offset"] + x["length"])] if x.get("length") else [] for x in (e["source"], e["target"])]
        own, other = sides if r.role == "a" else sides[::-1]
        if corpus == "own" and r.role == "a":
            continue  # too few to learn from: a wrong actor does more harm than none
        if mine.get("plover") == e["plover"] and own and (not r.other or any(overlap(s, o) for s in r.other for o in other)):
            judge(r, own)
    return out


def from_annotation(build):
    folder = os.path.join(HERE, "../annotation")
    with open(os.path.join(folder, "articles.jsonl"), encoding="utf-8") as f:
        articles = [a for a in map(json.loads, f) if a["split"] == "dev"]
    claims = collections.defaultdict(list)
    with open(os.path.join(folder, "claims.jsonl"), encoding="utf-8") as f:
        for c in map(json.loads, f):
            claims[c["article"], c.get("part", "text")].append(c)
    out = roles("annotation", build, articles)
    for r in out:
        for c in claims[r.article, r.part]:
            if overlap(c["trigger"]["span"], r.trigger) and c["cameo"] and c["cameo"][:2] == r.cameo[:2]:
                judge(r, [m["span"] for m in c["actor" if r.role == "a" else "recipient"] if m.get("part", r.part) == r.part])
                break
    return out


def from_examples(build):
    wanted, articles = {}, []
    for name in sorted(os.listdir(os.path.join(LEXICON, "en"))):
        if not name.startswith("triggers-"):
            continue
        with open(os.path.join(LEXICON, "en", name), encoding="utf-8") as f:
            lines = [line for line in f if not line.startswith("#")]
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            m = re.match(r"(\S+) a=(\S+) r=(\S+)$", row["gives"] or "")
            if m:
                key = "%s:%d" % (name, len(articles))
                wanted[key] = m.groups()
                articles.append({"id": key, "text": row["example"]})
    out = roles("examples", build, articles)
    for r in out:
        expression, a, b = wanted[r.article]
        words = {"a": a, "r": b}[r.role].split("+")
        if r.expression == expression:
            judge(r, [] if words == ["-"] else [s for s, w in zip(r.spans, r.words) if w in words] or [(-1, -1)])
    return out


def fit(items):
    return pairs.fit([i for i in items if i.right for _ in range(TIMES.get(i.corpus, 1))], L2)


def choose(r, weights):
    s = [1000 * p + sum(weights.get(f, 0) for f in features) for p, features in zip(r.rules, r.features)]
    s[0] = CUT[r.role] if by_rules(r) == 0 else -10 ** 9
    return s.index(max(s))


def by_rules(r):
    for rule in RULES:
        for k, features in enumerate(r.features):
            if "h:r|" + rule in features:
                return k
    return 0


def count(items, pick):
    out = collections.Counter()
    for r in items:
        if r.right:
            k = pick(r)
            name = (r.corpus, r.role)
            out[name, "n"] += 1
            out[name, "right"] += r.right[k]
            out[name, "somebody"] += k > 0
            out[name, "wanted"] += not r.right[0]
            out[name, "hit"] += k > 0 and r.right[k]
    return out


def show(title, c):
    for name in sorted({key[0] for key in c}):
        n = {k: c[name, k] for k in ("n", "right", "somebody", "wanted", "hit")}
        print("%-12s %-12s %s  n %4d  right %.1f  somebody: wanted %d found %d right %d" % (
            title, name[0], name[1], n["n"], 100 * n["right"] / n["n"], n["wanted"], n["somebody"], n["hit"]))


def write(path, weights):
    pairs.write_table(path, weights, (
        "Weights of who fills a role that no slot fills, in thousandths: what a feature of a candidate adds. Written by train/roles.py; do not edit",
        "by hand. Learned from the examples of our own rows, our own annotation and pairs, and the marked pairs of PLV (development part) as Hu et al. 2024",
        "publish them; features are arcs, prepositions, kinds of actors and of acts. Licence: CC BY 4.0. Date: 2026-11-23."))


def predictions(build, data, folder, items):
    """plv with ten tables of weights, each for the sentences that it was not learned from."""
    import predict
    with open(os.path.join(data, "plv.dev.jsonl"), encoding="utf-8") as f:
        gold = [json.loads(line) for line in f]
    lines = {}
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(["cp", "-r", LEXICON, work], check=True)
        for k in range(FOLDS):
            write(os.path.join(work, "lexicon/en/roleweights.tsv"), fit([i for i in items if i.corpus != "plv" or i.fold != k]))
            compiled = os.path.join(work, "folds.lex")
            program = os.path.join(build, "bin/dragoman")
            subprocess.run([program, "lexicon", "compile", os.path.join(work, "lexicon"), "-o", compiled], check=True, stderr=subprocess.DEVNULL)
            wrapper = os.path.join(work, "dragoman")
            with open(wrapper, "w") as f:
                f.write('#!/bin/sh\nexec "%s" "$@" --lexicon "%s"\n' % (os.path.abspath(program), compiled))
            os.chmod(wrapper, 0o755)
            own = [g for g in gold if int(hashlib.md5(g["text"].encode()).hexdigest(), 16) % FOLDS == k]
            for one in predict.predict("plv", own, wrapper):
                lines[one["id"]] = one
    with open(os.path.join(folder, "plv.jsonl"), "w", encoding="utf-8") as f:
        for g in gold:
            f.write(json.dumps(lines[g["id"]], ensure_ascii=False) + "\n")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--build", required=True)
    ap.add_argument("--data", default="/work/shared/bench")
    ap.add_argument("--out", default=os.path.join(LEXICON, "en/roleweights.tsv"))
    ap.add_argument("--cv", action="store_true")
    ap.add_argument("--predictions", help="with --cv: what the program finds on plv in ten folds goes into this folder")
    args = ap.parse_args()
    sys.path.insert(0, args.data)
    sys.dont_write_bytecode = True
    import score
    items = [r for c in pairs.CLASSED for r in from_pairs(c, args.build, args.data, score)]
    items += from_annotation(args.build) + from_examples(args.build)
    if not args.cv:
        weights = fit(items)
        write(args.out, weights)
        print("%d weights" % len(weights))
        return
    if args.predictions:
        predictions(args.build, args.data, args.predictions, items)
        return
    show("rules", count(items, by_rules))
    total = collections.Counter()
    for k in range(FOLDS):
        weights = fit([i for i in items if i.fold != k])
        total += count([i for i in items if i.fold == k], lambda r: choose(r, weights))
    show("ten folds", total)
    weights = fit([i for i in items if i.corpus != "plv"])
    show("without plv", count([i for i in items if i.corpus == "plv"], lambda r: choose(r, weights)))


if __name__ == "__main__":
    main()
