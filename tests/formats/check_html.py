#!/usr/bin/env python3
"""check_html.py PROGRAM ROOT: the HTML report is well made, runs and loads nothing, and holds everything its JSON twin does.

A conformance checker (the Nu Html Checker, as `vnu` or a jar named by TENKEN_VNU) is asked where it is there, and with TENKEN_BROWSER a
browser (chromium, for the pages on A4); run_html sets both.
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from html.parser import HTMLParser

program, root = sys.argv[1], sys.argv[2]
mistakes = []
VOID = {"meta", "br", "col", "link", "img", "input", "hr"}


def expect(condition, text):
    if not condition:
        mistakes.append(text)


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.targets, self.outside = [], [], [], []
        self.headings, self.landmarks, self.text, self.bad, self.ths = [], [], [], [], 0
        self.csp = self.lang = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag not in VOID and not self.self_closing:
            self.open.append(tag)
        self.ids += [attributes["id"]] if "id" in attributes else []
        if tag in ("script", "iframe", "object", "embed", "form", "link", "base", "img", "video", "audio"):
            self.bad.append(f"<{tag}>")
        self.bad += [f"{tag} {name}" for name in attributes if name.startswith("on") or name in ("src", "srcset", "action", "ping", "background")]
        if "url(" in (attributes.get("style") or ""):
            self.bad.append("url() in a style")
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy":
            self.csp = attributes["content"]
        if tag == "html":
            self.lang = attributes.get("lang")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in ("main", "nav", "header"):
            self.landmarks.append(tag)
        if tag == "th":
            self.ths += 1
            expect(attributes.get("scope") in ("row", "col", "rowgroup", "colgroup"), f"th without scope: {self.getpos()}")
        if tag == "a":
            address = attributes["href"]
            (self.targets if address.startswith("#") else self.outside).append(address.lstrip("#") if address.startswith("#") else address)
        if attributes.get("tabindex") == "0":
            expect(attributes.get("aria-label"), f"a place for the keyboard without a name: {self.getpos()}")

    self_closing = False

    def handle_startendtag(self, tag, attributes):
        self.self_closing = True
        self.handle_starttag(tag, attributes)
        self.self_closing = False

    def handle_endtag(self, tag):
        expect(self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}: {self.getpos()}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)


def flat(text):
    """Letters alone: <br>, blanks and what stands for a control character make no difference."""
    return re.sub(r"\s+|<(U\+|0x)[0-9A-F]+>", "", "".join(c for c in text if c >= " " and c not in "\u200b\u200e\u202e"))


def run(folder, *words):
    result, report = os.path.join(folder, "result.json"), os.path.join(folder, "report.html")
    subprocess.run([program, "check", "--as-of", "2026-07-31", "--with-plan", "--format", "json", "-o", result, "--format", "html", "-o", report, *words],
                   cwd=root, capture_output=True, check=False)
    with open(result, encoding="utf-8") as file:
        data = json.load(file)
    with open(report, encoding="utf-8") as file:
        return data, file.read(), report


def check(name, data, markup):
    page = Page()
    page.feed(markup)
    page.close()
    said = flat("".join(page.text))
    expect(not page.open, f"{name}: never closed: {page.open}")
    expect("超えた0件" not in said and "示していないもの：0件" not in said, f"{name}: says that nothing was left out")
    expect(not page.bad, f"{name}: {page.bad[:5]}")
    expect("url(" not in re.sub(r"url\(#[a-z-]+\)", "", markup.split("<body")[0]) and "@import" not in markup.split("<body")[0], f"{name}: the style loads something")
    expect(page.csp and page.csp.startswith("default-src 'none';") and "script" not in page.csp, f"{name}: CSP {page.csp}")
    expect(page.lang == data["language"], f"{name}: lang {page.lang}")
    expect(len(page.ids) == len(set(page.ids)), f"{name}: an id stands twice: {sorted(x for x in set(page.ids) if page.ids.count(x) > 1)[:3]}")
    expect(set(page.targets) <= set(page.ids), f"{name}: nowhere: {sorted(set(page.targets) - set(page.ids))[:5]}")
    expect(all(re.match("https?://", address) for address in page.outside), f"{name}: {page.outside[:3]}")
    expect(page.headings[0] == 1 and page.headings.count(1) == 1, f"{name}: no single first heading")
    expect(all(b <= a + 1 for a, b in zip(page.headings, page.headings[1:])), f"{name}: a heading is left out")
    expect(sorted(set(page.landmarks)) == ["header", "main", "nav"], f"{name}: landmarks {page.landmarks}")
    for part in data["plans"] + data["files"] + ([data["batch"]] if "batch" in data else []):
        for finding in part["findings"]:
            wanted = [finding.get("title", "")] if finding["kind"] == "open" else [finding["message"], finding["address"]]
            if finding["kind"] != "open" and "suppressed_by" not in finding:
                wanted += [finding.get("fix", "")] + ([] if data["audience"] == "vendor" else [finding.get("question", "")])
                wanted += [finding["name"], finding.get("item", "")] if data["audience"] == "vendor" else []
                wanted += [basis.get("place", "") for basis in finding.get("basis", [])] if data["audience"] == "inspector" else []
                wanted += [table["title"] for table in finding.get("tables", [])] if data["audience"] == "inspector" else []
            for text in wanted:
                expect(flat(text) in said, f"{name}: not in the report: {text[:60]}")
    for plan in data["plans"]:
        for sheet in plan["forms"]:
            for section in sheet["sections"]:
                for row in section["rows"]:
                    for cell in row["cells"]:
                        expect(flat(cell["text"]) in said, f"{name}: not in the report: {cell['text'][:60]}")
        for item in plan.get("policy_items", []):
            expect(flat(item["text"]) in said, f"{name}: not in the report: {item['text'][:60]}")
    for file in data["files"]:
        expect(file.get("sha256", "") in said, f"{name}: no digest of {file['path']}")


def conformance(paths):
    command = [os.environ["TENKEN_VNU"]] if os.environ.get("TENKEN_VNU") else [shutil.which("vnu") or ""]
    if command[0].endswith(".jar"):
        command = ["java", "-jar", command[0]]
    if not command[0]:
        print("without the Nu Html Checker (set TENKEN_VNU to vnu.jar, from npm install vnu-jar): conformance is not checked")
        return
    with tempfile.NamedTemporaryFile("w", suffix=".html") as wrong:
        wrong.write("<!DOCTYPE html><title>x</title><p><div id=a id=a></p>")
        wrong.flush()
        expect(subprocess.run([*command, wrong.name], capture_output=True, check=False).returncode, "the checker lets everything pass")
    done = subprocess.run([*command, "--stdout", *paths], capture_output=True, text=True, check=False)
    expect(done.returncode == 0 and not done.stdout.strip(), f"conformance: {done.stdout[:1000]}{done.stderr[:300]}")


def on_paper(name, path, data):
    """Every word lies inside its page of A4, and every finding can be read there."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not browser or not shutil.which("pdftotext"):
        print(f"without chromium and pdftotext: {name} is not printed")
        return
    pdf = path + ".pdf"
    subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={pdf}", f"file://{path}"],
                   capture_output=True, check=False, timeout=120)
    boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=False).stdout
    width = height = pages = 0
    margin, number = 15, 20  # points: less than the margin of the page; the number of a page stands in it
    for line in boxes.splitlines():
        size = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line)
        word = re.search(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)</word>', line)
        if size:
            width, height, pages = float(size[1]), float(size[2]), pages + 1
            expect(abs(sorted((width, height))[0] - 595) < 2 and abs(sorted((width, height))[1] - 842) < 2, f"{name}: a page is {width}×{height}")
        elif word:
            left, top, right, bottom = (float(word[i]) for i in range(1, 5))
            in_margin = top > height - number - 25 and re.fullmatch(r"[0-9/]+", word[5])
            expect(left > margin and top > margin and right < width - margin and bottom < height - (0 if in_margin else margin),
                   f"{name}: {word[5]} is cut on page {pages}")
    text = flat(subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=False).stdout)
    lost = [finding["rule"] for plan in data["plans"] for finding in plan["findings"] if finding["kind"] != "open" and finding["rule"] not in text]
    expect(pages and not lost, f"{name}: {pages} pages, without {lost[:5]}")
    # A column of sentences pressed to the width of one character takes a page a sentence.
    expect(pages < 10 + 15 * len(data["plans"]), f"{name}: {pages} pages for {len(data['plans'])} plans")


