#!/usr/bin/env python3
"""What is known stays known, and what is new is new: check_baseline.py PROGRAM ROOT

A baseline of a plan is held against the plan in other shapes: rows moved, needs in another order, as the standard CSV, in English,
in other widths of letters. None may bring an old finding back, and a further finding of the same kind must be told.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

program, root = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])

HEAD = """種類: 居宅サービス計画
保険者番号: "999913"
被保険者番号: "0000000101"
作成年月日: 2026-04-01
計画作成日: 2026-04-01
初回作成日: 2024-04-01
計画書区分: [継続]
利用者: {氏名: 見本 ハナ, 生年月日: 昭和17年6月10日, 住所: 見本県見本市1}
認定: {状況: 認定済, 要介護状態区分: 要介護2, 認定日: 2026-03-20, 有効期間: {始まり: 2026-04-01, 終わり: 2027-03-31}}
居宅介護支援事業所: {事業所番号: "9990000011", 名称: 見本居宅介護支援事業所}
担当者: 案内 みどり
ニーズ:
"""


def need(text, goals):
    return (f"  - 内容: {text}\n    長期目標:\n      - 内容: {text}通りまで歩く。\n        期間: {{始まり: 2026-04-01, 終わり: 2027-03-31}}\n"
            "        短期目標:\n" + "".join(goals))


def goal(text, end="2027-06-30"):
    return (f"          - 内容: {text}\n            期間: {{始まり: 2026-04-01, 終わり: {end}}}\n            サービス:\n"
            "              - {内容: 練習, 保険給付対象: ○, 種別: 通所介護, 事業所名: 見本通所介護, 頻度: 週2回（火・金）, 期間: R8.4.1～R8.9.30}\n")


CALM, WALK, BATH = goal("安心して暮らす"), goal("歩行車で ABC 広場まで歩ける"), goal("湯船に入る", "2026-09-30")
PLAN = HEAD + need("花を届けたい。", [CALM, WALK]) + need("家の湯に入りたい。", [BATH, CALM])

failures = 0


def run(*words):
    done = subprocess.run([str(program), *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{words}: exit status {done.returncode}: {done.stderr}")
    return done.stdout


def findings(path, *words):
    result = json.loads(run("check", "--as-of", "2026-07-31", "--format", "json", *words, path))
    everything = [finding for part in result["plans"] + result["files"] for finding in part["findings"]]
    return [finding for finding in everything if finding["kind"] == "fail"]


def expect(what, true):
    global failures
    if not true:
        failures += 1
        print(f"not so: {what}")


def new_of(found):
    """Findings that the baseline does not know; those of one format alone have no part in it."""
    return [f"{f['rule']} {f['address']}" for f in found if not f.get("known") and f["category"] not in ("format", "input")]


def stale_of(found):
    return [f["message"] for f in found if f["rule"] == "BL-001"]


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)

    def write(name, text):
        (folder / name).write_text(text, encoding="utf-8")
        return folder / name

    def against(name, text, *words):
        return findings(write(name, text), "--baseline", folder / "known", *words)

    first = write("first.yaml", PLAN)
    run("baseline", "--as-of", "2026-07-31", "-o", folder / "known", first)
    at_first = findings(first)
    expect("the plan has findings of every kind that is moved about", {"T1-004", "T2-032", "T2-047"} <= {f["rule"] for f in at_first})
    expect("equal findings have fingerprints of their own", len({f["fingerprint"] for f in at_first}) == len(at_first))

    shapes = {
        "the same": PLAN,
        "lines above": "# 控え\n\n" + PLAN.replace("ニーズ:", "\n# ここから\nニーズ:"),
        "needs in another order": HEAD + need("家の湯に入りたい。", [BATH, CALM]) + need("花を届けたい。", [CALM, WALK]),
        "goals in another order": HEAD + need("花を届けたい。", [WALK, CALM]) + need("家の湯に入りたい。", [CALM, BATH]),
        "a goal under another need": HEAD + need("花を届けたい。", [CALM]) + need("家の湯に入りたい。", [BATH, CALM, WALK]),
        "other widths, case and blanks": PLAN.replace("歩行車で ABC 広場", "歩行車でａｂｃ 広場").replace('"0000000101"', '"０００００００１０１"'),
        "periods in another form": PLAN.replace("2027-06-30", "令和9年6月30日"),
    }
    for name, text in shapes.items():
        found = against("again.yaml", text)
        expect(f"{name}: nothing is new: {new_of(found)}", not new_of(found))
        expect(f"{name}: nothing is stale: {stale_of(found)}", not stale_of(found))

    english = findings(first, "--baseline", folder / "known", "--lang", "en")
    expect(f"in English nothing is new: {new_of(english)}", not new_of(english) and not stale_of(english))

    # The whole plan and each example, as the standard CSV.
    sources = [first, *sorted((root / "examples").glob("*/*.yaml"))]
    for source in sources:
        exported = folder / f"csv-{source.stem}"
        exported.mkdir()
        run("baseline", "--as-of", "2026-07-31", "-o", folder / "exported", source)
        run("convert", "--as-of", "2026-07-31", "--to", "csv", "-o", exported, source)
        found = findings(exported, "--baseline", folder / "exported")
        expect(f"{source.stem} as CSV: nothing is new: {new_of(found)}", not new_of(found))
        expect(f"{source.stem} as CSV: nothing is stale: {stale_of(found)}", not stale_of(found))
        if source == first:
            expect("as CSV the rules find what they found", sum(f.get("known", False) for f in found) == len(at_first))

    # What is new, however equal.
    found = against("again.yaml", PLAN + goal("安心して暮らす"))
    again = new_of(found)
    expect(f"one more goal like another brings its own findings and no more: {again}",
           sorted(rule.split()[0] for rule in again) == sorted(f["rule"] for f in at_first if "課題2 長期目標1 短期目標2" in f["address"]))
    expect("a new plan is new", new_of(against("again.yaml", PLAN.replace("0000000101", "0000000102"))) != [])

    # What is there no more, and what cannot be said of a part of the material.
    mended = PLAN.replace(WALK, goal("歩行車で ABC 広場まで歩ける", "2026-09-30"))
    expect("what was mended is stale", len(stale_of(against("again.yaml", mended))) == 1)
    expect("a rule that was not run is not stale", not stale_of(against("again.yaml", mended, "--select", "T2-047,input")))
    expect("a plan that was not read is not stale", not stale_of(findings(root / "examples" / "visits-27", "--baseline", folder / "known")))

sys.exit(1 if failures else 0)
