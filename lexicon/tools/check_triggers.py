#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Checks the trigger tables lexicon/en/triggers-*.tsv against docs/reference/lexicon-language.md.
# In: the TSV files (all, or those named). Out: one line a fault on stderr, a count a file on stdout; exit 1 on any fault.
# Checks: seven columns; lemma, pos, frame and condition syntax; means and gives built from acts of ontology/acts.tsv and
# operators of ontology/operators.tsv; classes named in conditions exist; no two rows with the same lemma, pos, frame and if;
# the example holds every word of the lemma in some form, in order for verbs; the fillers in gives stand in the example.
# It does not parse or code the examples: `dragoman lexicon check` does that with the built program.
import os
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
COLUMNS = ['lemma', 'pos', 'frame', 'means', 'if', 'example', 'gives']
ROLES = {'a', 'r', 'all', 'content', 'light', 'theme', 'place'}
BUILTIN = {'actor', 'country', 'person', 'org', 'place', 'number', 'event', 'pronoun'}
SLOT = r'(?:subj|obj|iobj|xcomp|ccomp|acl|content|light|obl:(?:\*|[a-z]+(?:,[a-z]+)*))'
# "a=subj", "r=obj|obl:with"
ROLE_RE = re.compile(r'^([a-z]+)=(%s(?:\|%s)*)$' % (SLOT, SLOT))
COND_RES = [
    re.compile(r'^(?:has|no) %s$' % SLOT),
    re.compile(r'^%s is ([a-z_-]+(?:\|[a-z_-]+)*)$' % SLOT),
    re.compile(r'^(?:%s|mod) in \{[^{}]+\}$' % SLOT),
    re.compile(r'^(?:plural|passive)$'),
]
IRREGULAR = {
    'break': 'broke broken', 'fight': 'fought', 'strike': 'struck stricken', 'shoot': 'shot', 'hold': 'held',
    'take': 'took taken', 'give': 'gave given', 'make': 'made', 'meet': 'met', 'lay': 'laid', 'lead': 'led',
    'leave': 'left', 'go': 'went gone', 'come': 'came', 'fly': 'flew flown', 'overfly': 'overflew overflown', 'speak': 'spoke spoken', 'ring': 'rang rung',
    'have': 'has had having', 'sit': 'sat', 'stand': 'stood', 'draw': 'drew drawn', 'throw': 'threw thrown', 'beat': 'beaten',
    'sink': 'sank sunk', 'slay': 'slew slain', 'drive': 'drove driven', 'fall': 'fell fallen', 'lose': 'lost',
    'win': 'won', 'buy': 'bought', 'sell': 'sold', 'bring': 'brought', 'send': 'sent', 'keep': 'kept', 'say': 'said',
    'tell': 'told', 'lend': 'lent', 'spend': 'spent', 'withdraw': 'withdrew withdrawn', 'overthrow': 'overthrew overthrown',
    'overrun': 'overran', 'retake': 'retook retaken', 'overtake': 'overtook overtaken', 'shake': 'shook shaken',
    'tear': 'tore torn', 'rise': 'rose risen', 'write': 'wrote written', 'swear': 'swore sworn', 'steal': 'stole stolen',
    'burn': 'burnt', 'seek': 'sought', 'teach': 'taught', 'build': 'built', 'rebuild': 'rebuilt', 'flee': 'fled',
    'begin': 'began begun', 'choose': 'chose chosen', 'hang': 'hung', 'drink': 'drank', 'run': 'ran', 'lie': 'lay lain lying',
    'feed': 'fed', 'find': 'found', 'forbid': 'forbade forbidden', 'forgive': 'forgave forgiven', 'freeze': 'froze frozen', 'unfreeze': 'unfroze unfrozen', 'beseech': 'besought', 'forget': 'forgot forgotten', 'strive': 'strove striven',
    'get': 'got gotten', 'grow': 'grew grown', 'hear': 'heard', 'know': 'knew known', 'pay': 'paid', 'ride': 'rode ridden',
    'see': 'saw seen', 'show': 'shown', 'bear': 'bore born borne', 'think': 'thought', 'understand': 'understood',
    'undertake': 'undertook undertaken', 'wind': 'wound', 'be': 'is are was were been being am', 'do': 'did done does',
    'die': 'dying', 'tie': 'tying', 'foot': 'feet', 'man': 'men', 'woman': 'women', 'child': 'children', 'life': 'lives',
    'himself': 'herself themselves', 'die down': '', 'slit': 'slit', 'quit': 'quit', 'cut': 'cut', 'put': 'put', 'set': 'set',
    'bid': 'bade', 'deal': 'dealt', 'mean': 'meant', 'feel': 'felt', 'bind': 'bound', 'catch': 'caught', 'bend': 'bent',
    'stick': 'stuck', 'sweep': 'swept', 'swing': 'swung', 'light': 'lit', 'weapon': 'weapons', 'gas': 'gassed gassing gasses',
    'seize': 'seizing', 'one': 'his her its their', 'arise': 'arose', 'foresee': 'foresaw', 'uphold': 'upheld',
    'withhold': 'withheld', 'dig': 'dug', 'sling': 'slung', 'strip': 'stript', 'weave': 'wove', 'blow': 'blew blown',
    'hit': 'hit', 'not': "n't", 'mow': 'mown', 'thrust': 'thrust', 'spread': 'spread', 'rewrite': 'rewrote',
}


