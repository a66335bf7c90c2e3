#!/usr/bin/env python3
"""The records of examples/articles.jsonl against those that were read and kept here.  golden-test.py [BUILD] [--accept]

articles.jsonl, articles.csv: what the program wrote, less what changes with every edit of a table and says nothing about the
reading of the text: versions (coder), rows (why) and the probability (p). KNOWN.md lists the records that are wrong, and why.
Passes: one an article, one for the CSV, one each for spans, threads and the table of KNOWN.md. A difference is shown as a
diff of short lines, one a record. --accept writes what came out; read the diff of the commit before you keep it.
"""
import csv
import difflib
import io
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROW = re.compile(r"\| ([a-z0-9-]+) \| `([^`]*)` \|")
ARTICLES = os.path.join(HERE, "..", "..", "examples", "articles.jsonl")


def run(program, *args):
    env = {k: v for k, v in os.environ.items() if k != "DRAGOMAN_DATA"}
    done = subprocess.run([program, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=100, env=env)
    if done.returncode:
        print("%s: exit %d\n%s" % (" ".join(args), done.returncode, done.stderr.decode("utf-8", "replace")[:500]))
    return done.stdout.decode("utf-8")


def mention(m):
    return m.get("name", m.get("text", "?")) + ("[%s]" % m["code"] if m.get("code") else "")


def short(r):
    """One line a record, for people."""
    ops = [o["kind"] for o in r.get("operators", [])]
    codes = r.get("codes", {})
    cameo, plover = codes.get("cameo") or {}, codes.get("plover") or {}
    parts = ["%s%s%s" % ("".join(o + "(" for o in ops), r.get("act", ""), ")" * len(ops)),
             "'%s'" % r.get("trigger", {}).get("text", (r.get("operators") or [{"text": "?"}])[0].get("text")),
             ", ".join(map(mention, r.get("actor", []))) or "-", "> " + (", ".join(map(mention, r.get("recipient", []))) or "-"),
             cameo.get("code", "-"), "/".join(filter(None, (plover.get("type", "-"), plover.get("mode")))), r["factuality"]["value"]]
    voices = [v.get("speaker", {}).get("text", "?") for v in r.get("attribution", []) if v["kind"] != "outlet"]
    if voices:
        parts.append("voice " + " > ".join(voices))
    if "time" in r:
        parts.append(r["time"].get("start", r["time"].get("text", "?")))
    if "place" in r:
        parts.append("in " + r["place"].get("name", r["place"]["text"]))
    for k, n in sorted(r.get("numbers", {}).items()):
        parts.append("%s %s" % (k, n.get("min")))
    return "  ".join(parts)


def slim(text):
    out = []
    for line in text.splitlines():
        r = json.loads(line)
        for key in ("coder", "why", "p"):
            r.pop(key, None)
        r.get("factuality", {}).pop("p", None)
        for role in ("actor", "recipient"):
            for m in r.get(role, []):
                m.pop("p", None)
        out.append(json.dumps(r, ensure_ascii=False))
    return "".join(line + "\n" for line in out)


def slim_csv(text):
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if not rows:
        return ""
    keep = [i for i, name in enumerate(rows[0]) if name not in ("why", "p")]
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([row[i] for i in keep] for row in rows)
    return out.getvalue()


def read(name):
    path = os.path.join(HERE, name)
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8", newline="") as f:
        return f.read()


def by_article(text):
    groups = {}
    for line in text.splitlines():
        groups.setdefault(json.loads(line)["article"]["id"], []).append(line)
    return groups


def known():
    """Rows "| article | `how the short line of the wrong record begins` | … |" of KNOWN.md."""
    for line in read("KNOWN.md").splitlines():
        m = ROW.match(line)
        if m:
            yield m.group(1), m.group(2)


def is_listed(old, i, record):
    return any(short(json.loads(line)).startswith(record) for line in old.get(i, []))


def tidy_known(old):
    """Takes the rows of records that are gone out of KNOWN.md, and says which."""
    kept = []
    for line in read("KNOWN.md").splitlines():
        m = ROW.match(line)
        if m and not is_listed(old, m.group(1), m.group(2)):
            print("golden: out of KNOWN.md; if the new reading is wrong too, list that: %s: %s" % m.groups())
        else:
            kept.append(line + "\n")
    with open(os.path.join(HERE, "KNOWN.md"), "w", encoding="utf-8", newline="") as f:
        f.write("".join(kept))


def main():
    args = [a for a in sys.argv[1:] if a != "--accept"]
    build = os.path.abspath(args[0] if args else os.path.join(HERE, "..", "..", "build"))
    program = os.path.join(build, "bin", "dragoman")
    raw = run(program, "code", "-q", "-j", "1", ARTICLES)
    fresh, fresh_csv = slim(raw), slim_csv(run(program, "code", "-q", "--format", "csv", ARTICLES))
    if "--accept" in sys.argv:
        for name, text in (("articles.jsonl", fresh), ("articles.csv", fresh_csv)):
            with open(os.path.join(HERE, name), "w", encoding="utf-8", newline="") as f:
                f.write(text)
    passed = failed = 0

    def count(good):
        nonlocal passed, failed
        passed, failed = passed + bool(good), failed + (not good)

    old, new = by_article(read("articles.jsonl")), by_article(fresh)
    if "--accept" in sys.argv:
        tidy_known(old)
    with open(ARTICLES, encoding="utf-8") as f:
        ids = [json.loads(line)["id"] for line in f]
    for i in ids:
        a, b = old.get(i, []), new.get(i, [])
        count(a == b)
        if a != b:
            print("golden: %s: %d records kept, %d now" % (i, len(a), len(b)))
            shown = list(difflib.unified_diff([short(json.loads(x)) for x in a], [short(json.loads(x)) for x in b], "kept", "now", n=0, lineterm=""))[2:]
            for line in shown or ["spans or finer fields alone differ"]:
                if not line.startswith("@@"):
                    print("    " + line)
    count(read("articles.csv") == fresh_csv)
    if read("articles.csv") != fresh_csv:
        print("golden: articles.csv differs")
    count(run(program, "code", "-q", "-j", "7", ARTICLES) == raw)
    records = os.path.join(build, "golden-records.jsonl")
    with open(records, "w", encoding="utf-8", newline="") as f:
        f.write(raw)
    checked = subprocess.run([program, "check", records, ARTICLES], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=100)
    count(checked.returncode == 0)
    if checked.returncode:
        print(checked.stdout.decode("utf-8", "replace")[:2000])
    stale = [(i, record) for i, record in known() if not is_listed(old, i, record)]
    count(not stale)
    for i, t in stale:
        print("golden: KNOWN.md lists a record that is gone: %s: %s" % (i, t))
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
