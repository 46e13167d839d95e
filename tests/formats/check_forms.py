#!/usr/bin/env python3
"""check_forms.py PROGRAM ROOT: the plans of --with-plan are whole tables, and every finding stands at one place at most."""
import json
import subprocess
import sys

program, root = sys.argv[1], sys.argv[2]
mistakes = []


def check(*words):
    done = subprocess.run([program, "check", "--as-of", "2026-07-31", "--format", "json", "--with-plan", *words], cwd=root, capture_output=True, check=False)
    return json.loads(done.stdout)


def tiles(section, name):
    """Each place of the table is covered once: what a browser would not have to guess."""
    covered = {}
    for y, row in enumerate(section["rows"]):
        x = 0
        for cell in row["cells"]:
            while (y, x) in covered:
                x += 1
            for j in range(cell.get("row_span", 1)):
                for i in range(cell.get("column_span", 1)):
                    if (y + j, x + i) in covered:
                        mistakes.append(f"{name}: two cells at {y + j},{x + i}")
                    covered[y + j, x + i] = True
    wanted = {(y, x) for y in range(len(section["rows"])) for x in range(section["columns"])}
    if set(covered) != wanted:
        mistakes.append(f"{name}: {sorted(set(covered) ^ wanted)[:5]} of {section['columns']}×{len(section['rows'])}")


def check_plan(plan, which):
    said = {finding["fingerprint"]: finding for finding in plan["findings"] if finding["kind"] != "open"}
    placed = []
    for sheet in plan["forms"]:
        placed += sheet.get("findings", [])
        for section in sheet["sections"]:
            name = f"{which} {plan['key']} {sheet['name']} {section.get('title', '')}"
            tiles(section, name)
            if len(section.get("widths", [0] * section["columns"])) != section["columns"]:
                mistakes.append(f"{name}: widths")
            for row in section["rows"]:
                for cell in row["cells"]:
                    placed += cell.get("findings", [])
                    for fingerprint in cell.get("findings", []):
                        address = said[fingerprint]["address"]
                        # An entry of the week may stand in a cell named after the first one there.
                        if not address.startswith((cell["address"], sheet["name"])):
                            mistakes.append(f"{name}: {address} at {cell['address']}")
    if len(placed) != len(set(placed)):
        mistakes.append(f"{which} {plan['key']}: a finding stands at two places")
    if not set(placed) <= set(said):
        mistakes.append(f"{which} {plan['key']}: a finding that is none")
    return len(said), len(placed)


plans = everything = at_a_place = 0
for words in (["examples"], ["tests/plans/good"], ["--lang", "en", "examples"], ["--questions", "all", "examples"],
              ["tests/cases/csv_months"], ["tests/cases/csv_prevention"]):
    for plan in check(*words)["plans"]:
        plans += 1
        said, placed = check_plan(plan, " ".join(words))
        everything += said
        at_a_place += placed
if plans < 30 or at_a_place < everything * 9 // 10:
    mistakes.append(f"{plans} plans, {at_a_place} of {everything} findings have a place")
for mistake in mistakes:
    print(mistake)
print(f"{plans} plans, {at_a_place} of {everything} findings at a place: {len(mistakes)} mistakes")
sys.exit(1 if mistakes else 0)
