"""The gallery of reports: `python tests/gallery.py [SUITE ...]`, into docs/gallery.

Runs what has no row yet of the suites `quick` and `wide`, two runs at a time, writes their reports,
and copies what a code host can show, with a picture of the first screen by Chromium. On two cores
that nothing else uses it takes a quarter of an hour.
"""

import shutil
import subprocess
import sys
from pathlib import Path

GALLERY = Path(__file__).parent.parent / "docs" / "gallery"
WIDTH, HEIGHT = 1280, 860  # pixels of a first screen
DEPTHBENCH = (sys.executable, "-m", "depthbench")
KEPT = ("index.html", "report.md", "claims.json", "tables/*.csv", "figures/*.png")


def main(suites):
    """Fill the gallery."""
    for suite in suites:
        subprocess.run([*DEPTHBENCH, "run", suite, "--workers", "2"], check=False)
        report, shown = Path("results") / suite / "report", GALLERY / suite
        shutil.rmtree(shown, ignore_errors=True)
        for path in (path for pattern in KEPT for path in report.glob(pattern)):
            copy = shown / path.relative_to(report)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        picture(shown / "index.html", GALLERY / f"{suite}.png")


def picture(page, path):
    """Take a picture of the first screen, a minute at most for the page's scripts."""
    found = [name for name in ("chromium", "google-chrome") if shutil.which(name)]
    if not found:
        sys.exit("takes chromium: apt-get install chromium")
    command = [found[0], "--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu"]
    command += [f"--window-size={WIDTH},{HEIGHT}", "--virtual-time-budget=60000"]
    subprocess.run([*command, f"--screenshot={path}", page.resolve().as_uri()], check=True)


if __name__ == "__main__":
    main(sys.argv[1:] or ["quick", "wide"])