def forms(word):
    """Every form that a lemma may take; generous, since this only asks whether the example fits the row."""
    out = {word, word + 's', word + 'es', word + 'ed', word + 'd', word + 'ing', word + "'s", word + word[-1] + 'ed',
           word + word[-1] + 'ing', word + 'er', word + 'ers'}
    if word.endswith('e'):
        out |= {word[:-1] + 'ing'}
    if word.endswith('y'):
        out |= {word[:-1] + 'ied', word[:-1] + 'ies'}
    if word.endswith('c'):
        out |= {word + 'ked', word + 'king'}
    if word.endswith('f'):
        out.add(word[:-1] + 'ves')
    out |= set(IRREGULAR.get(word, '').split())
    if '-' in word:
        head, tail = word.rsplit('-', 1)
        out |= {head + '-' + x for x in forms(tail)}
    return out


def read_table(path):
    """Yields (line number, cells) below the header; the header comes first as line number 0."""
    header = None
    with open(path, encoding='utf-8') as f:
        for number, line in enumerate(f, 1):
            line = line.rstrip('\n')
            if not line or line.startswith('#'):
                continue
            cells = line.split('\t')
            if header is None:
                header = cells
                yield 0, cells
            else:
                yield number, cells


def names(path, column=0):
    if not os.path.exists(path):
        return None
    return {cells[column] for number, cells in read_table(path) if number and len(cells) > column}


def split_conditions(text):
    return [part.strip() for part in text.split(' & ')] if text else []


def check_expression(text, acts, operators):
    """`demand(yield.withdraw)`, `appeal()`, `protest.demonstrate{aim=rights}`: a message, or None when it is sound."""
    text = text.strip()
    if text in ('none', 'light()', ''):
        return None
    m = re.match(r'^([a-z_]+)\((.*)\)$', text)
    if m:
        if m.group(1) != 'not' and operators is not None and m.group(1) not in operators:
            return 'no operator %s' % m.group(1)
        return check_expression(m.group(2), acts, operators)
    m = re.match(r'^([a-z_]+(?:\.[a-z_]+)?)(\{[a-z_]+=[a-z_]+(?:,[a-z_]+=[a-z_]+)*\})?$', text)
    if not m:
        return 'bad expression %s' % text
    if acts is not None and m.group(1) not in acts:
        return 'no act %s' % m.group(1)
    return None


