#!/usr/bin/env python3
"""Greps every output of every format for every personal value of the examples: check_masking.py PROGRAM ROOT

The values are collected here, from the bytes of the files and by their own keys, columns and headings; nothing of tenken is asked.
Each is looked for as it stands and in other widths, without blanks and as digits alone. The plans of 計画/ say the same things in
many shapes and hold findings that quote them.
"""
import csv
import io
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

program, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
here = pathlib.Path(__file__).resolve().parent
AS_OF = ["--as-of", "2026-07-31"]

# What a cell for a name may hold that is none.
NOBODY = {"本人", "夫", "妻", "長男", "長女", "主治医", "医師", "未定", "なし", "次男", "次女", "家族", "同上", "民生委員", ""}
# Names of the examples that are everyday words, which rules use themselves; they are looked for as a part of the whole name alone.
WORDS = {"点検", "案内", "見本", "試験", "例示", "仮名", "歩行", "道具", "車輪", "青空", "渡", "歩", "一", "一郎", "鶲", "花", "架空", "試作", "模擬"}

YAML_KEYS = "氏名|フリガナ|生年月日|住所|電話番号|被保険者番号|担当者|事業所名|事業所番号|同意者|医師|交付先|照会先|面接相手|記入者"
# Item numbers of the exchange standard, from 1.
CSV_ITEMS = {"UPHOSOKU": {5: "name", 6: "name", 8: "date", 10: "whole", 11: "whole", 12: "whole"}, "UP1KYO": {8: "name", 9: "whole"},
             "UP2KYO": {17: "code", 18: "whole"}, "UPPLAN": {7: "name", 20: "code", 21: "whole"}, "UPSIKYU": {6: "whole", 7: "code"}}
HEADINGS = {"被保険者番号": "code", "氏名": "name", "利用者氏名": "name", "フリガナ": "name", "生年月日": "date", "住所": "whole", "電話番号": "whole",
            "事業所名": "whole", "担当者": "name"}

values = set()


def add(value, kind):
    value = value.strip().strip('"').strip()
    if kind == "date":
        add_date(value)
        return
    pieces = re.split(r"[、・（）()/／]", value) if kind == "name" else [value]
    for piece in (piece.strip() for piece in pieces):
        plain = re.sub(r"\s", "", piece)
        if plain in NOBODY or len(plain) < 2:
            continue
        values.add(piece)
        for part in re.split(r"\s+", piece) if kind == "name" else []:
            part = re.sub(r"(先生|様|さん|医師|主治医)$", "", part)
            if part not in NOBODY | WORDS and len(part) > 1 and not re.fullmatch(r"[ぁ-ん]{2}", part):
                values.add(part)


def add_date(value):
    match = re.match(r"(?:昭和|S)(\d+)[年.](\d+)[月.](\d+)", value) or re.match(r"()(\d{4})-?(\d\d)-?(\d\d)", value)
    if not match:
        return
    numbers = [int(group) for group in match.groups() if group]
    year, month, day = (numbers[0] + 1925 if numbers[0] < 100 else numbers[0], *numbers[1:])
    showa = year - 1925
    values.update([f"{year}-{month:02}-{day:02}", f"{year}{month:02}{day:02}", f"{year}/{month}/{day}", f"{year}年{month}月{day}日",
                   f"昭和{showa}年{month}月{day}日", f"S{showa}.{month}.{day}", f"S{showa}.{month:02}.{day:02}", f"昭和{showa}.{month}.{day}"])


def decode(path):
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp932")


def read_yaml(text):
    for key, value in re.findall(rf"(?<![^\s{{,\[])({YAML_KEYS}): *(\"[^\"]*\"|[^,}}\]\n]+)", text):
        add(value, {"生年月日": "date", "住所": "whole", "事業所名": "whole", "事業所番号": "code"}.get(key, "name"))
    for value in re.findall(r"居宅介護支援事業所: *\{[^}]*名称: *([^,}]+)", text):
        add(value, "whole")


def read_csv(path, text):
    rows = list(csv.reader(io.StringIO(text)))
    kind = path.name.split("_")[0]
    if kind.startswith("UP"):
        for row in rows:
            add(row[2], "code")
            for item, how in CSV_ITEMS.get(kind, {}).items():
                add(row[item - 1], how)
        return
    for row in rows[1:]:
        for heading, value in zip(rows[0], row):
            if heading in HEADINGS:
                add(value, HEADINGS[heading])


def collect(folder):
    values.clear()
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() == ".yaml":
            read_yaml(decode(path))
        elif path.suffix.lower() == ".csv":
            read_csv(path, decode(path))
        if path.is_file() and len(path.stem) > 3 and path.stem != "assessment":
            values.add(path.stem)
    return set(values)


def shapes(value):
    plain = unicodedata.normalize("NFKC", value)
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in plain)
    for shape in {value, plain, wide}:
        blankless = re.sub(r"\s", "", shape)
        yield from {shape, blankless, re.sub(r"\s+", " ", shape), re.sub(r"\s+", "　", shape)}
        if re.search(r"\d[-－]\d", shape):
            yield from (re.sub(r"[-－]", dash, shape) for dash in "-－−‐ー")
    digits = re.sub(r"\D", "", plain)
    if len(digits) >= 9 and not re.search(r"[^\d-]", plain):
        yield digits


def run(*words, cwd):
    done = subprocess.run([str(program), *map(str, words)], capture_output=True, cwd=cwd, check=False)
    if done.returncode not in (0, 1, 3):
        sys.exit(f"{words}: exit status {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def text_of(data):
    """Both what a reader of the file sees and what stands in its bytes; the parts of a package one after another."""
    if data[:2] == b"PK":
        package = zipfile.ZipFile(io.BytesIO(data))
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    for encoding in ("utf-8", "cp932"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            text = data.decode("utf-8", "replace")
    unescaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), text)
    percent = re.sub(r"(?:%[0-9A-F]{2})+", lambda m: bytes.fromhex(m.group().replace("%", "")).decode("utf-8", "replace"), text)
    return text + unescaped + percent


