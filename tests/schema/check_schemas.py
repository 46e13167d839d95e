#!/usr/bin/env python3
"""check_schemas.py PROGRAM ROOT: the schemas accept what is right and refuse what is wrong.

Right is: every example, every ordinary plan, every rule file, every result. Wrong is: the cases below, and every plan of the golden
cases about which the reader says something that a schema can see. What the reader takes without a word no schema may refuse.
"""
import glob
import json
import os
import subprocess
import sys
import tempfile

import jsonschema
import yaml

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from core_yaml import load_all  # noqa: E402

program, root = sys.argv[1], sys.argv[2]
mistakes = []

# What the reader says about the shape of a plan: a schema for editors sees the same.
SEEN = {
    "yaml-unknown-key", "yaml-derived-key", "yaml-wants-value", "yaml-wants-mapping", "yaml-wants-list", "yaml-empty-item",
    "plan-unknown-form", "value-not-a-time", "value-not-a-number", "value-not-a-mark", "value-not-in-list", "value-ambiguous-level",
}
# What it says beyond that may be seen or not: days of a calendar, placeholders, lengths.
SAID = SEEN | {
    "yaml-merge-key", "yaml-key-not-text", "value-not-a-date", "value-impossible-date", "value-outside-era", "value-era-runs-on",
    "value-placeholder", "value-period-unclear", "value-too-long", "value-holds-nul", "value-number-too-large", "plan-out-of-scope",
    "yaml-duplicate-key", "yaml-alias-refused", "yaml-tag", "yaml-list-too-long", "yaml-unknown-alias",
}


def fail(text):
    mistakes.append(text)


def run(*words):
    return subprocess.run([program, *words], capture_output=True, check=False).stdout.decode("utf-8")


def schema(kind):
    made = json.loads(run("schema", kind))
    jsonschema.Draft7Validator.check_schema(made)
    return made


