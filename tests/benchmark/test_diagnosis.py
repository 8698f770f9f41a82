import json

import pytest

from benchmark.diagnosis import Diagnosis
from benchmark.finding import Finding
from benchmark.usage_error import UsageError

LEAK = Finding("stop", "2 copies", "remove them", ("a\udcff = b",), 2, leak=True, check="x")
NOTE = Finding("note", "grey became RGB", "nothing")


def test_it_is_read_as_it_was_written(tmp_path):
    assert Diagnosis.read(tmp_path) == ()
    one = Diagnosis("images(path='a')", (LEAK, NOTE), leak_allowed=True)
    Diagnosis.write([one], tmp_path)
    assert Diagnosis.read(tmp_path) == (one,)
    assert one.leaks == (LEAK,)
    assert [path.name for path in tmp_path.iterdir()] == ["doctor.json"]


def test_those_of_other_data_sets_stay(tmp_path):
    first, second = (Diagnosis(name, (NOTE,)) for name in ("a", "b"))
    Diagnosis.write([first], tmp_path)
    Diagnosis.write([second], tmp_path)
    again = Diagnosis("a", (LEAK,), leak_allowed=True)
    Diagnosis.write([again], tmp_path)
    assert Diagnosis.read(tmp_path) == (again, second)


def test_nothing_is_written_where_nothing_was_looked_at(tmp_path):
    Diagnosis.write([], tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"diagnoses": [{}]}', '{"diagnoses": [1]}'])
def test_what_is_damaged_is_said(tmp_path, text):
    (tmp_path / "doctor.json").write_text(text)
    with pytest.raises(UsageError, match="doctor.json is damaged"):
        Diagnosis.read(tmp_path)


def test_it_is_plain_json(tmp_path):
    Diagnosis.write([Diagnosis("a", (LEAK,), leak_allowed=True)], tmp_path)
    (known,) = json.loads((tmp_path / "doctor.json").read_text(encoding="utf-8"))["diagnoses"]
    assert known["leak_allowed"] is True
    assert known["findings"][0]["severity"] == "stop"
    assert known["findings"][0]["files"] == ["a\udcff = b"]
