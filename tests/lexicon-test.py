#!/usr/bin/env python3
"""Runs the example of every trigger row (`dragoman lexicon check lexicon`): what fails must stand in tests/data/lexicon-known.txt.

  lexicon-test.py BUILD            one check a row; a new failure or a static fault fails the test
  lexicon-test.py BUILD --accept   writes the list anew (make accept)

A row stands in the list by what is wrong with it (form: another expression; roles: another actor or recipient) and its example. A listed
row that comes out by now is named, so that the list can shrink.
"""
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LIST = os.path.join(HERE, "data", "lexicon-known.txt")
ROW = re.compile(r"^(\S+:\d+): example: (form|roles): '(.*)' should give ")


def main():
    build = sys.argv[1]
    done = subprocess.run([os.path.join(build, "bin", "dragoman"), "lexicon", "check", os.path.join(HERE, "..", "lexicon")],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    lines = (done.stdout + b"\n" + done.stderr).decode("utf-8").split("\n")
    failed, faults, rows = {}, [], 0
    for line in lines:
        m = ROW.match(line)
        total = re.match(r"^(\d+) trigger rows", line)
        if m:
            failed[m.group(2) + "\t" + m.group(3)] = line
        elif total:
            rows = int(total.group(1))
        elif line.strip() and not line.startswith("dragoman: 0 faults"):
            faults.append(line)
    if "--accept" in sys.argv:
        with open(LIST, "w", encoding="utf-8") as f:
            f.write("".join(key + "\n" for key in sorted(failed)))
        return
    with open(LIST, encoding="utf-8") as f:
        known = set(f.read().split("\n")) - {""}
    new = [failed[key] for key in failed if key not in known]
    for line in faults + new:
        print(line)
    mended = sorted(known - set(failed))
    if mended:
        print("%d listed rows come out by now, such as: %s" % (len(mended), mended[0]))
    bad = len(faults) + len(new) + (rows == 0)
    print("%d passed, %d failed" % (max(0, rows - len(failed)), bad))
    sys.exit(1 if bad else 0)


main()
