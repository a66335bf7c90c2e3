#!/usr/bin/env python3
"""Scores tokens and sentences against UD treebanks.  Python 3.8+, no packages.

  eval_text.py [--command 'dragoman dump --layer tokens'] [--errors N] FILE.conllu ...

The raw text is rebuilt from the treebank (SpaceAfter, a blank line at # newpar and # newdoc), handed to the command on
standard input, and its CoNLL-U answer (start_char, end_char in MISC, code points) is compared span by span, as the
CoNLL 2018 shared task does: F1 of tokens (syntactic words where a multi-word token is written apart) and of sentences.
"""
import argparse
import collections
import re
import shlex
import subprocess
import sys


def sentences(path):
    rows, new = [], False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newpar") and not line.startswith("# newpar_"):
            new = True
        elif line.startswith("# newdoc"):
            new = True
        elif line and line[0] != "#":
            cols = line.split("\t")
            if "." not in cols[0]:
                rows.append(cols)
        elif not line and rows:
            yield new, rows
            rows, new = [], False


def gold(path):
    text, tokens, sents = [], [], []
    pos = 0

    def put(s):
        nonlocal pos
        text.append(s)
        pos += len(s)

    for new, rows in sentences(path):
        if pos:
            if new:
                while text[-1] == " ":
                    pos -= 1
                    text.pop()
                put("\n\n")
        start, until, space = pos, 0, True
        for cols in rows:
            if "-" in cols[0]:
                a, b = map(int, cols[0].split("-"))
                until, word, space = b, cols[1], "SpaceAfter=No" not in cols[9]
                parts = [r[1] for r in rows if "-" not in r[0] and a <= int(r[0]) <= b]
                at = pos
                if "".join(parts) == word:
                    for p in parts:
                        tokens.append((at, at + len(p)))
                        at += len(p)
                else:
                    tokens.append((pos, pos + len(word)))
                put(word)
                end = pos
                if space:
                    put(" ")
                continue
            if int(cols[0]) <= until:
                continue
            tokens.append((pos, pos + len(cols[1])))
            put(cols[1])
            end = pos
            if "SpaceAfter=No" not in cols[9]:
                put(" ")
        sents.append((start, end))
    return "".join(text), tokens, sents


def answer(command, text):
    out = subprocess.run(shlex.split(command), input=text.encode("utf-8"), stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    tokens, sents, cur = [], [], []
    for line in out.split("\n"):
        m = re.search(r"start_char=(\d+)\|end_char=(\d+)", line)
        if m:
            cur.append((int(m.group(1)), int(m.group(2))))
        elif not line and cur:
            tokens += cur
            sents.append((cur[0][0], cur[-1][1]))
            cur = []
    return tokens, sents


def f1(g, p):
    both = len(set(g) & set(p))
    return 100 * both / len(p), 100 * both / len(g), 200 * both / (len(p) + len(g))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("files", nargs="+")
    ap.add_argument("--command", default="dragoman dump --layer tokens -")
    ap.add_argument("--errors", type=int, default=0)
    args = ap.parse_args()
    for path in args.files:
        text, tokens, sents = gold(path)
        ptokens, psents = answer(args.command, text)
        for name, g, p in (("tokens", tokens, ptokens), ("sentences", sents, psents)):
            print("%-28s %-10s P %6.2f  R %6.2f  F1 %6.2f  (%d)" % ((path.split("/")[-1], name) + f1(g, p) + (len(g),)))
        if args.errors:
            pset, bad = collections.defaultdict(list), collections.Counter()
            for a, b in ptokens:
                pset[a].append((a, b))
            starts = sorted(ptokens)
            gold_set = set(tokens)
            import bisect
            for a, b in tokens:
                if (a, b) in set(pset.get(a, [])):
                    continue
                i = max(0, bisect.bisect_right(starts, (a, 10 ** 9)) - 1)
                got = []
                while i < len(starts) and starts[i][0] < b:
                    got.append(text[starts[i][0]:starts[i][1]])
                    i += 1
                bad[(text[a:b], " ".join(got), text[max(0, a - 12):b + 12].replace("\n", "|"))] += 1
            for k, n in bad.most_common(args.errors):
                print("  token", n, k, file=sys.stderr)
            gs, ps = set(s for s, _ in sents), set(s for s, _ in psents)
            for kind, xs in (("missed", gs - ps), ("extra", ps - gs)):
                for s in sorted(xs)[:: max(1, len(xs) // args.errors)]:
                    print("  %s ...%r | %r" % (kind, text[max(0, s - 50):s], text[s:s + 40]), file=sys.stderr)


if __name__ == "__main__":
    main()
