#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the ontology against docs/reference/lexicon-language.md; `dragoman lexicon check` checks the triggers.

In:  lexicon/ontology/*.tsv and lexicon/en/classes.tsv beside this script (or under the folder given).
Out: one line a fault (file:line: what) and a summary; exit 1 when there is a fault.
Checked: columns; names sorted out (acts, operators, codes, classes, contexts exist); duplicates; expressions parse;
every CAMEO code and every PLOVER type, mode and context is given by some row, or says why not; each bare act has
a CAMEO code and a PLOVER answer; the worked examples of SPEC section 2 code as promised; normal forms come to an end.
The matcher here is the plain reference for the one in C: small, slow, by the book.
"""
import os
import re
import sys

ROOT = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
FAULTS = []
BUILTIN = {"actor", "country", "person", "org", "place", "number", "event", "pronoun"}
VALUES = {"happened", "ongoing", "ended", "planned", "intended", "demanded", "requested", "offered", "threatened",
          "possible", "conditional", "denied", "negated", "failed", "alleged", "historical", "keep", "negate", "open"}
CONTEXTS = set("""military intelligence executive legislative election political_institutions pro_democracy
pro_autocracy economic legal reparations human_rights rights_freedoms repression human_security gender lgbt
religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration disasters
natural_resource environment technology terrorism cbrn cyber misinformation crime corruption illegal_drugs
trafficking""".split())
ATTRIBUTES = {"aim": {"leadership", "policy", "rights", "institutions"}, "means": None, "issue": None}


def fault(where, text):
    FAULTS.append(f"{where}: {text}")


def table(path, columns):
    """Rows of a TSV as dictionaries with their place; faults for wrong columns."""
    rows = []
    full = os.path.join(ROOT, path)
    if not os.path.exists(full):
        fault(path, "missing")
        return rows
    head = None
    with open(full, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if head is None:
                head = cells
                if cells != columns:
                    fault(f"{path}:{number}", f"columns are {cells}, expected {columns}")
                continue
            if len(cells) != len(columns):
                fault(f"{path}:{number}", f"{len(cells)} cells, expected {len(columns)}: {line[:60]}")
                continue
            row = dict(zip(columns, cells))
            row["at"] = f"{path}:{number}"
            rows.append(row)
    return rows


def parse(text):
    """'demand(yield.truce{aim=policy})' -> ('demand', {}, ('yield.truce', {'aim': 'policy'}, None)).
    A bare operator has the inside (). Raises ValueError."""
    match = re.fullmatch(r"([A-Za-z_.*]+)(\{([^}]*)\})?(\((.*)\))?", text)
    if not match:
        raise ValueError(f"cannot read '{text}'")
    attributes = {}
    if match.group(3) is not None:
        for pair in match.group(3).split(","):
            key, _, value = pair.partition("=")
            if key not in ATTRIBUTES or not value:
                raise ValueError(f"attribute '{pair}' in '{text}'")
            if ATTRIBUTES[key] and value not in ATTRIBUTES[key]:
                raise ValueError(f"value '{pair}' in '{text}'")
            attributes[key] = value
    inside = None
    if match.group(4) is not None:
        inside = parse(match.group(5)) if match.group(5) else ()
    return (match.group(1), attributes, inside)


def show(expression):
    name, attributes, inside = expression
    text = name
    if attributes:
        text += "{" + ",".join(f"{k}={v}" for k, v in sorted(attributes.items())) + "}"
    if inside is not None:
        text += "(" + (show(inside) if inside else "") + ")"
    return text


def fit(pattern, expression):
    """None, or (score, what stood in the innermost place)."""
    name, attributes, inside = pattern
    if name in ("*", "X"):
        return (0, expression)
    score = 0
    if name.endswith(".*"):
        family = name[:-2]
        if expression[2] is not None or expression[0].split(".")[0] != family:
            return None
        score += 2
    elif name == expression[0]:
        score += 3 if inside is None else 2
    else:
        return None
    for key, value in attributes.items():
        if expression[1].get(key) != value:
            return None
        score += 1
    if inside is None:
        return (score, expression) if expression[2] is None else None
    if expression[2] is None:
        return None
    if inside == ():
        return (score + 1, expression) if expression[2] == () else None
    if expression[2] == ():
        return None
    deeper = fit(inside, expression[2])
    return None if deeper is None else (score + deeper[0], deeper[1])


def best(rows, expression):
    found = None
    for row in rows:
        result = fit(row["parsed"], expression)
        if result is not None and (found is None or result[0] > found[0]):
            found = (result[0], row, result[1])
    return found


def put(result, inner):
    if result[0] == "X":
        return inner
    if result[2]:
        return (result[0], result[1], put(result[2], inner))
    return result


def normalise(rows, expression, depth=0):
    if depth > 40:
        raise ValueError("normal forms do not come to an end")
    name, attributes, inside = expression
    if inside:
        expression = (name, attributes, normalise(rows, inside, depth + 1))
    found = best(rows, expression)
    if found is None:
        return expression
    return normalise(rows, put(found[1]["result_parsed"], found[2]), depth + 1)


def check_expression(where, text, acts, operators, pattern=False):
    try:
        expression = parse(text)
    except ValueError as error:
        fault(where, str(error))
        return None
    node = expression
    while node:
        name, _, inside = node
        if inside is not None:
            if name not in operators and not (name == "not" and pattern) and name != "light":
                fault(where, f"no operator '{name}' in '{text}'")
        elif name in ("*", "X") and pattern:
            pass
        elif name.endswith(".*") and pattern:
            if name[:-2] not in acts:
                fault(where, f"no family '{name}'")
        elif name == "none" and not pattern:
            pass
        elif name not in acts:
            fault(where, f"no act '{name}' in '{text}'")
        node = inside
    return expression


def main():
    act_rows = table("ontology/acts.tsv", ["name", "family", "definition", "yes", "no"])
    acts = {}
    for row in act_rows:
        if row["name"] in acts:
            fault(row["at"], f"act '{row['name']}' twice")
        acts[row["name"]] = row
        if row["name"].split(".")[0] != row["family"]:
            fault(row["at"], "family does not fit the name")
        for column in ("definition", "yes", "no"):
            if not row[column].endswith("."):
                fault(row["at"], f"{column} is no sentence")
    for row in act_rows:
        if row["family"] not in acts:
            fault(row["at"], f"no root act for family '{row['family']}'")
    op_rows = table("ontology/operators.tsv",
                    ["kind", "content_actor", "affirmed", "negated", "event", "bare", "definition", "example"])
    operators = {}
    for row in op_rows:
        if row["kind"] in operators or row["kind"] in acts and row["kind"] not in ("investigate",):
            fault(row["at"], f"operator '{row['kind']}' twice or also an act")
        operators[row["kind"]] = row
        if row["content_actor"] not in ("self", "recipient", "open"):
            fault(row["at"], "content_actor")
        for column in ("affirmed", "negated"):
            if row[column] not in VALUES:
                fault(row["at"], f"{column} '{row[column]}'")
        if row["event"] not in ("yes", "no"):
            fault(row["at"], "event")
        if row["bare"] != "-" and row["bare"] not in acts:
            fault(row["at"], f"no act '{row['bare']}'")

    code_rows = table("ontology/cameo_codes.tsv", ["code", "name", "root", "quad", "goldstein_icews",
                                                   "goldstein_gdelt", "reachable", "why_not"])
    codes = {row["code"]: row for row in code_rows}
    if len(codes) != 297 or len(code_rows) != 297:
        fault("ontology/cameo_codes.tsv", f"{len(codes)} codes, expected 297")
    cameo = table("ontology/cameo.tsv", ["pattern", "code"])
    plover = table("ontology/plover.tsv", ["pattern", "type", "mode", "contexts"])
    normal = table("ontology/normal.tsv", ["pattern", "result"])
    for rows in (cameo, plover, normal):
        seen = {}
        for row in rows:
            row["parsed"] = check_expression(row["at"], row["pattern"], acts, operators, pattern=True)
            if row["pattern"] in seen:
                fault(row["at"], f"pattern twice, also {seen[row['pattern']]}")
            seen[row["pattern"]] = row["at"]
        rows[:] = [row for row in rows if row["parsed"]]
    for row in normal:
        row["result_parsed"] = check_expression(row["at"], row["result"], acts, operators, pattern=True)
    used = set()
    for row in cameo:
        used.add(row["code"])
        if row["code"] not in codes:
            fault(row["at"], f"no code '{row['code']}'")
    for row in code_rows:
        if (row["code"] in used) != (row["reachable"] == "yes"):
            fault(row["at"], f"reachable is '{row['reachable']}', the table says otherwise")
        if row["reachable"] != "yes" and row["why_not"] in ("", "-"):
            fault(row["at"], "unreachable without a reason")
    pcodes = table("ontology/plover_codes.tsv", ["type", "mode", "score", "quad", "reachable", "why_not"])
    modes = {(row["type"], row["mode"]) for row in pcodes}
    pused = set()
    contexts_used = set()
    for row in plover:
        if row["type"] == "-":
            continue
        pused.add((row["type"], row["mode"]))
        if (row["type"], row["mode"]) not in modes:
            fault(row["at"], f"no PLOVER mode {row['type']}/{row['mode']}")
        for context in row["contexts"].split("+"):
            if context != "-" and context not in CONTEXTS:
                fault(row["at"], f"no context '{context}'")
            contexts_used.add(context)
    for row in pcodes:
        if ((row["type"], row["mode"]) in pused) != (row["reachable"] == "yes"):
            fault(row["at"], f"reachable is '{row['reachable']}', the table says otherwise")
    context_rows = table("ontology/contexts.tsv", ["phrase", "context"])
    seen = set()
    for row in context_rows:
        if row["context"] not in CONTEXTS:
            fault(row["at"], f"no context '{row['context']}'")
        if (row["phrase"], row["context"]) in seen:
            fault(row["at"], "row twice")
        seen.add((row["phrase"], row["context"]))
        contexts_used.add(row["context"])
    for context in sorted(CONTEXTS - contexts_used):
        fault("ontology/contexts.tsv", f"context '{context}' is never given")
    for name in acts:
        for rows, what in ((cameo, "CAMEO"), (plover, "PLOVER")):
            if best(rows, (name, {}, None)) is None:
                fault("ontology", f"act '{name}' has no {what} row")
    for row in op_rows:
        if row["event"] == "yes" and row["kind"] != "prevent":
            for text in (row["kind"] + "()", row["kind"] + "(meet.talks)"):
                for rows, what in ((cameo, "CAMEO"), (plover, "PLOVER")):
                    if best(rows, parse(text)) is None:
                        fault("ontology", f"'{text}' has no {what} row")
    # every operator over every act, two deep over a sample: normal forms must end
    reached = set()
    for op in list(operators) + ["not"]:
        for act in acts:
            try:
                form = normalise(normal, (op, {}, (act, {}, None)))
                found = best(cameo, form)
                if found:
                    reached.add(found[1]["code"])
            except (ValueError, RecursionError) as error:
                fault("ontology/normal.tsv", f"{op}({act}): {error}")
        for op2 in list(operators) + ["not"]:
            for act in ("attack.force", "yield.withdraw", "meet.talks", "aid.economic", "protest.strike"):
                try:
                    normalise(normal, (op, {}, (op2, {}, (act, {}, None))))
                except (ValueError, RecursionError) as error:
                    fault("ontology/normal.tsv", f"{op}({op2}({act})): {error}")
    for text, code, answer in (
            ("demand(yield.withdraw)", "1056", "REQUEST/yield/military"), ("refuse(aid.economic)", "1221", "REJECT/assist/economic"),
            ("intend(meet)", "036", "AGREE/-/diplomatic"), ("threaten(attack.force)", "1384", "THREATEN/violence/military"),
            ("demand()", "100", "REQUEST/-/-"), ("appeal()", "020", "REQUEST/-/-"), ("intend()", "030", "AGREE/-/-"),
            ("refuse()", "120", "REJECT/-/-"), ("threaten()", "130", "THREATEN/-/-"), ("accuse()", "112", "ACCUSE/allege/-"),
            ("deny(attack.artillery)", "016", "-/-/-"), ("deny()", "016", "-/-/-"), ("accuse(attack.drone)", "1123", "ACCUSE/allege/military"),
            ("refuse(end(attack.aerial))", "1246", "REJECT/yield/military"), ("end(reduce.sanction)", "085", "RETREAT/-/economic"),
            ("threaten(end(aid.military))", "1311", "THREATEN/relations/military"), ("not(intend(yield.sanctions))", "1244", "REJECT/yield/economic"),
            ("demand(end(attack.blockade))", "1056", "REQUEST/yield/military"), ("refuse(accuse(violence.torture))", "016", "-/-/-"),
            ("refuse(statement.comment)", "011", "-/-/-"), ("intend(attack.force)", "1384", "THREATEN/violence/military"),
            ("cancel(meet.visit)", "125", "REJECT/meet/diplomatic"), ("cancel(meet.talks)", "164", "SANCTION/withdraw/diplomatic"),
            ("protest.demonstrate{aim=rights}", "1413", "PROTEST/demo/rights_freedoms"), ("accept(meet.mediate)", "038", "AGREE/-/diplomatic"),
            ("not(refuse(meet.talks))", "036", "AGREE/-/diplomatic"), ("appeal(not(attack.force))", "0256", "REQUEST/yield/military"),
            ("refuse(refuse(yield.truce))", "0356", "AGREE/-/military"), ("help(attack.force)", "072", "AID/-/military")):
        form = normalise(normal, parse(text))
        row = best(cameo, form)
        prow = best(plover, form)
        got = row[1]["code"] if row else "-"
        pgot = "/".join(prow[1][k] for k in ("type", "mode", "contexts")) if prow else "none"
        if got != code or pgot != answer:
            fault("worked example", f"{text} -> {show(form)} {got} {pgot}, expected {code} {answer}")
    classes = {}
    class_rows = table("en/classes.tsv", ["lemma", "class"])
    for row in class_rows:
        if row["class"] in BUILTIN - {"person"}:
            fault(row["at"], f"class '{row['class']}' is built in")
        if row["lemma"] in classes.setdefault(row["class"], set()):
            fault(row["at"], f"'{row['lemma']} {row['class']}' twice")
        classes[row["class"]].add(row["lemma"])
    for line in FAULTS:
        print(line)
    print(f"acts {len(acts)}, operators {len(operators)}, CAMEO codes {len(codes)} ({len(used & set(codes))} given by "
          f"{len(cameo)} rows, {len(reached)} by one operator over one act after normal forms), PLOVER rows {len(plover)}, "
          f"normal forms {len(normal)}, contexts {len(context_rows)}, classes {len(classes)} with {len(class_rows)} rows")
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
