#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Right arcs of a model file on news_probe.tsv, with the misses.

Usage: news_probe.py --model FILE [-q], or --conllu OUTPUT (ten columns, or the six of soft_labels.py --parse).
"""
import argparse
import os

HERE = os.path.dirname(os.path.abspath(__file__))


def cases():
    with open(HERE + "/news_probe.tsv", encoding="utf-8") as f:
        for line in f:
            if not line.startswith("#"):
                text, arcs, group = line.rstrip("\n").split("\t")
                yield text.split(" "), [a.strip().split(" ") for a in arcs.split(";")], group


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--model")
    p.add_argument("--conllu")
    p.add_argument("-q", action="store_true")
    a = p.parse_args()
    if a.model:
        import reference
        model = reference.Model(a.model)
        trees = [model.parse(forms) for forms, _, _ in cases()]
    else:
        trees, head, rel = [], [], []
        for line in open(a.conllu, encoding="utf-8").read().split("\n") + [""]:
            c = line.split("\t")
            if len(c) > 4 and c[0].isdigit():
                head.append(int(c[6] if len(c) == 10 else c[3]))
                rel.append(c[7] if len(c) == 10 else c[4])
            elif head:
                trees.append({"head": head, "rel": rel})
                head, rel = [], []
    count = {"frame": [0, 0, 0, 0], "other": [0, 0, 0, 0]}
    for (forms, arcs, group), tree in zip(cases(), trees):
        missed = []
        for dep, label, head in arcs:
            i = forms.index(dep)
            h = tree["head"][i]
            got = ("0" if h == 0 else forms[h - 1], tree["rel"][i])
            if got[0] not in head.split("|") or got[1] not in label.split("|"):
                missed.append("%s %s %s (got %s %s)" % (dep, label, head, got[1], got[0]))
        for k, n in enumerate((len(arcs) - len(missed), len(arcs), not missed, 1)):
            count[group][k] += n
        if missed and not a.q:
            print(" ".join(forms), "\n    " + "; ".join(missed))
    for group, c in count.items():
        print("%s: %d of %d arcs, %d of %d sentences without a miss" % ((group,) + tuple(c)))


if __name__ == "__main__":
    main()
