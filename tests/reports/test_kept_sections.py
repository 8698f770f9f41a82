"""Sections that show what runs left beside their rows: all counted by hand."""

from math import log
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmark.plugins import SECTIONS
from benchmark.results import Results
from reports._blocks import Grid, Paragraph, Picture
from reports.evidence import Evidence

SEEING = ("errors", "mistakes", "disagreements", "calibration", "groups")
Y = np.array([0, 0, 1, 1, 2, 2])
TAKEN = {"majority": [0] * 6, "sift_svm": [0, 0, 1, 2, 2, 0], "lenet": [0, 0, 1, 2, 2, 2]}
NASTY = ("<img src=x onerror=alert(1)>", "../../etc\n_^&%$#{}~\\ $\\frac{", "\u202eab\udcff\x00")


def image(grey):
    return np.full((8, 6, 1), grey, np.uint8)


def sure(taken, run):
    """Give what was taken 0.8 of the probability, or of sift_svm a margin of 2."""
    high, low = (2, 0) if run.startswith("sift") else (0.8, 0.1)
    scores = np.full((len(taken), 3), low, np.float32)
    scores[np.arange(len(taken)), taken] = high
    return scores


class Kept(Results):
    """Six images of three classes; all take the fourth for another, sift_svm the last too."""

    names = ("a", "b", "$c")

    def predictions(self, run):
        return {
            "predicted": np.array(TAKEN[run.partition("(")[0].partition("-")[0]], np.uint8),
            "y": Y,
            "unit": np.arange(6),
            "classes": np.array(self.names),
            "groups": np.array(["here", "here", "here", "there\n<b>", "there\n<b>", "here"]),
        }

    def scores(self, run):
        kept = self.predictions(run)
        return kept | {"scores": sure(kept["predicted"], run)}

    def validation(self, run):
        """Of ten images the first is taken for another."""
        y = np.arange(10) % 3
        return sure(np.where(np.arange(10) == 0, 1, y), run), y

    def mistakes(self, run):
        """Of the last image, each seed has another one; the fourth is the same for all."""
        if run.startswith("lenet"):
            return np.array([3]), np.stack([image(100)])
        return np.array([5, 3]), np.stack([image(200 + int(run[-1])), image(100)])

    def hits(self, run):  # noqa: ARG002 - accuracies are those of the table
        return None


class Nasty(Kept):
    names = NASTY


def body(name, table, results=Kept):
    return SECTIONS.make(name).body(Evidence(results(Path("nowhere"), table)))


def only(kind, blocks):
    (block,) = (each for each in blocks if isinstance(each, kind))
    return block


def first(kind, blocks):
    return next(each for each in blocks if isinstance(each, kind))


def grid_of(blocks, name):
    return next(each for each in blocks if isinstance(each, Grid) and each.name == name).frame


def labels(axes):
    return [label.get_text() for label in axes.get_yticklabels()]


@pytest.fixture
def many(table):
    """Twelve seeds instead of three."""
    more = [table.assign(seed=table["seed"] + 3 * part) for part in range(4)]
    rows = pd.concat(more, ignore_index=True)
    return rows.assign(run=rows["model"] + "-" + rows["seed"].astype(str).str[-1])


