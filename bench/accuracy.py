#!/usr/bin/env python3
"""Scores to pages.  accuracy.py FREE PAIRS PARSE VERSION: two outputs of predict.py, without and with --pairs, and those of train/eval_parse.py and
bench/eval_text.py in one file (PAIRS, PARSE may be "-"). Writes docs/reference/accuracy.md and the marked tables of README.md; the speed there is that of the newest file in bench/runs/.

Intervals are Wilson's, 95 %, from the number of items that the scorer prints; for F1 the number of gold items stands in for it, so they are a
guide. The figures of other systems are those of the benchmark's own README: measured there with the same scorer, or published."""
import datetime
import glob
import math
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# corpus, line of the scorer, what it is for people, best known, in the README, with the pairs given
HEAD = [
    ("plv", "PLOVER class (15) accuracy, all pairs", "event class of marked pairs, found by itself", "39.1 UniversalPetrarch (test part)", True, False),
    ("plv", "quad class accuracy, all pairs", "quad class of the same", "47.9 UniversalPetrarch (test part, macro F1)", True, False),
    ("plv", "PLOVER class (15) accuracy, all pairs", "event class, the pair given", "83.5 Zero-Shot PLOVER (RoBERTa-large)", True, True),
    ("plv", "quad class accuracy, all pairs", "quad class, the pair given", "89.7 Zero-Shot PLOVER (RoBERTa-large)", False, True),
    ("wikievents", "conflict/cooperation accuracy, all pairs", "conflict or cooperation, the pair given", "87.8 for saying conflict always", False, True),
    ("plover_gsr", "PLOVER class (15) found (any event of the sentence)", "event class of codebook sentences", "62 UniversalPetrarch", True, False),
    ("plover_gsr", "source country right", "who acts: country", None, False, False),
    ("plover_gsr", "target country right", "to whom: country", None, False, False),
    ("cameo_manual", "CAMEO full code found (any event of the sentence)", "full CAMEO code of the manual's examples", None, True, False),
    ("confli", "CAMEO root micro F1", "CAMEO root on news as it comes", "30.6 UniversalPetrarch; 60.9 people", True, False),
    ("confli", "false alarms on event-free sentences", "false alarms (lower is better)", "45 UniversalPetrarch", True, False),
    ("polnear", "attribution: content matched and speaker right F1", "who said what: content and speaker", "72.2 people", True, False),
    ("meantime_speech", "verb and speaker right", "speaker of a speech verb", None, False, False),
    ("ngec_actors", "all that is tested right", "actor phrase to country and sector", None, True, False),
    ("gwn", "overlapping", "place names in news", "84.1 Google Cloud NLP (test part)", False, False),
    ("gwn", "within 161 km, of all names (found and right)", "places found and resolved to 161 km, world news", "43.6 Yahoo Placemaker (test part)", True, False),
    ("lgl", "within 161 km, of all names (found and right)", "the same, small American places", None, False, False),
    ("trnews", "within 161 km, of all names (found and right)", "the same, world and local news", None, False, False),
    ("geovirus", "within 161 km, of all names (found and right)", "the same, epidemics", None, False, False),
    ("wikiwars", "value right (span overlapping) F1", "dates in histories of wars", "near 80 HeidelTime (from memory)", True, False),
    ("meantime_timex", "value right (span overlapping) F1", "dates in short news", None, True, False),
    ("gum_dates", "calendar interval right, of calendar dates", "calendar dates, mixed genres", None, False, False),
    ("uner", "names, span and type F1", "names in web text", "ORG 87, PER 97, LOC 83 people", True, False),
    ("meantime_fact", "asserted/denied/not actual macro F1", "asserted, denied or not actual, in news", "28.5 for saying asserted always", True, False),
    ("meantime_fact", "Pearson r (not covered = 3)", "factuality, r", None, False, False),
    ("uds_ih2", "Pearson r (not covered = 3)", "factuality in web text, r", "0.77 biLSTM (from memory)", True, False),
    ("mv2", "Pearson r (not covered = 3)", "what verbs imply, r", None, False, False),
    ("rp", "Pearson r (not covered = 3)", "the same in natural sentences, r", None, False, False),
]
LINE = re.compile(r"^\s+(.*?)\s{2,}(-?[\d.]+)( %)?\s+n=(\d+)$")


def read(path):
    scores, corpus = {}, None
    for line in open(path, encoding="utf-8") if path != "-" else []:
        m = re.match(r"^(\w+)\.(\w+)\.jsonl:", line)
        if m:
            corpus = m.group(1)
        m = LINE.match(line)
        if m and corpus:
            scores.setdefault(corpus, []).append((m.group(1).strip(), float(m.group(2)), bool(m.group(3)), int(m.group(4))))
    return scores


def wilson(percent, n):
    p, z = percent / 100, 1.96
    if n == 0:
        return 0.0, 100.0
    mid, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return 100 * (mid - half) / (1 + z * z / n), 100 * (mid + half) / (1 + z * z / n)


def shown(value, percent, n):
    return "%.1f" % value if percent else "%.2f" % value, "%.1f–%.1f" % wilson(value, n) if percent else ""


def find(scores, corpus, key):
    if key == "overlapping":
        key = "place names, overlapping span F1"
    return next((s for s in scores.get(corpus, []) if s[0] == key), None)


