"""Takes the pictures of the tutorial: walks through the page with a copy of the samples.

usage: python3 Documentation/pictures.py GIAOBAN   (needs playwright with Chromium, and giaoban-page beside GIAOBAN)
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

HERE = pathlib.Path(__file__).resolve().parent
SAMPLES = HERE.parent / "Samples"
PICTURES = HERE / "pictures"
WIDTH, HEIGHT = 1280, 900


def projects():
    """A folder with the two projects of the tutorial; one file has a misspelt unit, which is mended on the way."""
    folder = pathlib.Path(tempfile.mkdtemp())
    for name in ("bao-cao-thang", "cum-thi-dua-1"):
        shutil.copytree(SAMPLES / name, folder / name, ignore=shutil.ignore_patterns("*.py"))
    table = folder / "bao-cao-thang" / "thang-6.csv"
    text = table.read_text(encoding="utf-8")
    assert "6,Huyện Hậu Lộc," in text
    table.write_text(text.replace("6,Huyện Hậu Lộc,", "6,H. Hậu Lôc,"), encoding="utf-8")
    return folder


class Walk:
    def __init__(self, page, address):
        self.page, self.address = page, address

    def go(self, project, step):
        self.page.goto(f"{self.address}p/{project}/{step}")

    def until(self, expression):
        """Waits for something of the page; its policy forbids the browser to wait by itself."""
        end = time.time() + 30
        while not self.page.evaluate(expression):
            assert time.time() < end, expression
            time.sleep(0.05)

    def look(self, name):
        """Keeps a picture of the whole page, or of its upper part where it is long."""
        self.page.mouse.move(WIDTH - 4, 4)
        self.page.set_viewport_size({"width": WIDTH, "height": 480})
        height = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size({"width": WIDTH, "height": min(height, 1100)})
        path = PICTURES / f"{name}.png"
        self.page.screenshot(path=path)
        self.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        print(f"{path.relative_to(HERE)}: {path.stat().st_size // 1000} kB")
        assert path.stat().st_size < 250_000, path

    # The steps, in the order of the tutorial

    def data(self):
        self.go("bao-cao-thang", "data")
        self.look("1-du-lieu")

    def check(self):
        self.go("bao-cao-thang", "check")
        assert self.page.locator("li.error").count() == 1
        assert self.page.input_value("li.error [name=unit]") == "Huyện Hậu Lộc"
        self.look("2-kiem-tra")
        with self.page.expect_navigation():
            self.page.click("li.error form.inline:not(details *) [type=submit]")
        assert self.page.locator("li.error").count() == 0

    def numbers(self):
        self.go("bao-cao-thang", "numbers?period=2022-H1&by=unit")
        self.look("3-so-lieu")

    def chart(self):
        self.go("cum-thi-dua-1", "charts?kind=ranked&indicator=dialogues&period=2022-H1")
        self.until("document.querySelector('#result img')?.complete")
        self.look("4-bieu-do")

    def pack(self):
        self.go("cum-thi-dua-1", "packs")
        self.page.fill("[name=period]", "2022-H1")
        with self.page.expect_navigation():
            self.page.click("form.filters [type=submit]")
        self.page.wait_for_selector(".cards li", timeout=120_000)
        self.look("5-bo-bieu-do")

    def report(self):
        self.go("cum-thi-dua-1", "report")
        self.page.set_input_files("[name=files]", str(SAMPLES / "cum-thi-dua-1" / "bao-cao.docx"))
        self.page.click("form.drop [type=submit]")
        self.page.wait_for_selector("#status a", timeout=30_000)
        self.look("6-bao-cao")


def main(giaoban):
    PICTURES.mkdir(exist_ok=True)
    folder = projects()
    server = subprocess.Popen(
        [giaoban, "serve", str(folder), "--no-open"], stdout=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().strip()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium") or shutil.which("chromium-browser"))
            context = browser.new_context(
                viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=1, locale="vi-VN")
            walk = Walk(context.new_page(), address)
            for step in (walk.data, walk.check, walk.numbers, walk.chart, walk.pack, walk.report):
                step()
            browser.close()
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(sys.argv[1])
