import json
import subprocess
import sys

import pytest

from benchmark.asked import commands_of
from benchmark.record import Record
from benchmark.rows import read_rows
from benchmark.spec import Spec
from benchmark.store import Store
from benchmark.usage_error import UsageError

SPECS = [Spec("digits", "majority", seed) for seed in range(3)]


def filled(folder, specs=SPECS):
    store = Store.read(folder, "mine", "tensorflow")
    with store.writing(SPECS):
        for spec in specs:
            store.append(Record(spec, "ok", metrics={"accuracy": 0.5}))
    return store


def read(folder):
    return Store.read(folder, "mine", "tensorflow")


def test_rows_come_back(tmp_path):
    written = filled(tmp_path).rows
    assert read(tmp_path).rows == written
    assert [row["seed"] for row in written] == [0, 1, 2]


def test_commands_are_kept_once_each(tmp_path):
    for command in ("run mine", "", "run mine --again", "run mine"):
        store = read(tmp_path)
        store.command = command
        with store.writing(SPECS):
            pass
    assert commands_of(tmp_path) == ["run mine", "run mine --again"]


def test_reading_writes_nothing(tmp_path):
    assert read(tmp_path / "new").missing(SPECS) == SPECS
    assert not (tmp_path / "new").exists()


def test_missing_are_those_without_a_row(tmp_path):
    filled(tmp_path, SPECS[:2])
    assert read(tmp_path).missing(SPECS) == SPECS[2:]


def test_a_row_is_on_disk_before_append_returns(tmp_path):
    store = read(tmp_path)
    with store.writing(SPECS):
        row = store.append(Record(SPECS[0], "ok"))
        assert json.loads((tmp_path / "records.jsonl").read_text()) == row


def test_a_row_has_every_column_even_where_nothing_was_measured(tmp_path):
    store = read(tmp_path)
    with store.writing(SPECS):
        row = store.append(Record(SPECS[0], "timeout", "stopped after 3 seconds"))
    wanted = (
        "suite, dataset, model, seed, status, error, accuracy, top5_error, macro_f1, log_loss, "
        "n_train, n_test, n_classes, parameters_learned, parameters_fitted, parameters_fixed, "
        "macs, activations, weights, "
        "fit_seconds, predict_batch_seconds, phase_load_seconds, total_seconds, peak_mib, "
        "backend, device, accuracy_key, timing_key, started_at, schema_version"
    )
    assert set(wanted.split(", ")) <= set(row)
    assert (row["suite"], row["accuracy"]) == ("mine", None)


@pytest.mark.parametrize("keep", [1, 30, -1])
def test_a_last_line_that_was_cut_short_is_dropped_and_said(tmp_path, keep):
    filled(tmp_path)
    path = tmp_path / "records.jsonl"
    whole = path.read_bytes()
    first_two = b"".join(whole.splitlines(keepends=True)[:2])
    last = whole[len(first_two) :]
    path.write_bytes(first_two + last[:keep])
    store = read(tmp_path)
    assert store.missing(SPECS) == SPECS[2:]
    assert path.read_bytes() != first_two  # reading changes nothing yet
    with store.writing(SPECS):
        assert store.dropped == last[:keep]
        assert path.read_bytes() == first_two


def test_rows_that_came_after_reading_are_seen_by_writing(tmp_path):
    filled(tmp_path, SPECS[:1])
    early = read(tmp_path)
    filled(tmp_path, SPECS[1:2])
    with early.writing(SPECS):
        assert early.missing(SPECS) == SPECS[2:]


def test_a_cut_in_the_middle_of_a_character_is_dropped(tmp_path):
    filled(tmp_path, SPECS[:1])
    path = tmp_path / "records.jsonl"
    good = path.read_bytes()
    path.write_bytes(good + '{"model": "é'.encode()[:-1])
    store = read(tmp_path)
    with store.writing(SPECS):
        assert path.read_bytes() == good


def test_a_damaged_line_in_the_middle_is_refused(tmp_path):
    filled(tmp_path)
    path = tmp_path / "records.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text(lines[0] + "{oops\n" + lines[2])
    with pytest.raises(UsageError, match="line 2 of .*records.jsonl is damaged"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"suite": "other"}, "holds results of suite 'other', not 'mine'"),
        ({"backend": "jax"}, "holds results of backend 'jax', not 'tensorflow'"),
        ({"schema_version": 99}, "holds results of schema version 99, not 2"),
    ],
)
def test_a_folder_of_something_else_is_refused_untouched(tmp_path, change, message):
    filled(tmp_path)
    path = tmp_path / "suite.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    before = {each: each.read_bytes() for each in tmp_path.iterdir()}
    with pytest.raises(UsageError, match=message):
        read(tmp_path)
    assert {each: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_rows_of_a_newer_schema_are_refused(tmp_path):
    filled(tmp_path)
    path = tmp_path / "records.jsonl"
    path.write_text(path.read_text().replace('"schema_version": 2', '"schema_version": 3'))
    with pytest.raises(UsageError, match="schema version 3, newer than this program's 2"):
        read(tmp_path)


def test_rows_of_an_older_schema_can_be_read_but_not_gone_on_with(tmp_path):
    filled(tmp_path)
    path = tmp_path / "records.jsonl"
    path.write_text(path.read_text().replace('"schema_version": 2', '"schema_version": 1'))
    with pytest.raises(UsageError, match="schema version 1, older than this program's 2"):
        read(tmp_path)
    rows, _ = read_rows(tmp_path, older=True)
    assert [row["schema_version"] for row in rows] == [1, 1, 1]


def test_a_folder_with_other_files_is_refused(tmp_path):
    (tmp_path / "thesis.tex").touch()
    with pytest.raises(UsageError, match="is not empty and holds no results"):
        read(tmp_path)


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="expected a folder, received the file"):
        read(tmp_path / "file")


def test_two_writers_at_once_are_refused(tmp_path):
    code = (
        "import sys; from pathlib import Path; from benchmark.store import Store\n"
        "with Store.read(Path(sys.argv[1]), 'mine', 'tensorflow').writing([]):\n"
        "    print('in', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with other:
        assert other.stdout.readline() == b"in\n"
        with (
            pytest.raises(UsageError, match="another depthbench is writing to"),
            read(tmp_path).writing([]),
        ):
            pass


def test_a_voided_run_is_missing_until_it_is_done_again(tmp_path):
    store = filled(tmp_path)
    with store.writing(SPECS):
        store.void(SPECS[:2])
        store.append(Record(SPECS[1], "ok"))
    again = read(tmp_path)
    assert again.missing(SPECS) == SPECS[:1]
    assert [row["seed"] for row in again.of(SPECS)] == [1, 2]


def test_what_json_cannot_say_is_never_written(tmp_path):
    store = read(tmp_path)
    with store.writing(SPECS), pytest.raises(ValueError, match="not JSON compliant"):
        store.append(Record(SPECS[0], "ok", metrics={"accuracy": float("nan")}))
    assert not (tmp_path / "records.jsonl").exists()


def test_another_suite_that_came_in_between_is_refused(tmp_path):
    late = Store.read(tmp_path, "other", "tensorflow")
    filled(tmp_path)
    with pytest.raises(UsageError, match="holds results of suite 'mine'"), late.writing([]):
        pass


def test_of_a_repeated_run_the_last_row_counts(tmp_path):
    store = filled(tmp_path)
    with store.writing(SPECS):
        store.append(Record(SPECS[1], "error", "oops"))
    assert [row["status"] for row in read(tmp_path).of(SPECS)] == ["ok", "error", "ok"]
