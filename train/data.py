# SPDX-License-Identifier: MIT
"""Treebanks in, sentences out: CoNLL-U reading, names from GUM's entity spans, UNER, news-like augmentation.

A sentence is a dict of equally long lists: form, tag ("UPOS|XPOS"), lemma, head, rel, ner (or None), plus source and id.
"""
import os
import random
import re

HERE = os.path.dirname(os.path.abspath(__file__))
OWN_TRAIN, OWN_DEV = os.path.join(HERE, "news.train.conllu"), os.path.join(HERE, "news.dev.conllu")
OWN_PAIRS = os.path.join(HERE, "news.pairs.conllu")  # trees of annotation/pairs.tsv, without names, as the next two
OWN_WIRE, OWN_WIRE_DEV = os.path.join(HERE, "news.wire.conllu"), os.path.join(HERE, "news.wire.dev.conllu")
NER_TYPES = ["PER", "ORG", "LOC", "MISC"]
NER_TAGS = ["O"] + [p + "-" + t for t in NER_TYPES for p in "BIES"]
GUM_TYPE = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "MISC", "object": "MISC",
            "abstract": "MISC", "substance": "MISC", "animal": "MISC", "plant": "MISC"}
CONNECTORS = {"of", "the", "and", "for", "&", "-", "–", "'", "'s", "de", "la", "/", "."}
NOT_A_NAME = re.compile(r"@|://|^www\.|^[^A-Za-z]+$")


def read_conllu(path, source, with_names=False):
    sentences, rows, sent_id = [], [], ""
    open_spans, carry = [], []
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                open_spans = []
            elif line.startswith("# sent_id"):
                sent_id = line.split("=", 1)[1].strip()
            elif line.startswith("#"):
                continue
            elif line:
                cols = line.split("\t")
                if cols[0].isdigit():
                    rows.append(cols)
            elif rows:
                s = {
                    "id": sent_id, "source": source,
                    "form": [r[1] for r in rows],
                    "lemma": [r[2] for r in rows],
                    "feats": [r[5] for r in rows],
                    "tag": [r[3] + "|" + r[4] for r in rows],
                    "head": [int(r[6]) for r in rows],
                    "rel": [r[7] for r in rows],
                    "ner": None,
                }
                if with_names:
                    s["ner"] = gum_names(rows)
                sentences.append(s)
                rows = []
    return sentences


def read_own(path):
    """Our own news sentences: names stand in MISC as NE=B-PER."""
    sentences = read_conllu(path, "news")
    with open(path, encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f if line[:1].isdigit()]
    tags = iter(next((p[3:] for p in r[9].split("|") if p.startswith("NE=")), "O") for r in rows)
    for s in sentences:
        s["ner"] = [next(tags) for _ in s["form"]]
    return sentences


def own_news():
    """All of our own news for training, as often as it is seen in an epoch."""
    return 6 * read_own(OWN_TRAIN) + 3 * (read_conllu(OWN_PAIRS, "news") + read_conllu(OWN_WIRE, "news"))


def gum_spans(rows):
    """Entity spans (first, last, type, wiki title) of one sentence, zero-based. Spans over a sentence border are dropped."""
    stack, spans = [], []
    for i, r in enumerate(rows):
        m = re.search(r"Entity=([^|]*)", r[9])
        if not m:
            continue
        for part in re.finditer(r"\(([^()]*)|([^()]*)\)", m.group(1)):
            if part.group(1) is not None:
                body = part.group(1).split("-")
                stack.append((body[0].split("[")[0], i, body[1] if len(body) > 1 else "", "-".join(body[7:])))
            else:  # "(5-person-new)" opens and closes on one token: its closing bracket comes without an id
                ident = part.group(2).split("[")[0]
                if ident == "" and stack:
                    _, first, etype, title = stack.pop()
                    spans.append((first, i, etype, title))
                    continue
                for k in range(len(stack) - 1, -1, -1):
                    if stack[k][0] == ident:
                        _, first, etype, title = stack.pop(k)
                        spans.append((first, i, etype, title))
                        break
    return spans


