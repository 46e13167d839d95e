"""checks.py c|safe PLANS…: the ten checks as a script over PyYAML, with libyaml (c) or without; prints file, cell and check."""
import re
import sys

import yaml

Loader = yaml.CSafeLoader if sys.argv[1] == "c" else yaml.SafeLoader


def blank(cell):
    return cell is None or not str(cell).strip()


def each(parent, key, place):
    for number, child in enumerate(parent.get(key) or []):
        yield child, f"{place}{key}[{number}]."


def check_service(row, place):
    if row.get("保険給付対象") == "○" and blank(row.get("事業所名")):
        yield place + "事業所名", "provider"
    if blank(row.get("頻度")):
        yield place + "頻度", "frequency"
    elif not re.search("週|月|毎|常時", row["頻度"]):
        yield place + "頻度", "frequency-words"


def check_plan(plan):
    if blank(plan.get("担当者")):
        yield "担当者", "care-manager"
    if len(plan["保険者番号"]) != 6:
        yield "保険者番号", "insurer-number"
    if plan["初回作成日"] > plan["計画作成日"]:
        yield "初回作成日", "first-date"
    if len(plan["アセスメント"]["項目"]) < 23:
        yield "アセスメント.項目", "assessment-items"
    for need, at_need in each(plan, "ニーズ", ""):
        for goal, at_goal in each(need, "長期目標", at_need):
            if blank(goal.get("内容")):
                yield at_goal + "内容", "long-goal"
            for step, at_step in each(goal, "短期目標", at_goal):
                if blank(step.get("内容")):
                    yield at_step + "内容", "short-goal"
                if blank(step.get("期間")):
                    yield at_step + "期間", "short-goal-period"
                for row, at_row in each(step, "サービス", at_step):
                    yield from check_service(row, at_row)


for path in sys.argv[2:]:
    with open(path, "rb") as file:
        for plan in yaml.load_all(file, Loader):
            for place, check in check_plan(plan):
                print(f"{path}: {place}: {check}")