with tempfile.TemporaryDirectory() as work:
    folders, runs = [], {
        "one plan": ["examples/typical-faults"],
        "a policy": ["--profile", "kashiwa", "examples/good", "examples/standard-csv"],
        "examples": ["--profile", "kashiwa", "--questions", "all", "examples"],
        "inspector": ["--audience", "inspector", "--rank", "examples"],
        "no assessment": ["examples/flat-csv"],
        "vendor": ["--audience", "vendor", "examples"],
        "english": ["--lang", "en", "examples"],
        "broken": ["tests/cases/bad_open_bracket", "tests/cases/suppression_expired"],
        "nothing": ["--allow-empty", work],
    }
    hostile = os.path.join(work, "a\"><script>alert(1)<")
    os.mkdir(hostile)
    with open(os.path.join(root, "tests/cases/output_html/plan.yaml"), encoding="utf-8") as file:
        plan = file.read()
    nasty = "\"</style><script>alert('1')</script><!-- <img src=x onerror=alert(2)> & &amp; \u202e]]>\""
    plan = plan.replace("見本 ハナ", nasty).replace("案内 みどり", nasty).replace("見本居宅介護支援事業所", nasty).replace("毎日", nasty)
    with open(os.path.join(hostile, "=1+1\n'<b>.yaml"), "w", encoding="utf-8") as file:
        file.write(plan)
    runs["hostile"] = [hostile]
    reports = []
    for number, (name, words) in enumerate(runs.items()):
        folder = os.path.join(work, str(number))
        os.mkdir(folder)
        data, markup, path = run(folder, *words)
        check(name, data, markup)
        reports.append(path)
        # A table of 23 noughts is one sentence.
        unassessed, tabled = "23項目は確かめていません" in markup, 'aria-label="課題分析標準項目（23項目）"' in markup
        expect((unassessed, tabled) == {"no assessment": (True, False), "examples": (False, True)}.get(name, (unassessed, tabled)),
               f"{name}: the standard items, said {unassessed}, as a table {tabled}")
        expect(('href="#together"' in markup) == ('id="together"' in markup), f"{name}: the contents do not lead to what was seen together")
        if name in ("one plan", "a policy", "hostile", "inspector") and os.environ.get("TENKEN_BROWSER"):
            on_paper(name, path, data)
    conformance(reports)

for mistake in mistakes[:40]:
    print(mistake)
print(f"{len(runs)} reports: {len(mistakes)} mistakes")
sys.exit(1 if mistakes else 0)