def test_images_stand_beside_what_they_were_taken_for(table):
    axes = only(Picture, body("mistakes", table)).figure.axes
    assert [each.get_title() for each in axes] == ["sift_svm", "lenet"]
    assert labels(axes[0]) == ["b → $c\n(3 times)", "$c → a\n(3 times)"]
    assert labels(axes[1]) == ["b → $c\n(3 times)"]
    shades = axes[0].images[0].get_array()
    rows = [set(np.unique(shades[: len(shades) // 2])), set(np.unique(shades[len(shades) // 2 :]))]
    assert rows == [{100, 255}, {200, 201, 202, 255}]  # equal images are shown once; 255 is paper


def test_disagreements_are_counted_image_by_image(table):
    blocks = body("disagreements", table)
    rows = only(Grid, blocks).frame.to_numpy().tolist()
    assert rows == [
        ["both right", "4.0", "66.67 %", "66.67 to 66.67 %"],
        ["only sift_svm right", "0.0", "0.00 %", "0.00 to 0.00 %"],
        ["only lenet right", "1.0", "16.67 %", "16.67 to 16.67 %"],
        ["both wrong", "1.0", "16.67 %", "16.67 to 16.67 %"],
    ]
    (axes,) = only(Picture, blocks).figure.axes
    assert axes.get_title() == "only lenet is right"
    assert [text.get_text() for text in axes.texts] == ["$c → a"] * 3


def test_shares_are_means_over_seeds_with_students_interval(table):
    class Uneven(Kept):
        def predictions(self, run):
            """With seed 0, lenet takes the last for another as well."""
            kept = super().predictions(run)
            taken = TAKEN["sift_svm"] if run.endswith("0") else kept["predicted"]
            return kept | {"predicted": np.array(taken)}

    grid = only(Grid, body("disagreements", table, Uneven)).frame.set_index("test images")
    # 0, 1/6, 1/6: mean 1/9, SD 0.0962, t(0.975, 2) = 4.303: half 0.239
    assert grid.loc["only lenet right"].tolist() == ["0.7", "11.11 %", "0.00 to 35.01 %"]


def test_agreement_of_all_is_a_matrix(table):
    third = table[table["model"] == "sift_svm"].assign(model="mlp", family="deep", run="majority-0")
    blocks = body("disagreements", pd.concat([table, third], ignore_index=True))
    grid = [block.frame for block in blocks if isinstance(block, Grid)][-1].set_index("model")
    assert grid.loc["lenet", "sift_svm"] == grid.loc["sift_svm", "lenet"] == "83.33 %"
    assert grid.loc["sift_svm", "mlp"] == "50.00 %"  # 0 for the first two and the last
    assert "majority" not in grid


def test_calibration_before_and_after(table):
    """Nine of ten right: the temperature makes 0.9 of 0.8, or of the margin 2."""
    blocks = body("calibration", table)
    grid = only(Grid, blocks).frame.set_index("model")
    lenet, sift = grid.loc["lenet"], grid.loc["sift_svm"]
    losses = [(5 * -log(0.8) - log(0.1)) / 6, (5 * -log(0.9) - log(0.05)) / 6]
    assert lenet["ECE before"].startswith("3.33 % (")  # 5 of 6 right, less 0.8
    assert lenet["ECE after"].startswith("6.67 % (")
    assert lenet["log loss before"].startswith(f"{losses[0]:.3f} (")
    assert lenet["log loss after"].startswith(f"{losses[1]:.3f} (")
    assert lenet["temperature"] == f"{log(8) / log(18):.3g}"  # 0.8 / 0.1 becomes 0.9 / 0.05
    assert (sift["ECE before"], sift["log loss before"]) == ("n/a", "n/a")
    assert sift["ECE after"].startswith("23.33 % (")  # 4 of 6 right
    assert sift["temperature"] == f"{2 / log(18):.3g}"
    assert "majority" not in grid.index
    sift, lenet, *_ = only(Picture, blocks).figure.axes
    points = {line.get_label(): line for line in lenet.lines}
    assert points["before"].get_xdata().tolist() == pytest.approx([80])
    assert points["after"].get_xdata().tolist() == pytest.approx([90], abs=0.01)
    assert points["after"].get_ydata().tolist() == pytest.approx([500 / 6])
    assert "before" not in {line.get_label() for line in sift.lines}


def test_groups_come_worst_first(table):
    grid = only(Grid, body("groups", table)).frame
    assert grid.to_numpy().tolist() == [
        ["there <b>", "6", "50.00 %", "50.00 %"],
        ["here", "12", "100.00 %", "75.00 %"],
    ]
    assert list(grid) == ["group", "images", "lenet", "sift_svm"]


def test_no_more_than_thirty_groups_are_shown(table):
    class Many(Kept):
        def predictions(self, run):
            kept = super().predictions(run)
            ten = {name: np.tile(kept[name], 10) for name in ("predicted", "y", "unit")}
            return kept | ten | {"groups": np.arange(60).astype(str)}

    blocks = body("groups", table, Many)
    assert len(only(Grid, blocks).frame) == 30
    assert "the 30 hardest of 60 groups" in only(Paragraph, blocks).text


@pytest.mark.parametrize("name", SEEING)
def test_older_folders_without_these_files_have_nothing_of_it(name, table):
    assert body(name, table, Results) == []


@pytest.mark.parametrize("name", sorted({*SEEING} - {"errors"}))  # those count all that is read
def test_no_more_than_ten_seeds_are_read_and_it_is_said(name, many):
    seeds = set()

    class Counting(Kept):
        def predictions(self, run):
            seeds.add(run)
            return super().predictions(run)

    many["run"] = many["model"] + "-" + many["seed"].astype(str)
    blocks = body(name, many, Counting)
    assert {int(run.rpartition("-")[2]) for run in seeds} == set(range(10))
    said = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert "over the first 10 seeds of 12" in said[0]


@pytest.mark.parametrize("name", SEEING)
def test_names_do_no_harm(name, table):
    for block in body(name, table, Nasty):
        if isinstance(block, Picture):
            assert "<img" not in block.svg
            block.svg.encode()
        else:
            text = block.text if isinstance(block, Paragraph) else block.frame.to_csv(index=False)
            text.encode()
            assert "\u202e" not in text
            assert "\x00" not in text


def sizes(table, **lead):
    """Give the table at sizes named `n100`, with deep models so much more accurate than shallow."""
    rows = []
    for name, points in lead.items():
        n = int(name[1:])
        cut = table[table["model"] != "majority"].assign(
            dataset=f"subset(dataset='digits', train={n})", n_train=n, accuracy=0.5
        )
        deep = cut["family"] == "deep"
        cut.loc[deep, "accuracy"] += cut.loc[deep, "seed"].map(dict(enumerate(points))) / 100
        rows.append(cut)
    return pd.concat(rows, ignore_index=True)


def test_a_crossing_is_interpolated_between_sizes(table):
    blocks = body("learning_curves", sizes(table, n100=[-1, -2, -3], n1000=[2, 2, 2]))
    # Half the way from 100 to 1,000 on the logarithm, of ten classes. Two sizes a factor of ten
    # apart hide how the lead bends; and SD 1, t(0.975, 2) = 4.303: -2 at 100 is not below 0.
    said = first(Paragraph, blocks).text
    assert (
        "lenet overtakes sift_svm at 32 images a class on average, but these runs (3 seeds, paired)"
        " do not settle where: anywhere between 10 and 100 images a class, or under 10 (95 % "
        "interval). Their training"
    ) in said
    assert "training times may not be compared, or have nothing in common" in said
    (row,) = grid_of(blocks, "crossings_1").to_dict("records")
    assert row["at images a class"] == "32"
    assert row["95 % interval"] == "not settled: 10 to 100 and beyond"
    axes = only(Picture, blocks).figure.axes[0]
    lenet = next(each for each in axes.containers if each.get_label() == "lenet")
    assert lenet.lines[0].get_xdata().tolist() == [100, 1000]
    assert lenet.lines[0].get_ydata().tolist() == pytest.approx([48, 52])
    grid = first(Grid, blocks).frame.set_index("model")
    assert grid.loc["lenet", "100 (10 a class)"] == "48.00 % (45.52 to 50.48 %)"


def test_whoever_is_ahead_at_the_largest_size_overtakes(table):
    blocks = body("learning_curves", sizes(table, n100=[1, 1, 1], n1000=[-1, -1, -1]))
    said = first(Paragraph, blocks).text
    assert (
        "lenet does not overtake sift_svm by 100 images a class; sift_svm overtakes lenet at 32 "
        "images a class on average, but these runs (3 seeds, paired) do not settle where: anywhere "
        "between 10 and 100 images a class (95 % interval)."
    ) in said
    (row,) = grid_of(blocks, "crossings_1").to_dict("records")
    assert row["95 % interval"] == "not reached by 100"


NOISY, SURE = [5, -5, 1], [5.1, 4.9, 5]
SURELY_NOT = [-each for each in SURE]


def test_an_interval_of_all_sizes_and_more_is_said_to_settle_nothing(table):
    runs = sizes(table, n100=NOISY, n200=NOISY, n400=NOISY, n800=NOISY)
    blocks = body("learning_curves", runs)
    assert (
        "lenet is ahead of sift_svm on average everywhere, from 10 images a class on, but these "
        "runs (3 seeds, paired) do not settle where: anywhere between 10 and 80 images a class, or "
        "under 10, or not by 80 (95 % interval)."
    ) in first(Paragraph, blocks).text
    (row,) = grid_of(blocks, "crossings_1").to_dict("records")
    assert row["95 % interval"] == "not settled: 10 to 80 and beyond"


def test_an_interval_that_is_open_on_one_side_is_said_plainly(table):
    early = sizes(table, n100=NOISY, n200=SURE, n400=SURE, n800=SURE)
    said = first(Paragraph, body("learning_curves", early)).text
    # SD 5.03 at 10, 0.1 at 20: half 12.5 (1 - u), mean 0.33 + 4.67 u meet at u = 0.71: 10 × 2^u.
    assert "from 10 images a class on (95 % interval up to 16; 3 seeds, paired)." in said
    late = sizes(table, n100=SURELY_NOT, n200=SURELY_NOT, n400=SURELY_NOT, n800=NOISY)
    said = first(Paragraph, body("learning_curves", late)).text
    assert "lenet overtakes sift_svm at 77 images a class (95 % interval from 4" in said
    assert " on, if at all; 3 seeds, paired)." in said


def test_no_crossing_is_said_as_well(table):
    blocks = body("learning_curves", sizes(table, n100=[1, 1, 1], n1000=[2, 2, 2]))
    said = first(Paragraph, blocks).text
    assert (
        "lenet is ahead of sift_svm on average everywhere, from 10 images a class on (95 %" in said
    )
    blocks = body("learning_curves", sizes(table, n100=[1, 1, 1], n1000=[0, 0, 0]))
    assert "does not overtake sift_svm by 100 images a class" in first(Paragraph, blocks).text


def test_every_pair_of_shallow_and_deep_is_in_a_table(table):
    runs = sizes(table, n100=[-1, -1, -1], n1000=[2, 2, 2])
    mlp = runs[runs["family"].eq("deep")].assign(model="mlp", accuracy=0.4)
    blocks = body("learning_curves", pd.concat([runs, mlp], ignore_index=True))
    grid = next(each for each in blocks if each.__dict__.get("name") == "crossings_1").frame
    assert sorted(grid["deep"]) == ["lenet", "mlp"]
    places = grid.set_index("deep")["at images a class"]
    assert places.to_dict() == {"lenet": "22", "mlp": "not reached by 100"}


def timed(table):
    """From 100 to 1,000 images sift_svm takes 1 to 10 s, lenet 5 to 50 s: 5 to 10 s are common."""
    runs = sizes(table, n100=[3, 3, 3], n200=[4, 4, 4], n500=[5, 5, 5], n1000=[6, 6, 6])
    deep = runs["family"].eq("deep")
    runs["fit_seconds"] = runs["n_train"] * (runs["seed"] + 10) / np.where(deep, 200, 1000)
    shallow = {100: 0.50, 200: 0.51, 500: 0.52, 1000: 0.53}  # lenet: 0.53, 0.54, 0.55, 0.56
    runs.loc[~deep, "accuracy"] = runs["n_train"].map(shallow)
    return runs


def test_equal_seconds_are_compared_as_well(table):
    said = first(Paragraph, body("learning_curves", timed(table))).text
    assert "By time: lenet is ahead of sift_svm on average everywhere, from 6" in said
    assert "3 seeds, paired" in said.partition("By time: ")[2]


def test_a_seed_that_shared_the_processor_is_left_out_of_equal_seconds(table):
    runs = timed(table)
    runs.loc[runs["model"].eq("sift_svm") & runs["seed"].eq(1), "fit_seconds"] *= 100
    runs.loc[runs["model"].eq("sift_svm") & runs["seed"].eq(1), "status"] = "contended"
    said = first(Paragraph, body("learning_curves", runs)).text
    assert "lenet is ahead of sift_svm on average everywhere, from 10 images a class on" in said
    by_time = said.partition("By time: ")[2]
    assert by_time.startswith("lenet is ahead of sift_svm on average everywhere, from 6")
    assert "2 seeds, paired" in by_time
    runs["status"] = "contended"
    said = first(Paragraph, body("learning_curves", runs)).text
    assert "training times may not be compared" in said


def test_a_power_law_is_extrapolated_to_twice_the_data_with_a_warning(table):
    runs = sizes(table, n100=[0, 0, 0], n200=[0, 0, 0], n400=[0, 0, 0], n800=[0, 0, 0])
    runs["accuracy"] = 1 - (0.1 + 4 / runs["n_train"])
    blocks = body("learning_curves", runs)
    said = first(Paragraph, blocks).text
    assert "Warning, extrapolated: at twice the data, 160 images a class, the fitted" in said
    grid = next(each for each in blocks if each.__dict__.get("name") == "power_laws_1").frame
    laws = grid.set_index("model").loc["lenet"]
    assert float(laws["exponent"].partition(" ")[0]) == pytest.approx(1, abs=0.02)
    twice = laws["error extrapolated to 160 images a class"]
    assert float(twice.partition(" ")[0]) == pytest.approx(10.25, abs=0.03)  # 0.1 + 4 / 1,600


def test_sizes_of_other_images_are_no_curve(table):
    rows = sizes(table, n100=[1, 1, 1], n1000=[2, 2, 2])
    assert body("learning_curves", rows.assign(pool_sha256="a"))
    assert not body("learning_curves", rows.assign(pool_sha256=rows["n_train"].astype(str)))
    other = rows["n_train"].eq(100)
    rows.loc[other, "dataset"] = "subset(dataset='mnist_5k', train=100)"
    assert not body("learning_curves", rows)
    rows.loc[other, "dataset"] = "no spec("
    assert not body("learning_curves", rows)


def test_families_are_summed_up_by_what_validation_chose(table):
    deep = table[table["family"] == "deep"]
    cheap = deep.assign(model="mlp", accuracy=0.5, fit_seconds=0.2)
    cheap["validation_accuracy"] = deep["validation_accuracy"] - 0.005
    worse = deep.assign(model="alexnet", accuracy=0.999, validation_accuracy=0.5, fit_seconds=0.1)
    blocks = body("families", pd.concat([table, cheap, worse], ignore_index=True))
    grid = only(Grid, blocks).frame.set_index("family")
    assert grid.loc["deep"].tolist() == [
        "3",
        "lenet",
        "98.33 %",
        "50.00 to 99.90 %",
        "mlp",
        "50.00 %",
        "200 ms",
        "1,010",
    ]
    assert grid.loc["shallow", "from worst to best"] == "n/a"
    axes = only(Picture, blocks).figure.axes[0]
    assert labels(axes) == ["sift_svm", "alexnet", "lenet", "mlp"]
    dots = [points.get_offsets()[:, 0].tolist() for points in axes.collections[::2]]
    assert dots[0] == pytest.approx([97, 98, 96])
    assert dots[2] == pytest.approx([98, 99, 98])
