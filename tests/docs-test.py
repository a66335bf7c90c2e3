#!/usr/bin/env python3
"""The documents as tests.  docs-test.py [BUILD] [--accept] [PAGE.md ...]

In every Markdown page of the repository:
  ```sh run          is run by bash (-euo pipefail) in a scratch folder that looks like the root; the folder lasts for the page
  ```text output     what the block before must print, on standard output and standard error together;
                     `json output`: the same as JSON, however it is folded
  ```LANG file=NAME  is written to NAME in the scratch folder
In an output `…` stands for anything within a line, and a line `…` for any lines. Line numbers of the lexicon ("x.tsv:12"), ids of
records and versions of data are not compared, since every edit of the lexicon moves them.
Also checked: relative links lead somewhere, scripts and make targets in `sh` blocks exist, src/README.md names every source file.
--accept writes what came out into the pages.  Prints "N passed, N failed".
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FENCE = re.compile(r"^(```+)([^`\n]*)\n(.*?)^\1[ \t]*$", re.S | re.M)
VOLATILE = [(re.compile(r"\.tsv:\d+"), ".tsv:N"), (re.compile(r"\b[0-9a-f]{24}\b"), "ID"), (re.compile(r"\b[0-9a-f]{16}\b"), "VERSION"),
            (re.compile(r"\ben-\d+x\d+[-\w]*"), "MODEL")]


def stable(text):
    for pattern, mark in VOLATILE:
        text = pattern.sub(mark, text)
    return text.rstrip("\n") + "\n"


def matches(expected, got, is_json):
    if is_json:
        try:
            return json.loads(stable(expected)) == json.loads(stable(got))
        except ValueError:
            return False
    lines = []
    for line in stable(expected).splitlines(True):
        lines.append("(?:.*\n)*?" if line.strip() == "…" else ".*?".join(re.escape(p) for p in line.split("…")))
    return re.fullmatch("".join(lines), stable(got)) is not None


def fold(text, width=118):
    """JSON as people read it: the keys of an object side by side as long as they fit."""
    def show(value, indent):
        flat = json.dumps(value, ensure_ascii=False)
        if len(flat) + indent <= width or not isinstance(value, (dict, list)):
            return flat
        if isinstance(value, list):
            return "[" + (",\n" + " " * (indent + 1)).join(show(v, indent + 1) for v in value) + "]"
        out, line = "{", indent + 1
        for i, (k, v) in enumerate(value.items()):
            item = json.dumps(k) + ": " + show(v, indent + len(k) + 5)
            first = item.split("\n")[0]
            if i and (line + len(first) + 2 > width or "\n" in item):
                out += ",\n" + " " * (indent + 1)
                line = indent + 1
            elif i:
                out += ", "
                line += 2
            out += item
            line += len(first) if "\n" not in item else width
        return out + "}"
    return show(json.loads(text), 0) + "\n"


def scratch(build):
    work = tempfile.mkdtemp()
    for name in os.listdir(ROOT):
        if not name.startswith(("build", ".git")):
            os.symlink(os.path.join(ROOT, name), os.path.join(work, name))
    os.symlink(build, os.path.join(work, "build"))
    return work


def run_page(path, build, accept):
    with open(os.path.join(ROOT, path), encoding="utf-8") as f:
        page = f.read()
    env = dict(os.environ, PATH=os.path.join(build, "bin") + os.pathsep + os.environ["PATH"], NO_COLOR="1", LC_ALL="C.UTF-8", PYTHONIOENCODING="utf-8")
    env.pop("DRAGOMAN_DATA", None)
    passed, faults, edits = 0, [], []
    work, got, ran = None, None, None
    for m in FENCE.finditer(page):
        info, body = m.group(2).split(), m.group(3)
        line = page.count("\n", 0, m.start()) + 1
        if info[:2] == ["sh", "run"] or any(w.startswith("file=") for w in info):
            work = work or scratch(build)
        for word in info:
            if word.startswith("file="):
                with open(os.path.join(work, word[5:]), "w", encoding="utf-8") as f:
                    f.write(body)
        if info[:1] == ["sh"] and info[1:2] != ["run"]:
            for script in re.findall(r"(?<![\w/])script/[\w-]+", body):
                if not os.path.exists(os.path.join(ROOT, script)):
                    faults.append("%s:%d: there is no %s" % (path, line, script))
            with open(os.path.join(ROOT, "Makefile"), encoding="utf-8") as f:
                targets = set(re.findall(r"^([\w-]+):", f.read(), re.M))
            for target in re.findall(r"(?:^|[;&] ?|sudo )make ([a-z][\w-]*)", body, re.M):
                if target not in targets:
                    faults.append("%s:%d: make has no target %s" % (path, line, target))
        if info[:2] == ["sh", "run"]:
            try:
                done = subprocess.run(["bash", "-euo", "pipefail", "-c", body], cwd=work, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, timeout=120)
                got, status = done.stdout.decode("utf-8", "replace"), done.returncode
            except subprocess.TimeoutExpired:
                got, status = "", 124
            ran = line
            if status:
                faults.append("%s:%d: exit %d\n%s" % (path, line, status, got))
                got = None
            else:
                passed += 1
        elif info[1:2] == ["output"]:
            if ran is None:
                faults.append("%s:%d: an output without a command" % (path, line))
            elif got is not None and not matches(body, got, info[0] == "json"):
                if accept:
                    edits.append((m.start(3), m.end(3), fold(got) if info[0] == "json" else got.strip("\n") + "\n"))
                else:
                    faults.append("%s:%d: prints otherwise (docs-test.py --accept):\n%s" % (path, line, got))
                    passed -= 1
            ran = None
    for start, end, text in reversed(edits):
        page = page[:start] + text + page[end:]
    if edits:
        with open(os.path.join(ROOT, path), "w", encoding="utf-8") as f:
            f.write(page)
        print("%s: %d outputs written" % (path, len(edits)))
    if work:
        shutil.rmtree(work)
    prose = FENCE.sub("", page)
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", prose)):
        if re.match(r"[a-z]+:|#", link):
            continue
        target = os.path.join(ROOT, os.path.dirname(path), link.split("#")[0])
        if os.path.exists(target):
            passed += 1
        else:
            faults.append("%s: the link %s leads nowhere" % (path, link))
    return passed, faults


def main():
    args = [a for a in sys.argv[1:] if a != "--accept"]
    accept = "--accept" in sys.argv
    build = os.path.abspath(args[0] if args else os.path.join(ROOT, "build"))
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "--", "*.md", "src/*.c", "src/*.h"], cwd=ROOT, stdout=subprocess.PIPE)
    names = [n for n in listed.stdout.decode().split("\n") if n]
    if listed.returncode: # no git: an unpacked archive
        names = [os.path.relpath(os.path.join(f, n), ROOT) for f, _, ns in os.walk(ROOT) for n in ns if n.endswith((".md", ".c", ".h"))]
    names = [n for n in names if os.path.isfile(os.path.join(ROOT, n)) and not n.startswith("build")]
    passed, faults = 0, []
    for page in args[1:] or sorted(n for n in names if n.endswith(".md")):
        p, f = run_page(page, build, accept)
        passed += max(p, 0)
        faults += f
    if not args[1:]:
        with open(os.path.join(ROOT, "src", "README.md"), encoding="utf-8") as f:
            known = f.read()
        for name in names:
            # name.c and name.h share a line
            if name.startswith("src/") and name.endswith((".c", ".h")):
                if re.search(r"\b%s\.[ch]" % re.escape(os.path.splitext(os.path.basename(name))[0]), known):
                    passed += 1
                else:
                    faults.append("src/README.md does not name %s" % name)
    for fault in faults:
        print(fault)
    print("%d passed, %d failed" % (passed, len(faults)))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
