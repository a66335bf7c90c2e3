#!/usr/bin/env python3
"""Checks the annotation (annotation/*.jsonl) by itself: the program is not run.

  annotation-test.py BUILD         one check a claim and an article; prints "N passed, N failed"

Of a pair (pairs.tsv): four cells, a class, both mentions in the sentence, no pair of a sentence twice. Of an article: a key of its own, a split, a text. Of a claim: every span covers its text, every act, operator and code stands in the tables of
lexicon/ontology, its days are days, what it lies inside of is a claim of the same article that comes before it. Of all: 60 articles or more, halved.
"""
import datetime
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.join(HERE, "..")
FACTUALITY = set("happened ongoing ended planned intended demanded requested offered threatened possible conditional denied negated failed alleged "
                 "historical".split())


def rows(name):
    with open(os.path.join(TOP, "annotation", name), encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def column(name, index=0):
    with open(os.path.join(TOP, "lexicon", "ontology", name), encoding="utf-8") as f:
        return {line.rstrip("\n").split("\t")[index] for line in f if line.strip() and not line.startswith("#")}


ACTS, OPERATORS = column("acts.tsv"), column("operators.tsv") | {"not"}
CAMEO, PLOVER = column("cameo_codes.tsv") | column("cameo.tsv", 1), column("plover.tsv", 1)


def faults_of(c, article, seen):
    if article is None:
        return ["no such article"]
    out = []
    parts = {"text": article["text"], "title": article["title"]}
    spans = [("trigger", c["trigger"])] + [("actor", m) for m in c["actor"]] + [("recipient", m) for m in c["recipient"]]
    spans += [("place", c["place"])] if "place" in c else []
    for link in c["chain"]:
        spans += [(k, link[k]) for k in ("speaker", "cue") if k in link]
        if link["kind"] not in ("direct", "mixed", "indirect"):
            out.append("kind " + link["kind"])
    for name, m in spans:
        text = parts[m.get("part", c["part"])]
        if not m["text"] or text[m["span"][0]:m["span"][1]] != m["text"]:
            out.append("%s: %r is not what stands at %s" % (name, m["text"], m["span"]))
        if "code" in m and not re.fullmatch(r"([A-Z]{3})+", m["code"]):
            out.append("%s: code %s" % (name, m["code"]))
    b, e = c["sentence_span"]
    if not b <= c["trigger"]["span"][0] < c["trigger"]["span"][1] <= e <= len(parts[c["part"]]):
        out.append("trigger outside its sentence")
    inner = re.fullmatch(r"((?:[a-z_]+\()*)([a-z_.]*)(?:\{[a-z]+=[a-z_]+\})?(\)*)", c["expression"])
    if not inner or inner.group(1).count("(") != len(inner.group(3)) or not (inner.group(1) or inner.group(2)):
        out.append("expression " + c["expression"])
    else:
        out += ["no operator " + o for o in inner.group(1).split("(")[:-1] if o not in OPERATORS]
        out += ["no act " + inner.group(2)] if inner.group(2) and inner.group(2) not in ACTS else []
    out += ["CAMEO %s" % c["cameo"]] if c["cameo"] is not None and c["cameo"] not in CAMEO else []
    out += ["PLOVER %s" % c["plover"]] if c["plover"] is not None and c["plover"] not in PLOVER else []
    out += ["factuality " + c["factuality"]] if c["factuality"] not in FACTUALITY else []
    out += ["split"] if c["split"] != article["split"] else []
    if "time" in c:
        try:
            start, end = (datetime.date.fromisoformat(c["time"][k]) for k in ("start", "end"))
            out += ["time runs backwards"] if end < start else []
        except ValueError as fault:
            out.append("time: %s" % fault)
    if "inside" in c and seen.get(c["inside"]) != c["article"]:
        out.append("inside of %s, which does not come before it" % c["inside"])
    return out


CLASSES = set("AGREE CONSULT SUPPORT COOPERATE AID YIELD REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE SANCTION COERCE ASSAULT".split())


def pair_faults():
    """What is wrong with each line of pairs.tsv."""
    with open(os.path.join(TOP, "annotation/pairs.tsv"), encoding="utf-8") as f:
        lines = [line.rstrip("\n") for line in f if not line.startswith("#")][1:]
    seen = set()
    for line in lines:
        cells = line.split("\t")
        out = ["%d cells" % len(cells)] if len(cells) != 4 else []
        if not out:
            kind, source, target, text = cells
            out += ["class " + kind] if kind not in CLASSES else []
            out += ["%r is not in it" % m for m in (source, target) if not m or m not in text]
            out += ["it stands there twice"] if (source, target, text) in seen else []
            seen.add((source, target, text))
        yield line, out


def main():
    articles, claims = rows("articles.jsonl"), rows("claims.jsonl")
    by, seen, passed, failed = {}, {}, 0, 0
    for a in articles:
        good = a["id"] not in by and a["split"] in ("dev", "measure") and a["text"] and a["title"] and a["source"]
        by[a["id"]] = a
        passed, failed = passed + bool(good), failed + (not good)
        if not good:
            print("%s: article" % a["id"])
    for c in claims:
        faults = faults_of(c, by.get(c["article"]), seen)
        faults += ["a second claim of this key"] if c["id"] in seen else []
        seen[c["id"]] = c["article"]
        passed, failed = passed + (not faults), failed + bool(faults)
        for fault in faults:
            print("%s: %s" % (c["id"], fault))
    for line, faults in pair_faults():
        passed, failed = passed + (not faults), failed + bool(faults)
        for fault in faults:
            print("%s: %s" % (line[:60], fault))
    halves = [sum(a["split"] == s for a in articles) for s in ("dev", "measure")]
    for good, what in ((len(articles) >= 60, "%d articles, 60 wanted" % len(articles)), (abs(halves[0] - halves[1]) <= 1, "halves of %s" % halves),
                       (set(by) == set(seen.values()), "an article without a claim")):
        passed, failed = passed + good, failed + (not good)
        if not good:
            print(what)
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(1 if failed else 0)


main()
