import pytest

from benchmark.call import Call
from benchmark.usage_error import UsageError


@pytest.mark.parametrize(
    ("text", "name", "settings"),
    [
        ("lenet", "lenet", {}),
        ("  lenet ( ) ", "lenet", {}),
        ("mlp(hidden=(512, 256), dropout=0.5)", "mlp", {"hidden": (512, 256), "dropout": 0.5}),
        ("m(a='x)', b=-1, c=None, d=[1])", "m", {"a": "x)", "b": -1, "c": None, "d": [1]}),
        ("./my models/mine.py(a=1)", "./my models/mine.py", {"a": 1}),
        ("package.module(a=1)", "package.module", {"a": 1}),
    ],
)
def test_parse(text, name, settings):
    assert Call.parse(text) == Call(name, settings)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected name"),
        ("(a=1)", "expected name"),
        ("a, b", "at character 2: a name or a path may not hold ','"),
        ("mlp(", "at character 4"),
        ("mlp(hidden=(512,)", "at character 4"),
        ("mlp(512)", "at character 5: expected key=value"),
        ("mlp(hidden=five)", "at character 12: expected a literal for 'hidden'"),
        ("mlp(hidden=__import__('os'))", "at character 12: expected a literal"),
        ("mlp(**{'a': 1})", "expected key=value"),
        ("mlp(a=1)(b=2)", "expected one pair of parentheses"),
        ("mlp(a=1) + 1", "expected one pair of parentheses"),
        ("mlp(a=1, a=2)", "at character 10: 'a' is given twice"),
        ("  mlp(512)", "at character 7: expected key=value"),
        ("m(a={[1]: 2})", "at character 5: expected a literal for 'a'"),
        ("m(a=" + "(" * 999 + ")" * 999 + ")", "malformed spec"),
    ],
)
def test_what_is_malformed_is_refused_with_its_place(text, message):
    with pytest.raises(UsageError, match="malformed spec") as caught:
        Call.parse(text)
    assert message in str(caught.value)


def test_a_call_is_written_as_it_is_read():
    text = "mlp(hidden=(512, 256), name='x')"
    assert str(Call.parse(text)) == text