with tempfile.TemporaryDirectory() as work:
    work = pathlib.Path(work)
    (work / "key").write_text("only for this test, invented\n", encoding="utf-8")
    # The hard plans as the standard CSV too, and broken files that findings quote.
    (work / "csv").mkdir()
    subprocess.run([str(program), "convert", *AS_OF, "--to", "csv", "-o", str(work / "csv"), str(here / "計画")], capture_output=True, check=False)
    (work / "broken").mkdir()
    (work / "broken" / "佐々木ハナ.yaml").write_text("利用者: {氏名: 佐々木 ハナ, 住所: [架空県かけす市めじろ町3-4-5\n佐々木ハナ: {", encoding="utf-8")
    (work / "broken" / "抽出.csv").write_text("被保険者番号,氏名,佐々木ハナ\n0000000909,佐々木 ハナ\n", encoding="utf-8")
    hard = here / "計画"
    # People whose names no cell of an input holds cannot be known: each input is searched for its own.
    inputs = [*sorted(path for path in (root / "examples").iterdir() if any(path.glob("*.yaml")) or any(path.glob("*.[cC][sS][vV]"))), hard, work / "csv", work / "broken"]
    collected = {folder: collect(folder) for folder in inputs}
    collected[hard] |= {"めじろ町3-4-5", "めじろ町3丁目4番", "山鳥", "椋鳥", "鵯野"}
    collected[work / "broken"] |= {"佐々木", "めじろ町3-4-5"}
    # All together, for what is said of many plans: there the numbers of all are looked for.
    collected[root / "examples"] = {value for value in collect(root / "examples") if re.fullmatch(r"\d{10}", value)}
    if sum(map(len, collected.values())) < 200:
        sys.exit("hardly any values were collected: the collector does not see them any more")

    formats = subprocess.run([str(program), "check", "--format", "none", "--lang", "en", str(hard)], capture_output=True, text=True,
                             check=False).stderr
    formats = re.search(r"use one of (.*)", formats).group(1).strip().split(", ")
    probe = subprocess.run([str(program), "check", "--allow-empty", "--format", "xlsx", "-o", str(work / "probe.xlsx"), str(work / "csv")],
                           capture_output=True, check=False)
    if probe.returncode == 2 and b"libxlsxwriter" in probe.stderr:
        formats.remove("xlsx")
        print("without libxlsxwriter: xlsx is not looked at")
    common = ["--fail-on", "never", "--questions", "all", "--mask-key", work / "key"]
    failed = False
    seen = 0
    for folder, values_here in collected.items():
        outputs = {}
        for language in ("ja", "en"):
            for name in formats:
                extra = ["--with-plan"] if name in ("json", "ndjson") else ["--sarif-all-kinds"] if name == "sarif" else []
                file = work / f"out.{name}"
                run("check", *AS_OF, *common, *extra, "--lang", language, "--format", name, "-o", file, folder, cwd=work)
                outputs[f"{name} ({language})"] = file.read_bytes()
        outputs["csv (cp932)"] = run("check", *AS_OF, *common, "--csv-encoding", "cp932", "--format", "csv", folder, cwd=work)
        outputs["html (inspector)"] = run("check", *AS_OF, *common, "--audience", "inspector", "--rank", "--format", "html", folder, cwd=work)
        outputs["junit (vendor)"] = run("check", *AS_OF, *common, "--audience", "vendor", "--format", "junit", folder, cwd=work)
        outputs["text (profile)"] = run("check", *AS_OF, *common, "--profile", "kashiwa", folder, cwd=work)
        for name in ("text", "json"):
            outputs[f"list of files ({name})"] = run("check", *AS_OF, *common, "--list-files", "--format", name, folder, cwd=work)
        outputs["baseline"] = run("baseline", *AS_OF, "--mask-key", work / "key", folder, cwd=work)
        for output, data in outputs.items():
            text = text_of(data)
            if not text.strip():
                print(f"{folder.name}, {output}: nothing was written")
                failed = True
            for value in sorted(values_here):
                found = next((shape for shape in shapes(value) if shape in text), None)
                if found:
                    at = text.index(found)
                    print(f"{folder.name}, {output}: {value!r} stands in it: …{text[max(0, at - 40):at + 40]!r}…")
                    failed = True
        bare = text_of(run("check", *AS_OF, "--fail-on", "never", "--with-plan", "--format", "json", folder, cwd=work))
        seen += sum(any(shape in bare for shape in shapes(value)) for value in values_here)

        # The same labels in every run with the key.
        if run("check", *AS_OF, *common, "--format", "json", "--with-plan", folder, cwd=work) != outputs["json (ja)"]:
            print(f"{folder.name}: two runs with one key differ")
            failed = True

    # Without a mask the same search finds most of them, or it would prove nothing.
    total = sum(map(len, collected.values()))
    if seen < total // 2:
        print(f"of {total} values only {seen} stand in a result without a mask")
        failed = True

    # Other labels each time without a key.
    keyless = [run("check", *AS_OF, "--mask", "--fail-on", "never", "--format", "json", hard, cwd=work) for _ in range(2)]
    if keyless[0] == keyless[1] or any(re.search(rb"0000000909|\xe4\xbd\x90\xe3\x80\x85\xe6\x9c\xa8", data) for data in keyless):
        print("--mask alone: labels can be foretold, or are none")
        failed = True

sys.exit(1 if failed else 0)
