#!/usr/bin/env python3
"""check_report.py PROGRAM ROOT: a report from a saved result is the report its run would have written, and half a result gives none."""
import json
import os
import subprocess
import sys
import tempfile

program, root = sys.argv[1], sys.argv[2]
mistakes = []


def run(*words, given=None):
    return subprocess.run([program, *words], cwd=root, capture_output=True, check=False, input=given)


def expect(condition, text):
    if not condition:
        mistakes.append(text)


with tempfile.TemporaryDirectory() as work:
    def path(name):
        return os.path.join(work, name)

    def content(name):
        with open(path(name), "rb") as file:
            return file.read()

    inputs = ["examples", "tests/cases/bad_open_bracket", "tests/cases/suppression_expired", "tests/cases/output_csv/plan.yaml"]
    for lang in ("ja", "en"):
        for more in ([], ["--profile", "kashiwa", "--questions", "all"], ["--care-managers"], ["--care-managers", "--mask"],
                     ["--rank", "--audience", "inspector"]):
            which = " ".join([lang, *more])
            outputs = [word for form, name in (("json", "r.json"), ("ndjson", "r.ndjson"), ("html", "a.html"), ("csv", "a.csv"))
                       for word in ("--format", form, "-o", path(name))]
            run("check", "--lang", lang, "--as-of", "2026-07-31", "--with-plan", *more, *outputs, *inputs)
            data = json.loads(content("r.json"))
            with open(path("sorted.json"), "w", encoding="utf-8") as file:  # members in another order, every letter escaped
                json.dump(data, file, sort_keys=True, indent=1)
            for result in ("r.json", "r.ndjson", "sorted.json"):
                asked = [word for word in more if word == "--care-managers"]
                made = run("report", path(result), *asked, "--format", "html", "-o", path("b.html"), "--format", "csv", "-o", path("b.csv"))
                expect(made.returncode == 0 and not made.stderr, f"{which} {result}: {made.returncode} {made.stderr.decode()}")
                expect(content("a.html") == content("b.html"), f"{which} {result}: html differs")
                # A json result has its files before its plans; ndjson keeps the order of the run.
                rows = [content(name).splitlines() for name in ("a.csv", "b.csv")]
                expect(rows[0] == rows[1] if result == "r.ndjson" else sorted(rows[0]) == sorted(rows[1]), f"{which} {result}: csv differs")
                if asked:
                    unasked = run("report", path(result))
                    expect(unasked.returncode == 0 and unasked.stdout and unasked.stdout != content("a.html"), f"{which} {result}: not asked for")
    whole = content("r.json")
    expect(run("report", "-", given=whole).stdout == content("a.html"), "standard input and output")
    expect(run("report", "-", "-o", path("named.html"), given=whole).returncode == 0 and content("named.html") == content("a.html"), "-o alone is html")
    run("check", "--as-of", "2026-07-31", "--format", "json", "-o", path("unnamed.json"), *inputs)
    expect(b'"care_manager' not in content("unnamed.json"), "care managers stand in a result that was not asked for them")
    refused = run("report", path("unnamed.json"), "--care-managers", "-o", path("none.html"))
    expect(refused.returncode == 2 and "担当者が入っていません" in refused.stderr.decode() and not os.path.exists(path("none.html")),
           f"a result that names no care managers: {refused.returncode} {refused.stderr.decode()}")
    # Without the plans there is a report, which says so.
    run("check", "--as-of", "2026-07-31", "--format", "json", "-o", path("bare.json"), *inputs)
    bare = run("report", path("bare.json"))
    expect(bare.returncode == 0 and "--with-plan" in bare.stdout.decode(), "a result without plans")
    for name, given in (("cut", whole[:len(whole) // 2]), ("no JSON", b"\xff\xfe"), ("another JSON", b'{"a":[1]}'), ("nothing", b""), ("an array", b"[]"),
                        ("a later version", whole.replace(b'"schema_version":1', b'"schema_version":2', 1)),
                        ("a number for a text", whole.replace(b'"rule":"', b'"rule":1,"x":"', 1)),
                        ("a table that cannot be", whole.replace(b'"columns":6', b'"columns":6000000', 1)),
                        ("no summary", content("r.ndjson").rsplit(b"\n", 2)[0] + b"\n")):
        made = run("report", "-", "-o", path("none.html"), given=given)
        expect(made.returncode == 2 and made.stderr.startswith(b"tenken: stdin:") and not os.path.exists(path("none.html")),
               f"{name}: {made.returncode} {made.stderr.decode(errors='replace')}")
    # A list is cut beyond its limit, and the order of plans still knows whom it named.
    cut = json.loads(whole)
    longest = max(cut["batch"]["findings"], key=lambda finding: len(finding.get("related", ())))
    expect(longest["related"], "a finding that lists plans")
    longest["related_not_shown"] = len(longest.pop("related"))

    def ranking(page):
        return page.decode().split('<section id="ranking"')[1].split("</section>")[0]

    expect(ranking(run("report", "-", given=json.dumps(cut).encode()).stdout) == ranking(content("a.html")), "the order of plans behind a cut list")
    # Spans beyond the table, findings that are none: shown as far as it goes.
    odd = whole.replace(b'"row_span":2', b'"row_span":4294967295').replace(b'"findings":["tenken/v1:', b'"findings":["tenken/v0:')
    expect(run("report", "-", given=odd).returncode == 0, "odd spans")
    expect(run("report", path("r.json"), "-o", path("r.json")).returncode == 2 and content("r.json") == whole, "the result itself is no output")
    expect(run("report", path("r.json"), "--format", "sarif").returncode == 2, "a format that no result can give")
    expect(run("report", path("nowhere.json")).returncode == 2, "no such file")
    expect(run("report", path("r.json"), "-o", "/dev/full").returncode == 3, "a full disk")

for mistake in mistakes:
    print(mistake)
print(f"{len(mistakes)} mistakes")
sys.exit(1 if mistakes else 0)
