# SPDX-License-Identifier: MIT
"""Lemma rules: suffix edit rules by tag, and a dictionary of the forms that the rules get wrong.

Learned from the training treebanks, and from forms.py what these are too small to show; format in docs/reference/model-format.md, section 6.
Usage: lemmas.py --model FILE --treebanks DIR     writes them anew into a model that is there; nothing else of it changes
"""
import argparse
import collections

import data
import features
import forms
import modelfile

MAX_SUFFIX = 5


def make_rule(form, low, lemma, keep_case):
    """(case, strip, append) that turns the form (bytes) into the lemma (bytes)."""
    if keep_case or lemma != features.lower(lemma):
        base, case = form, 0
    else:
        base, case = low, 1
    same = 0
    while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
        same += 1
    while same > 0 and (base[same:same + 1] and base[same] & 0xC0 == 0x80 or lemma[same:same + 1] and lemma[same] & 0xC0 == 0x80):
        same -= 1
    if same == 0:
        return 2, 0, lemma
    return case, len(base) - same, lemma[same:]


def apply_rule(rule, form, low):
    case, strip, append = rule
    base = (form, low, b"")[case]
    return base[:max(0, len(base) - strip)] + append or form


def learn(sentences):
    seen = collections.defaultdict(collections.Counter)  # (form, tag) -> lemmas
    for s in sentences:
        for form, tag, lemma in zip(s["form"], s["tag"], s["lemma"]):
            if lemma != "_" or form == "_":
                seen[(form.encode(), tag.encode())][lemma.encode()] += 1
    by_suffix = collections.defaultdict(collections.Counter)
    for (form, tag), lemmas in sorted(seen.items()):
        low = features.lower(form)
        proper = tag.startswith(b"PROPN")
        for lemma, c in lemmas.items():
            rule = make_rule(form, low, lemma, proper)
            for k in range(min(MAX_SUFFIX, len(low)) + 1):
                if k == 0:
                    by_suffix[(b"", tag)][(0, 0, b"") if proper else (1, 0, b"")] += 1
                elif rule[0] != 2 and rule[1] <= k:
                    by_suffix[(low[len(low) - k:], tag)][rule] += min(c, 3)
    best = {}
    for (suffix, tag), rules in by_suffix.items():
        rule, c = max(rules.items(), key=lambda x: (x[1], x[0]))
        best[(suffix, tag)] = (rule, c, sum(rules.values()))

    chosen = {}

    def back_off(low, tag, longest):
        for k in range(min(longest, len(low)), -1, -1):
            rule = chosen.get((low[len(low) - k:], tag))
            if rule is not None:
                return rule
        return (1, 0, b"")

    for (suffix, tag), (rule, c, total) in sorted(best.items(), key=lambda x: (len(x[0][0]), x[0])):
        if len(suffix) == 0:
            chosen[(suffix, tag)] = rule
        elif c >= 2 and c * 2 > total and back_off(suffix, tag, len(suffix) - 1) != rule:
            chosen[(suffix, tag)] = rule

    words = {}
    for (form, tag), lemmas in sorted(seen.items()):
        low = features.lower(form)
        lemma = max(lemmas.items(), key=lambda x: (x[1], x[0]))[0]
        if apply_rule(back_off(low, tag, MAX_SUFFIX), form, low) == lemma:
            continue
        if lemmas[lemma] < 2 and not tag.startswith((b"VERB", b"NOUN", b"AUX", b"ADJ", b"PRON", b"DET", b"ADV")):
            continue
        rule = make_rule(form, low, lemma, tag.startswith(b"PROPN"))
        words[(low if rule[0] != 0 else form, tag)] = rule
    shown = {(features.lower(form), tag) for form, tag in seen}
    for (form, tag), lemma in sorted(forms.forms().items()):
        form, tag, lemma = form.encode(), tag.encode(), lemma.encode()
        if (form, tag) not in shown and apply_rule(back_off(form, tag, MAX_SUFFIX), form, form) != lemma:
            words[(form, tag)] = make_rule(form, form, lemma, False)
    return words, chosen


def sections(sentences):
    words, suffixes = learn(sentences)
    rules = sorted(set(words.values()) | set(suffixes.values()))
    number = {r: i for i, r in enumerate(rules)}
    table = {}
    for template, source in ((features.T_LEMMA_FORM, words), (features.T_LEMMA_SUFFIX, suffixes)):
        for (text, tag), rule in sorted(source.items()):
            table[features.hash_bytes(template, text + b"\x1f" + tag)] = number[rule]
    import numpy as np
    keys, values = modelfile.hash_table(table, np.uint16)
    blob, offset, at = bytearray(), [], {}
    for _, _, append in rules:
        if append not in at:
            at[append] = len(blob)
            blob += append + b"\0"
        offset.append(at[append])
    print("lemma: %d words, %d suffixes, %d rules" % (len(words), len(suffixes), len(rules)))
    return [
        ("lem.key", keys), ("lem.rule", values),
        ("lem.op", np.array([[r[0], min(255, r[1])] for r in rules], np.uint8)),
        ("lem.str", np.array(offset, np.uint32)),
        ("lem.txt", bytes(blob), len(rules)),
    ]


class Lemmatizer:
    """Reference reader of the lemma sections."""

    def __init__(self, m):
        self.keys, self.rules = m["lem.key"], m["lem.rule"]
        self.op, self.off, self.txt = m["lem.op"], m["lem.str"], m["lem.txt"]

    def find(self, key):
        mask = len(self.keys) - 1
        slot = key & mask
        while int(self.keys[slot]):
            if int(self.keys[slot]) == key:
                i = int(self.rules[slot])
                start = int(self.off[i])
                return int(self.op[i][0]), int(self.op[i][1]), self.txt[start:self.txt.index(b"\0", start)]
            slot = (slot + 1) & mask
        return None

    def lemma(self, form, tag):
        form, tag = form.encode(), tag.encode()
        low = features.lower(form)
        rule = self.find(features.hash_bytes(features.T_LEMMA_FORM, form + b"\x1f" + tag))
        if rule is None:
            rule = self.find(features.hash_bytes(features.T_LEMMA_FORM, low + b"\x1f" + tag))
        k = min(MAX_SUFFIX, len(low))
        while rule is None and k >= 0:
            rule = self.find(features.hash_bytes(features.T_LEMMA_SUFFIX, low[len(low) - k:] + b"\x1f" + tag))
            k -= 1
        if rule is None:
            rule = (0 if tag.startswith(b"PROPN") else 1, 0, b"")
        return apply_rule(rule, form, low).decode("utf-8", "replace")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--model", required=True)
    p.add_argument("--treebanks", required=True)
    a = p.parse_args()
    ewt, gum, _, _ = data.load_all(a.treebanks)
    modelfile.replace(a.model, sections(ewt + gum))


if __name__ == "__main__":
    main()