def check_file(path, acts, operators, classes, seen, fault):
    count = 0
    for number, cells in read_table(path):
        if number == 0:
            if cells != COLUMNS:
                fault(path, 1, 'columns are %s' % ' '.join(cells))
            continue
        count += 1
        if len(cells) != len(COLUMNS):
            fault(path, number, '%d cells' % len(cells))
            continue
        lemma, pos, frame, means, cond, example, gives = cells
        if any(c != c.strip() for c in cells):
            fault(path, number, 'blank at the edge of a cell')
        if pos not in ('V', 'N', 'A'):
            fault(path, number, 'pos %s' % pos)
        words = lemma.split()
        if sum(w.endswith('*') for w in words) > 1 or not words:
            fault(path, number, 'lemma %s' % lemma)
        for role in frame.split() if frame != '-' else []:
            m = ROLE_RE.match(role)
            if not m or m.group(1) not in ROLES:
                fault(path, number, 'frame %s' % role)
        message = check_expression(means, acts, operators)
        if message:
            fault(path, number, 'means: ' + message)
        for part in split_conditions(cond):
            m = re.match(r'^not \((.*)\)$', part)
            inner = m.group(1) if m else part
            for r in COND_RES:
                m = r.match(inner)
                if m:
                    break
            else:
                fault(path, number, 'if: %s' % part)
                continue
            if ' is ' in inner and classes is not None:
                for c in inner.split(' is ')[1].split('|'):
                    if c not in BUILTIN and c not in classes:
                        fault(path, number, 'no class %s' % c)
        key = (lemma, pos, frame, cond)
        if key in seen:
            fault(path, number, 'same lemma, pos, frame and if as %s' % seen[key])
        seen[key] = '%s:%d' % (os.path.basename(path), number)
        tokens = re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*", example.lower().replace('\u2019', "'"))
        bare = {t[:-2] if t.endswith("'s") else t for t in tokens} | set(tokens)
        at = 0
        for word in [w.rstrip('*') for w in words]:
            if word == '-':  # the tokenizer takes "cease-fire" apart
                continue
            ok = forms(word)
            hits = [i for i, t in enumerate(tokens) if t in ok or re.sub("'s$", '', t) in ok or
                    any(p in ok for p in t.split('-'))]
            if not hits:
                fault(path, number, 'example lacks "%s": %s' % (word, example))
                break
            if pos == 'V' and max(hits) < at:
                fault(path, number, 'example has "%s" too early: %s' % (word, example))
                break
            at = min([h for h in hits if h >= at] or hits)
        if gives == 'none':
            if means != 'none':
                fault(path, number, 'gives none, means %s' % means)
            continue
        m = re.match(r'^(\S+) a=(\S+) r=(\S+)(?: .*)?$', gives)
        if not m:
            fault(path, number, 'gives %s' % gives)
            continue
        message = check_expression(m.group(1), acts, operators)
        if message:
            fault(path, number, 'gives: ' + message)
        for filler in m.group(2).split('+') + m.group(3).split('+'):
            if filler != '-' and filler.lower() not in bare and not any(filler.lower() in t.split('-') for t in tokens):
                fault(path, number, 'filler %s is not in: %s' % (filler, example))
    return count


def main(argv):
    en = os.path.join(ROOT, 'en')
    paths = argv[1:] or sorted(os.path.join(en, f) for f in os.listdir(en) if re.match(r'triggers-.*\.tsv$', f))
    acts = names(os.path.join(ROOT, 'ontology', 'acts.tsv'))
    operators = names(os.path.join(ROOT, 'ontology', 'operators.tsv'))
    classes = names(os.path.join(en, 'classes.tsv'), 1)
    faults = []
    seen = {}
    total = 0

    def fault(path, number, message):
        faults.append('%s:%d: %s' % (os.path.relpath(path), number, message))

    for path in paths:
        count = check_file(path, acts, operators, classes, seen, fault)
        total += count
        print('%s: %d rows' % (os.path.basename(path), count))
    for line in faults:
        print(line, file=sys.stderr)
    print('%d rows, %d faults' % (total, len(faults)))
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv))
