"""The whole work of an officer in a browser: tables dropped, findings mended, numbers, a chart, a pack, a report.

usage: story.py GIAOBAN FOLDER   (make test-page); pictures to look at stay in FOLDER
"""

import http.client
import io
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
import zipfile

import docx
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import tables

giaoban, pictures = sys.argv[1], pathlib.Path(sys.argv[2])
pictures.mkdir(parents=True, exist_ok=True)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
messages, foreign = [], []


class Story:
    """One run in one language and size."""

    def __init__(self, browser, address, name, size):
        self.address, self.name = address, name
        self.context = browser.new_context(viewport=size, accept_downloads=True)
        own = address.split("/t/")[0]

        def watch(page):
            page.on("console", lambda m: messages.append(f"{name}: {m.type}: {m.text}"))
            page.on("pageerror", lambda e: messages.append(f"{name}: {e}"))
            page.on(
                "request",
                lambda r: None if r.url.startswith((own, "blob:", "data:"))
                else foreign.append(r.url))

        # Also what opens in a tab of its own.
        self.context.on("page", watch)
        self.page = self.context.new_page()
        self.step = 0

    def look(self, what):
        """Keeps a picture, and holds the page against WCAG and the narrowest phone."""
        self.step += 1
        self.page.screenshot(path=pictures / f"{self.name}-{self.step:02}-{what}.png", full_page=True)
        found = Axe().run(self.page, options={
            "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        broken = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]]
        assert not broken, f"{self.name} {what}: {broken}"
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": 320, "height": 800})
        width = self.page.evaluate("document.documentElement.scrollWidth")
        self.page.set_viewport_size(size)
        assert width <= 320, f"{self.name} {what}: {width} px wide at 320 px"

    def until(self, expression):
        """Waits for something of the page; its policy forbids the browser to wait by itself."""
        end = time.time() + 10
        while not self.page.evaluate(expression):
            assert time.time() < end, expression
            time.sleep(0.05)

    def go(self, step):
        self.page.goto(f"{self.address}p/{self.project}/{step}")

    # The steps

    def make_project(self, paths):
        page = self.page
        page.goto(self.address)
        self.look("shelf")
        page.fill("[name=name]", f"Báo cáo sáu tháng {self.name}")
        page.set_input_files("[name=files]", [str(path) for path in paths])
        assert page.locator(".chosen li").count() == len(paths)
        page.click("form.drop [type=submit]")
        page.wait_for_url("**/data", timeout=120_000)
        self.project = re.search("/p/([^/]+)/", page.url).group(1)
        text = page.inner_text("main")
        for path in paths:
            assert path.name in text, text
        assert text.count("biểu tổng hợp" if self.vietnamese else "report table") == len(paths), text
        self.look("data")

    def mend(self):
        """A late file writes a unit's name in a way that nobody knows."""
        page = self.page
        late = pathlib.Path(tempfile.mkdtemp()) / "bo-sung.csv"
        late.write_text(
            "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n6 tháng đầu năm 2023,Huyện Cẩm Vấn,Số hội nghị đối thoại,3\n",
            encoding="utf-8")
        page.set_input_files("[name=files]", str(late))
        with page.expect_navigation():
            page.click("form.drop [type=submit]")
        self.go("check")
        assert page.locator("li.error").count() == 1, page.inner_text("main")
        assert "Huyện Cẩm Vấn" in page.inner_text("li.error")
        self.look("error")
        # The nearest unit is one click, and nothing is chosen beforehand.
        assert page.input_value("li.error select[name=unit]") == ""
        assert "Huyện Cẩm Vân" in page.inner_text("li.error form.confirm")
        with page.expect_navigation():
            page.click("li.error form.confirm [type=submit]")
        assert page.locator("li.error").count() == 0, page.inner_text("main")
        # And back again: whatever was changed can be taken back, and done again.
        self.go("settings")
        self.look("settings")
        # What was typed into another form meanwhile is still there afterwards.
        typed = """edit => {
            const fields = [...document.querySelectorAll('main form[data-method]')].flatMap(form => [...form.elements]);
            const field = fields.find(field => field.type === 'text' && field.name);
            if (edit) field.value += ' x';
            return field.value;
        }"""
        draft = page.evaluate(typed, True)
        with page.expect_navigation():
            page.locator("#changes button").first.click()
        assert page.evaluate(typed, False) == draft, draft
        self.go("check")
        assert page.locator("li.error").count() == 1
        with page.expect_navigation():
            page.click("li.error form.confirm [type=submit]")
        assert page.locator("li.error").count() == 0

    def check(self):
        """What a cell leaves open is said, and nothing stands in the way."""
        self.go("check")
        assert self.page.locator("li.error").count() == 0, self.page.inner_text("main")
        self.look("check")

    def read_numbers(self, expected):
        """Every number of the half-year, unit by unit."""
        page = self.page
        self.go("numbers?period=2024-H1&by=unit")
        table = page.locator("main table").first.evaluate(
            "t => [...t.rows].map(r => [...r.cells].map(c => c.innerText))")
        heads = [re.sub(r" \(.*\)$", "", h.strip(" ↕")).strip() for h in table[0]]
        seen = 0
        for row in table[1:]:
            for head, cell in zip(heads[1:], row[1:]):
                if (row[0], head) in expected:
                    value = int(re.sub(r"[^0-9-]", "", cell.split("\n")[0]) or "-1")
                    assert value == expected[row[0], head], (row[0], head, cell)
                    seen += 1
        assert seen == len(expected), f"{seen} of {len(expected)} numbers: {heads}"
        self.look("numbers")

    def numbers(self, expected):
        page = self.page
        self.go("numbers?period=2024-H1&by=unit")
        heads = [h.strip(" ↕") for h in page.locator("main thead th").all_inner_texts()]
        seen = 0
        for row in page.locator("main tbody tr").all():
            unit = row.locator("th").inner_text()
            for head, cell in zip(heads[1:], row.locator("td").all_inner_texts()):
                name = re.sub(r" \(.*\)$", "", head).strip()
                if (unit, name) in expected:
                    value = int(re.sub(r"[^0-9-]", "", cell))
                    assert value == expected[unit, name], (unit, name, cell)
                    seen += 1
        assert seen == len(expected), f"{seen} of {len(expected)} numbers: {heads}"
        self.look("numbers")
        # A number leads to its row, and the row to its place in the table.
        page.locator("main tbody tr").first.locator("td a").first.click()
        page.wait_for_url("**/trace**")
        assert page.locator("tbody tr").count() == 1
        # A number that was sent wrongly is corrected here, and goes back as any change.
        trace = page.url
        page.click("main details > summary")
        self.look("trace")
        form = page.locator("form[data-address$='/corrections']")
        form.locator("[name=value]").fill("98.765")
        form.locator("[name=reason]").fill("xã báo lại")
        with page.expect_navigation():
            form.locator("[type=submit]").click()
        assert "corrections.csv" in page.inner_text("tbody"), page.inner_text("main")
        self.go("settings")
        with page.expect_navigation():
            page.locator("#changes button").first.click()
        page.goto(trace)
        assert "corrections.csv" not in page.inner_text("tbody")
        page.locator("tbody th a").first.click()
        page.wait_for_url("**/table/**")
        assert page.locator("tr.marked").count() == 1
        assert page.locator("td.read").count() > 0
        self.look("table")

    def chart(self):
        page = self.page
        self.go("charts?period=2024-H1")
        picture = page.locator("#result img")
        assert picture.evaluate("i => i.complete && i.naturalWidth > 0")
        before = picture.get_attribute("src")
        page.select_option("[name=kind]", "table")
        self.until(f"document.querySelector('#result img')?.getAttribute('src') !== '{before}'")
        page.select_option("[name=kind]", "ranked")
        self.until("document.querySelector('#result img').src.includes('kind=ranked')")
        page.fill("[name=title]", "<b>Tiêu đề & của tôi</b>")
        page.press("[name=title]", "Tab")
        self.until("(i => i.src.includes('title=') && i.complete && i.naturalWidth > 0)"
                   "(document.querySelector('#result img'))")
        self.look("chart")
        with page.expect_download() as download:
            page.locator("#result .downloads a").first.click()
        assert open(download.value.path(), "rb").read(8) == b"\x89PNG\r\n\x1a\n"

    def pack(self):
        page = self.page
        self.go("packs")
        # A part of it is looked at before it is made, as the form says it, which stays as it is.
        page.fill("[name=period]", "2024-H1")
        page.click("#pages > summary")
        with self.context.expect_page() as opened:
            page.locator("#pages li a").nth(2).click()
        self.page = opened.value
        self.page.set_viewport_size(page.viewport_size)
        self.page.wait_for_load_state("networkidle")
        assert "period=2024-H1" in self.page.url, self.page.url
        assert self.page.locator("img.chart").evaluate_all(
            "all => all.every(i => i.naturalWidth > 500)")
        self.look("preview")
        self.page.close()
        self.page = page
        assert page.input_value("[name=period]") == "2024-H1"
        with page.expect_navigation():
            page.click("form.filters [type=submit]")
        page.wait_for_selector(".cards li", timeout=300_000)
        self.look("packs")
        with page.expect_download() as download:
            page.locator(".cards a").last.click()
        names = zipfile.ZipFile(download.value.path()).namelist()
        assert "2024-H1/pack.pdf" in names and "2024-H1/manifest.json" in names, names

    def report(self, expected):
        page = self.page
        self.go("report")
        self.look("report")
        # What can be filled in, by indicator, each with what it becomes.
        parts = page.locator("section details").all()
        names = [part.locator("summary").inner_text() for part in parts]
        place_of = names.index(next(name for name in names if name.startswith("Số hội nghị")))
        name = names[place_of]
        parts[place_of].locator("summary").click()
        row = parts[place_of].locator("tbody tr").first
        place = row.locator("code").inner_text()
        total = sum(v for (_, n), v in expected.items() if n == name)
        told = row.locator("td").inner_text()
        assert re.sub("[.,]", "", told) == str(total), row.inner_text()
        self.look("placeholders")
        # A report to begin with is filled without an edit.
        folder = pathlib.Path(tempfile.mkdtemp())
        with page.expect_download() as download:
            page.locator("a[download]").first.click()
        assert download.value.suggested_filename.endswith(".docx")
        template = folder / "mau.docx"
        template.write_bytes(open(download.value.path(), "rb").read())
        assert any("{{" in paragraph.text for paragraph in docx.Document(str(template)).paragraphs)
        page.set_input_files("[name=files]", str(template))
        page.click("form.drop [type=submit]")
        link = page.wait_for_selector("#status a", timeout=30_000)
        with page.expect_download() as download:
            link.click()
        made = docx.Document(io.BytesIO(open(download.value.path(), "rb").read()))
        assert not any("{{" in paragraph.text for paragraph in made.paragraphs)
        self.go("report")
        document = docx.Document()
        document.add_paragraph(f"Toàn cụm tổ chức {place} hội nghị đối thoại.")
        document.save(folder / "bao cao.docx")
        page.set_input_files("[name=files]", str(folder / "bao cao.docx"))
        page.click("form.drop [type=submit]")
        link = page.wait_for_selector("#status a", timeout=30_000)
        with page.expect_download() as download:
            link.click()
        filled = docx.Document(io.BytesIO(open(download.value.path(), "rb").read()))
        assert f"tổ chức {told} hội nghị" in filled.paragraphs[0].text, filled.paragraphs[0].text

    def settings(self):
        page = self.page
        self.go("settings")
        # A form changes what was changed in it, and the numbers follow.
        first = page.locator(".entries > li").first
        first.locator("summary").click()
        old = first.locator("[name$='.name']").input_value()
        first.locator("[name$='.name']").fill(old + " (mới)")
        first.locator("[name$='.target']").fill("1.200,5")
        self.look("settings-form")
        with page.expect_navigation():
            first.locator("[type=submit]").click()
        summary = page.locator(".entries > li summary").first.inner_text()
        assert old + " (mới)" in summary and ("1.200,5" in summary or "1,200.5" in summary), summary
        with page.expect_navigation():
            page.locator("#changes button").first.click()
        assert old + " (mới)" not in page.locator(".entries > li summary").first.inner_text()
        # A new indicator asks for what its way of counting needs.
        page.click("#new-indicator > summary")
        form = page.locator("#new-indicator form")
        for way, needed in {
            "reported": [], "activities": ["activity"], "communes": ["activity"],
            "column": ["activity", "column"], "ratio": ["part", "whole"],
        }.items():
            form.locator("[name=counted]").select_option(way)
            asked = [name for name in ("activity", "column", "part", "whole")
                     if form.locator(f"[name={name}]").is_visible()]
            assert asked == needed, (way, asked)
        page.click("#settings > summary")
        text = page.input_value("[name=text]")
        page.fill("[name=text]", text + "\nbogus: 1\n")
        page.wait_for_selector("#faults li")
        assert "bogus" in page.inner_text("#faults")
        page.click("#settings [type=submit]")
        page.wait_for_selector("#status.bad")
        # The browser itself notes that what was refused was refused.
        assert "422" in messages.pop()
        page.fill("[name=text]", text + "\nlanguage: en\n" if "language:" not in text else text + "\n# xong\n")
        self.until("document.querySelectorAll('#faults li').length === 0")
        with page.expect_navigation():
            page.click("#settings [type=submit]")
        assert "# xong" in page.input_value("[name=text]") or "language: en" in page.input_value("[name=text]")

    def outside(self, folder):
        """What the command line changes shows within seconds."""
        self.go("data")
        (folder / self.project / "ghi-chu.csv").write_text("a,b\n1,2\n")
        self.page.wait_for_selector(".stale", timeout=5_000)
        self.look("stale")

    def keyboard(self):
        """Everything that can be clicked can be reached by Tab, and the focus is seen."""
        self.go("data")
        reached = set()
        for _ in range(200):
            self.page.keyboard.press("Tab")
            mark = self.page.evaluate(
                "(() => {const e = document.activeElement; if (!e || e === document.body) return null;"
                "const s = getComputedStyle(e); return e.outerHTML.slice(0, 200) + '|' + s.outlineStyle})()")
            if mark is None:
                break
            assert not mark.endswith("|none"), mark
            reached.add(mark)
        wanted = self.page.evaluate(
            "[...document.querySelectorAll('a[href],button,input:not([type=hidden]),select')]"
            ".filter(e => e.offsetParent).length")
        assert len(reached) >= wanted * 0.9, f"{len(reached)} of {wanted} reached"


def guard(address):
    """Requests that a browser of somebody else would send are refused."""
    parts = urllib.parse.urlsplit(address)

    def status(method, path, **headers):
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
        connection.putrequest(method, path, skip_host=True)
        for name, value in ({"Host": parts.netloc} | headers).items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        return connection.getresponse().status

    assert status("GET", parts.path) == 200
    assert status("GET", parts.path, Host="evil.example") == 421
    assert status("GET", "/") == 404 and status("GET", "/t/" + "0" * 32 + "/") == 404
    post = parts.path + "api/projects"
    assert status("POST", post) == 403
    assert status("POST", post, Origin="http://evil.example", X_Giaoban="1") == 403
    assert status("POST", post, Origin=f"http://{parts.netloc}") == 403
    assert status("OPTIONS", post) == 405


def run(language, size, name, province=False):
    folder = pathlib.Path(tempfile.mkdtemp())
    write = tables.write_province if province else tables.write
    paths, expected = write(pathlib.Path(tempfile.mkdtemp()))
    server = subprocess.Popen(
        [giaoban, "serve", str(folder), "--no-open", "--language", language],
        stdout=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().strip()
        guard(address)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM)
            story = Story(browser, address, name, size)
            story.vietnamese = language == "vi"
            steps = [
                lambda: story.make_project(paths), story.mend, lambda: story.numbers(expected),
                story.chart, story.pack, lambda: story.report(expected), story.settings,
                story.keyboard, lambda: story.outside(folder),
            ]
            if province:
                steps = [
                    lambda: story.make_project(paths), story.check,
                    lambda: story.read_numbers(expected), story.chart, story.pack,
                    lambda: story.report(expected),
                ]
            for step in steps:
                step()
            browser.close()
    finally:
        server.terminate()
        server.wait(10)


start = time.time()
run("vi", {"width": 1280, "height": 900}, "desk")
run("en", {"width": 390, "height": 844}, "phone")
# A province: 170 communes send 38 numbers each month.
run("vi", {"width": 1280, "height": 900}, "province", province=True)
run("en", {"width": 390, "height": 844}, "province-phone", province=True)
assert not messages, messages
assert not foreign, foreign
print(f"the page: four stories in {time.time() - start:.0f} s; pictures in {pictures}")
