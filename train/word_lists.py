# SPDX-License-Identifier: MIT
"""The word lists behind feature template 11: a form of which lists it stands in. All forms of one kind share a row of the net.

F given name, L surname, C town or region of one word, P word of a longer place name, N country, D demonym, O organisation or group of
one word. Sources: lexicon/world (ours, CC BY 4.0), surnames.txt (surnames of European, Indian, African, Latin American and East Asian
locales out of PyPI Faker, MIT; made by `word_lists.py FOLDER_OF_FAKER`).
"""
import csv
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
WORLD = os.path.join(HERE, "../lexicon/world")
WORD = re.compile(r"^[^\W\d_][^\d_\s]+$")


def table(name):
    with open(os.path.join(WORLD, name), encoding="utf-8") as f:
        return list(csv.DictReader((line for line in f if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


def read():
    """(form, kind) in order of the forms; a kind is a string of the letters above."""
    found = {}

    def put(word, letter):
        if WORD.match(word) and len(word) > 2:
            found.setdefault(word.lower(), set()).add(letter)

    for r in table("first_names.tsv"):
        put(r["name"], "F")
    with open(os.path.join(HERE, "surnames.txt"), encoding="utf-8") as f:
        for line in f:
            if not line.startswith("#"):
                put(line.strip(), "L")
    for r in table("leaders.tsv"):
        for name in r["surname"].split(";"):
            put(name, "L")
    for r in table("cities.tsv"):
        words = r["phrase"].split()
        for w in words:
            if w[:1].isupper():
                put(w, "C" if len(words) == 1 else "P")
    for r in table("country_names.tsv"):
        if " " not in r["phrase"]:
            put(r["phrase"], "N" if r["kind"] == "name" else "D")
    for name in ("organisations.tsv", "groups.tsv"):
        for r in table(name):
            if " " not in r["phrase"] and r["phrase"][:1].isupper():
                put(r["phrase"], "O")
    return sorted((form, "".join(sorted(kinds))) for form, kinds in found.items())


if __name__ == "__main__":  # surnames.txt from an unpacked faker: word_lists.py FOLDER
    names = set()
    locales = ("en_US en_GB en_IE en_IN en_NG en_KE de_DE fr_FR es_ES es_MX es_AR pt_BR pt_PT it_IT nl_NL sv_SE no_NO da_DK fi_FI pl_PL cs_CZ "
               "hu_HU ro_RO hr_HR tr_TR id_ID yo_NG zu_ZA vi_VN sl_SI et_EE lt_LT lv_LV az_AZ sk_SK de_AT fr_QC").split()
    for locale in locales:
        path = os.path.join(sys.argv[1], "faker/providers/person", locale, "__init__.py")
        if not os.path.exists(path):
            continue
        text = open(path, encoding="utf-8").read()
        for block in re.findall(r"last_names\w*\s*(?::[^=]*)?=\s*(?:OrderedDict\()?[\(\{\[](.*?)\n    [\)\}\]]", text, re.S):
            names.update(re.findall(r"[\"']([^\"'\n]{3,20})[\"']", block))
    names = sorted(n for n in names if WORD.match(n) and n[0].isupper())
    with open(os.path.join(HERE, "surnames.txt"), "w", encoding="utf-8") as f:
        f.write("# Surnames out of PyPI Faker 37.0.0 (MIT), made by word_lists.py. One a line.\n" + "\n".join(names) + "\n")
    print(len(names), "surnames")
