import pytest

from benchmark.printable import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é שלום 中文 😀", "plain é שלום 中文 😀"),
        ("lines\nand\ttabs\r", "lines\nand\ttabs\r"),
        ("\x1b[31mred\x00\x7f\x9b", "\ufffd[31mred\ufffd\ufffd\ufffd"),
        ("\u202eturned\u2066", "\ufffdturned\ufffd"),
        ("not UTF-8 \udcff", "not UTF-8 \ufffd"),
    ],
)
def test_what_cannot_be_shown_is_replaced(text, shown):
    assert printable(text) == shown
