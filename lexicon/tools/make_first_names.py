#!/usr/bin/env python3
"""Write lexicon/world/first_names.tsv: given names with the gender they are mostly given to.

in   PyPI Faker (MIT): its lists of male and female given names of the locales named below (facts, no text)
     lexicon/tools/given_names.txt: names of other languages as news romanises them, written by the project
out  name, gender m|f|u, ambiguous (1 = also a frequent English word, month, place or surname)
A name that both lists hold is u, unless lexicon/tools/given_names.txt says otherwise.
"""
import importlib
import os
import re
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, '..', 'world', 'first_names.tsv')
LOCALES = ('en_US en_GB en_IE fr_FR fr_CA de_DE es_ES es_MX it_IT pt_BR pt_PT pl_PL ro_RO cs_CZ sk_SK sl_SI hr_HR hu_HU '
           'sv_SE no_NO da_DK nl_NL fi_FI en_IN en_KE en_NG yo_NG ig_NG ha_NG sw tw_GH zu_ZA').split()
WORDS = set('''Will May Mark Bill Grant Hope Grace Faith Rob Frank Art Rich Drew Chase Hunter Christian August April June
Virginia Georgia Carolina Israel Jordan Paris Sydney Chad Dallas Austin Pat Sue Joy Dawn Rose Violet Iris Ivy Lily Daisy
Jack Nick Bob Rod Dick Wade Miles Guy Dean Earl Duke Prince King Major Judge Justice Sterling Clay Cliff Dale Glen Heath
Brook Brooke Summer Autumn Rain River Lane Ray Gene Max Page Paige Pearl Ruby Amber Ginger Olive Penny Jade Crystal Star
Charity Patience Prudence Constance Melody Harmony Destiny Mercy Blessing Gift Peace Angel Trinity Genesis Chance Colt
Cash Ace Rocky Sandy Robin Lance Mason Carter Cooper Taylor Tyler Parker Porter Baker Archer Marshall Warren Stone Reed
Florence Charlotte Madison Lincoln Washington Jackson Houston Denver Carson Sierra Savannah Cheyenne Dakota Montana
Phoenix Asia India China Kenya Chelsea Kent London Devon Vienna Victoria Adelaide Santiago Ali Can Deniz Baris Gen Sultan
Islam Malik Amir Emir Sheikh Imam Noble Loyal Bishop Pope Baron Deacon Abbey Merry Happy Carol Norm Stew Herb Ford Royal
Harry Dolly Wren Robin Jay Martin Drake Wolf Leo Fidel Lee Kim Park Ban Ho Le Do Chung Moon Roman German Rain Bond Early
Young Long Short Brown Green Gray Grey Golden Silver Rusty Sunny Stormy Bo Jo Mo Al Ed Ben Sam Tom Jon Don Ron Tony Val
Sol Lou Van Von De La El Abu Bin Ben Ibn Mercedes Tesla Porsche Armani Alexa Siri Delta Nova Vera Alma Dona Maria
Independence Union Liberty Freedom Journey Nevada Arizona Tennessee Alabama Abdel Abdul'''.split())


def main():
    males, females = {}, {}
    for loc in LOCALES:
        p = importlib.import_module('faker.providers.person.' + loc).Provider
        for attr, box in (('first_names_male', males), ('first_names_female', females)):
            v = getattr(p, attr, None) or ()
            for n in v:
                if re.fullmatch(r"[A-ZÀ-ÖØ-ÞĀ-ž][\w’'-]{2,}", n) and not re.search(r'\d|_', n):
                    box[n] = 1
                    f = ''.join(c for c in unicodedata.normalize('NFD', n.translate(str.maketrans('łŁđĐøØ', 'lLdDoO')))
                                if not unicodedata.combining(c))
                    box[f] = 1
    g = {n: 'u' if n in females else 'm' for n in males}
    g.update({n: 'f' for n in females if n not in males})
    mine = {}
    with open(os.path.join(HERE, 'given_names.txt'), encoding='utf-8') as f:
        for l in f:
            if l.startswith('#') or not l.strip():
                continue
            k, names = l.rstrip('\n').split('|')
            for n in names.split():
                mine[n] = k if mine.get(n, k) == k else 'u'
    # Lists of common English names that both halves of the data hold, but which readers take one way.
    for n in ('James John Robert Michael William David Richard Joseph Thomas Charles Daniel Matthew Mark Donald Steven Paul '
              'Kenneth George Brian Edward Ronald Anthony Kevin Jason Jeffrey Gary Nicholas Eric Stephen Larry Scott Frank '
              'Raymond Gregory Patrick Dennis Jerry Tyler Aaron Henry Douglas Peter Adam Nathan Zachary Walter Kyle Harold '
              'Carl Jeremy Keith Roger Gerald Ethan Arthur Terence Christian Sean Ryan Jose Carlos Juan Luis Jorge Pedro '
              'Hugo Nicolas Evo Rafael Fidel Raul Vladimir Boris Jacques Nicolas Emmanuel Lionel Dominique Silvio Romano '
              'Mario Giuseppe Massimo Felipe Mariano Gerhard Helmut Olaf Joschka Andrea Simone').split():
        if n not in ('Dominique', 'Andrea', 'Simone'):
            mine.setdefault(n, 'm')
    for n in ('Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Nancy Lisa Margaret Sandra Ashley '
              'Donna Emily Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura Sharon Cynthia Kathleen Helen Amy '
              'Anna Angela Ruth Brenda Pamela Nicole Katherine Virginia Catherine Christine Samantha Debra Janet Rachel '
              'Carolyn Emma Maria Heather Diane Julie Joyce Victoria Theresa Hillary Condoleezza Madeleine Angela Ursula '
              'Christine Marine Segolene Michelle Dilma Cristina Laura Claudia Isabel Golda').split():
        mine.setdefault(n, 'f')
    for n in 'Bob Ed Al Jo Ted Tim Jim Tom Tony Joe Jim Ben Sam Ron Don Dan Rob Ken Bill Chuck Newt Mitt Rand Rex Al Ty Cy'.split():
        mine.setdefault(n, 'm')
    g.update(mine)
    with open(OUT, 'w', encoding='utf-8') as f:
        f.write('# Given names with their usual gender: m, f, or u where both are common or gender is not marked.\n'
                '# Sources: lists in PyPI Faker (MIT) for European, Indian and African locales; lexicon/tools/given_names.txt,\n'
                '# written by the project. Made by lexicon/tools/make_first_names.py.\n'
                '# Licence: CC BY 4.0. Date: 2026-11-22. Columns: see lexicon/README.md.\n')
        f.write('name\tgender\tambiguous\n')
        for n in sorted(g):
            f.write('%s\t%s\t%s\n' % (n, g[n], '1' if n in WORDS else ''))
    print(len(g), 'names')


if __name__ == '__main__':
    main()
