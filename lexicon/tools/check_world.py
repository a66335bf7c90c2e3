#!/usr/bin/env python3
"""Check lexicon/world/*.tsv: columns, codes, dates, duplicates, order, numbers, vocabulary of every closed column.

usage: check_world.py [--fix]      --fix sorts the rows and drops exact duplicates, then checks
exit 0 when nothing is wrong. One line per fault: file, line, what.
"""
import os
import re
import sys
import unicodedata

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from make_cities import weight  # noqa: E402

WORLD = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'world')
DATE = re.compile(r'^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$')
CODE = re.compile(r'^[A-Z]{3}([A-Z]{3})*$')
# Actor codes that open with none of the countries: the field's international prefixes and CAMEO's regions.
INTER = set('IGO IMG INT MNC NGO NGM UIS UNO EUR ISM'.split())
REGION = set('AFR ANT ASA BLK CRB CAU CFR CAS CEU EAF EEU EUR LAM MEA MDT NAF NMR OCE PGS SAF SAM SAS SCN SEA WAF WST'
             .split())
FAITH = set('MOS CHR CTH PRO DOX HIN BUD JEW KUR DRZ CVL SLA'.split())
SECTOR = set('COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC'.split())

# file: (columns, key columns that must be unique together, sort key columns)
FILES = {
    'countries.tsv': ('code name official iso3 iso2 cameo plover cow lat lon geonameid region valid_from valid_to '
                      'successor kind parent', 'code', 'code'),
    'country_names.tsv': ('phrase code kind case valid_from valid_to ambiguous', 'phrase code', 'phrase code'),
    'capitals.tsv': ('phrase country kind code lat lon geonameid valid_from valid_to ambiguous',
                     'phrase country code valid_from', 'phrase country kind code'),
    'cities.tsv': ('phrase name lat lon geonameid country admin1 kind population ambiguous',
                   'phrase country admin1 kind', 'phrase'),
    'organisations.tsv': ('phrase code country sector kind name valid_from valid_to case wikidata ambiguous',
                          'phrase code valid_from', 'phrase valid_from code'),
    'groups.tsv': ('phrase code country sector kind name valid_from valid_to case wikidata ambiguous',
                   'phrase name valid_from', 'phrase valid_from code'),
    'leaders.tsv': ('phrase surname country code office start end code_after wikidata gender name sector',
                    'phrase country office start', 'phrase start country office'),
    'first_names.tsv': ('name gender ambiguous', 'name', 'name'),
    'regions.tsv': ('phrase code country kind name ethnic case', 'phrase code', 'phrase code'),
}
VOCAB = {
    ('countries.tsv', 'kind'): 'state territory former partial',
    ('country_names.tsv', 'kind'): 'name official short abbrev adjective demonym demonym_plural nickname',
    ('capitals.tsv', 'kind'): 'capital government_seat palace',
    ('cities.tsv', 'kind'): 'city capital district region state county river lake sea ocean strait canal island mountain desert '
                            'pass place',
    ('organisations.tsv', 'kind'): 'igo ngo mnc media party agency legislature military police court university group',
    ('groups.tsv', 'kind'): 'group',
    ('regions.tsv', 'kind'): 'region people group adjective',
    ('first_names.tsv', 'gender'): 'm f u',
    ('leaders.tsv', 'gender'): 'm f',
}


def read(path):
    head, cols, rows = [], None, []
    with open(path, encoding='utf-8') as f:
        for n, l in enumerate(f, 1):
            l = l.rstrip('\n')
            if l.startswith('#'):
                head.append(l)
            elif cols is None:
                cols = l.split('\t')
            else:
                rows.append((n, l.split('\t')))
    return head, cols or [], rows


def day(s, last):
    """A date of any grain as a full day, at its first or its last moment."""
    p = s.split('-')
    if len(p) == 1:
        p.append('12' if last else '01')
    if len(p) == 2:
        p.append('31' if last else '01')
    return '-'.join(p)