def gum_names(rows):
    """BIOES tags of the names in a GUM sentence.

    A span counts when its head is a proper noun. GUM's spans reach over the whole phrase ("the former mayor Ann Example, who
    left"), so the name is cut out: proper nouns (XPOS NNP, NNPS) around the head, with small connectors between two of them
    ("Bank of Example") except in person names; titles (nmod:desc) stay outside.
    """
    n = len(rows)
    head = [int(r[6]) - 1 for r in rows]
    rel = [r[7] for r in rows]
    proper = [r[4] in ("NNP", "NNPS") and not NOT_A_NAME.search(r[1]) for r in rows]
    found = []
    for first, last, etype, title in gum_spans(rows):
        if etype not in GUM_TYPE:
            continue
        tops = [i for i in range(first, last + 1) if not first <= head[i] <= last and rel[i] != "punct"]
        if len(tops) != 1 or not proper[tops[0]]:
            continue
        h = tops[0]
        person = etype == "person"
        kind = GUM_TYPE[etype]
        # "the Ministry of Examples in Sampleton" ends before "in", "Samples without Borders in Example" by its own title does not
        joins = CONNECTORS | {w for w in ("in", "on") if kind == "MISC" or "_" + w + "_" in title}
        if person and any(head[i] == h and rel[i] == "det" for i in range(n)) and rows[h][4] == "NNP":
            continue  # "the President" is a role
        if person and rows[h][4] == "NNPS":
            kind = "MISC"  # peoples ("the Examplians") are no persons

        def inside(i):
            k, steps = i, 0
            while k != h and k >= 0 and steps < n:
                if rel[k] in ("nmod:desc", "appos", "conj", "acl", "acl:relcl", "nmod:poss", "parataxis", "list"):
                    if not (rel[k] in ("conj", "nmod:poss") and not person):
                        return False
                k, steps = head[k], steps + 1
            return k == h

        def member(i):
            return proper[i] and inside(i) and not (rel[i] == "nmod:desc")

        lo = hi = h
        while True:
            if lo - 1 >= first and member(lo - 1):
                lo -= 1
            elif not person and lo - 2 >= first and rows[lo - 1][1].lower() in joins and member(lo - 2):
                lo -= 2
            elif person and lo - 2 >= first and rows[lo - 1][1] in ("-", "'", "\"", "“", "”") and member(lo - 2):
                lo -= 2
            else:
                break
        while True:
            if hi + 1 <= last and member(hi + 1):
                hi += 1
            elif hi + 1 <= last and rel[hi + 1] == "nummod" and head[hi + 1] == h and not person:
                hi += 1
            elif not person and hi + 2 <= last and rows[hi + 1][1].lower() in joins and member(hi + 2):
                hi += 2
            elif not person and hi + 3 <= last and rows[hi + 1][1].lower() == "of" and \
                    rows[hi + 2][1].lower() == "the" and member(hi + 3):
                hi += 3
            elif person and hi + 2 <= last and rows[hi + 1][1] in ("-", "'", "\"", "“", "”") and member(hi + 2):
                hi += 2
            else:
                break
        found.append((lo, hi, kind))
    found.sort(key=lambda s: (-(s[1] - s[0]), s[0]))
    tags = ["O"] * n
    for lo, hi, kind in found:
        if any(t != "O" for t in tags[lo:hi + 1]):
            continue
        put_span(tags, lo, hi, kind)
    return tags


def put_span(tags, lo, hi, kind):
    if lo == hi:
        tags[lo] = "S-" + kind
        return
    tags[lo], tags[hi] = "B-" + kind, "E-" + kind
    for i in range(lo + 1, hi):
        tags[i] = "I-" + kind


