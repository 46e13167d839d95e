#!/usr/bin/env python3
"""round_trip.py PROGRAM ROOT: CSV → YAML → CSV gives the canonical form, byte for byte; YAML → CSV → YAML keeps what the standard holds,
and says what it does not."""
import glob
import os
import subprocess
import sys
import tempfile

import yaml

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from canonical import Layouts, canonical, write_rows  # noqa: E402
from made_sets import Maker  # noqa: E402

program, root = sys.argv[1], sys.argv[2]
layouts = Layouts(root + "/rules/formats/standard_csv_4_1.yaml")
mistakes = []
trips = 0


def fail(text):
    mistakes.append(text)


def convert(*words):
    return subprocess.run([program, "convert", *words], capture_output=True, check=False)


def contents(folder):
    return {name: open(os.path.join(folder, name), "rb").read() for name in sorted(os.listdir(folder))}


def first_difference(expected, made):
    before, after = expected.decode("cp932").split("\r\n"), made.decode("cp932").split("\r\n")
    for line, (one, two) in enumerate(zip(before, after)):
        if one != two:
            return f"line {line + 1}:\n  expected {one}\n  made     {two}"
    return f"{len(before)} lines expected, {len(after)} made"


def compare(what, expected, made):
    if sorted(expected) != sorted(made):
        fail(f"{what}: files {sorted(made)}, expected {sorted(expected)}")
    for name in expected:
        if name in made and made[name] != expected[name]:
            fail(f"{what}: {name}: {first_difference(expected[name], made[name])}")


def there_and_back(what, files):
    """files: name to bytes of a conforming set."""
    global trips
    trips += 1
    with tempfile.TemporaryDirectory() as folder:
        before, plans, after = (os.path.join(folder, name) for name in ("before", "plans.yaml", "after"))
        os.mkdir(before)
        os.mkdir(after)
        for name, data in files.items():
            with open(os.path.join(before, name), "wb") as file:
                file.write(data)
        first = convert("--to", "yaml", "-o", plans, before)
        tail = sorted(files)[0].rsplit("_", 5)[-4:]
        sender, receiver, stamp = sorted(files)[0].split("_")[-5], tail[1] + "-" + tail[2], tail[3][:14]
        second = convert("--to", "csv", "-o", after, "--sender", sender, "--receiver", receiver, "--timestamp", stamp, plans)
        for run in (first, second):
            if run.returncode:
                fail(f"{what}: status {run.returncode}: {run.stderr.decode()}")
        # Every transmission of the set goes into one: the names take its time.
        compare(what, {name[:-18] + stamp + ".CSV": canonical(layouts, name, data) for name, data in files.items()}, contents(after))


there_and_back("examples", {name: data for name, data in contents(root + "/examples/standard-csv").items() if name.startswith("UP")})
for seed in range(12):
    for what, made in (("home", Maker(seed, layouts).home_set(3, False)), ("months", Maker(seed, layouts).home_set(2, True)),
                       ("months alone", Maker(seed, layouts).months_set(2)),
                       ("prevention", Maker(seed, layouts).prevention_set(2))):
        there_and_back(f"{what} {seed}", {name: write_rows(layouts.of(name), rows) for name, rows in made.items()})


# ---- YAML → CSV → YAML ----


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, path + (key,))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for inner in value:
            yield from leaves(inner, path)
    else:
        yield path, str(value)


def counted(document):
    counts = {}
    for path, value in leaves(document):
        counts[(path, value)] = counts.get((path, value), 0) + 1
    return counts


# Said in another way: the forms by the files, headings as they are printed, the numbers by the order, the parts of the intentions in one cell.
OTHERWISE = {"様式", "領域", "番号", "意向", "本人の意向", "家族の意向", "課題分析の結果"}

for path in sorted(glob.glob(root + "/examples/**/*.yaml", recursive=True) + glob.glob(root + "/tests/plans/good/*.yaml")):
    trips += 1
    with tempfile.TemporaryDirectory() as folder:
        settled = convert("--to", "yaml", path)
        there = convert("--to", "csv", "-o", folder, "--timestamp", "20260401000000", path)
        back = convert("--to", "yaml", folder)
        if settled.returncode or there.returncode or back.returncode:
            fail(f"{path}: {there.stderr.decode()} {back.stderr.decode()}")
            continue
        said = there.stderr.decode()
        before = [counted(document) for document in yaml.load_all(settled.stdout, Loader=yaml.BaseLoader)]
        after = [counted(document) for document in yaml.load_all(back.stdout, Loader=yaml.BaseLoader)]
        if len(before) != len(after):
            fail(f"{path}: {len(before)} plans there, {len(after)} back")
        for one, two in zip(before, after):
            for (keys, value), count in one.items():
                if two.get((keys, value), 0) >= count or any(key in OTHERWISE for key in keys[-1:]):
                    continue
                if keys[-1] in ("始まり", "終わり") and len(keys) > 1 and keys[-2] == "期間":
                    continue  # a period from dates comes back as the words 2026/04/01～2026/09/30
                if not any(key in said for key in keys):
                    fail(f"{path}: {'/'.join(keys)}: {value[:40]} is gone, and nobody said so")

for mistake in mistakes[:20]:
    print(mistake)
print(f"{trips} trips: {len(mistakes)} mistakes")
sys.exit(1 if mistakes else 0)