def main():
    fix = '--fix' in sys.argv[1:]
    bad = []
    _, cols, rows = read(os.path.join(WORLD, 'countries.tsv'))
    codes = {r[0] for _, r in rows}
    for name, (want, key, order) in FILES.items():
        path = os.path.join(WORLD, name)
        head, cols, rows = read(path)
        say = lambda n, what: bad.append('%s:%d: %s' % (name, n, what))
        if cols != want.split():
            say(1, 'columns are %s, not %s' % (' '.join(cols), want))
            continue
        text = '\n'.join(head).lower()
        for w in ('source', 'licence', 'date'):
            if w not in text:
                say(1, 'the comment does not state: ' + w)
        ix = {c: i for i, c in enumerate(cols)}
        sk = [ix[c] for c in order.split()]

        def place_key(r):
            # cities: the likeliest reading of a name first
            w = weight(r[ix['kind']], r[ix['country']], int(r[ix['population']]))
            return (r[0], -w, r[ix['country']], r[ix['admin1']], r[ix['kind']])
        sort = place_key if name == 'cities.tsv' else lambda r: tuple(r[i] for i in sk)
        if fix:
            seen, keep = set(), []
            for _, r in sorted(rows, key=lambda t: sort(t[1])):
                if tuple(r) not in seen:
                    seen.add(tuple(r))
                    keep.append(r)
            with open(path, 'w', encoding='utf-8') as f:
                f.write('\n'.join(head + ['\t'.join(cols)] + ['\t'.join(r) for r in keep]) + '\n')
            head, cols, rows = read(path)
        keys, before = {}, None
        for n, r in rows:
            if len(r) != len(cols):
                say(n, '%d columns, not %d' % (len(r), len(cols)))
                continue
            v = {c: r[i] for c, i in ix.items()}
            for c, x in v.items():
                if x != x.strip() or '  ' in x:
                    say(n, 'blanks around or inside %s: %r' % (c, x))
                if x != unicodedata.normalize('NFC', x):
                    say(n, 'not NFC: %r' % x)
            if not r[0]:
                say(n, 'empty first column')
            k = tuple(v[c] for c in key.split())
            if k in keys:
                say(n, 'same %s as line %d: %s' % (key, keys[k], ' | '.join(k)))
            keys[k] = n
            s = sort(r)
            if before is not None and s < before:
                say(n, 'out of order: ' + r[0])
            before = s
            for c in ('kind', 'gender'):
                if (name, c) in VOCAB and v[c] not in VOCAB[(name, c)].split():
                    say(n, 'unknown %s %r' % (c, v[c]))
            if 'case' in v and v['case'] not in ('any', 'exact'):
                say(n, 'case is %r' % v['case'])
            if v.get('sector') and v['sector'] not in SECTOR:
                say(n, 'sector %r' % v['sector'])
            for a, b in (('valid_from', 'valid_to'), ('start', 'end')):
                if a in v:
                    for c in (a, b):
                        if v[c] and not DATE.match(v[c]):
                            say(n, 'date %s=%r' % (c, v[c]))
                    if DATE.match(v[a]) and DATE.match(v[b]) and day(v[a], False) > day(v[b], True):
                        say(n, 'ends before it starts: %s %s' % (v[a], v[b]))
            if 'lat' in v:
                try:
                    ok = -90 <= float(v['lat']) <= 90 and -180 <= float(v['lon']) <= 180
                except ValueError:
                    ok = False
                if not ok:
                    say(n, 'point %r %r' % (v['lat'], v['lon']))
            for c in ('geonameid', 'population'):
                if c in v and not v[c].isdigit():
                    say(n, '%s=%r' % (c, v[c]))
            if v.get('wikidata') and not re.match(r'^Q[1-9]\d*$', v['wikidata']):
                say(n, 'wikidata %r' % v['wikidata'])
            for c in ('country', 'parent', 'successor'):
                if v.get(c) and v[c] not in codes | INTER | FAITH:
                    say(n, '%s %r is no country' % (c, v[c]))
            for c in ('code', 'code_after', 'cameo'):
                if c in v and v[c]:
                    if not CODE.match(v[c]):
                        say(n, '%s %r' % (c, v[c]))
                    elif v[c][:3] not in codes | INTER | REGION | FAITH:
                        say(n, '%s %r begins with no known code' % (c, v[c]))
            if name == 'country_names.tsv' and v['code'] not in codes:
                say(n, 'code %r is no country' % v['code'])
            if name == 'countries.tsv' and v['region'] not in REGION:
                say(n, 'region %r' % v['region'])
        print('%-20s %6d rows' % (name, len(rows)))
    # one phrase must not name two groups or offices of one body at one time
    for b in bad:
        print(b)
    print('%d faults' % len(bad))
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
