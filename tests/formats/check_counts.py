#!/usr/bin/env python3
"""check_counts.py PROGRAM ROOT: text, totals, html and xlsx have the same tables of counts, by rule, office, month and care manager.

Those by care manager are there when they were asked for, and nowhere else. Months are of an era where people read them, and sort where
programs do.
"""
import csv
import html
import io
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
import zipfile

program, root = sys.argv[1], sys.argv[2]
mistakes = []
WEIGHTS = 4
NAMES = ("項目ごと", "事業所ごと", "計画作成日の月ごと", "担当者ごと（人を評価するためのものではありません）")


def run(*words):
    return subprocess.run([program, "check", "--as-of", "2026-07-31", "--fail-on", "never", *words, "examples"], cwd=root, capture_output=True,
                          check=True).stdout


def in_iso(month):
    """令和8年4月 as 2026-04."""
    found = re.fullmatch(r"(令和|平成)(元|\d+)年(\d+)月", month)
    if not found:
        mistakes.append(f"a month in a table for people: {month}")
        return month
    year = 1 if found[2] == "元" else int(found[2])
    return f"{ {'令和': 2018, '平成': 1988}[found[1]] + year}-{int(found[3]):02}"


def of_totals(*words):
    tables = {name: {} for name in NAMES}
    for row in list(csv.reader(io.StringIO(run("--format", "totals", *words).decode("utf-8-sig"))))[1:]:
        number, name = row[1:3]
        tables[row[0]][(name + " " + number).strip()] = tuple(int(cell) for cell in row[3:] if cell)
    return tables


def of_text(*words):
    tables = {name: {} for name in NAMES}
    table = None
    lines = run("--statistics", "-q", *words).decode().split("件数の表")[1].splitlines()
    for line in lines:
        if line.strip() in tables:
            table = line.strip()
        found = re.fullmatch(r" +(\d+(?: +\d+)*)  (\D.*)", line)
        if found and table:
            name = found[2]
            if table == NAMES[0]:
                name = " ".join(reversed(name.split(" ", 1)))
            if table == NAMES[2]:
                name = in_iso(name)
            tables[table][name] = tuple(int(number) for number in found[1].split())
    return tables


def cells(row):
    return [" ".join(html.unescape(re.sub("<[^>]*>", "", cell)).split()) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]


def of_html(*words):
    labels = {"項目ごとの件数": NAMES[0], "事業所ごとの件数": NAMES[1], "計画作成日の月ごとの件数": NAMES[2],
              "担当者ごとの件数（人を評価するためのものではありません）": NAMES[3]}
    tables = {name: {} for name in NAMES}
    for label, body in re.findall(r'aria-label="([^"]*)" tabindex="0"><table.*?<tbody>(.*?)</tbody>', run("--format", "html", *words).decode(), re.DOTALL):
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL) if label in labels else []:
            texts = cells(row)[:-1]
            name, numbers = (texts[1] + " " + texts[0], texts[2:]) if label == "項目ごとの件数" else (texts[0], texts[1:])
            if labels[label] == NAMES[2]:
                name = in_iso(name)
            tables[labels[label]][name] = tuple(int(number) for number in numbers)
    return tables


def of_xlsx(*words):
    sheets = {"項目ごと": NAMES[0], "事業所": NAMES[1], "月ごと": NAMES[2], "担当者ごと": NAMES[3]}
    tables = {name: {} for name in NAMES}
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "counts.xlsx")
        run("--format", "xlsx", "-o", path, *words)
        with zipfile.ZipFile(path) as book:
            names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
            for number, sheet in enumerate(names, 1):
                if sheet not in sheets:
                    continue
                rows = [["".join(cell.itertext()) for cell in row] for row in
                        xml.etree.ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}row")]
                for row in rows[1:]:
                    width = WEIGHTS + (sheet != "項目ごと")
                    texts, numbers = row[:-width], row[-width:]
                    name = " ".join(text for text in reversed(texts) if text)
                    tables[sheets[sheet]][name] = tuple(int(value) for value in numbers)
    return tables


for asked in ((), ("--care-managers",)):
    seen = {"totals": of_totals(*asked), "text": of_text(*asked), "html": of_html(*asked)}
    if subprocess.run([program, "check", "--format", "xlsx", "-o", os.devnull, os.path.join(root, "examples/good")], capture_output=True, check=False).returncode != 2:
        seen["xlsx"] = of_xlsx(*asked)
    for name in NAMES:
        expected = seen["totals"][name]
        if bool(expected) != (name != NAMES[3] or bool(asked)):
            mistakes.append(f"totals, {asked}: {name} has {len(expected)} rows")
        for format, tables in seen.items():
            if tables[name] != expected:
                mistakes.append(f"{format}, {asked}: {name}: {set(tables[name].items()) ^ set(expected.items())}")
print("\n".join(mistakes))
sys.exit(1 if mistakes else 0)
