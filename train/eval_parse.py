#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Scores of a model, or of the C program, by treebank and genre: UPOS XPOS UAS LAS, core arguments, lemma, names, tokens and sentences.

  eval_parse.py --treebanks DIR --model FILE              the numpy reference (slow; --limit N sentences)
  eval_parse.py --treebanks DIR --net NET.pt --vectors V.npz      the trainer's net in floating point, decoded as the C program does
  eval_parse.py --treebanks DIR --program ./dragoman      runs `dragoman dump --layer parse`, with gold tokens and on raw text (`make eval-parse`)
  eval_parse.py --treebanks DIR --conllu ewt=F --conllu gum=G     outputs made earlier

`--size fast` scores the program's other model, `--genres` prints a line a genre of the treebank. `news` and `wire` are our own
sentences (news.dev.conllu, news.wire.dev.conllu).

Gold tokens and sentences, punctuation counted, full labels with subtypes. Core-argument F1: a word counts when head and label are
right, over nsubj, nsubj:pass, obj, iobj, obl:agent. Names are exact spans with type; EWT against UNER (PER, ORG, LOC), GUM against the names
cut from its entity spans. The program's names are read from MISC: ner=PER on each word of a name (a run of one type is one name), or NER=B-PER, I-, E-, S-.
"""
import argparse
import collections
import os
import subprocess
import sys
import tempfile

import data

sys.path.insert(0, os.path.join(data.HERE, "../bench"))
import eval_text  # noqa: E402

CORE = {"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent"}


def read_output(text):
    """Sentences of a CoNLL-U output."""
    sentences, rows = [], []
    for line in text.split("\n"):
        if line.startswith("#"):
            continue
        if line:
            cols = line.split("\t")
            if cols[0].isdigit():
                rows.append(cols)
        elif rows:
            ner = []
            for r in rows:
                m = [p[4:] for p in r[9].split("|") if p[:4].lower() == "ner="]
                ner.append(m[0] if m else "O")
            if any(t in data.NER_TYPES for t in ner):
                kinds, ner = ner + ["O"], ["O"] * len(rows)
                first = 0
                for i in range(1, len(kinds)):
                    if kinds[i] != kinds[first]:
                        if kinds[first] != "O":
                            data.put_span(ner, first, i - 1, kinds[first])
                        first = i
            sentences.append({"form": [r[1] for r in rows], "lemma": [r[2] for r in rows],
                              "tag": [r[3] + "|" + {"-LRB": "-LRB-", "-RRB": "-RRB-"}.get(r[4], r[4]) for r in rows],
                              "feats": [r[5] for r in rows], "head": [int(r[6]) for r in rows], "rel": [r[7] for r in rows], "ner": ner})
            rows = []
    return sentences


def f1(hit, guessed, gold):
    return 200.0 * hit / max(1, guessed + gold)


def score(gold, guess, name, relations=False):
    if len(gold) != len(guess):
        sys.exit("%s: %d sentences expected, %d read" % (name, len(gold), len(guess)))
    c = collections.Counter()
    rel = collections.defaultdict(lambda: [0, 0, 0])
    for g, p in zip(gold, guess):
        if len(g["form"]) != len(p["form"]):
            sys.exit("%s: tokens differ at: %s" % (name, " ".join(g["form"][:8])))
        for i in range(len(g["form"])):
            c["words"] += 1
            gu, gx = g["tag"][i].split("|")
            pu, px = p["tag"][i].split("|")
            c["upos"] += gu == pu
            c["xpos"] += gx == px
            c["lemma"] += g["lemma"][i] == p["lemma"][i]
            c["feats"] += "feats" in p and p["feats"][i] == g["feats"][i]
            arc = g["head"][i] == p["head"][i]
            c["uas"] += arc
            c["las"] += arc and g["rel"][i] == p["rel"][i]
            rel[g["rel"][i]][2] += 1
            rel[p["rel"][i]][1] += 1
            if arc and g["rel"][i] == p["rel"][i]:
                rel[g["rel"][i]][0] += 1
        if g["ner"] is not None:
            a = set(data.spans_of(g["ner"]))
            b = {x for x in data.spans_of(p["ner"]) if not name.startswith("ewt") or x[2] != "MISC"}
            for kind in ("PER", "ORG", "LOC", "MISC"):
                ka, kb = {x for x in a if x[2] == kind}, {x for x in b if x[2] == kind}
                c["hit" + kind] += len(ka & kb)
                c["guess" + kind] += len(kb)
                c["gold" + kind] += len(ka)
    core = [sum(rel[r][k] for r in CORE) for k in range(3)]
    w = c["words"] / 100.0
    kinds = ("PER", "ORG", "LOC") + (("MISC",) if not name.startswith("ewt") else ())
    ner = [sum(c[x + k] for k in kinds) for x in ("hit", "guess", "gold")]
    feats = "%.2f" % (c["feats"] / w) if any(x != "_" for s in gold for x in s["feats"]) else "-"  # our own trees have none
    print("%-16s words %d UPOS %.2f XPOS %.2f UAS %.2f LAS %.2f core %.2f lemma %.2f feats %s NER %.1f (%s)" % (
        name, c["words"], c["upos"] / w, c["xpos"] / w, c["uas"] / w, c["las"] / w, f1(*core), c["lemma"] / w, feats, f1(*ner),
        " ".join("%s %.1f" % (k, f1(c["hit" + k], c["guess" + k], c["gold" + k])) for k in kinds)), flush=True)
    if relations:
        for r, (hit, guessed, n) in sorted(rel.items(), key=lambda x: -x[1][2])[:30]:
            print("     %-14s %5d  F1 %.1f" % (r, n, f1(hit, guessed, n)))


def genre(sentence):
    """"weblog" of EWT's "weblog-blogspot.com_...", "news" of GUM's "GUM_news_..."."""
    ident = sentence["id"]
    return ident.split("_")[1] if ident.startswith("GUM_") else ident.split("-")[0]


def report(gold, guess, name, by_genre, relations):
    score(gold, guess, name, relations)
    genres = sorted({genre(s) for s in gold})
    for g in genres if by_genre and len(genres) > 1 else ():
        at = [i for i, s in enumerate(gold) if genre(s) == g]
        score([gold[i] for i in at], [guess[i] for i in at], name + "/" + g)


def raw_text(program, size, path, name, by_genre):
    """Tokens and sentences from the raw text; a genre is scored on its part of the one text."""
    text, *spans = eval_text.gold(path)
    found = eval_text.answer("%s dump --model %s --layer parse --input text -" % (program, size), text)
    genres = [genre(s) for s in data.read_conllu(path, name)]
    at = [(s[0], s[1], g) for s, g in zip(spans[1], genres)]
    for g in [None] + (sorted(set(genres)) if by_genre and len(set(genres)) > 1 else []):
        kept = [a for a in at if g in (None, a[2])]

        def inside(items, kept=kept, g=g):
            return items if g is None else [x for x in items if any(a <= x[0] < b for a, b, _ in kept)]

        line = "%-16s" % (name if g is None else name + "/" + g)
        for what, a, b in (("tokens", spans[0], found[0]), ("sentences", spans[1], found[1])):
            a, b = inside(a), inside(b)
            line += " %s F1 %.2f (%d)" % ((what, eval_text.f1(a, b)[2], len(a)))
        print(line, flush=True)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--treebanks", required=True)
    p.add_argument("--model")
    p.add_argument("--net")
    p.add_argument("--vectors", help="the word vectors that the net was trained with")
    p.add_argument("--program")
    p.add_argument("--size", default="accurate")
    p.add_argument("--conllu", action="append", default=[])
    p.add_argument("--limit", type=int, default=10 ** 9)
    p.add_argument("--genres", action="store_true")
    p.add_argument("--relations", action="store_true")
    p.add_argument("--upper", action="store_true", help="score on upper-cased text (reference and net only)")
    p.add_argument("--title", action="store_true", help="score on Headline Case (reference and net only)")
    a = p.parse_args()
    _, _, ewt_dev, gum_dev = data.load_all(a.treebanks)
    files = dict(x.split("=", 1) for x in a.conllu)
    model = None
    if a.model:
        import reference
        model = reference.Model(a.model)
    elif a.net:
        import float_model
        model = float_model.Model(a.net, a.vectors)
    banks = [("ewt", ewt_dev, a.treebanks + "/ewt.dev.conllu"), ("gum", gum_dev, a.treebanks + "/gum.dev.conllu")]
    banks.append(("news", data.read_own(data.OWN_DEV), data.OWN_DEV))
    banks.append(("wire", data.read_conllu(data.OWN_WIRE_DEV, "news"), data.OWN_WIRE_DEV))
    for name, gold, path in banks:
        gold = gold[:a.limit]
        if model:
            guess = []
            for s in gold:
                form = s["form"]
                if a.upper:
                    form = [w.upper() for w in form]
                elif a.title:
                    form = [w[:1].upper() + w[1:] for w in form]
                out = model.parse(form)
                out["form"] = s["form"]
                guess.append(out)
        elif a.program:
            with tempfile.NamedTemporaryFile("w", suffix=".conllu", encoding="utf-8") as bare:  # what came with the input would stand
                for line in open(path, encoding="utf-8"):
                    cols = line.split("\t")
                    bare.write("\t".join(cols[:5] + ["_"] + cols[6:]) if len(cols) == 10 else line)
                bare.flush()
                text = subprocess.run([a.program, "dump", "--model", a.size, "--layer", "parse", "--pretokenized", bare.name], check=True,
                                      stdout=subprocess.PIPE).stdout
            guess = read_output(text.decode("utf-8"))[:a.limit]
        elif name in files:
            guess = read_output(open(files[name], encoding="utf-8").read())[:a.limit]
        else:
            continue
        report(gold, guess, name, a.genres, a.relations)
    if a.program:
        for name, _, path in banks:
            raw_text(a.program, a.size, path, name, a.genres)


if __name__ == "__main__":
    main()
