#!/usr/bin/env python3
"""check_formats.py PROGRAM ROOT: every machine format is what those who read it expect.

SARIF by its official schema and by what code scanning asks for; workflow commands and the code-quality array by their documentation;
CSV by a CSV reader. All of them are compared with the JSON result of the same run: nothing lost, nothing added.
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

import jsonschema

program, root = sys.argv[1], sys.argv[2]
here = os.path.dirname(os.path.abspath(__file__))
mistakes = []


def expect(condition, text):
    if not condition:
        mistakes.append(text)


def run(folder, form, *words, inputs=("examples",)):
    """The bytes of one format, and the exit status."""
    done = subprocess.run([program, "check", "--as-of", "2026-07-31", "--format", form, *words, *inputs],
                          cwd=folder, capture_output=True, check=False)
    return done.stdout, done.returncode


def all_findings(result):
    parts = result["files"] + result["plans"] + [result.get("batch", {"findings": []})]
    return [finding for part in parts for finding in part["findings"]]


def is_said(finding):
    return finding["kind"] != "open" and "suppressed_by" not in finding


with open(os.path.join(here, "sarif-2.1.0.schema.json"), encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft4Validator.check_schema(schema)
sarif_schema = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def check_sarif(data, name):
    log = json.loads(data.decode("utf-8"))
    for error in list(sarif_schema.iter_errors(log))[:5]:
        mistakes.append(f"{name}: {list(error.absolute_path)}: {error.message[:200]}")
    only = log["runs"][0]
    rules = only["tool"]["driver"]["rules"]
    expect(len({rule["id"] for rule in rules}) == len(rules), f"{name}: a rule stands twice")
    for rule in rules:
        expect(rule["shortDescription"]["text"] and rule["fullDescription"]["text"] and rule["help"]["text"], f"{name}: {rule['id']} has no help")
    for result in only["results"]:
        expect(rules[result["ruleIndex"]]["id"] == result["ruleId"], f"{name}: ruleIndex of {result['ruleId']}")
        expect((result["level"] == "none") == (result["kind"] != "fail"), f"{name}: level of {result['ruleId']}")
        expect(len(result["locations"]) == 1, f"{name}: {result['ruleId']} has no location")
        where = result["locations"][0]["physicalLocation"]["artifactLocation"]
        uri = urllib.parse.unquote(where["uri"], errors="strict")
        expect(where.get("uriBaseId") == "%SRCROOT%" and not uri.startswith("/") and re.fullmatch(r"[!-~]+", where["uri"]), f"{name}: {where}")
        expect(result["kind"] == "notApplicable" or result["partialFingerprints"]["primaryLocationLineHash"], f"{name}: no fingerprint")
    return only


def check_github(data, result, name):
    """As the runner reads it: a line `::name property=value,…::message`, %25 %0D %0A and in properties %3A %2C."""
    commands = []
    for line in data.decode("utf-8").splitlines():
        found = re.fullmatch(r"::(error|warning|notice) ([^:]*)::([^\r\n]*)", line)
        expect(found, f"{name}: not a command: {line[:100]}")
        if not found:
            continue
        properties = dict(part.split("=", 1) for part in found[2].split(","))
        expect(set(properties) <= {"file", "line", "col", "endLine", "endColumn", "title"}, f"{name}: {properties}")
        expect(not re.search(r"%(?!25|0D|0A|3A|2C)", found[2] + found[3]), f"{name}: wrongly escaped: {line[:200]}")
        commands.append((found[1], urllib.parse.unquote(properties.get("file", "")), int(properties.get("line", 0))))
    kinds = [command[0] for command in commands]
    expect(kinds == sorted(kinds, key=["error", "warning", "notice"].index), f"{name}: not the weightiest first")
    said = [finding for finding in all_findings(result) if is_said(finding)]
    for kind, count in (("error", sum(f["kind"] == "fail" and f["severity"] == "error" for f in said)),
                        ("warning", sum(f["kind"] == "fail" and f["severity"] == "warning" for f in said))):
        expect(kinds.count(kind) == min(10, count), f"{name}: {kinds.count(kind)} of {count} {kind}s")
    places = {(finding["path"], finding["line"]) for finding in said}
    for kind, path, line in commands[:-1]:
        expect((path, line) in places, f"{name}: nothing is at {path}:{line}")
    expect(kinds.count("notice") <= 10 and kinds[-1] == "notice", f"{name}: notices")


def check_gitlab(data, result, name):
    expect(data[:1] == b"[", f"{name}: does not begin with [")
    issues = json.loads(data.decode("utf-8"))
    for issue in issues:
        expect(set(issue) == {"description", "check_name", "fingerprint", "severity", "location"} and issue["description"], f"{name}: {issue}")
        expect(issue["severity"] in ("info", "minor", "major", "critical", "blocker"), f"{name}: {issue['severity']}")
        expect(issue["location"]["lines"]["begin"] >= 1, f"{name}: {issue['location']}")
        expect(not issue["location"]["path"].startswith(("./", "/")), f"{name}: {issue['location']}")
    expect(len({issue["fingerprint"] for issue in issues}) == len(issues), f"{name}: a fingerprint stands twice")
    expect(len(issues) == sum(map(is_said, all_findings(result))), f"{name}: not all findings")


def check_csv(data, result, name, encoding):
    if encoding == "utf-8-sig":
        expect(data.startswith(b"\xef\xbb\xbf"), f"{name}: no byte-order mark")
    rows = list(csv.reader(data.decode(encoding, errors="strict").split("\r\n"), strict=True))
    rows = [row for row in rows if row]
    quiet = sum(not plan["findings"] for plan in result["plans"])
    listed = sum(len(finding.get("related", [])) for finding in all_findings(result))
    expect(len(rows) - 1 == len(all_findings(result)) + listed + quiet, f"{name}: {len(rows)} rows")
    expect({len(row) for row in rows} == {len(rows[0])}, f"{name}: rows of different length")
    for row in rows:
        for cell in row:
            expect(not re.match(r"[\s]*[=+\-@＝＋－＠]", cell), f"{name}: a formula: {cell[:50]}")
            expect(not re.search(r"[\x00-\x1f\x7f]", cell), f"{name}: a control character: {cell[:50]!r}")


def check_all(folder, name, inputs):
    data, status = run(folder, "json", inputs=inputs)
    result = json.loads(data)
    for form, more in (("sarif", []), ("sarif", ["--sarif-all-kinds"]), ("github", []), ("gitlab", []), ("csv", []),
                       ("csv", ["--csv-encoding", "cp932"]), ("junit", [])):
        data, got = run(folder, form, *more, inputs=inputs)
        which = f"{name} {form} {' '.join(more)}"
        expect(got == status, f"{which}: exit status {got} instead of {status}")
        if form == "sarif":
            count = len(check_sarif(data, which)["results"])
            kinds = [finding["kind"] for finding in all_findings(result)]
            wanted = sum(plan["coverage"]["not_applicable"] for plan in result["plans"]) + len(kinds) if more else kinds.count("fail")
            expect(count == wanted, f"{which}: {count} results instead of {wanted}")
        elif form == "github":
            check_github(data, result, which)
        elif form == "gitlab":
            check_gitlab(data, result, which)
        elif form == "csv":
            check_csv(data, result, which, "cp932" if more else "utf-8-sig")


check_all(root, "examples", ("examples",))

with tempfile.TemporaryDirectory() as folder:
    # One person's plan twice: fingerprints that belong together must be told apart where they have to be unique.
    with open(os.path.join(root, "examples/typical-faults/tenken-hanako.yaml"), encoding="utf-8") as file:
        plan = file.read()
    for name in ("a, b%.yaml", "c:d.yaml", "壊れた.yaml", "=1+1.yaml"):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(plan if name != "壊れた.yaml" else "種類: [居宅\n")
    check_all(folder, "hostile", (".",))
    # The whole path of a file below the folder of the run is a relative one too.
    absolute, _ = run(folder, "sarif", inputs=(os.path.join(os.path.realpath(folder), "c:d.yaml"),))
    check_sarif(absolute, "whole path")

with tempfile.TemporaryDirectory() as folder:
    # More than fits: the reports end at their limits and say so.
    unknown = "".join(f"知らない項目{number}: あ\n" for number in range(1900))
    frame = '---\n種類: 居宅サービス計画\n保険者番号: "999913"\n被保険者番号: "{:010d}"\n計画作成日: 2026-04-01\n'
    with open(os.path.join(folder, "many.yaml"), "w", encoding="utf-8") as file:
        for number in range(14):
            file.write(frame.format(number) + unknown)
    words = ("--select", "yaml-unknown-key", "--fail-on", "info")
    whole = json.loads(run(folder, "json", *words, inputs=("many.yaml",))[0])
    found = len(all_findings(whole))
    cases = sum(len({finding["rule"] for finding in plan["findings"]}) for plan in whole["plans"])
    expect(found > 25000, f"only {found} findings")
    log = json.loads(run(folder, "sarif", *words, inputs=("many.yaml",))[0])["runs"][0]
    expect(len(log["results"]) == 25000 == log["properties"]["resultsLimit"], "sarif: the limit")
    expect(log["properties"]["resultsLeftOut"] == found - 25000, "sarif: what was left out")
    expect(log["invocations"][0]["toolExecutionNotifications"][0]["level"] == "warning", "sarif: the notification")
    junit = run(folder, "junit", *words, inputs=("many.yaml",))[0].decode("utf-8")
    expect(sum(map(int, re.findall(r'"findings.cut" value="(\d+)"', junit))) == found - 25000, "junit: what was cut")
    expect(len(re.findall("<failure", junit)) == cases, "junit: failures that were cut still fail")

for text in mistakes[:40]:
    print(text)
sys.exit(1 if mistakes else 0)
