#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sentences for the teacher to label: tokenised text without trees.

In:  UN speeches (CC0); the example sentences of lexicon/en (ours, CC BY 4.0); lexicon/world for names; EWT + GUM train; vectors.npz.
Out: {"form": [...], "kind": un | example | frame | swap | news, "ner": [tag or null, ...] or absent} a line; ner holds the names we put in ourselves.
Method: un = speeches split by our own program, 5 to 35 words. example = the lexicon's examples, bare, inside reported speech, behind a
dateline, as headlines, with other countries. frame = short news sentences from the frames below, filled with roles and names.
swap = training sentences in which a fifth of the nouns, verbs, adjectives and names give way to near neighbours in the vector space;
news = the same with our own news.
Never: the dev parts, anything under shared/bench. Usage:
  silver_text.py --treebanks DIR --un FILE --lexicon DIR --vectors V.npz --program dragoman --out OUT.jsonl [--un-words N ...]
"""
import argparse
import collections
import csv
import gzip
import json
import random
import re
import subprocess

import numpy as np

import data
import features

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
GROUPS = """troops soldiers forces rebels militants police protesters students workers miners officials diplomats gunmen fighters
ministers lawmakers villagers farmers refugees prisoners migrants separatists guerrillas peacekeepers generals warplanes warships tanks
settlers teachers doctors pilots monks journalists activists traders negotiators inspectors border guards security forces riot police
opposition leaders aid workers trade unions army units air force jets government forces coalition troops paramilitaries mercenaries""".split("\n")
GROUPS = [g for line in GROUPS for g in re.findall(r"border guards|security forces|riot police|opposition leaders|aid workers|"
                                                   r"trade unions|army units|air force jets|government forces|coalition troops|\w+", line)]
ROLES = """president|prime minister|foreign minister|defence minister|general|colonel|king|queen|emperor|governor|mayor|ambassador|envoy|
spokesman|spokeswoman|army|navy|government|parliament|opposition|court|police chief|garrison|regiment|brigade|militia|union|company|
central bank|interior ministry|cabinet|council|junta|party|bishop|judge|prosecutor|commander|delegation|convoy|embassy|newspaper|
coalition|bank|agency|commission|senate|village|town|province|rebel leader|finance minister|secretary of state|crowd|column""".replace("\n", "").split("|")
# own frames; A anybody, G a group, P a person or body with article, C country, J adjective of a country, T town, N named person, D day
FRAMES = """J G crossed into C | J G V P | G V P in T | P was V by G | G were V by P | C V C | C and C V a treaty | P V P D
P VBN by G surrendered | the P VBN by J G fled to T | P , VBN by G , asked for help | G who V P fled | P that V P was VBN
P forbade his G to enter T | P ordered G to leave C | P urged C to release G | P asked N to meet G in T | P told G to withdraw from T
P allowed G to return to C | P warned C not to attack C | P promised to send G to C | P refused to meet N | P threatened to V C
according to P , G V P | according to C , C V C | G V P , N said | G V P , said P D | " We V C , " N told reporters in T | N said that C V P
P said G had VBN P | P accused C of arming G | P accused N of helping G | P blamed C for the attack on T | P denied that its G V P
C denied arming G | C said it had VBN G near T | C rejected a plan to V G | C agreed to free G | C withdrew its G from C D
G fired on P , killing five and wounding a dozen | P was killed when G attacked T | N was VBN by G in T D | N , the J P , met N in T
J P N said D | J P N arrived in T D for talks with N | N and N met in T | N V N | N will visit C D | P will V C | C will send G to C | J G will leave T | P will meet N in T | C will V G D | N will resign D
G V P in T | J G V J G near T | N , P of C , V G | G from C V P | thousands of G marched through T | dozens of G were VBN
P gave C ten ships | P gave G weapons | P sent C food and medicine | P offered N asylum | C granted N a visa | P awarded N a medal
P called on C to end the siege of T | P appealed for help from C | P declared war on C | C broke off relations with C | C imposed sanctions on C
C lifted its embargo against C | C signed an agreement with C in T | P handed N over to C | G took T from G | T fell to G D | G stormed P
G seized P and V G | P neither V nor V G | P may V C | P might have VBN G | P did not V G | P would have VBN C if C had VBN C | G must leave T
will C V C ? | who V P ? | when G V T , P fled | after N was VBN , G V P | P resigned after G V T | P fell | G mutinied | G clashed with G in T
talks between C and C collapsed | the attack by G on T was condemned by P | the arrest of N angered G | J attack on T kills ten
the murder of N by G V C | G were V by P in T | N was VBN in T D | P was VBN by G | G say C V P | T : P V G | P says no to N""".replace("\n", " | ").split(" | ")
VERBS = """attack attacked attacked|shell shelled shelled|bomb bombed bombed|capture captured captured|arrest arrested arrested|
criticize criticized criticized|condemn condemned condemned|praise praised praised|support supported supported|
meet met met|visit visited visited|invade invaded invaded|occupy occupied occupied|kill killed killed|shoot shot shot|
detain detained detained|expel expelled expelled|free freed freed|release released released|warn warned warned|accuse accused accused|
besiege besieged besieged|defeat defeated defeated|surround surrounded surrounded|ambush ambushed ambushed|raid raided raided|
kidnap kidnapped kidnapped|torture tortured tortured|deport deported deported|recognise recognised recognised|thank thanked thanked|
sue sued sued|back backed backed|blockade blockaded blockaded|disperse dispersed dispersed|execute executed executed|
abandon abandoned abandoned|strike struck struck|fight fought fought|beat beat beaten|seize seized seized|drive drove driven|
overthrow overthrew overthrown|fire fired fired|question questioned questioned|evacuate evacuated evacuated|rescue rescued rescued|
denounce denounced denounced|oppose opposed opposed|reject rejected rejected|hold held held|threaten threatened threatened""".replace("\n", "").split("|")
NUMBERS = "two three four five ten twelve 20 50 hundreds".split()


def table(path):
    with open(path, encoding="utf-8") as f:
        rows = csv.reader((l for l in f if not l.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        head = next(rows)
        return [dict(zip(head, r)) for r in rows]


class World:
    def __init__(self, folder, rng):
        self.rng = rng
        names = table(folder + "/world/country_names.tsv")
        states = {r["code"] for r in table(folder + "/world/countries.tsv") if r["kind"] == "state"}
        self.countries = sorted({r["phrase"] for r in names if r["kind"] == "name" and r["code"] in states and len(r["phrase"]) < 24})
        self.adjectives = sorted({r["phrase"] for r in names if r["kind"] == "adjective" and r["code"] in states})
        self.towns = sorted({r["phrase"] for r in table(folder + "/world/capitals.tsv") if r["kind"] == "capital"})
        cities = table(folder + "/world/cities.tsv")
        key = "phrase" if "phrase" in cities[0] else "name"
        self.towns += [r[key] for r in rng.sample(cities, 600)]
        self.leaders = sorted({r["name"] or r["phrase"] for r in table(folder + "/world/leaders.tsv")})
        self.first = [r["name"] for r in table(folder + "/world/first_names.tsv")]
        self.last = sorted({r["surname"] for r in table(folder + "/world/leaders.tsv") if r["surname"]})
        self.bodies = sorted({r["phrase"] for r in table(folder + "/world/organisations.tsv") if len(r["phrase"]) < 40})

        self.named = []

    def name(self, text, kind):
        """Notes that `text` is a name of this kind."""
        if any(w[:1].isupper() for w in text.split(" ")):
            self.named.append(([w.lower() for w in text.split(" ")], kind))
        return text

    def country(self):
        return self.name(self.rng.choice(self.countries), "LOC")

    def town(self):
        return self.name(self.rng.choice(self.towns), "LOC")

    def person(self):
        pick = self.rng.random
        if pick() < 0.3:
            return self.name(self.rng.choice(self.leaders), "PER")
        return self.name((self.rng.choice(self.first) + " " if pick() < 0.7 else "") + self.rng.choice(self.last), "PER")

    def tags(self, words):
        """Name tags of the words that were put in as names since the last call; null elsewhere."""
        low, out = [w.lower() for w in words], [None] * len(words)
        for name, kind in sorted(self.named, key=lambda x: -len(x[0])):
            for i in range(len(low) - len(name) + 1):
                if low[i:i + len(name)] == name and not any(out[i:i + len(name)]):
                    data.put_span(out, i, i + len(name) - 1, kind)
        self.named = []
        return out

    def group(self):
        r = self.rng.random()
        g = self.rng.choice(GROUPS)
        if r < 0.25:
            return self.rng.choice(self.adjectives) + " " + g
        if r < 0.35:
            return self.rng.choice(NUMBERS) + " " + ("of " if r < 0.26 else "") + g
        return ("the " if r > 0.85 else "") + g

    def body(self):
        r = self.rng.random()
        if r < 0.12:
            return "the " + self.name(self.rng.choice(self.bodies).removeprefix("the "), "ORG")
        if r < 0.2:
            return self.country()
        role = self.rng.choice(ROLES)
        if r < 0.45:
            return "the " + self.rng.choice(self.adjectives) + " " + role
        if r < 0.55:
            return "the " + role + " of " + self.country()
        if r < 0.62:
            return self.country() + " 's " + role
        return self.rng.choice(("the", "the", "the", "a")) + " " + role

    def day(self):
        r = self.rng.random()
        if r < 0.5:
            return "on " + self.rng.choice(DAYS)
        if r < 0.7:
            return "on %d %s" % (self.rng.randint(1, 30), self.rng.choice(MONTHS))
        return self.rng.choice(("yesterday", "last week", "this week", "in %d" % self.rng.randint(1945, 2024), "earlier in the day"))

    def frame(self):
        out = []
        for w in self.rng.choice(FRAMES).split(" "):
            verb = self.rng.choice(VERBS).split(" ")
            if w == "V":
                if out and out[-1] in ("to", "not", "may", "nor", "will", "must") or "will" in out[:1] and "V" not in out:
                    out.append(verb[0])
                else:
                    out.append(verb[2] if out and out[-1] in ("was", "were") else verb[1])
            elif w == "VBN":
                out.append(verb[2])
            else:
                make = {"G": self.group, "P": self.body, "C": self.country, "D": self.day,
                        "J": lambda: self.rng.choice(self.adjectives), "T": self.town, "N": self.person}
                text = make[w]() if w in make else w
                if w == "P" and out and out[-1] in ("the", "a") or out[-1:] and out[-1] in self.adjectives:
                    text = re.sub("^(the|a) ", "", text)
                out += text.split(" ")
        return out


def first_upper(words):
    i = 1 if words and words[0] in ('"', "“") and len(words) > 1 else 0
    return words[:i] + [words[i][:1].upper() + words[i][1:]] + words[i + 1:]


def title_case(words, rng):
    words = [w for w in words if w.lower() not in ("the", "a", "an") or rng.random() < 0.2]
    if words and words[-1] == ".":
        words = words[:-1]
    return [w if w.lower() in data.SMALL and i else w[:1].upper() + w[1:] for i, w in enumerate(words)]


def dress(words, world, rng):
    """A clause without its stop, as news would print it."""
    r = rng.random()
    one = rng.random() < 0.75
    who = (rng.choice((world.body, world.person, world.body)) if one else world.group)().split(" ")
    says = rng.choice("said said said says announced declared insisted reported confirmed told reporters argued warned".split(" "))
    says = "told reporters" if says in ("told", "reporters") else "say" if says == "says" and not one else says
    day = world.day().split(" ") if rng.random() < 0.4 else []
    low = [words[0].lower() if words[0] in ("The", "A", "An", "He", "She", "They", "It", "In", "On", "After") or
           words[0].istitle() and words[0].lower() in GROUPS else words[0]] + words[1:]
    if r < 0.45:
        out = words + (day if rng.random() < 0.3 else []) + ["."]
    elif r < 0.57:
        out = who + says.split(" ") + day + (["that"] if rng.random() < 0.6 else []) + low + ["."]
    elif r < 0.65:
        out = words + [","] + who + says.split(" ") + day + ["."]
    elif r < 0.69 and says in ("said", "say", "says", "announced", "declared"):
        out = words + [",", says] + who + day + ["."]
    elif r < 0.75:
        out = ["according", "to"] + who + [","] + low + ["."]
    elif r < 0.80:
        out = ['"'] + words + [",", '"'] + who + says.split(" ") + day + ["."]
    elif r < 0.85:
        out = world.town().upper().split(" ") + rng.choice((["-"], [",", rng.choice(MONTHS), str(rng.randint(1, 30)), "-"],
                                                                     ["(", rng.choice(("Reuters", "AP", "AFP")), ")", "-"])) + words + ["."]
    elif r < 0.88:
        out = words + rng.choice((["despite", "warnings", "from"], ["after", "talks", "with"], ["in", "a", "blow", "to"])) + who + ["."]
    elif "will" in words or "was" in words or "were" in words:
        out = words  # distil.py makes a headline of it
    else:
        return title_case(words, rng)
    return first_upper(out)


def split_by_program(program, texts):
    """Lists of forms, sentences and tokens found by our own program."""
    lines = "".join(json.dumps({"id": str(i), "date": "2000-01-01", "text": t}) + "\n" for i, t in enumerate(texts))
    raw = subprocess.run([program, "dump", "--layer", "tokens", "--input", "jsonl", "-q", "-"], input=lines.encode(),
                         stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    out, forms, ident = [], [], None
    for line in raw.split("\n"):
        if line.startswith("# sent_id"):
            ident = int(line.split("=")[1].strip().rsplit("-", 1)[0])
        elif line and line[0].isdigit():
            forms.append(line.split("\t")[1])
        elif not line and forms:
            out.append((ident, forms))
            forms = []
    return out


def neighbours(sentences, vectors):
    """{lower form: near lower forms of the training data}, by cosine over the joint vectors."""
    v = np.load(vectors)
    row = {int(h): i for i, h in enumerate(v["hash"])}
    count = collections.Counter(w.lower() for s in sentences for w in s["form"] if w.isalpha() and len(w) > 2)
    kinds = collections.defaultdict(collections.Counter)
    for s in sentences:
        for w, t in zip(s["form"], s["tag"]):
            kinds[w.lower()][t] += 1
    words = sorted(w for w in count if features.word(w)[0] in row)
    m = v["vec"][[row[features.word(w)[0]] for w in words]].astype(np.float32)
    m /= np.maximum(np.linalg.norm(m, axis=1, keepdims=True), 1e-6)
    best = {}
    for lo in range(0, len(words), 2000):
        score = m[lo:lo + 2000] @ m.T
        top = np.argpartition(-score, 16, axis=1)[:, :16]
        for k in range(top.shape[0]):
            best[words[lo + k]] = [words[j] for j in sorted(top[k], key=lambda j: -score[k, j]) if j != lo + k]
    return best, kinds


def swap(s, best, kinds, rng):
    out = []
    for w, t in zip(s["form"], s["tag"]):
        if t.split("|")[0] in ("NOUN", "VERB", "ADJ", "PROPN") and rng.random() < 0.22 and w.lower() in best:
            fit = [x for x in best[w.lower()] if t in kinds[x]]
            if fit:
                x = rng.choice(fit[:8])
                w = x.upper() if w.isupper() and len(w) > 1 else x[:1].upper() + x[1:] if w[0].isupper() else x
        out.append(w)
    return out


def main():
    p = argparse.ArgumentParser()
    for name in ("treebanks", "un", "lexicon", "vectors", "program", "out"):
        p.add_argument("--" + name, required=True)
    p.add_argument("--un-words", type=int, default=600000)
    p.add_argument("--frames", type=int, default=15000)
    p.add_argument("--rounds", type=int, default=2, help="variants of every example")
    p.add_argument("--swaps", type=float, default=1.5, help="variants of every training sentence")
    p.add_argument("--news", type=int, default=4, help="variants of every sentence of our own news")
    p.add_argument("--seed", type=int, default=5)
    a = p.parse_args()
    rng = random.Random(a.seed)
    out, seen = [], set()
    world = World(a.lexicon, rng)

    def keep(form, kind):
        key = " ".join(form).lower()
        if 2 <= len(form) <= 60 and key not in seen:
            seen.add(key)
            out.append((form, kind, world.tags(form) if kind == "frame" or kind == "example" and world.named else None))
        world.named = []

    paragraphs = []
    with gzip.open(a.un, "rt", encoding="utf-8") as f:
        for line in f:
            parts = [t for t in json.loads(line)["text"].split("\n") if 80 < len(t) < 1500]
            paragraphs += rng.sample(parts, min(5, len(parts)))
    rng.shuffle(paragraphs)
    words = 0
    for _, form in split_by_program(a.program, paragraphs[:a.un_words // 40]):
        if 5 <= len(form) <= 35 and words < a.un_words and form[-1] in (".", "?", "!") and form[0][:1].isupper():
            keep(form, "un")
            words += len(form)

    examples = []
    for name in ("cues", "signatures", "triggers-conflict", "triggers-cooperation", "triggers-operators", "triggers-phrases",
                 "triggers-senses", "triggers-speech", "triggers-themes", "roles", "orgtypes", "peoples"):
        examples += [r["example"] for r in table("%s/en/%s.tsv" % (a.lexicon, name)) if r.get("example") and r["example"] != "-"]
    whole = collections.defaultdict(list)
    for i, form in split_by_program(a.program, examples):
        whole[i].append(form)
    states = set(world.countries)
    for parts in whole.values():
        for form in parts:
            keep(form, "example")
        form = parts[0]
        if len(parts) > 1 or form[-1] != "." or len(form) < 4:
            continue
        for _ in range(a.rounds):
            body = [world.country() if w in states and rng.random() < 0.6 else
                    rng.choice(world.adjectives) if w in world.adjectives and rng.random() < 0.6 else w for w in form[:-1]]
            keep(" ".join(dress(body, world, rng)).split(" "), "example")
    for _ in range(a.frames):
        words = world.frame()
        keep(first_upper(words) if words[-1] == "?" else dress(first_upper(words), world, rng), "frame")

    ewt, gum, _, _ = data.load_all(a.treebanks)
    best, kinds = neighbours(ewt + gum, a.vectors)
    plain = random.Random(a.seed + 1)
    for k in range(int(np.ceil(a.swaps))):
        for s in ewt + gum:
            if rng.random() < a.swaps - k and len(s["form"]) > 4:
                changed = data.augment(s, plain)
                keep(swap(changed, best, kinds, rng), "swap")
    for _ in range(a.news):  # the trees of our own news are gold; other words in the same frames
        for s in data.read_conllu(data.OWN_PAIRS, "news") + data.read_own(data.OWN_TRAIN):
            keep(swap(s, best, kinds, rng), "news")

    rng.shuffle(out)
    count = collections.Counter()
    with open(a.out, "w", encoding="utf-8") as f:
        for form, kind, ner in out:
            f.write(json.dumps(dict({"form": form, "kind": kind}, **({"ner": ner} if ner else {})), ensure_ascii=False) + "\n")
            count[kind + " sentences"] += 1
            count[kind + " words"] += len(form)
    print(dict(count))


if __name__ == "__main__":
    main()