def first_error(validator, value):
    error = jsonschema.exceptions.best_match(validator.iter_errors(value))
    return None if error is None else "/".join(str(part) for part in error.absolute_path) + ": " + error.message[:300]


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def check(text):
    """The result of a check of one YAML text."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "plan.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return json.loads(run("check", "--as-of", "2026-07-31", "--format", "json", "--fail-on", "never", path))


def names_said(findings):
    return {finding["name"] for finding in findings} & SAID


# ---- plans ----

plan_schema = schema("plan")
plans = jsonschema.Draft7Validator(plan_schema)

good = sorted(glob.glob(root + "/examples/**/*.yaml", recursive=True) + glob.glob(root + "/tests/plans/good/*.yaml"))
if len(good) < 10:
    fail("where are the examples?")
for path in good:
    for document in load_all(read(path)):
        error = first_error(plans, document)
        if error:
            fail(f"{path}: refused: {error}")

# The reader and the schema about the plans of the golden cases.
compared = 0
for path in sorted(glob.glob(root + "/tests/cases/*/*.yaml") + glob.glob(root + "/tests/fuzz/corpus/pipeline/*")):
    try:
        text = read(path)
        documents = load_all(text)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError):
        continue
    if len(documents) != 1 or not isinstance(documents[0], dict):
        continue
    result = check(text)
    if len(result["plans"]) != 1:
        continue
    said = names_said(result["plans"][0]["findings"])
    error = first_error(plans, documents[0])
    compared += 1
    if error and not said:
        fail(f"{path}: the reader takes it, the schema does not: {error}")
    if said & SEEN and not error:
        fail(f"{path}: the reader says {sorted(said & SEEN)}, the schema nothing")
if compared < 20:
    fail(f"only {compared} cases were compared")

# Cells, spelled in every way: kind of cell, spelling. The reader's word counts for both.
cells = [line.rstrip("\n").split("\t") for line in read(root + "/tests/schema/cells.txt").splitlines() if line and line[0] != "#"]
documents = [read(root + "/tests/schema/cell_frame.yaml").replace("KIND", kind).replace("VALUE", spelling) for kind, spelling in cells]
result = check("---\n" + "---\n".join(documents))
if len(result["plans"]) != len(cells):
    fail(f"{len(cells)} cells, {len(result['plans'])} plans")
for (kind, spelling), document, plan in zip(cells, documents, result["plans"]):
    said = names_said(plan["findings"])
    error = first_error(plans, load_all(document)[0])
    if error and not said:
        fail(f"{kind} {spelling!r}: the reader takes it, the schema does not: {error}")
    if said & SEEN and not error:
        fail(f"{kind} {spelling!r}: the reader says {sorted(said & SEEN)}, the schema nothing")

# Shapes that no plan may have, whatever the reader makes of them.
for path in (root + "/tests/schema/refused_plans.yaml",):
    for document in load_all(read(path)):
        if first_error(plans, document) is None:
            fail(f"{path}: accepted: {json.dumps(document, ensure_ascii=False)}")

# ---- rule files ----

rules = jsonschema.Draft7Validator(schema("rules"))
rule_files = [path for path in sorted(glob.glob(root + "/rules/**/*.yaml", recursive=True)) if "/formats/" not in path[len(root):]]
rule_files += sorted(glob.glob(root + "/docs/guides/local-rules/**/*.yaml", recursive=True))
rule_files += sorted(glob.glob(root + "/docs/guides/first-rules/**/*.yaml", recursive=True))
rule_files = [path for path in rule_files if "/kinds/" not in path[len(root):]]
if len(rule_files) < 20:
    fail("where are the rule files?")


def faults_of_examples(error):
    """Examples of rules may hold slips on purpose: that is what they are examples of."""
    return any(part in ("tests", "例") for part in error.absolute_path) and "plan" in [str(part) for part in error.absolute_path]


for path in rule_files:
    for document in load_all(read(path)):
        for error in rules.iter_errors(document):
            worst = jsonschema.exceptions.best_match([error])
            if not faults_of_examples(worst):
                fail(f"{path}: refused: {list(worst.absolute_path)}: {worst.message[:300]}")
for document in load_all(read(root + "/tests/schema/refused_rules.yaml")):
    if first_error(rules, document) is None:
        fail(f"refused_rules.yaml: accepted: {json.dumps(document, ensure_ascii=False)}")

# ---- results ----


def closed(part):
    """The schema with nothing allowed beyond what it names: the result may not grow in silence."""
    if isinstance(part, list):
        return [closed(item) for item in part]
    if not isinstance(part, dict):
        return part
    made = {key: closed(value) for key, value in part.items()}
    if isinstance(made.get("properties"), dict):
        made["additionalProperties"] = False
    return made


result_schema = closed(schema("result"))
results = jsonschema.Draft7Validator(result_schema)
folders = [[root + "/examples"], [root + "/tests/plans/good"], ["--with-plan", root + "/examples"]] + [[path] for path in sorted(glob.glob(root + "/tests/cases/*/")) if "known" not in path]
for words in folders:
    made = run("check", "--as-of", "2026-07-31", "--format", "json", "--fail-on", "never", "--allow-empty", *words)
    error = first_error(results, json.loads(made))
    if error:
        fail(f"result of {words}: {error}")
for line in run("check", "--as-of", "2026-07-31", "--format", "ndjson", "--with-plan", "--fail-on", "never", root + "/examples").splitlines():
    record = json.loads(line)
    one = jsonschema.Draft7Validator({"definitions": result_schema["definitions"], "$ref": "#/definitions/" + record["type"]})
    error = first_error(one, record)
    if error:
        fail(f"ndjson: {error}")
broken = json.loads(run("check", "--as-of", "2026-07-31", "--format", "json", "--fail-on", "never", root + "/examples/good"))
del broken["summary"]["exit_status"]
if first_error(results, broken) is None:
    fail("a result without exit_status was accepted")

for mistake in mistakes:
    print(mistake)
print(f"{len(good)} plans, {compared} cases, {len(cells)} cells, {len(rule_files)} rule files, {len(folders)} results: {len(mistakes)} mistakes")
sys.exit(1 if mistakes else 0)
