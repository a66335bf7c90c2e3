# SPDX-License-Identifier: MIT
"""Forms of the lexicon's verbs and nouns, for the dictionary of lemmas: what the treebanks are too small to show.

"shelled" is of "shell", "fled" of "flee": the suffix rules, learned from some thousand verbs, cannot know. Sources: the lemmas of
lexicon/en (ours, CC BY 4.0), inflected by the rules of English spelling, and the irregular verbs of verbs.tsv (ours).
"""
import csv
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
LEXICON = os.path.join(HERE, "../lexicon/en")
WORD = re.compile(r"^[a-z]{2,}$")
SHORT = re.compile(r"^[^aeiou]*(qu)?[aeiou][^aeiouwxy]$")  # one syllable, its last consonant doubled: "ban"
LONG = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$")  # "rebel": doubled or not, by stress; both are listed
MEN = re.compile(r"man$")


def table(path):
    with open(path, encoding="utf-8") as f:
        return list(csv.DictReader((line for line in f if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


def with_s(word):
    if re.search(r"(s|x|z|ch|sh)$", word) or word in ("go", "do", "veto", "echo", "torpedo", "embargo", "hero", "potato", "tomato", "undergo", "outdo"):
        return word + "es"
    return word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + "s"


def regular(verb):
    """(past, -ing) of a regular verb, each in every spelling there is."""
    if re.search(r"[^aeiou]y$", verb):
        return [(verb[:-1] + "ied", verb + "ing")]
    if verb.endswith("ie"):
        return [(verb + "d", verb[:-2] + "ying")]
    if verb.endswith("e"):
        return [(verb + "d", verb + "ing" if re.search(r"(e|o|y)e$", verb) else verb[:-1] + "ing")]
    if re.search(r"[aeiou]c$", verb):
        return [(verb + "ked", verb + "king")]
    plain, doubled = (verb + "ed", verb + "ing"), (verb + verb[-1] + "ed", verb + verb[-1] + "ing")
    if SHORT.match(verb):
        return [doubled]
    return [plain, doubled] if LONG.search(verb) else [plain]


def plural(noun):
    if MEN.search(noun) and noun not in ("human", "german", "roman", "shaman", "talisman", "ottoman"):
        return noun[:-3] + "men"
    if noun in ("knife", "life", "wife", "midwife", "housewife"):
        return noun[:-2] + "ves"
    if noun in ("thief", "half", "wolf", "leaf", "shelf", "calf", "loaf"):
        return noun[:-1] + "ves"
    return with_s(noun)


def lemmas():
    """The verbs and nouns of one word that the lexicon names."""
    verbs, nouns = set(), set()
    for name in sorted(os.listdir(LEXICON)):
        if not name.startswith(("triggers-", "cues.", "signatures.")):
            continue
        for row in table(os.path.join(LEXICON, name)):
            words = row["lemma"].replace("*", "").split()
            if row["pos"] == "V" and words:
                verbs.add(words[0])
            elif row["pos"] == "N" and words:
                nouns.add(words[-1])
    nouns.update(row["lemma"] for row in table(os.path.join(LEXICON, "classes.tsv")))
    return sorted(w for w in verbs if WORD.match(w)), sorted(w for w in nouns if WORD.match(w))


def forms():
    """{(form, tag): lemma}, the irregular before the regular; no form that is another verb's or noun's lemma."""
    verbs, nouns = lemmas()
    irregular = table(os.path.join(HERE, "verbs.tsv"))
    out = {}

    def put(form, tags, lemma):
        for tag in tags:
            out.setdefault((form, tag), lemma)

    bases = set(verbs) | {r["lemma"] for r in irregular}
    for r in irregular:
        put(r["past"], ["VERB|VBD"] + ([] if r["past"] in bases else ["VERB|VBP"]), r["lemma"])
        put(r["past"], ["VERB|VBN"], r["lemma"])
        put(r["participle"], ["VERB|VBN", "VERB|VBD"], r["lemma"])
        (_, going), *_ = regular(r["lemma"])
        put(going, ["VERB|VBG"], r["lemma"])
        put(with_s(r["lemma"]), ["VERB|VBZ"], r["lemma"])
    known = {r["lemma"] for r in irregular}
    for verb in verbs:
        put(with_s(verb), ["VERB|VBZ"], verb)
        for past, going in regular(verb):
            put(going, ["VERB|VBG"], verb)
            if verb not in known:
                put(past, ["VERB|VBD", "VERB|VBN"], verb)
    for noun in nouns:
        if plural(noun) not in nouns:
            put(plural(noun), ["NOUN|NNS"], noun)
    return out
