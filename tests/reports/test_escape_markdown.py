import pytest
from markdown_it import MarkdownIt
from markupsafe import escape

from reports.escape_markdown import escape_markdown


@pytest.mark.parametrize(
    "text",
    [
        "# a",
        "- a",
        "+ a",
        "1. a",
        "12) a",
        "---",
        "===",
        "> a",
        "    a",
        "a\r# b",
        "a\n\n- b",
        "&lt;b&gt; &amp;",
        "<b>",
        "[a](b) ![c](d)",
        "`a` **b** _c_ ~~d~~",
        "\\",
        "http://example.com",
        "a | b",
        "-0.02 to 1.5",
    ],
)
def test_a_paragraph_is_the_text_on_one_line(text):
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    page = reader.render(f"before\n\n{escape_markdown(text)}\n").replace("\u2060", "")
    shown = str(escape(" ".join(text.split()))).replace("&#39;", "'")
    assert page == f"<p>before</p>\n<p>{shown}</p>\n"


def test_numbers_and_times_are_left_alone():
    for text in ("98.50 %", "-0.02 to 1.5", "2026-11-26T06:18:19+00:00", "6 seeds × 1,000 images"):
        assert escape_markdown(text) == text
