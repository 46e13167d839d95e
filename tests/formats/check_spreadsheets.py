#!/usr/bin/env python3
"""check_spreadsheets.py PROGRAM ROOT: a spreadsheet program opens csv, in both encodings, and xlsx, and sees in them what json says.

Opened by LibreOffice, without a window, and written again as CSV of its own, which a CSV reader reads.
"""
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile

program, root = sys.argv[1], sys.argv[2]
mistakes = []
office = shutil.which("soffice") or shutil.which("libreoffice")
if not office:
    print("SKIPPED: needs LibreOffice (Debian: apt install --no-install-recommends libreoffice-calc)")
    sys.exit(0)

UTF8, CP932 = "76", "60"  # as LibreOffice counts encodings
EXPORT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,"


def expect(condition, text):
    if not condition:
        mistakes.append(text)


def opened(work, name, *words):
    """The tables LibreOffice sees in a file: rows by the name of the table, empty for the one of a CSV."""
    folder = os.path.join(work, name + ".seen")
    done = subprocess.run([office, f"-env:UserInstallation=file://{work}/profile", "--headless", *words, "--outdir", folder, os.path.join(work, name)],
                          capture_output=True, check=False, timeout=300)
    tables = {}
    for path in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        with open(os.path.join(folder, path), encoding="utf-8-sig", newline="") as file:
            table = path.removesuffix(".csv").removeprefix(name.rsplit(".", 1)[0]).lstrip("-")
            tables[table] = [row for row in csv.reader(file, strict=True) if row]
    expect(tables, f"{name}: not opened: {done.stderr.decode(errors='replace')[:300]}")
    return tables


def read(path, encoding):
    with open(path, encoding=encoding, newline="") as file:
        return [row for row in csv.reader(file, strict=True) if row]


def check_csv(work, name, encoding, number):
    seen = opened(work, name, "--infilter=Text - txt - csv (StarCalc):44,34," + number + ",1,,0,true,false,false", "--convert-to", EXPORT + "0")
    ours = read(os.path.join(work, name), encoding)
    theirs = next(iter(seen.values()), [])
    expect(len(ours) > 10 and ours == theirs, f"{name}: {len(ours)} rows, seen {len(theirs)}: "
           + str(next(((a, b) for a, b in zip(ours, theirs) if a != b), ""))[:600])


def check_book(work, name, data):
    tables = opened(work, name, "--convert-to", EXPORT + "-1")
    findings = tables.get("指摘と問いかけ", [[]])
    column = {heading: number for number, heading in enumerate(findings[0])}
    said = [(plan.get("key", ""), finding["rule"], finding["message"], finding.get("question", ""), finding["address"],
             finding.get("suppressed_by", {}).get("reason", ""))
            for plan in data["files"] + data["plans"] for finding in plan["findings"] if finding["kind"] != "open"]
    for finding in data["batch"]["findings"]:
        if finding["kind"] != "open":
            said.append(("", finding["rule"], finding["message"], finding.get("question", ""), finding["address"], finding.get("suppressed_by", {}).get("reason", "")))
            said += [(plan["plan"], finding["rule"], plan.get("text") or finding["title"], "", finding["address"], "") for plan in finding.get("related", [])]
    seen = [tuple(row[column[name]] for name in ("計画", "番号", "内容", "問いかけ", "場所", "そのままにする理由")) for row in findings[1:]]
    visible = [tuple(text.replace("\x1b", "<U+001B>") for text in row) for row in said]
    expect(sorted(seen) == sorted(visible), f"{name}: {len(seen)} findings of {len(said)}: {list(set(visible) ^ set(seen))[:2]}")
    expect(any(row[5].startswith("=") for row in seen), f"{name}: no cell that begins as a formula was among them")
    plans = tables.get("計画", [[]])
    column = {heading: number for number, heading in enumerate(plans[0])}
    expect([row[column["計画"]] for row in plans[1:]] == [plan["key"] for plan in data["plans"]], f"{name}: plans")
    expect(sum(int(row[column["確認できない"]]) for row in plans[1:]) == data["coverage"]["unchecked"], f"{name}: what could not be checked")
    offices = tables.get("事業所", [[]])
    expect(sum(int(row[2]) for row in offices[1:]) == len(data["plans"]), f"{name}: plans of offices")
    unchecked = [(plan["key"], finding["rule"]) for plan in data["plans"] for finding in plan["findings"] if finding["kind"] == "open"]
    expect(sorted(unchecked) == sorted((row[0], row[2]) for row in tables.get("確認していないこと", [[]])[1:]), f"{name}: coverage")
    expect([row[4] for row in tables.get("読んだファイル", [[]])[1:]] == [file.get("sha256", "") for file in data["files"]], f"{name}: digests")
    expect(len(tables.get("23項目", [])) == 24, f"{name}: the 23 items")


with tempfile.TemporaryDirectory() as work:
    def check(name, *words):
        return subprocess.run([program, "check", "--as-of", "2026-07-31", "--format", *words, "-o", os.path.join(work, name), "examples",
                               "tests/cases/output_csv/plan.yaml", "tests/cases/bad_open_bracket"], cwd=root, capture_output=True, check=False)

    check("result.json", "json", "--with-plan")
    with open(os.path.join(work, "result.json"), encoding="utf-8") as file:
        data = json.load(file)
    check("utf8.csv", "csv")
    check_csv(work, "utf8.csv", "utf-8-sig", UTF8)
    check("cp932.csv", "csv", "--csv-encoding", "cp932")
    check_csv(work, "cp932.csv", "cp932", CP932)
    made = check("book.xlsx", "xlsx")
    if made.returncode == 2:
        print("without libxlsxwriter: xlsx is not opened")
        expect("libxlsxwriter" in made.stderr.decode(), f"no clear message: {made.stderr.decode()}")
    else:
        check_book(work, "book.xlsx", data)
        subprocess.run([program, "report", os.path.join(work, "result.json"), "--format", "xlsx", "-o", os.path.join(work, "again.xlsx")], check=False)
        check_book(work, "again.xlsx", data)

for mistake in mistakes:
    print(mistake)
print(f"{len(mistakes)} mistakes")
sys.exit(1 if mistakes else 0)
