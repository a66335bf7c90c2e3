#!/usr/bin/env python3
"""Scores the program on the annotation in this folder.

In:     score.py BUILD [dev|measure|all] [--list]; articles.jsonl, claims.jsonl and the lexicon's operator table (bare operators).
Out:    one table on stdout; with --list (dev only) one line for each claim missed and each record too many.
Method: runs `dragoman code` on the articles; a record answers a claim of the same part when its trigger, or the words of one of its operators,
        overlap the claim's trigger and the CAMEO root is the same (where neither has a code: when the expressions are equal). One to one: pairs
        with equal expression first, then those with the same code, then in the order of the text. Everything else is counted on these pairs.
"""
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
GROUP = {"happened": "happened", "historical": "happened", "ongoing": "happened", "ended": "happened",
         "denied": "not happened", "negated": "not happened", "failed": "not happened"}  # the rest is open


def rows(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def bare_acts():
    with open(os.path.join(HERE, "..", "lexicon", "ontology", "operators.tsv"), encoding="utf-8") as f:
        cells = [line.rstrip("\n").split("\t") for line in f if line.strip() and not line.startswith("#")]
    return dict({c[0] + "()": c[5] for c in cells[1:] if c[5] != "-"}, **{"accuse()": "blame.accuse"})


BARE = bare_acts()


def plain(expression):
    """Without not() and attributes, a bare operator as the act it stands for."""
    expression = expression.split("{")[0] + ")" * (expression.count("(") - expression.split("{")[0].count(")")) if "{" in expression else expression
    while "not(" in expression:
        head, tail = expression.split("not(", 1)
        expression = head + tail[:-1]
    return BARE.get(expression, expression)


def expression_of(record):
    text = record.get("act") or ""
    for operator in reversed(record.get("operators", [])):
        text = "%s(%s)" % (operator["kind"], text)
    return text


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def part(item, home):
    return item.get("part", home)


def same_span(a, b, home):
    return part(a, home) == part(b, home) and overlap(a["span"], b["span"])


def cameo(record):
    return (record["codes"]["cameo"] or {}).get("code")


def pair_up(claims, records):
    """List of (claim, record), each used once."""
    pairs = []
    for i, c in enumerate(claims):
        for j, r in enumerate(records):
            spans = [r["trigger"]["span"]] + [o["span"] for o in r.get("operators", [])]
            if r.get("part", "text") != c["part"] or not any(overlap(c["trigger"]["span"], s) for s in spans):
                continue
            code, equal = cameo(r), plain(expression_of(r)) == plain(c["expression"])
            if (c["cameo"] or "")[:2] != (code or "")[:2] or (code is None and not equal):
                continue
            inner = ("inside" in r) == ("inside" in c)
            pairs.append(((not equal, code != c["cameo"], not inner, not overlap(c["trigger"]["span"], r["trigger"]["span"]), i, j), i, j))
    used_c, used_r, out = set(), set(), []
    for _, i, j in sorted(pairs):
        if i not in used_c and j not in used_r:
            used_c.add(i)
            used_r.add(j)
            out.append((claims[i], records[j]))
    left = [c for i, c in enumerate(claims) if i not in used_c], [r for j, r in enumerate(records) if j not in used_r]
    return out, left


def link_right(want, got, home):
    if "speaker" not in want or "speaker" not in got:
        return ("speaker" in want) == ("speaker" in got)
    return same_span(want["speaker"], got["speaker"], home)


def percent(n, of):
    return "    -" if not of else "%5.1f" % (100.0 * n / of)


def f1(right, got, want):
    return 0.0 if not right else 200.0 * right / (got + want)


def score(claims, records, articles, listing):
    by = {a["id"]: ([], []) for a in articles}
    for c in claims:
        by[c["article"]][0].append(c)
    for r in records:
        by[r["article"]["id"]][1].append(r)
    pairs = []
    for a in articles:
        found, (missed, spare) = pair_up(*by[a["id"]])
        pairs += found
        if listing:
            for c in missed:
                print("missed\t%s\t%s %s\t%s" % (a["id"], c["part"], c["trigger"]["text"], c["expression"]))
            for r in spare:
                print("spare\t%s\t%s %s\t%s" % (a["id"], r.get("part", "text"), r["trigger"]["text"], expression_of(r)))
            for c, r in found:
                if plain(c["expression"]) != plain(expression_of(r)) or c["factuality"] != r["factuality"]["value"]:
                    print("other\t%s\t%s\t%s %s\t%s %s" % (a["id"], c["trigger"]["text"], c["expression"], c["factuality"],
                                                            expression_of(r), r["factuality"]["value"]))
    n = len(pairs)
    top = [c for c in claims if "inside" not in c]
    lines = [("articles / claims / records", "%d / %d / %d" % (len(articles), len(claims), len(records))),
             ("claims found, %", percent(n, len(claims))),
             ("  of those not inside another", percent(sum("inside" not in c for c, _ in pairs), len(top))),
             ("records that answer a claim, %", percent(n, len(records))),
             ("found, F1", "%5.1f" % f1(n, len(records), len(claims))),
             ("spurious records per article", "%5.1f" % ((len(records) - n) / max(1, len(articles)))),
             ("of the found: expression exact, %", percent(sum(plain(c["expression"]) == plain(expression_of(r)) for c, r in pairs), n)),
             ("  CAMEO code exact, %", percent(sum(c["cameo"] == cameo(r) for c, r in pairs), n)),
             ("  PLOVER type, %", percent(sum(c["plover"] == (r["codes"]["plover"] or {}).get("type") for c, r in pairs), n))]
    for role in ("actor", "recipient"):
        want = sum(len(c[role]) for c, _ in pairs)
        got = sum(len(r.get(role, [])) for _, r in pairs)
        span = code = 0
        for c, r in pairs:
            rest = list(r.get(role, []))
            for m in c[role]:
                hits = [x for x in rest if same_span(m, x, c["part"])]
                if hits:
                    best = max(hits, key=lambda x: x.get("code") == m.get("code"))
                    span += 1
                    code += best.get("code") == m.get("code")
                    rest.remove(best)
        lines.append(("  %s, F1: span / span and code" % role, "%5.1f / %5.1f" % (f1(span, got, want), f1(code, got, want))))
    value = [(c["factuality"], r["factuality"]["value"]) for c, r in pairs]
    group = [(GROUP.get(a, "open"), GROUP.get(b, "open")) for a, b in value]
    lines.append(("  factuality: value, %", percent(sum(a == b for a, b in value), n)))
    lines.append(("  factuality: of three, %", percent(sum(a == b for a, b in group), n)))
    macro = []
    for g in ("happened", "not happened", "open"):
        macro.append(f1(sum(a == b == g for a, b in group), sum(b == g for _, b in group), sum(a == g for a, _ in group)))
    lines.append(("  factuality: macro F1 (happened, not, open)", "%5.1f (%.1f, %.1f, %.1f)" % tuple([sum(macro) / 3] + macro)))
    inner = whole = voiced = voiced_inner = voiced_whole = 0
    for c, r in pairs:
        got = [v for v in r.get("attribution", []) if v["kind"] != "outlet"]
        want = c["chain"]
        ok_inner = not want and not got or bool(want and got) and link_right(want[-1], got[-1], c["part"])
        ok_whole = len(want) == len(got) and all(link_right(w, g, c["part"]) for w, g in zip(want, got))
        inner, whole = inner + ok_inner, whole + ok_whole
        if want:
            voiced, voiced_inner, voiced_whole = voiced + 1, voiced_inner + ok_inner, voiced_whole + ok_whole
    lines.append(("  innermost speaker right, % (claims with a voice)", "%s (%s of %d)" % (percent(inner, n), percent(voiced_inner, voiced), voiced)))
    lines.append(("  whole chain right, % (claims with a voice)", "%s (%s of %d)" % (percent(whole, n), percent(voiced_whole, voiced), voiced)))
    for key in ("time", "place"):
        right = got = want = 0
        for c, r in pairs:
            a, b = c.get(key), r.get(key)
            if key == "time" and b and b.get("basis") == "article":
                b = None
            want, got = want + bool(a), got + bool(b)
            if a and b and key == "time":
                right += (a["start"], a["end"]) == (b.get("start"), b.get("end"))
            elif a and b and "span" in b:
                right += same_span(a, b, c["part"]) or a["text"] in (b["text"], b.get("name"))
        lines.append(("  %s stated, F1 (right / got / wanted)" % key, "%5.1f (%d / %d / %d)" % (f1(right, got, want), right, got, want)))
    for name, figure in lines:
        print("%-50s %s" % (name, figure))


def main():
    build, split = sys.argv[1], (sys.argv[2] if len(sys.argv) > 2 else "dev")
    path = os.path.join(HERE, "articles.jsonl")
    done = subprocess.run([os.path.join(build, "bin", "dragoman"), "code", path], stdout=subprocess.PIPE)
    if done.returncode:
        sys.exit("score.py: dragoman code: exit %d" % done.returncode)
    records = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    for s in ("dev", "measure") if split == "all" else (split,):
        articles = [a for a in rows(path) if a["split"] == s]
        ids = {a["id"] for a in articles}
        print("== %s" % s)
        score([c for c in rows(os.path.join(HERE, "claims.jsonl")) if c["split"] == s], [r for r in records if r["article"]["id"] in ids],
              articles, "--list" in sys.argv and s == "dev")


if __name__ == "__main__":
    main()
