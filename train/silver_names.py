#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Silver names: an existing tagger (spaCy en_core_web_md, MIT) marks names where our treebanks have none.

It marks PER ORG LOC MISC on sentences of the UN speeches (CC0), whose countries and institutions EWT and GUM seldom name.
Usage: silver_names.py TREEBANKS MODEL_FOLDER UN.jsonl.gz OUT.jsonl UN_SENTENCES
Out: {"form": [...], "ner": [BIOES...]} a line.
"""
import gzip
import json
import random
import sys

import data

KIND = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "EVENT": "MISC", "PRODUCT": "MISC",
        "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC"}


def tags_of(doc, lo=0, hi=None):
    hi = len(doc) if hi is None else hi
    forms = [t.text for t in doc[lo:hi]]
    tags = ["O"] * len(forms)
    for e in doc.ents:
        if e.start < lo or e.end > hi:
            continue
        first, last = e.start - lo, e.end - lo - 1
        if e.label_ == "NORP":  # peoples are MISC as in GUM's plural proper nouns; demonym adjectives are no names
            if first == last and doc[e.start].tag_ in ("NNPS", "NNP"):
                tags[first] = "S-MISC"
            continue
        if e.label_ not in KIND:
            continue
        while first < last and forms[first].lower() in ("the", "a", "an", "this", "'s", "\"", "mr.", "mrs.", "ms.", "mr", "dr."):
            first += 1
        while last > first and forms[last] in ("'s", "'", ".", ",", "\""):
            last -= 1
        if not any(c.isalpha() for c in "".join(forms[first:last + 1])):
            continue
        data.put_span(tags, first, last, KIND[e.label_])
    return forms, tags


def main():
    treebanks, folder, un, out_path, n_un = sys.argv[1:5] + [int(sys.argv[5])]
    import spacy
    from spacy.tokens import Doc
    nlp = spacy.load(folder)

    def mark(sentences):
        docs = (Doc(nlp.vocab, words=s["form"]) for s in sentences)
        return nlp.pipe(docs, batch_size=64, disable=["parser", "lemmatizer", "senter"])

    if treebanks:
        dev = data.load_all(treebanks)[2]
        dev = [s for s in dev if s["ner"]]
        hit = guessed = gold = 0
        for s, doc in zip(dev, mark(dev)):
            a, b = set(data.spans_of(s["ner"])), {x for x in data.spans_of(tags_of(doc)[1]) if x[2] != "MISC"}
            hit, guessed, gold = hit + len(a & b), guessed + len(b), gold + len(a)
        print("teacher on UNER EWT dev: P %.1f R %.1f F1 %.1f" % (100.0 * hit / guessed, 100.0 * hit / gold,
                                                                  200.0 * hit / (guessed + gold)), flush=True)
    with open(out_path, "w", encoding="utf-8") as out:
        rng = random.Random(3)
        paragraphs = []
        with gzip.open(un, "rt", encoding="utf-8") as f:
            for line in f:
                parts = [p for p in json.loads(line)["text"].split("\n") if 80 < len(p) < 1500]
                paragraphs.extend(rng.sample(parts, min(3, len(parts))))
        rng.shuffle(paragraphs)
        kept = 0
        for doc in nlp.pipe(paragraphs, batch_size=32, disable=["lemmatizer"]):
            for sent in doc.sents:
                if not 5 <= len(sent) <= 45:
                    continue
                forms, tags = tags_of(doc, sent.start, sent.end)
                if any(f.isspace() for f in forms) or sum(t != "O" for t in tags) < 2 and rng.random() < 0.8:
                    continue
                out.write(json.dumps({"form": forms, "ner": tags}) + "\n")
                kept += 1
            if kept >= n_un:
                break


if __name__ == "__main__":
    main()
