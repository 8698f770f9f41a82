"""Every section on disk keeps the contract of `Section`."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmark.asked import note
from benchmark.diagnosis import Diagnosis
from benchmark.finding import Finding
from benchmark.kept_kernels import KeptKernels
from benchmark.kept_study import KeptStudy
from benchmark.panel import Panel
from benchmark.plugins import SECTIONS
from benchmark.point import Point
from benchmark.results import Results
from benchmark.source import Source
from benchmark.spec import Spec
from reports._blocks import Grid, Heading, Paragraph, Picture, RunTable
from reports._contact_sheet import Strip
from reports.evidence import Evidence
from reports.explanations.explanation import Explanation
from reports.explanations.sheet import Sheet
from reports.explanations.write_explanation import write_explanation

SOURCES = (Source("../old", 6, 1), Source("../new", 4, 0))
KINDS = (Heading, Paragraph, Grid, Picture, RunTable)
every_section = pytest.mark.parametrize("name", SECTIONS.names)


class Kept(Results):
    """What a folder would hold: two epochs of each deep model, the later the better."""

    missing = [Spec("digits", "knn", seed) for seed in range(12)] + [Spec("digits", "mlp", 4)]

    studies = (
        KeptStudy(
            "mine",
            0,
            "",
            "ok",
            "",
            {"title": "A line", "claim": "It rises.", "limits": "Nowhere.", "paper": "Euclid"},
            (Panel("height", "x", "y"),),
            (
                Point("height", "a line", 1.0, 2.0, 1.5, 2.5, 2.1),
                Point("slope", "a line", None, 2.0),
            ),
            1.0,
            "2026",
        ),
    )

    diagnoses = (Diagnosis("digits", (Finding("note", "2 files: turned", "nothing"),)),)

    def history(self, run):
        seed = int(run[-1])
        epoch = {"seconds": 1.0, "val_loss": 0.5}
        return [
            {"epoch": n, "clock": n + 0.5, "val_accuracy": 0.8 + n / 20 + seed / 100, **epoch}
            for n in (1, 2)
            if run.startswith("lenet")
        ]

    def scores(self, run):  # noqa: ARG002 - the same of each
        """Three classes of two images each; the second of "b" is taken for "c"."""
        return {
            "scores": np.eye(3, dtype=np.float32)[[0, 0, 1, 2, 2, 2]],
            "y": np.array([0, 0, 1, 1, 2, 2]),
            "unit": np.arange(6),
            "classes": np.array(["a", "b", "$c"]),
        }

    def predictions(self, run):
        kept = self.scores(run)
        groups = {"groups": np.array(["g", "g", "g", "h", "h", "h"])}
        return kept | groups | {"predicted": kept["scores"].argmax(axis=1)}

    def validation(self, run):
        kept = self.scores(run)
        return kept["scores"], kept["y"]

    def mistakes(self, run):  # noqa: ARG002 - the same of each
        return np.array([3]), np.zeros((1, 8, 8, 1), np.uint8)

    explained = Path("nowhere")

    def folder_of(self, run):
        """One run was explained."""
        return self.explained if run == "lenet(epochs=3)-0" else super().folder_of(run)

    def hits(self, run):  # noqa: ARG002 - accuracies are those of the table
        return None

    def kernels(self, run):
        banks = {"C1": np.eye(4, dtype=np.float32).reshape(4, 2, 2, 1)}
        return KeptKernels(banks, banks) if run.startswith("lenet") else None


def body(name, table):
    return SECTIONS.make(name).body(Evidence(Kept(Path("nowhere"), table, SOURCES)))


def text(blocks):
    return " ".join(block.text for block in blocks if isinstance(block, Heading | Paragraph))


@pytest.fixture(scope="module", autouse=True)
def explained(tmp_path_factory):
    """Leave what `depthbench explain` leaves beside a run."""
    folder = tmp_path_factory.mktemp("explained")
    sheet = Sheet("kernels", "lenet", "Kernels", (Strip("C1", [np.zeros((8, 8, 3), np.uint8)]),))
    found = Explanation({"model": "lenet", "method": ""}, [sheet], {})
    write_explanation(found, folder / "explanations")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Kept, "explained", folder)
        yield


@pytest.fixture
def table(table):
    """The same with a control, so that every section has something to say."""
    learned = table.iloc[[3]].assign(
        dataset="shuffled_labels",
        control_of="digits",
        status="chance",
        accuracy=0.1,
        leak_p=0.4,
        initial_loss=2.4,
    )
    both = pd.concat([table, learned], ignore_index=True)
    old = both.index < 6
    places = [f"../{'old' if each else 'new'}/runs/x" for each in old]
    return both.assign(run_folder=places)


@every_section
def test_blocks_are_of_the_known_kinds(name, table):
    fewer = table[table["dataset"].eq("digits")].assign(
        dataset="subset(dataset='digits', train=50)", n_train=50
    )
    deep = table[table["model"].eq("lenet(epochs=3)")]
    headed = deep.assign(model="cnn_svm(network='lenet(epochs=3)')")
    tried = fewer.assign(dataset="tuning")
    blocks = body(name, pd.concat([table, fewer, headed, tried], ignore_index=True))
    assert blocks
    assert all(
        isinstance(block, Heading | Paragraph | Grid | Picture | RunTable) for block in blocks
    )


@every_section
def test_the_table_is_not_modified(name, table):
    before = table.copy(deep=True)
    body(name, table)
    pd.testing.assert_frame_equal(table, before)


@every_section
@pytest.mark.parametrize("rows", [slice(0, 1), slice(3, 4), slice(0, 6)])
def test_half_a_table_is_enough(name, table, rows):
    body(name, table.iloc[rows])


@every_section
def test_failed_runs_do_no_harm(name, failed):
    body(name, failed)
    body(name, failed[failed["status"] != "ok"])


@every_section
def test_pictures_have_words(name, table):
    for block in body(name, table):
        if isinstance(block, Picture):
            assert block.words
            assert block.name.replace("_", "").isalnum()


@pytest.mark.parametrize("parameters", [[1000, 1010, 1020], [10, 1000, 100_000]])
def test_costs_are_drawn_a_factor_of_ten_wide_at_the_least(table, parameters):
    names = sorted(set(table["model"]))
    table["parameters_learned"] = table["model"].map(
        dict(zip(names, parameters * len(names), strict=False))
    )
    axes = body("trade_off", table)[0].figure.axes[0]
    low, high = axes.get_xlim()
    learned = table["parameters_learned"]
    assert high / low > 9.99
    assert low < learned.min() <= learned.max() < high


def test_two_settings_of_a_model_are_told_apart_in_the_figure(table):
    table["model"] = table["model"].replace("sift_svm", "lenet(epochs=5)")
    axes = body("trade_off", table)[0].figure.axes[0]
    assert {"lenet(epochs=3)", "lenet(epochs=5)"} <= {each.get_text() for each in axes.texts}


def test_the_front_joins_what_nothing_cheaper_beats(table):
    """By fit seconds: majority learns nothing here, lenet is dearer and no better than sift_svm."""
    for model, seconds, accuracy in (
        ("majority", 1.0, 0.5),
        ("sift_svm", 2.0, 0.97),
        ("lenet(epochs=3)", 3.0, 0.96),
    ):
        mine = table["model"].eq(model)
        table.loc[mine, "fit_seconds"], table.loc[mine, "accuracy"] = seconds, accuracy
    (picture,) = (block for block in body("answer", table) if isinstance(block, Picture))
    axes = picture.figure.axes[0]
    (front,) = (line for line in axes.lines if line.get_label() == "front")
    assert front.get_xdata().tolist() == [1.0, 2.0]
    assert front.get_ydata().tolist() == pytest.approx([0.5, 0.97])


def test_what_ranks_nothing_says_so_across_the_picture(table):
    (whole,) = (block for block in body("answer", table) if isinstance(block, Picture))
    one = table[table["seed"] == 0]
    (single,) = (block for block in body("answer", one) if isinstance(block, Picture))
    marks = [[each.get_text() for each in picture.figure.texts] for picture in (whole, single)]
    assert marks == [[], ["not rankable"]]


def test_training_is_drawn_as_mean_and_range_over_seeds(table):
    (picture,) = body("training", table)
    axes = picture.figure.axes[0]
    (line,) = axes.lines
    assert line.get_label() == "lenet"
    assert line.get_xdata().tolist() == [1.5, 2.5]
    assert line.get_ydata().tolist() == pytest.approx([86, 91])  # of 85, 86, 87 and 90, 91, 92
    (band,) = axes.collections
    corners = band.get_paths()[0].vertices[:, 1]
    assert (corners.min(), corners.max()) == pytest.approx((85, 92))


def test_errors_are_counted_class_by_class(table):
    said, grid, picture = body("errors", table)
    assert grid.frame["class"].tolist() == ["b", "a", "$c"]
    assert grid.frame["lenet"].tolist() == ["50.00 %", "100.00 %", "100.00 %"]
    assert "most often b for $c" in said.text
    assert [axes.get_title() for axes in picture.figure.axes[:2]] == ["sift_svm", "lenet"]
    shades = picture.figure.axes[0].images[0].get_array()
    assert shades.tolist() == [[0, 0, 0], [0, 0, 50], [0, 0, 0]]


def test_phases_add_up_and_small_ones_are_put_together(table):
    table["phase_train_seconds"], table["phase_keep_seconds"] = 1.0, 0.001
    picture, grid = body("phases", table)
    assert list(grid.frame) == ["model", "load", "features", "encode", "train", "all else"]
    rows = grid.frame.set_index("model")
    assert rows.loc["sift_svm"].tolist() == ["100 ms", "200 ms", "300 ms", "1 s", "1 ms"]
    assert rows.loc["lenet", "features"] == "n/a"
    axes = picture.figure.axes[0]
    ends = {round(bar.get_x() + bar.get_width(), 9) for bar in axes.patches}
    assert max(ends) == 1


def test_phases_of_contended_runs_do_not_count(table):
    mine = table["model"].eq("sift_svm") & table["seed"].eq(0)
    table.loc[mine, ["status", "phase_load_seconds"]] = ["contended", 99.0]
    _, grid = body("phases", table)
    assert grid.frame.set_index("model").loc["sift_svm", "load"] == "100 ms"


def test_what_was_asked_for_and_has_no_row_is_counted_by_model(table):
    said, grid = body("missing", table)
    assert "without a row: 13 runs." in said.text
    assert grid.frame.to_numpy().tolist() == [
        ["digits", "knn", "12", "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more"],
        ["digits", "mlp", "1", "4"],
    ]


def test_sources_are_listed_with_what_was_dropped(table):
    table.loc[table.index >= 6, "accuracy_key"] = "c" * 12
    said, gone, grid = body("sources", table)
    assert "Merged from 2 folders." in said.text
    assert "do not count: 1." in said.text
    assert gone.text.endswith("intervals are over seeds alone: ../old, ../new.")
    assert grid.frame.to_numpy().tolist() == [
        ["1", "../old", "mine", "6", "1", "2026-01-02", f"digits: {'a' * 12}"],
        [
            *["2", "../new", "mine", "4", "0", "2026-01-02"],
            f"digits: {'c' * 12}, shuffled_labels: {'c' * 12}",
        ],
    ]


def test_orders_and_titles_differ():
    sections = [SECTIONS.make(name) for name in SECTIONS.names]
    assert len({section.order for section in sections}) == len(sections)
    assert len({section.title for section in sections}) == len(sections)


def test_the_answer_has_its_interval_and_its_n(table):
    said = text(body("answer", table))
    # differences 0.01, 0.01, 0.02: mean 1.33, SD 0.577 points, t(0.975, 2) = 4.303
    assert "digits: depth does not show lenet and sift_svm cannot be separated: +1.33" in said
    assert "95 % interval -0.10 to 2.77, 3 seeds × 360 images" in said
    assert "are invisible" in said


def test_the_answer_is_yes_where_deep_wins(table):
    table.loc[table["model"] == "sift_svm", "accuracy"] -= 0.05
    said = text(body("answer", table))
    assert "digits: depth pays lenet beats sift_svm by 6.33 points" in said


def test_the_answer_is_no_where_shallow_wins(table):
    table.loc[table["model"] == "lenet(epochs=3)", "accuracy"] -= 0.08
    said = text(body("answer", table))
    assert "digits: depth does not pay sift_svm beats lenet by 6.67 points" in said


def test_the_best_of_a_family_is_chosen_on_the_validation_split(table):
    other = table[table["model"] == "sift_svm"].assign(
        model="hog_svm", accuracy=0.999, validation_accuracy=0.5, run="x"
    )
    said = text(body("answer", pd.concat([table, other])))
    assert "sift_svm (97.00 %" in said
    assert "hog_svm" not in said


def test_one_seed_is_not_rankable(table):
    one = table[table["seed"] == 0]
    assert "not rankable" in text(body("answer", one))
    assert "not rankable" in text(body("ranking", one))
    (grid,) = (block.frame for block in body("ranking", one) if isinstance(block, Grid))
    assert set(grid["tier"]) == {"n/a"}


def test_ranking(table):
    (grid,) = (block.frame for block in body("ranking", table) if isinstance(block, Grid))
    assert grid["model"].tolist() == ["lenet", "sift_svm", "majority"]
    assert grid["tier"].tolist() == ["1", "1", "2"]
    assert grid["accuracy"].tolist() == ["98.33 %", "97.00 %", "10.00 %"]
    assert grid["± SD"].tolist() == ["0.58", "1.00", "0.00"]
    assert grid["log loss"].tolist() == ["0.500", "n/a", "0.500"]


def test_short_names_are_explained(table):
    (grid,) = (block.frame for block in body("models", table) if isinstance(block, Grid))
    assert grid.to_numpy().tolist() == [["lenet", "lenet(epochs=3)"]]
    assert not body("models", table[table["model"].ne("lenet(epochs=3)")])


def test_names_differ_where_models_do(table):
    models = [
        "a.py",
        "./a.py",
        "mlp(hidden=(8,))",
        "mlp(hidden=(9,))",
        "<not a spec(",
        "<not a spec",
    ]
    rows = pd.concat([table.iloc[[0]].assign(model=model) for model in models])
    names = Evidence(Results(Path("nowhere"), rows)).names
    assert len(set(names.values())) == len(models)
    assert names["mlp(hidden=(8,))"] == "mlp(hidden=(8,))"


def names_of(table, models, dataset="digits"):
    rows = [table.iloc[[0]].assign(model=model, dataset=dataset) for model in models]
    return Evidence(Results(Path("nowhere"), pd.concat(rows))).names


def test_long_names_are_cut_where_no_other_is_called_so(table):
    settings = "epochs=8, learning_rate=0.0014, weight_decay=0.01"
    one, two = (f"mlp({settings}, dropout={rate})" for rate in (0.1, 0.2))
    lenet = "lenet(epochs=8, learning_rate=0.0014, dropout=0.1234567)"
    models = ["lenet", lenet, "mlp", one]
    cut = names_of(table, models)
    assert cut[lenet] == "lenet(epochs=8, learning_rate=0.0014, ...)"
    assert cut[one] == "mlp(epochs=8, learning_rate=0.0014, ...)"
    assert {name: cut[name] for name in ("lenet", "mlp")} == {"lenet": "lenet", "mlp": "mlp"}
    assert names_of(table, [*models, two]) == cut | {one: one, two: two}
    assert names_of(table, models, "tuning(dataset='digits')")[lenet] == lenet
    single = f"mlp(hidden={(8,) * 20})"
    assert names_of(table, ["mlp", single])[single] == "mlp(...)"


def test_who_is_not_ranked_is_listed_with_the_reason(failed):
    (_, grid) = (block.frame for block in body("ranking", failed) if isinstance(block, Grid))
    assert grid.iloc[0].tolist() == ["mlp", "0 of 3", "0 seeds of 3 ended well (1 error)"]


def test_claims_are_listed_with_their_tests(table):
    (grid,) = (block.frame for block in body("claims", table) if isinstance(block, Grid))
    row = grid.set_index("claim").loc["lenet-vs-sift_svm-on-digits"]
    assert row["sign flip"] == "0.250"
    assert row["P(better)"].startswith("1.00 (0.4")
    assert row["p"] == "0.057"  # 2 * t.sf(1.333 / (0.577 / sqrt(3)), 2), the largest of three


def test_controls_are_listed(table):
    (grid,) = (block.frame for block in body("did_it_learn", table) if isinstance(block, Grid))
    assert grid["outcome"].tolist() == ["passed", "passed"]
    assert "Of 2 controls (--controls), 0 failed" in text(body("did_it_learn", table))


def test_costs_say_what_was_counted_and_timed(table):
    sizes, grid = (block.frame for block in body("costs", table) if isinstance(block, Grid))
    first = {**sizes.iloc[0], **grid.iloc[0]}
    assert first["MACs"] == "123,456"
    assert first["fit"] == "1.5 s"
    assert first["image"] == "2.5 ms"
    assert first["memory"] == "512 MiB"
    assert first["to the target"] == "1.25 s (3 of 3 seeds)"
    assert grid.iloc[1]["to the target"] == "not reached (0 of 3 seeds)"


def test_an_interval_of_a_median_takes_six_seeds(table):
    six = pd.concat([table.assign(seed=table["seed"] + 3 * part) for part in (0, 1)])
    six["fit_seconds"] = range(len(six))
    (_, grid) = (block.frame for block in body("costs", six) if isinstance(block, Grid))
    assert "(" in grid.iloc[0]["fit"]


def test_times_of_two_machines_are_not_compared(table):
    table.loc[0, "cores"] = 64
    blocks = body("costs", table)
    assert "times are not compared: the runs differ in cores (64, 2)" in text(blocks)
    assert set(blocks[3].frame["fit"]) == {"n/a"}


def test_times_of_contended_runs_do_not_count(table):
    mine = table["model"].eq("sift_svm") & table["seed"].eq(0)
    table.loc[mine, ["status", "fit_seconds"]] = ["contended", 99.0]
    (_, grid) = (block.frame for block in body("costs", table) if isinstance(block, Grid))
    assert grid["fit"].tolist() == ["1.5 s"] * 3


def test_seeds_that_failed_did_not_reach_the_target(table):
    lost = table["model"].eq("lenet(epochs=3)") & table["seed"].eq(0)
    table.loc[lost, ["status", "target_seconds"]] = ["diverged", float("inf")]
    (_, grid) = (block.frame for block in body("costs", table) if isinstance(block, Grid))
    said = grid.set_index("model")["to the target"]["lenet"]
    assert said == "1.25 s (2 of 3 seeds)"


def test_times_that_had_not_settled_are_said(table):
    table.loc[0, "steady"] = False
    assert "had not settled in some runs of majority" in text(body("costs", table))


def test_failures_are_listed_with_their_reason(failed):
    blocks = body("failures", failed)
    assert text(blocks).startswith("1 of 11 runs did not end as they should.")
    assert blocks[1].frame.iloc[0].tolist() == ["digits", "mlp", "0", "error", "ValueError: no"]


def test_no_failures_are_said_as_well(table):
    assert text(body("failures", table)) == "None: all 10 runs ended well."


def test_mixed_environments_show(table):
    table.loc[0, "cores"] = 64
    (grid,) = (block.frame for block in body("environment", table) if isinstance(block, Grid))
    grid = grid.set_index("fact")["values"]
    assert grid["cores"] == "2, 64"
    assert grid["keras_version"] == "3.15"


def test_how_to_repeat_is_said_in_commands(table, tmp_path):
    note(tmp_path, {"suite": "mine"}, "depthbench run mine --model './my net.py'")
    evidence = Evidence(Results(tmp_path / "", table))
    blocks = SECTIONS.make("environment").body(evidence)
    commands = next(block.frame for block in blocks if isinstance(block, Grid))
    assert commands.to_numpy().tolist() == [["depthbench run mine --model './my net.py'"]]
    assert f"depthbench rerun {evidence.results.folder_of('majority-0')}" in text(blocks)


def test_methods_explain_what_is_used_and_nothing_else(table):
    (all_seeds,) = (each.frame for each in body("methods", table) if isinstance(each, Grid))
    (one,) = (each.frame for each in body("methods", table[:3:3]) if isinstance(each, Grid))
    assert "tiers" in set(all_seeds["what"])
    assert "one seed" not in set(all_seeds["what"])
    assert "tiers" not in set(one["what"])
    assert "one seed" in set(one["what"])


@every_section
def test_floors_alone_do_no_harm(name, table):
    floors = table[table["family"].eq("floor")]
    sizes = [(100, "digits"), (50, "subset(dataset='digits', n=50)")]
    body(name, pd.concat(floors.assign(n_train=n, dataset=dataset) for n, dataset in sizes))
