#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""UN General Debate speeches -> one line of normalised words a paragraph, for fastText.

In:  un-general-debate.jsonl.gz (CC0). Out: lower-cased words, digits -> 0, typographic quotes plain, as features.c folds a form.
Every second speech is kept (by position), which halves the time and costs next to nothing in coverage.
Usage: raw_text.py IN.jsonl.gz OUT.txt [EVERY]
"""
import gzip
import json
import re
import sys

TOKEN = re.compile(r"(?:[a-z]\.){2,}|[^\W_]+(?:[.,'][^\W_]+)*|[^\w\s]")
CLITIC = re.compile(r"(.+)(n't|'s|'re|'ve|'ll|'d|'m)$")
MARKS = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"'})


def words(text):
    text = re.sub(r"[0-9]", "0", text.translate(MARKS).lower())
    for token in TOKEN.findall(text):
        split = CLITIC.match(token)
        if split:
            yield split.group(1)
            yield split.group(2)
        else:
            yield token


def main():
    every = int(sys.argv[3]) if len(sys.argv) > 3 else 2
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as src, open(sys.argv[2], "w", encoding="utf-8") as out:
        for i, line in enumerate(src):
            if i % every:
                continue
            for paragraph in json.loads(line)["text"].split("\n"):
                tokens = list(words(paragraph))
                if len(tokens) > 3:
                    out.write(" ".join(tokens) + "\n")


if __name__ == "__main__":
    main()
