"""What the report says of kernels, counted by hand."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmark.kept_kernels import KeptKernels
from benchmark.plugins import SECTIONS
from benchmark.results import Results
from reports._blocks import Grid, Heading, Paragraph, Picture
from reports._kernel_image import kernel_image
from reports._kernel_variants import variants_of
from reports.evidence import Evidence

NET = "kernel_lenet"
FIXED, LEARNED = f"{NET}(kernels='gabor', learned=False)", f"{NET}(kernels='gabor')"
DRAWN, FROM_DRAWN = f"{NET}(learned=False)", NET


class Kept(Results):
    """Two kernels of 1x2: learned ones keep the first and turn the second by 60 or 90 degrees."""

    def hits(self, run):  # noqa: ARG002 - accuracies are those of the table
        return None

    def kernels(self, run):
        before = np.array([[1, 0], [2, 0]], np.float32).reshape(2, 1, 2, 1)
        if "learned=False" in run:
            return KeptKernels({"C1": before})
        if not run.startswith(NET):
            return None
        turned = [0, 1] if run.endswith("-0") else [1, 3**0.5]
        after = np.array([[3, 0], turned], np.float32).reshape(2, 1, 2, 1)
        deep = np.ones((3, 1, 1, 8), np.float32)
        return KeptKernels({"C1": after, "C3": deep}, {"C1": before, "C3": deep})


@pytest.fixture
def made(table):
    """Make a table of accuracies, model by model, a seed each."""
    pattern = table.iloc[[3]]

    def make(**points):
        rows = []
        for model, accuracies in points.items():
            for seed, accuracy in enumerate(accuracies):
                own = {"model": model, "seed": seed, "run": f"{model}-{seed}"}
                own["data_sha256"] = str(seed) * 64
                rows.append(pattern.assign(accuracy=accuracy, family="deep", **own))
        floors = table[table["family"].eq("floor") & table["seed"].lt(len(accuracies))]
        return pd.concat([floors, *rows], ignore_index=True)

    return make


def body(table, results=Kept):
    return SECTIONS.make("kernels").body(Evidence(results(Path("nowhere"), table)))


def said(blocks):
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph))


def grid(blocks, name):
    (found,) = (b.frame for b in blocks if isinstance(b, Grid) and b.name == name)
    return found.to_numpy().tolist()


def test_models_that_differ_in_their_kernels_alone_belong_together():
    groups = variants_of(
        [
            "lenet",
            FIXED,
            "fisher_net(words=8, kernels='fixed')",
            FROM_DRAWN,
            "fisher_net(words=8)",
            "fisher_net(words=9)",
            LEARNED,
            f"{NET}(epochs=3)",
            "<no spec(",
        ]
    )
    assert [[(each.model, each.start, each.learned) for each in group] for group in groups] == [
        [(FIXED, "gabor", False), (FROM_DRAWN, "", True), (LEARNED, "gabor", True)],
        [("fisher_net(words=8, kernels='fixed')", "", False), ("fisher_net(words=8)", "", True)],
    ]


def test_learning_that_pays_is_said_with_its_interval(made):
    blocks = body(made(**{FIXED: [0.80, 0.81, 0.82], LEARNED: [0.90, 0.91, 0.93]}))
    # differences 10, 10, 11: mean 10.33, SD 0.577, t(0.975, 2) = 4.303: half 1.434
    assert (
        "Learning the kernels of kernel_lenet(learned=False) pays: "
        "+10.33 points (95 % interval 8.90 to 11.77)." in said(blocks)
    )
    assert "does not visibly pay" not in said(blocks)
    assert grid(blocks, "kernels_1_1_differences") == [
        [
            "kernel_lenet",
            "kernel_lenet(learned=False)",
            "+10.33",
            "8.90 to 11.77",
            "2.11",  # 0.333 × 6.326, the noncentral t's with 2 degrees of freedom, at 4 %
            "learning pays",
        ]
    ]
    assert grid(blocks, "kernels_1_1") == [
        ["kernel_lenet", "91.33 %", "87.54 to 95.13 %", "1,000", "10"],
        ["kernel_lenet(learned=False)", "81.00 %", "78.52 to 83.48 %", "1,000", "10"],
    ]


def test_learning_that_costs_is_said(made):
    blocks = body(made(**{FIXED: [0.90, 0.91, 0.93], LEARNED: [0.80, 0.81, 0.82]}))
    assert "learning the kernels does not visibly pay here, whatever they begin as." in said(blocks)
    assert "costs accuracy: -10.33 points (95 % interval -11.77 to -8.90)." in said(blocks)
    assert grid(blocks, "kernels_1_1_differences")[0][-1] == "learning costs accuracy"


def test_a_tie_is_said_with_what_would_have_been_seen(made):
    blocks = body(made(**{FIXED: [0.80, 0.82, 0.81], LEARNED: [0.81, 0.80, 0.82]}))
    # differences 1, -2, 1: mean 0, SD 1.732, half 4.303
    assert "does not visibly pay here" in said(blocks)
    assert "makes no difference that shows: +0.00 points (95 % interval -4.30 to 4.30)" in said(
        blocks
    )
    # standard error 1, times 6.326
    assert "; at this size differences under 6.33 points are invisible." in said(blocks)
    assert grid(blocks, "kernels_1_1_differences")[0][-2:] == ["6.33", "a tie"]


def test_a_tie_without_any_spread_says_that_nothing_is_known(made):
    blocks = body(made(**{FIXED: [0.80, 0.81], LEARNED: [0.80, 0.81]}))
    assert "without any spread, nothing can be said of what would have been visible." in said(
        blocks
    )
    assert grid(blocks, "kernels_1_1_differences")[0][-2:] == ["n/a", "a tie"]


def test_differences_are_drawn_with_their_intervals(made):
    (picture,) = (
        block
        for block in body(made(**{FIXED: [0.80, 0.81, 0.82], LEARNED: [0.90, 0.91, 0.93]}))
        if isinstance(block, Picture) and block.name == "kernels_1_1_differences"
    )
    (axes,) = picture.figure.axes
    interval, dot = axes.collections
    assert interval.get_segments()[0][:, 0].tolist() == pytest.approx([8.90, 11.77], abs=0.01)
    assert dot.get_offsets()[0].tolist() == pytest.approx([31 / 3, 0])
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "kernel_lenet\nless kernel_lenet(learned=False)"
    ]


def test_only_pairs_that_differ_in_one_thing_are_compared(made):
    blocks = body(
        made(
            **{
                FIXED: [0.85, 0.86, 0.875],
                LEARNED: [0.90, 0.91, 0.92],
                DRAWN: [0.70, 0.71, 0.72],
                FROM_DRAWN: [0.90, 0.91, 0.925],
            }
        )
    )
    rows = grid(blocks, "kernels_1_1_differences")
    gabor = "kernels='gabor'"
    assert [(row[0], row[1], row[-1]) for row in rows] == [
        (f"{NET}", f"{NET}(learned=False)", "learning pays"),
        (f"{NET}({gabor})", f"{NET}({gabor}, learned=False)", "learning pays"),
        (f"{NET}", f"{NET}({gabor})", "a tie"),
        (f"{NET}({gabor}, learned=False)", f"{NET}(learned=False)", "better kernels"),
    ]


def test_one_seed_is_not_rankable(made):
    blocks = body(made(**{FIXED: [0.80], LEARNED: [0.90]}))
    assert "one seed tells nothing of the next" in said(blocks)
    assert grid(blocks, "kernels_1_1_differences")[0][2:] == [
        *("+10.00", "n/a", "n/a", "not rankable")
    ]


def test_how_far_kernels_moved(made):
    blocks = body(made(**{FIXED: [0.80, 0.81], LEARNED: [0.90, 0.91]}))
    # cosines 1 and 0 with seed 0, 1 and 1/2 with seed 1: means 0.5 and 0.75, SD 0.1768
    # changes: sqrt(4 + 5) and sqrt(4 + 1 + 3) over sqrt(5): 1.342 and 1.265
    assert grid(blocks, "kernels_moved_1") == [
        ["kernel_lenet", "C1", "2", "0.625", "-0.963 to 1.000", "0.000", "1.303"],
        ["kernel_lenet", "C3", "3", "1.000", "1.000 to 1.000", "1.000", "0.000"],
    ]
    assert "over 2 seeds" in said(blocks)


def test_kernels_are_drawn_before_and_after(made):
    (picture,) = (
        block
        for block in body(made(**{FIXED: [0.80, 0.81], LEARNED: [0.90, 0.91]}))
        if isinstance(block, Picture) and block.name == "kernels_1"
    )
    before, after = picture.figure.axes
    assert [each.get_title() for each in (before, after)] == ["as training began", "after training"]
    labels = [label.get_text() for label in before.get_yticklabels()]
    assert "keeps fixed, these are drawn once, on the left in the row of the learned ones." in (
        said(body(made(**{FIXED: [0.80, 0.81], LEARNED: [0.90, 0.91]})))
    )
    assert labels == ["kernel_lenet\nC1, learned"]  # the fixed ones are those it began from
    learned, fixed = (
        np.asarray(before.images[0].get_array()),
        np.asarray(after.images[0].get_array()),
    )
    assert learned[33, 0].tolist() == [255] * 3  # the first kernel's left weight
    assert learned[33, 65].tolist() == [128] * 3
    second = 66 + 5  # after the gap
    assert learned[33, second].tolist() == [255] * 3
    assert (fixed[33, second].tolist(), fixed[33, second + 65].tolist()) == ([128] * 3, [255] * 3)


def test_fixed_kernels_that_nothing_began_from_are_drawn(made):
    class Fixed(Kept):
        def kernels(self, run):
            kept = super().kernels(run)
            return kept if kept.before else KeptKernels({"C1": 2 * kept.after["C1"]})

    blocks = body(made(**{FIXED: [0.80, 0.81], LEARNED: [0.90, 0.91]}), Fixed)
    (picture,) = (b for b in blocks if isinstance(b, Picture) and b.name == "kernels_1")
    labels = [label.get_text() for label in picture.figure.axes[0].get_yticklabels()]
    assert labels == ["kernel_lenet\nC1, learned", "kernel_lenet(learned=False)\nC1, fixed"]


def test_a_kernel_is_drawn_around_grey():
    image = kernel_image(np.array([[1, -2], [0, 1]], np.float32)[..., None])
    assert image.shape == (66, 66, 3)
    assert image.dtype == np.uint8
    corners = image[[0, 0, 65, 65], [0, 65, 0, 65], 0].tolist()
    assert corners == [191, 0, 128, 191]  # 127.5 + 63.75
    assert (kernel_image(np.zeros((6, 6, 3), np.float32)) == 128).all()


def test_damaged_kernels_are_left_out(made):
    class Nothing(Kept):
        def kernels(self, run):  # noqa: ARG002 - the same of each
            return KeptKernels({"C1": np.full((1, 2, 2, 1), np.nan, np.float32)})

    blocks = body(made(**{FIXED: [0.80, 0.81], LEARNED: [0.90, 0.91]}), Nothing)
    assert "kernels_1" not in {block.name for block in blocks if isinstance(block, Picture)}


def headings(blocks):
    return [block.text for block in blocks if isinstance(block, Heading)]


def at_sizes(rows, *sizes):
    return pd.concat(
        [rows.assign(dataset=f"subset(dataset='digits', train={n})", n_train=n) for n in sizes],
        ignore_index=True,
    )


def test_of_subsets_the_kernels_of_the_largest_alone_are_shown(made):
    rows = made(**{FIXED: [0.80, 0.81], LEARNED: [0.90, 0.91]})
    blocks = body(at_sizes(rows, 50, 100, 1000))
    large = "digits, 1,000 training images"
    assert headings(blocks)[-1] == (
        f"Kernels before and after training, {large} (of 3 training sizes only the largest that "
        "kept them)"
    )
    names = [block.name for block in blocks if isinstance(block, Grid | Picture)]
    assert [name for name in names if "moved" in name] == ["kernels_moved_3"]
    assert "kernels_3" in names
    assert not {"kernels_1", "kernels_2"} & set(names)
    # Accuracies are results of each size.
    assert {"kernels_1_1", "kernels_2_1", "kernels_3_1"} < set(names)
    assert said(blocks).count(f"{large}: how far the learned kernels moved") == 1
    assert said(blocks).count("Differences are paired") == 1


def test_of_other_data_sets_each_shows_its_own(made):
    rows = made(**{FIXED: [0.80, 0.81], LEARNED: [0.90, 0.91]})
    other = rows.assign(dataset="mnist_5k", n_train=4000, pool_sha256="b")
    blocks = body(pd.concat([at_sizes(rows, 50).assign(pool_sha256="a"), other]))
    assert [each for each in headings(blocks) if each.startswith("Kernels before")] == [
        "Kernels before and after training, mnist_5k",
        "Kernels before and after training, digits, 50 training images",
    ]


def test_both_groups_of_models_and_what_they_share_are_named(made):
    fisher = "fisher_net(words=8)"
    rows = made(
        **{
            FIXED: [0.80, 0.81],
            LEARNED: [0.90, 0.91],
            fisher: [0.70, 0.71],
            "fisher_net(words=8, kernels='fixed')": [0.60, 0.61],
        }
    )
    assert headings(body(rows)) == [
        "kernel_lenet by where its kernels come from, digits",
        "fisher_net by where its kernels come from, digits",
        "Kernels before and after training, digits",
    ]


def test_where_there_is_nothing_to_say_nothing_is_said(table):
    assert body(table) == []
