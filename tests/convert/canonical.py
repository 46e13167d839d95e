"""The canonical form of standard CSV sets, written from the standard and not from tenken's code; only the layout data is shared.

One code a character (of IBM's kanji Microsoft's, which Python would write as NEC's copy of them), CRLF everywhere, free text quoted and nothing else, numbers without leading
zeros, what is carried down printed once, needs, goals and services numbered in their order, the week before the day.
"""
import csv
import io

import yaml

IBM = {}
for lead in range(0xFA, 0xFD):
    for trail in range(0x40, 0xFD):
        try:
            IBM[bytes([lead, trail]).decode("cp932")] = bytes([lead, trail])
        except UnicodeDecodeError:
            pass


def encode(text_):
    return b"".join(IBM[c] if c in IBM and c.encode("cp932")[0] in (0xED, 0xEE) else c.encode("cp932") for c in text_)


BLANK = {"", "~", "null", "Null", "NULL"}


class Layouts:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            data = yaml.load(file, Loader=yaml.BaseLoader)
        self.version = data["versions"][0]
        self.by_type = {layout["files"][0]: layout for layout in data["layouts"]}

    def of(self, name):
        best = [kind for kind in self.by_type if name.startswith(kind + "_")]
        return self.by_type[max(best, key=len)]


def read_rows(data):
    return list(csv.reader(io.StringIO(data.decode("cp932"), newline=""), strict=True))


def text(value):
    return "" if value.strip(" \t\r\n\u3000") in BLANK else value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


def number(value):
    return (value.lstrip("0") or "0") if value.isdigit() else value


def cell(item, value, version):
    if item["key"] == "csv_version":
        return version
    if item["type"] == "text":
        return text(value)
    if item["type"] == "int":
        return number(value)
    if item["type"] == "hhmm" and item.get("required") != "always" and value == "9999":
        return ""
    return value


def write_rows(layout, rows):
    out = []
    for row in rows:
        cells = []
        for item, value in zip(layout["items"], row):
            quoted = item["type"] == "text" and value
            cells.append('"' + value.replace('"', '""') + '"' if quoted else value)
        out.append(",".join(cells) + "\r\n")
    return encode("".join(out))


def column(layout, key):
    for number_, item in enumerate(layout["items"]):
        if item["key"] == key:
            return number_
    return None


def plans_of(layout, rows):
    keys = [column(layout, key) for key in layout["key"]]
    plans = {}
    for row in rows:
        plans.setdefault(tuple(row[at] for at in keys), []).append(row)
    return plans


class Level:
    """The record of one depth of a table, as the rows above have left it."""

    def __init__(self):
        self.number, self.written, self.printed = None, None, 0


def table(layout, rows, columns):
    """columns: for need, goal (long and short together) and service its number column and the columns printed once."""
    need_no, need_cells, goal_no, long_cells, short_cells, service_no, content = columns
    out, need, goal, service = [], Level(), Level(), Level()
    long_shown = None
    for row in rows:
        row = list(row)
        if row[need_no] != need.number:
            need.number, need.printed, goal.number, long_shown = row[need_no], need.printed + 1, None, None
            seen = [""] * len(need_cells)
            need.written = seen
        if row[goal_no] != goal.number:
            goal.number, service.number, service.printed = row[goal_no], None, 0
            goal.printed += bool(row[goal_no])
            goal.written = [""] * len(short_cells)
            if long_shown is None or any(row[at] and row[at] != shown for at, shown in zip(long_cells, long_shown)):
                long_shown = [""] * len(long_cells)
        if row[service_no] != service.number:
            service.number, service.written = row[service_no], [""]
            service.printed += bool(row[service_no])
        for cells, shown in ((need_cells, need.written), (long_cells, long_shown), (short_cells, goal.written)):
            for place, at in enumerate(cells):
                if row[at] and shown[place]:
                    row[at] = ""
                shown[place] = shown[place] or row[at]
        if content is not None:
            if row[content] and service.written[0] == row[content]:
                row[content] = ""
            service.written[0] = service.written[0] or row[content]
        row[need_no] = str(need.printed)
        row[goal_no] = str(goal.printed) if goal.number else ""
        row[service_no] = str(service.printed) if service.number else ""
        out.append(row)
    return out


def week(layout, rows):
    service, activity, other = (column(layout, key) for key in ("service", "activity", "other_services"))
    slots, days, lines = [], [], []
    for row in rows:
        if row[other] and row[other] not in lines:
            lines.append(row[other])
        head = row[:service]
        if any(row[service:activity]):
            slots.append(head + row[service:activity] + [""] * (len(row) - activity))
        if any(row[activity:other]):
            days.append(head + [""] * (activity - service) + row[activity:other] + [""])
    made = slots + days or [rows[0][:service] + [""] * (len(rows[0]) - service)]
    made[0][other] = "\r\n".join(lines)
    return made


def canonical(layouts, name, data):
    layout = layouts.of(name)
    rows = [[cell(item, value, layouts.version) for item, value in zip(layout["items"], row)] for row in read_rows(data)]
    out = []
    for part in plans_of(layout, rows).values():
        at = {item["key"]: place for place, item in enumerate(layout["items"])}
        if name.startswith("UP2KYO_"):
            part = table(layout, part, (at["need_no"], [at["need"]], at["goal_no"], [at["long_goal"], at["long_period"]],
                                        [at["short_goal"], at["short_period"]], at["service_no"], at["content"]))
        elif name.startswith("UPYOBO_SUB_"):
            part = table(layout, part, (at["need_no"], [at["need"], at["proposal"], at["wish"]], at["support_no"], [],
                                        [at["goal"], at["support_points"], at["informal_support"], at["insured_service"]],
                                        at["service_no"], None))
        elif name.startswith("UP3KYO_"):
            part = week(layout, part)
        out += part
    return write_rows(layout, out)
