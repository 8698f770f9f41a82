"""Print a page to PDF."""

from __future__ import annotations

import os
import signal
from errno import EIO
from pathlib import Path
from subprocess import DEVNULL, Popen, TimeoutExpired
from tempfile import TemporaryDirectory

_OPTIONS = (
    *("--headless", "--disable-gpu", "--disable-extensions", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run", "--hide-scrollbars"),
    "--no-default-browser-check",
    "--no-pdf-header-footer",  # they would name the file and the day
    "--host-resolver-rules=MAP * ~NOTFOUND",  # the page needs no network, and gets none
)


def print_pdf(browser: Path, page: Path, path: Path, *, timeout: float = 300) -> None:
    """Print an HTML file, under another name first, so that no half of a PDF is left.

    The PDF has the time of printing in it: its bytes differ from one time to the next.

    Args:
        browser: As `chromium` finds it.
        page: HTML that needs no network.
        path: Where the PDF goes.
        timeout: Seconds.

    Raises:
        OSError: If the browser fails or takes longer, with its last line.
    """
    draft, bare = path.with_suffix(".draft.pdf"), path.with_suffix(".draft.html")
    text = page.read_text(encoding="utf-8").replace("<head>", f"<head>{_NO_SCRIPTS}", 1)
    bare.write_text(text, encoding="utf-8")  # not below /tmp, of which Ubuntu's browser has its own
    try:
        ended, said = _print(browser, bare, draft, timeout)
        if ended != 0 or not draft.is_file():
            raise OSError(EIO, f"{_why(ended, timeout)}: {said}; {_INSTEAD}", str(browser))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
        bare.unlink(missing_ok=True)


# Tables are printed whole then, not the page of them that a script shows.
_NO_SCRIPTS = """<meta http-equiv="Content-Security-Policy" content="script-src 'none'">"""
_INSTEAD = "index.html can be printed to PDF from any browser"


def _print(browser: Path, page: Path, path: Path, timeout: float) -> tuple[int | None, str]:
    with TemporaryDirectory(prefix="depthbench-", ignore_cleanup_errors=True) as folder:
        command = [str(browser), *_OPTIONS, f"--user-data-dir={folder}/profile"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # Chromium's sandbox refuses to work for root
        command += [f"--print-to-pdf={path.resolve()}", page.resolve().as_uri()]
        return _run(command, Path(folder) / "said", timeout)


def _run(command: list[str], log: Path, timeout: float) -> tuple[int | None, str]:
    """Give the exit status, None where time ran out, and the last line that was said."""
    with log.open("w+b") as file:  # a pipe would wait for the browser's children
        process = Popen(  # noqa: S603 - the browser that was found, and paths
            command, stdin=DEVNULL, stdout=DEVNULL, stderr=file, start_new_session=True
        )
        try:
            ended: int | None = process.wait(timeout)
        except TimeoutExpired:
            ended = None
        finally:
            _end(process)
        file.seek(0)
        lines = file.read().decode(errors="replace").split("\n")
    said = [line.strip() for line in lines if line.strip()]
    return ended, said[-1] if said else "it said nothing"


def _end(process: Popen[bytes]) -> None:
    """End the browser and its children, also where the command is interrupted."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()


def _why(ended: int | None, timeout: float) -> str:
    if ended is None:
        return f"it printed nothing within {timeout:g} seconds"
    return f"it ended with status {ended}" if ended else "it printed nothing"