def main():
    free, pairs, version = read(sys.argv[1]), read(sys.argv[2]), sys.argv[4] if len(sys.argv) > 4 else ""
    with open(sys.argv[3] if sys.argv[3] != "-" else os.devnull, encoding="utf-8") as f:
        parse = f.read()
    today = datetime.date.today().isoformat()
    rows, short = [], []
    for corpus, key, what, best, in_readme, given in HEAD:
        s = find(pairs if given else free, corpus, key)
        if s:
            value, interval = shown(*s[1:])
            rows.append("| %s | %s | **%s** | %s | %d | %s |" % (what, corpus, value, interval, s[3], best or ""))
            if in_readme:
                short.append("| %s | %s | **%s** | %s |" % (what, corpus, value, best or ""))
    for bank, name in (("ewt", "web text"), ("gum", "thirteen genres")):
        m = re.search(r"^%s +words (\d+) .*?UPOS ([\d.]+).*?UAS ([\d.]+) LAS ([\d.]+)" % bank, parse, re.M)
        if m:
            value, interval = shown(float(m.group(4)), True, int(m.group(1)))
            rows.append("| dependency parse, %s, given tokens: LAS (UPOS %s, UAS %s) | UD %s | **%s** | %s | %s | 90 and more, large models (from memory) |" %
                        (name, m.group(2), m.group(3), bank.upper(), value, interval, m.group(1)))
            short.append("| dependency parse, %s: LAS | UD %s | **%s** | 90 and more, large models (from memory) |" % (name, bank.upper(), value))
        for what in ("tokens", "sentences"):
            m = re.search(r"^%s\.dev\.conllu +%s .*F1 +([\d.]+) +\((\d+)\)" % (bank, what), parse, re.M)
            if m:
                rows.append("| %s, F1 | UD %s | **%.1f** | %s | %s |  |" % ((what, bank.upper()) + (float(m.group(1)), shown(float(m.group(1)), True, int(m.group(2)))[1], m.group(2))))
    page = ["# Measured accuracy", "",
            "Written by `make eval` (`bench/accuracy.py`) on %s; %s. Development parts only, scored by `score.py` of the benchmark; percentages, or r where it says so." % (today, version),
            "Sets: plv, wikievents (marked pairs of actors), plover_gsr, cameo_manual (codebook sentences), confli (news as it comes), polnear, meantime_speech (who said what), ngec_actors, gwn, lgl, trnews, geovirus (places), wikiwars, meantime_timex, gum_dates (dates), uner (names), meantime_fact, uds_ih2, mv2, rp (did it happen), UD EWT and GUM (text and parse).",
            "But for the weights named below, nothing was trained on these parts. Rules and rows were changed with an eye on some of them, so expect a little less on text that nobody has seen; the misses of plover_gsr, cameo_manual, plv and confli were read while rows were written, and the first two share sentences, so their figures overstate most.",
            "The interval is a 95 % one (Wilson, from the number of items; for F1 a guide). Figures of others come from the benchmark's notes: most were measured on other parts or given the pair. The weights that fill open roles were learned from plv too, those that rank the readings of given pairs from plv and wikievents: figures on these are those of ten folds, each judged by weights learned from the other nine (wikievents without pairs had no part in learning).", "",
            "| what | set | figure | interval | n | best known |", "|---|---|---|---|---|---|"] + rows + ["", "## Every line of the scorer", ""]
    for title, scores in (("", free), (" (pairs given)", pairs)):
        for corpus in sorted(scores):
            page += ["### %s%s" % (corpus, title), "", "| measure | value | n |", "|---|---|---|"]
            page += ["| %s | %s | %d |" % (k.replace("|", "/"), shown(v, p, n)[0] if p else "%.3f" % v, n) for k, v, p, n in scores[corpus]] + [""]
    with open(os.path.join(ROOT, "docs", "reference", "accuracy.md"), "w", encoding="utf-8") as f:
        f.write("\n".join(page).rstrip("\n") + "\n")
    speed = []
    runs = sorted(glob.glob(os.path.join(ROOT, "bench", "runs", "*.txt")))
    if runs:
        with open(runs[-1], encoding="utf-8") as f:
            text = f.read()
        about = dict(re.findall(r"^(\w+) +(.*)$", text, re.M))
        table = [list(map(float, line.split())) for line in text.split("\n") if re.match(r"^ *[\d.]+( +[\d.]+){7}$", line)]
        speed = ["", "| speed, raw text to records (%s; %s) | threads | words/s | words per CPU second | articles/s | memory |" % (about.get("machine", ""), about.get("input", "")), "|---|---|---|---|---|---|"]
        speed += ["| %d articles | %d | **%s** | %s | %s | %d MB |" % (r[0], r[1], format(int(r[5]), ","), format(int(r[6]), ","), format(int(r[4]), ","), r[7]) for r in table]
        speed += ["", "Start-up: %s." % about.get("start", "")]
    readme = os.path.join(ROOT, "README.md")
    with open(readme, encoding="utf-8") as f:
        text = f.read()
    block = ["Development sets, %s; in percent, or r. Every line with intervals: [accuracy.md](docs/reference/accuracy.md)." % today, "",
             "| accuracy | set | Dragoman | others |", "|---|---|---|---|"] + short + speed
    text, n = re.subn(r"(<!-- figures: begin[^\n]*-->\n).*?(<!-- figures: end -->)", lambda m: m.group(1) + "\n".join(block) + "\n" + m.group(2), text, flags=re.S)
    if n != 1:
        sys.exit("README.md: no marked table")
    with open(readme, "w", encoding="utf-8") as f:
        f.write(text)
    print("wrote docs/reference/accuracy.md and the figures of README.md", file=sys.stderr)


if __name__ == "__main__":
    main()
