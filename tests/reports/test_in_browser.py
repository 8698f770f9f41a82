"""The report as a browser shows it."""

import json
from itertools import combinations
from shutil import which

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from benchmark.results import Results
from reports.changes import changes
from reports.changes_html import changes_html
from reports.evidence import Evidence
from reports.write_board import write_board
from reports.write_report import write_report

CHROMIUM = which("chromium")
NASTY = (
    "<img src=x onerror=alert(1)>",
    "& <img src=x onerror=alert(1)> &lt;img src=x onerror=alert(3)&gt;",
    "</script><script>alert(2)</script>",
    "\u202e\u05d0\u05d1 &amp; `$x$`",
)
FEWEST = {"report": 20, "board": 8, "compare": 12}  # parts of a page

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="takes chromium: apt-get install chromium")


def write(folder, table):
    """Write the report of a table, whose deep runs left their histories."""
    table.to_parquet(folder / "table.parquet")
    epochs = [{"epoch": n, "clock": n / 2, "val_accuracy": 0.8 + n / 50} for n in range(1, 6)]
    for run in table[table["family"].eq("deep")]["run"]:
        (folder / "runs" / run).mkdir(parents=True)
        (folder / "runs" / run / "history.json").write_text(json.dumps(epochs))
    return write_report(Evidence.read(folder)).as_uri()


@pytest.fixture(scope="module")
def address(whole_table, tmp_path_factory):
    return write(tmp_path_factory.mktemp("results"), whole_table)


@pytest.fixture(scope="module")
def pages(address, whole_table, tmp_path_factory):
    """The report, the leaderboard of the same results, and they beside worse ones."""
    folder = tmp_path_factory.mktemp("others")
    worse = whole_table.assign(accuracy=whole_table["accuracy"] - 0.02)
    old, new = Results(folder / "old", worse), Results(folder / "new", whole_table)
    write_board(Evidence(new), folder / "board.html")
    page = changes_html(changes(old, new), old, new, tolerance=0.01)
    (folder / "compare.html").write_text(page, encoding="utf-8")
    written = {name: (folder / f"{name}.html").as_uri() for name in ("board", "compare")}
    return {"report": address, **written}


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium):
    """Open pages, and see that nothing is asked for and nothing goes wrong in them."""
    pages, asked, said = [], [], []

    def open_page(address, width=1440, **more):
        page = chromium.new_page(viewport={"width": width, "height": 900}, **more)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message) or dialog.dismiss())
        page.goto(address)
        if more.get("java_script_enabled", True):
            page.wait_for_selector("html[data-ready]")
        pages.append(page)
        return page

    yield open_page
    opened = {page.url.partition("#")[0] for page in pages}
    for page in pages:
        page.close()
    assert said == []
    assert {url for url in asked if not url.startswith("data:")} == opened


def column(table, place):
    return table.locator(f"tbody tr td:nth-child({place})").all_inner_texts()


def sort(table, name, direction):
    """Press Enter on a heading, and wait for the table to be drawn anew."""
    heading = table.locator("thead th", has_text=name)
    heading.locator("[role=button]").press("Enter")
    table.locator(f"thead th[aria-sort={direction}]", has_text=name).wait_for()


def test_a_table_is_sorted_by_keys(visit, address):
    table = visit(address).locator("#ranking table").first
    assert column(table, 2) == ["lenet", "sift_svm", "majority"]
    sort(table, "accuracy", "ascending")
    assert column(table, 5) == ["10.00 %", "97.00 %", "98.33 %"]
    sort(table, "accuracy", "descending")
    assert column(table, 5) == ["98.33 %", "97.00 %", "10.00 %"]


def test_times_are_sorted_by_their_length_and_not_by_their_letters(visit, whole_table, tmp_path):
    seconds = whole_table["model"].map({"majority": 0.004, "sift_svm": 12, "lenet(epochs=3)": 0.2})
    page = visit(write(tmp_path, whole_table.assign(fit_seconds=seconds)))
    table = page.locator("#costs table").nth(1)
    sort(table, "fit", "ascending")
    assert column(table, 3) == ["4 ms", "200 ms", "12 s"]


def test_a_run_opens_and_closes_by_keys(visit, address):
    page = visit(address)
    page.locator("#runs summary").press("Enter")
    opener = page.get_by_role("button", name="details of digits, lenet, 1")
    assert opener.get_attribute("aria-expanded") == "false"
    opener.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    details = page.locator("#runs .run")
    assert "lenet(epochs=3)" in details.inner_text()
    assert details.locator("meter").count() == 1  # loading; the others have no features
    assert details.locator("svg").get_attribute("aria-label") == (
        "validation accuracy from 82.0 to 90.0 % in 2.5 s"
    )
    opener.press("Enter")
    assert details.count() == 0


def test_runs_are_filtered(visit, address):
    page = visit(address)
    page.locator("#runs summary").press("Enter")
    page.locator("#runs").get_by_label("Filter:").fill("lenet")
    assert set(column(page.locator("#runs table"), 3)) == {"lenet"}


def test_a_figure_tells_its_values_by_keys_and_to_pointers(visit, address):
    page = visit(address)
    tip = page.locator("#tip")
    points = page.locator(".answer .told")
    points.first.focus()
    assert tip.inner_text().startswith("lenet: 98.33 %")
    page.keyboard.press("ArrowRight")
    assert tip.inner_text().startswith("sift_svm: 97.00 %")
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    points.first.hover()
    assert tip.is_visible()


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("name", ["report", "board", "compare"])
def test_nothing_overlaps(visit, pages, name, width):
    page = visit(pages[name], width)
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = page.locator("h1, h2, h3, nav, main p, summary, .wide, main figure")
    boxes = [box for each in found.all() if (box := each.bounding_box())]
    assert len(boxes) > FEWEST[name]
    assert [pair for pair in combinations(boxes, 2) if overlap(*pair)] == []


def overlap(a, b):
    across = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
    down = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
    return min(across, down) > 1  # pixel


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("name", ["report", "board", "compare"])
def test_everybody_can_use_it(visit, pages, name, scheme, width):
    page = visit(pages[name], width, color_scheme=scheme)
    for each in page.locator("summary").all() + page.locator(".opener").all()[:1]:
        each.click()
    found = Axe().run(page).response["violations"]
    serious = [each for each in found if each["impact"] in {"serious", "critical"}]
    assert [(each["id"], each["nodes"][0]["html"]) for each in serious] == []


def test_all_can_be_read_without_scripts(visit, address):
    page = visit(address, java_script_enabled=False)
    assert page.locator("#ranking td", has_text="sift_svm").is_visible()
    page.locator("#runs summary").click()
    assert page.locator("#runs tbody tr").count() == 9
    assert "lenet: 98.33 %" in page.locator(".answer .told title").first.text_content()


def test_names_are_shown_and_never_run(visit, whole_table, tmp_path):
    table = pd.concat(
        whole_table.assign(dataset=name, error=name, suite=name, status="timeout") for name in NASTY
    )
    table["model"] = table["model"] + NASTY[1]
    table["run"] = [f"run-{place}" for place in range(len(table))]
    table["status"] = ["ok", *["timeout"] * 2] * 12
    page = visit(write(tmp_path, table))
    for summary in page.locator("summary").all():
        summary.click()
    page.locator(".opener").first.click()
    assert page.locator("img").count() == 0
    assert page.get_by_text(NASTY[2]).count() > 0