def read_uner(path):
    """Token lists and BIOES tags of a UNER IOB2 file (PER, ORG, LOC)."""
    out, forms, tags = [], [], []
    with open(path, encoding="utf-8") as f:
        for line in list(f) + ["\n"]:
            line = line.rstrip("\n")
            if line.startswith("#"):
                continue
            if line:
                cols = line.split("\t")
                forms.append(cols[1])
                tags.append(cols[2])
            elif forms:
                bioes = ["O"] * len(tags)
                for lo, hi, kind in iob_spans(tags):
                    put_span(bioes, lo, hi, kind)
                out.append((forms, bioes))
                forms, tags = [], []
    return out


def iob_spans(tags):
    spans, start = [], None
    for i, t in enumerate(tags + ["O"]):
        if start is not None and not t.startswith("I-"):
            spans.append((start, i - 1, tags[start][2:]))
            start = None
        if t.startswith("B-") or (t.startswith("I-") and start is None):
            start = i
    return spans


def read_names(path):
    """Our own names of EWT's training part, a line a sentence that has any: id, then first-last-TYPE (words counted from 1)."""
    out = {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            if not line.startswith("#"):
                ident, names = line.rstrip("\n").split("\t")
                out[ident] = [(int(a) - 1, int(b) - 1, kind) for a, b, kind in (n.split("-") for n in names.split())]
    return out


def spans_of(bioes):
    """(first, last, type) of well-formed BIOES tags."""
    spans, start = [], None
    for i, t in enumerate(bioes):
        if t[0] == "S":
            spans.append((i, i, t[2:]))
        elif t[0] == "B":
            start = i
        elif t[0] == "E" and start is not None:
            spans.append((start, i, t[2:]))
            start = None
    return spans


# --- augmentation -----------------------------------------------------------------------------------------------

SMALL = {"a", "an", "the", "of", "in", "on", "to", "for", "and", "or", "by", "at", "from", "as", "with", "but"}


def drop_tokens(s, gone):
    """The sentence without the given leaves (zero-based)."""
    keep = [i for i in range(len(s["form"])) if i not in gone]
    new = {0: 0}
    for k, i in enumerate(keep):
        new[i + 1] = k + 1
    out = dict(s)
    for key in ("form", "lemma", "tag", "rel"):
        out[key] = [s[key][i] for i in keep]
    out["head"] = [new[s["head"][i]] for i in keep]
    if s["ner"] is not None:
        tags = ["O"] * len(keep)
        place = {i: k for k, i in enumerate(keep)}
        for lo, hi, kind in spans_of(s["ner"]):
            kept = [place[i] for i in range(lo, hi + 1) if i in place]
            if kept:
                put_span(tags, kept[0], kept[-1], kind)
        out["ner"] = tags
    return out


def to_future(s):
    """Headline future: "France will send troops" -> "France to send troops", the verb of the main clause as before."""
    for i, w in enumerate(s["form"]):
        h = s["head"][i] - 1
        if w == "will" and s["rel"][i] == "aux" and h > i and s["head"][h] == 0 and i > 0 and s["form"][i + 1] != "not":
            out = dict(s)
            for key, value in (("form", "to"), ("lemma", "to"), ("tag", "PART|TO"), ("rel", "mark")):
                out[key] = s[key][:i] + [value] + s[key][i + 1:]
            return out
    return s


def augment(s, rng):
    """News-like variants: headline capitals, all capitals, lost capitals, no final stop, headline grammar."""
    n = len(s["form"])
    leaves = set(range(n)) - {h - 1 for h in s["head"] if h > 0}
    u = rng.random()
    title = u < 0.035
    upper = 0.035 <= u < 0.055
    lower = 0.055 <= u < 0.065
    first = 0.065 <= u < 0.08
    gone = set()
    if title or upper or rng.random() < 0.05:
        s = to_future(s)
    last = n - 1
    stop = n > 1 and s["rel"][last] == "punct" and last in leaves and s["form"][last] in (".", "!", "?", ":", ";")
    if stop and rng.random() < (0.8 if title or upper else 0.05):
        gone.add(last)
    if (title or upper or rng.random() < 0.02) and rng.random() < 0.6:
        for i in leaves:
            word = s["form"][i].lower()
            if s["rel"][i] == "det" and word in ("the", "a", "an"):
                gone.add(i)
            elif s["rel"][i] in ("aux:pass", "cop", "aux") and word in ("is", "are", "was", "were", "been", "has", "have"):
                if rng.random() < 0.6 and s["tag"][i].startswith("AUX"):
                    gone.add(i)
    if gone and len(gone) < n:
        s = drop_tokens(s, gone)
    if not (title or upper or lower or first):
        return s
    s = dict(s)
    if title:
        every = rng.random() < 0.4
        s["form"] = [w if w.lower() in SMALL and not every and i > 0 else w[:1].upper() + w[1:]
                     for i, w in enumerate(s["form"])]
    elif upper:
        s["form"] = [w.upper() for w in s["form"]]
    elif lower:
        s["form"] = [w.lower() for w in s["form"]]
    else:
        s["form"] = [s["form"][0].lower()] + s["form"][1:]
    return s


def joined(sentences, count, rng):
    """Runs of two or three successive sentences of a document as one unit, most of them without the stop between: what a splitter by
    rule leaves together. They train the sentence starts alone."""
    out = []
    while len(out) < count:
        at = rng.randrange(len(sentences) - 2)
        run = sentences[at:at + rng.choice((2, 2, 3))]
        if len({s["id"].rsplit("-", 1)[0] for s in run}) > 1 or sum(len(s["form"]) for s in run) > 80:
            continue
        form, starts = [], []
        for k, s in enumerate(run):
            words = list(s["form"])
            if k + 1 < len(run) and len(words) > 1 and words[-1] in (".", "!", "?") and rng.random() < 0.75:
                words.pop()
            if k and rng.random() < 0.1:
                words[0] = words[0][:1].lower() + words[0][1:]
            starts.append(len(form))
            form += words
        out.append({"id": "", "source": "joined", "form": form, "head": None, "tag": None, "rel": None, "lemma": None, "ner": None,
                    "starts": set(starts)})
    return out


def load_all(folder):
    ewt = read_conllu(folder + "/ewt.train.conllu", "ewt")
    names = read_names(os.path.join(HERE, "names.ewt.tsv"))
    for s in ewt:
        s["ner"] = ["O"] * len(s["form"])
        for lo, hi, kind in names.get(s["id"], ()):
            put_span(s["ner"], lo, hi, kind)
    gum = read_conllu(folder + "/gum.train.conllu", "gum", with_names=True)
    ewt_dev = read_conllu(folder + "/ewt.dev.conllu", "ewt")
    gum_dev = read_conllu(folder + "/gum.dev.conllu", "gum", with_names=True)
    uner = read_uner(folder + "/uner_ewt.dev.iob2")
    by_forms = {tuple(forms): tags for forms, tags in uner}
    for s in ewt_dev:
        s["ner"] = by_forms.get(tuple(s["form"]))
    return ewt, gum, ewt_dev, gum_dev


if __name__ == "__main__":  # a look at the names that gum_names finds
    import collections
    import sys
    _, gum, ewt_dev, gum_dev = load_all(sys.argv[1])
    print("ewt dev sentences with UNER tags:", sum(s["ner"] is not None for s in ewt_dev), "of", len(ewt_dev))
    kinds = collections.Counter(k for s in gum for _, _, k in spans_of(s["ner"]))
    print(kinds)
    rng = random.Random(5)
    for s in rng.sample([s for s in gum if any(t != "O" for t in s["ner"])], 25):
        print([(" ".join(s["form"][a:b + 1]), k) for a, b, k in spans_of(s["ner"])])
