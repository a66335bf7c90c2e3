#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Calibrates `p` of a record: how often a record with these marks answers a claim of a careful reader (annotation/).

In: a built program, annotation/ (the developing half for fitting; --measure prints how it holds on the other half).
Out: the sixteen numbers of `chances` in src/event/claim.c, on stdout.
Method: four marks of a claim (an actor, a recipient, a row with conditions or several words, a sure attachment), which `p` itself tells, being
one of sixteen numbers; logistic regression by Newton's method with a small ridge, so that the sixteen are smooth. Needs numpy.
Usage: confidence.py BUILD [--measure]
"""
import json
import os
import subprocess
import sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../annotation"))
import score  # noqa: E402


def marked(build, split, table):
    """(marks, right) of every record of the half."""
    articles = [a for a in score.rows(score.HERE + "/articles.jsonl") if a["split"] == split]
    claims = score.rows(score.HERE + "/claims.jsonl")
    text = "".join(json.dumps(a) + "\n" for a in articles)
    out = subprocess.run([build + "/bin/dragoman", "code", "-q", "-"], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout
    records = [json.loads(line) for line in out.decode().split("\n") if line]
    rows = []
    for a in articles:
        mine = [r for r in records if r["article"]["id"] == a["id"]]
        pairs, _ = score.pair_up([c for c in claims if c["article"] == a["id"]], mine)
        right = {id(r) for _, r in pairs}
        for r in mine:
            if "pair" not in r and round(100 * r["p"]) in table:
                rows.append((table.index(round(100 * r["p"])), id(r) in right, r["p"]))
    return rows


def main():
    build = sys.argv[1]
    with open(os.path.join(HERE, "../src/event/claim.c"), encoding="utf-8") as f:
        numbers = f.read().split("chances[16] = {")[1].split("}")[0]
    table = [int(x) for x in numbers.replace("\n", " ").split(",") if x.strip()]
    assert len(table) == len(set(table)) == 16
    rows = marked(build, "dev", table)
    x = np.array([[1.0] + [float(m >> k & 1) for k in range(4)] for m, _, _ in rows])
    y = np.array([float(right) for _, right, _ in rows])
    w = np.zeros(5)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        ridge = np.diag([0.0] + [0.5] * 4)
        w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (y - p) - ridge @ w)
    fitted = [100 / (1 + np.exp(-(w[0] + sum(w[k + 1] for k in range(4) if m >> k & 1)))) for m in range(16)]
    numbers = []
    for v in fitted:  # all different, so that a record tells its marks
        v = int(round(v))
        while v in numbers:
            v += 1
        numbers.append(v)
    print("records %d, right %.1f %%" % (len(rows), 100 * y.mean()))
    print("chances[16] = {%s}" % ", ".join(map(str, numbers)))
    for split in ["dev"] + (["measure"] if "--measure" in sys.argv else []):
        now = marked(build, split, table)
        print("%s: mean p %.3f, right %.3f, Brier %.3f" % (split, np.mean([p for _, _, p in now]), np.mean([r for _, r, _ in now]),
                                                          np.mean([(p - r) ** 2 for _, r, p in now])))
        for low in (0, 0.6, 0.7, 0.8, 0.9):
            part = [(p, r) for _, r, p in now if low <= p < (low + 0.1 if low else 0.6)]
            if part:
                print("  p %.1f–: %4d records, mean p %.2f, right %.2f" % (low, len(part), np.mean([p for p, _ in part]), np.mean([r for _, r in part])))


if __name__ == "__main__":
    main()
