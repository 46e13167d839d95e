"""Conforming CSV sets about invented people, made from a seed: every file type that is read, cells present and absent."""
import random

WORDS = ["また歩きたい。", "週に1回、朝市まで行く。", "台所で\r\n\"煮物\"を作る", "①体操、②散歩", "㈱のきした", "髙﨑 見本", "ﾃｽﾄ ハナ", "ＡＤＬ,見守り",
         "なし", "（本人）歩きたい\n（長女）見守りたい", "10kg以内", "x: y #z", "- 箇条", "0300", "はい", "未定", "［要確認］", "［］{}", "'引用'", "　字下げ", "～から", "true", "∑≒∫"]
TAIL = "9990000410_43_9990000428_78_20260326101530.CSV"


class Maker:
    def __init__(self, seed, layouts):
        self.random, self.layouts = random.Random(seed), layouts

    def maybe(self, value, chance=0.7):
        return value if self.random.random() < chance else ""

    def words(self, chance=0.8):
        return self.maybe(self.random.choice(WORDS), chance)

    def date(self):
        return f"2026{self.random.randint(1, 12):02d}{self.random.randint(1, 28):02d}"

    def period(self):
        return self.random.choice(["2026/04/01～2026/09/30", "6か月", "R8.4.1～R8.9.30", "2026/04/01～", "当面", ""])

    def any_cell(self, item):
        """A cell nobody reads into the plan, or that stands alone: right by its type."""
        kind, chance = item["type"], 1 if item.get("required") == "always" else 0.5
        length = int(item.get("length", 10))
        if kind == "code":
            value = self.random.choice(sorted(item["values"]))
        elif kind in ("ymd", "ym"):
            value = self.date()[: 8 if kind == "ymd" else 6]
        elif kind == "hhmm":
            value = self.random.choice(["0900", "1330", "9999", "2400", "0000"])
        elif kind == "int":
            value = str(self.random.randint(1, 10 ** min(length, 4) - 1))
        elif kind == "decimal":
            value = "10.21"
        elif kind == "flag":
            value = self.random.choice("01")
        elif kind == "days31":
            value = "".join(self.random.choice("01") for _ in range(31))
        elif kind == "postal":
            value = "000-0001"
        elif kind == "phone":
            value = "000-0000-0000"
        elif kind == "unused":
            value = ""
        elif kind == "text":
            value = self.random.choice(WORDS) if length == 10 else "見本"[: length // 2]
        elif kind == "code6":
            value = self.random.choice(["117211", "151111", "11AAAA", "999999"])
        else:
            value = "9" * length
        return value if self.random.random() < chance else ""

    def row(self, kind, given):
        cells = []
        for item in self.layouts.by_type[kind]["items"]:
            key = item["key"]
            if key == "csv_version":
                cells.append(self.layouts.version)
            elif key in given:
                cells.append(given[key])
            else:
                cells.append(self.any_cell(item))
        return cells

    def person(self, number):
        return {"insurer_no": "999954", "insured_no": f"{number:010d}", "created_on": "20260320", "office_code": "9990000410",
                "office_name": "つばめ居宅介護支援事業所", "care_manager": "巣立 ひなこ", "user_name": "試作 キヨ", "updating_office": "9990000410",
                "certification_status": "2", "certified_on": "20260312", "certified_from": "20260401", "certified_to": "20270331",
                "care_level": "21", "user_address1": "架空県つばめ市", "user_address2": self.maybe("２番１号", 0.5), "first_plan_date": "20250401",
                "user_kana": self.words(), "user_sex": "2", "user_birth_date": "19420117", "user_phone": self.maybe("000-0000-0000"),
                "previous_care_level": self.maybe("21"), "care_level_changed_on": self.maybe("20260401"), "benefit_limit_units": "16765",
                "plan_kind": self.random.choice(["11", "21", "52", "54", ""])}

    def table2(self, base):
        rows, goal = [], 0
        for need in range(1, self.random.randint(1, 3) + 1):
            need_text = self.random.choice(WORDS[:5]) + str(need)
            for _ in range(self.random.randint(1, 3)):
                goal += 1
                repeat = self.random.random() < 0.5
                cells = {"need_no": str(need), "need": need_text, "goal_no": str(goal), "long_goal": f"長期{need}{goal}",
                         "short_goal": self.words(0.9), "long_period": self.period(), "short_period": self.period()}
                for service in range(1, self.random.randint(1, 3) + 1):
                    shown = dict(cells) if repeat or service == 1 else {key: "" for key in cells} | {"need_no": str(need), "goal_no": str(goal)}
                    rows.append(self.row("UP2KYO", base | shown | {
                        "service_no": f"{service:02d}", "content": f"支援{service}", "service_type": "通所介護", "frequency": "週2回",
                        "period": self.period(), "identifier": "", "provider_name": self.words()}))
        return rows

    def table3(self, base):
        rows = []
        other = self.words(0.5)
        for at in range(self.random.randint(1, 5)):
            slot, day = self.random.random() < 0.7, self.random.random() < 0.5
            rows.append(self.row("UP3KYO", base | {
                "service": "訪問介護" if slot else "", "weekday": str(at % 7 + 1) if slot else "", "start": "0930" if slot else "",
                "end": self.random.choice(["1030", "9999"]) if slot else "", "activity": "起床" if day else "", "activity_start": "0600" if day else "",
                "activity_end": "" if day else "", "other_services": other if at == 0 or at % 2 else ""}))
        if not any(any(row[5:]) for row in rows):
            return []
        return rows

    def month(self, base, month, files):
        for kind in ("UPPLAN", "UPJSK"):
            name = f"{kind}_{month}_{TAIL}"
            for _ in range(self.random.randint(1, 4)):
                files.setdefault(name, []).append(self.row(kind, base | {
                    "target_month": month, "date": f"{month}{self.random.randint(1, 28):02d}", "service_code": "117211",
                    "provider_code": "9990000436", "short_stay_days_before": "3", "identifier": "", "provider_name": self.words()}))
        name = f"UPSIKYU_{month}_{TAIL}"
        for _ in range(self.random.randint(1, 3)):
            files.setdefault(name, []).append(self.row("UPSIKYU", base | {"target_month": month, "provider_code": "9990000436"}))

    def months_set(self, people):
        """Tables 6 and 7 with their supplement, without a plan."""
        files = {}
        for number in range(1, people + 1):
            base = self.person(number) | {"plan_date": "00000000"}
            self.month(base, "202604", files)
            files.setdefault(f"UPHOSOKU_202604_{TAIL}", []).append(self.row("UPHOSOKU", base | {"target_month": "202604", "identifier": ""}))
        return files

    def home_set(self, people, months):
        files = {}
        for number in range(1, people + 1):
            base = self.person(number) | {"plan_date": "20260323"}
            files.setdefault(f"UP1KYO_{TAIL}", []).append(self.row("UP1KYO", base | {"identifier": "", "review_board_opinion": self.words()}))
            files.setdefault(f"UP2KYO_{TAIL}", []).extend(self.table2(base))
            files.setdefault(f"UP3KYO_{TAIL}", []).extend(self.table3(base))
            files.setdefault(f"UPHOSOKU_000000_{TAIL}", []).append(self.row("UPHOSOKU", base | {"target_month": "000000", "identifier": ""}))
            if months:
                files.setdefault(f"UPHOSOKU_202604_{TAIL}", []).append(self.row("UPHOSOKU", base | {
                    "plan_date": "00000000", "target_month": "202604", "identifier": ""}))
                self.month(base, "202604", files)
                self.month(base, "202605", files)
        return {name: rows for name, rows in files.items() if rows}

    def prevention_set(self, people):
        files = {}
        for number in range(1, people + 1):
            base = self.person(number) | {"plan_date": "20260425", "consulted_on": "20260420", "care_level": "12", "support_level": "1",
                                          "author": "橋渡 なお", "consented_on": "20260425", "consented_by": "試作 キヨ",
                                          "user_kana": "シサク", "user_sex": "2", "user_birth_date": "19420117", "user_address": "架空県つばめ市",
                                          "user_phone": "000-000-0000", "previous_care_level": "12"}
            for key in ("basic_checklist_on",):
                base[key] = "20260420"
            files.setdefault(f"UPYOBO_{TAIL}", []).append(self.row("UPYOBO", base))
            support = 0
            for need in range(1, self.random.randint(1, 2) + 1):
                for _ in range(self.random.randint(1, 2)):
                    support += 1
                    cells = {"need_no": str(need), "need": f"課題{need}", "proposal": f"提案{need}", "wish": f"意向{need}", "goal": f"目標{support}",
                             "support_no": str(support), "support_points": self.words(0.9), "informal_support": self.words(0.9),
                             "insured_service": self.words(0.9)}
                    for service in range(1, self.random.randint(1, 2) + 1):
                        shown = cells if service == 1 else {key: "" for key in cells} | {"need_no": str(need), "support_no": str(support)}
                        files.setdefault(f"UPYOBO_SUB_{TAIL}", []).append(self.row("UPYOBO_SUB", base | shown | {
                            "service_no": str(service), "service_type": "介護予防通所リハビリテーション", "period": self.period()}))
            files.setdefault(f"UPKIHON_{TAIL}", []).append(self.row("UPKIHON", base))
            for hour in range(6, 6 + 3 * self.random.randint(1, 4), 3):
                files.setdefault(f"UPKIHON_SUB1_{TAIL}", []).append(self.row("UPKIHON_SUB1", base | {
                    "time": f"{hour}時", "user_activity": self.maybe(f"起床{hour}", 0.8), "family_activity": self.words()}))
            for _ in range(self.random.randint(1, 3)):
                files.setdefault(f"UPKIHON_SUB2_{TAIL}", []).append(self.row("UPKIHON_SUB2", base))
        return files
