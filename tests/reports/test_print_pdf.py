import os
import re
import shutil
import stat
import sys

import pytest

from benchmark.usage_error import UsageError
from reports.chromium import chromium
from reports.print_pdf import print_pdf

REAL = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
needs_chromium = pytest.mark.skipif(not any(map(shutil.which, REAL)), reason="needs Chromium")
PAGE = "<!DOCTYPE html><html><head><title>A page</title></head><body>{}</body></html>"


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "index.html"
    path.write_text(PAGE.format("<p>words</p>"))
    return path


@pytest.fixture
def browser(tmp_path):
    """Make a program that is given a browser's arguments and does what a test says."""

    def make(code):
        path = tmp_path / "browser"
        path.write_text(f"#!{sys.executable}\nimport sys, time\n{code}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    return make


PRINTS = """
(target,) = (each for each in sys.argv if each.startswith("--print-to-pdf="))
with open(target.partition("=")[2], "w") as file:
    file.write("\\n".join(sys.argv))
"""


def test_a_draft_is_renamed(page, browser):
    path = page.with_name("report.pdf")
    print_pdf(browser(PRINTS), page, path)
    words = path.read_text().splitlines()
    assert {"--headless", "--no-pdf-header-footer"} <= set(words)
    assert words[-1].startswith("file:///")
    assert sorted(each.name for each in page.parent.iterdir()) == [
        "browser",
        "index.html",
        "report.pdf",
    ]


@pytest.mark.parametrize(("user", "given"), [(0, True), (1000, False)])
def test_the_sandbox_is_given_up_by_root_alone(page, browser, monkeypatch, user, given):
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    path = page.with_name("report.pdf")
    print_pdf(browser(PRINTS), page, path)
    assert ("--no-sandbox" in path.read_text().splitlines()) is given


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("print('a\\nno luck\\n', file=sys.stderr); sys.exit(3)", "ended with status 3: no luck;"),
        ("", "it printed nothing: it said nothing;"),
        (f"{PRINTS}\nsys.exit(1)", "ended with status 1: it said nothing;"),
        ("time.sleep(60)", "it printed nothing within 0.5 seconds"),
    ],
)
def test_a_browser_that_fails_is_said_and_leaves_nothing(page, browser, code, message):
    timeout = 0.5 if "sleep" in code else 60
    program = browser(code)
    with pytest.raises(OSError, match=message) as caught:
        print_pdf(program, page, page.with_name("report.pdf"), timeout=timeout)
    assert caught.value.filename == str(program)
    assert "index.html can be printed to PDF from any browser" in caught.value.strerror
    assert sorted(each.name for each in page.parent.iterdir()) == ["browser", "index.html"]


def test_scripts_are_not_run_and_tables_are_whole(page, browser):
    """What is printed is the page with a policy in its head that runs none."""
    copies = f"{PRINTS}\nfrom urllib.request import urlopen\n" + (
        "open(target.partition('=')[2], 'wb').write(urlopen(sys.argv[-1]).read())"
    )
    path = page.with_name("report.pdf")
    print_pdf(browser(copies), page, path)
    assert re.search("""<head><meta [^>]*"script-src 'none'">""", path.read_text())


@needs_chromium
def test_chromium_prints(page):
    page.write_text(PAGE.format('<div style="break-after: page">1</div>' * 3))
    path = page.with_name("report.pdf")
    print_pdf(chromium(), page, path)
    assert path.read_bytes().startswith(b"%PDF-")
    assert path.read_bytes().count(b"/Type /Page\n") == 3


@needs_chromium
def test_chromium_runs_no_scripts(page):
    more = "document.body.innerHTML += '<div style=\"break-before: page\">2</div>'"
    page.write_text(PAGE.format(f"<p>1</p><script>{more}</script>"))
    path = page.with_name("report.pdf")
    print_pdf(chromium(), page, path)
    assert path.read_bytes().count(b"/Type /Page\n") == 1


def test_chrome_names_the_browser(browser, monkeypatch):
    path = browser("")
    monkeypatch.setenv("CHROME", str(path))
    assert chromium() == path


def test_where_there_is_none_it_says_what_was_looked_for(monkeypatch):
    monkeypatch.delenv("CHROME", raising=False)
    monkeypatch.setattr("reports.chromium.which", lambda _: None)
    with pytest.raises(UsageError, match=r"chromium, .* msedge on PATH.*from any browser"):
        chromium()
    monkeypatch.setenv("CHROME", "nowhere")
    with pytest.raises(UsageError, match="looked for CHROME=nowhere;"):
        chromium()
