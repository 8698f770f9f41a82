"""Write changes as a JUnit report, as CI servers read it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.change import Change


def changes_junit(changes: Sequence[Change]) -> str:
    """Write a test case for each change: a regression failed, what cannot be compared skipped.

    Args:
        changes: As `changes` gives them.
    """
    verdicts = [change.verdict for change in changes]
    counts = {
        "tests": str(len(changes)),
        "failures": str(verdicts.count("regression")),
        "errors": "0",
        "skipped": str(verdicts.count("not comparable")),
    }
    suites = Xml.Element("testsuites", counts)
    suite = Xml.SubElement(suites, "testsuite", {"name": "depthbench compare", **counts})
    for change in changes:
        _add(suite, change)
    Xml.indent(suites)
    return Xml.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _add(suite: Xml.Element, change: Change) -> None:
    name = f"{change.model}: {change.quantity}"
    case = Xml.SubElement(suite, "testcase", {"classname": change.dataset, "name": name})
    if change.verdict == "regression":
        failure = Xml.SubElement(case, "failure", {"type": "regression", "message": change.text})
        failure.text = change.text
    elif change.verdict == "not comparable":
        Xml.SubElement(case, "skipped", {"message": change.reason})
    else:
        Xml.SubElement(case, "system-out").text = change.text
