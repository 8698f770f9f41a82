"""What stands on the sheets, tile by tile."""

import numpy as np
import pytest
from explained import Patch, patches

from benchmark.fitted_model import FittedModel
from benchmark.gallery import Gallery
from reports._contact_sheet import Strip
from reports.explanations.disagreement_sheet import disagreement_sheet
from reports.explanations.feature_sheet import feature_sheet
from reports.explanations.kernel_sheet import kernel_sheet
from reports.explanations.one_class_sheet import one_class_sheet
from reports.explanations.sheet import Sheet
from reports.explanations.top_classes_sheet import top_classes_sheet

PATCH = FittedModel("patch", Patch(), ("dark", "bright"))


class Opposite(Patch):
    def scores(self, x):
        return super().scores(x)[:, ::-1]

    def evidence(self, x, classes):
        return -super().evidence(x, classes)


class Margins(Patch):
    def scores(self, x):
        return super().scores(x) * 10 - 3


def gallery(n, names=()):
    return Gallery(patches(n), np.ones(n, np.int64), names)


def test_what_speaks_for_a_class_is_vermilion_and_against_it_blue():
    x = np.full((1, 8, 8, 1), 100, np.uint8)
    images = Gallery(x, np.array([1]))
    (strip,) = top_classes_sheet(PATCH, images).strips
    image, first, _ = strip.images
    assert (image == 100).all()
    assert first[0, 0].tolist() == [100, 100, 100]
    assert first[3, 3].tolist() == [185, 96, 25]  # 0.75 of (213, 94, 0), 0.25 of grey 100
    opposite = FittedModel("opposite", Opposite(), ("dark", "bright"))
    (strip,) = top_classes_sheet(opposite, images).strips
    assert strip.images[1][3, 3].tolist() == [25, 110, 158]  # and of (0, 114, 178)


def test_likeliest_classes_come_first_with_what_they_score():
    sheet = top_classes_sheet(PATCH, gallery(2))
    share = Patch().scores(patches(2))[0, 1]
    assert sheet.strips[0].captions == [
        "bright",
        f"bright\n{100 * share:.1f} %",
        f"dark\n{100 - 100 * share:.1f} %",
    ]
    assert "with its probability" in sheet.words
    named = top_classes_sheet(FittedModel("m", Margins(), ("a", "b")), gallery(1, ("cat.png",)))
    margin = 10 * Patch().scores(patches(1))[0, 1] - 3
    assert list(named.strips[0].captions)[:2] == ["cat.png", f"b\n{margin:.2f}"]
    assert "with its margin" in named.words


def test_one_class_has_three_rows_and_several_have_one_each():
    images = Gallery(patches(40), np.arange(40) % 2)
    assert [len(strip.images) for strip in one_class_sheet(PATCH, images, [1]).strips] == [8, 8, 4]
    both = one_class_sheet(PATCH, images, [0, 1])
    assert [strip.label for strip in both.strips] == ["dark", "bright"]


def test_images_without_a_label_are_of_the_class_they_are_taken_for():
    images = Gallery(patches(3), np.full(3, -1))
    assert one_class_sheet(PATCH, images, [0]) is None
    (strip,) = one_class_sheet(PATCH, images, [1]).strips
    assert len(strip.images) == 3


def test_models_that_disagree_stand_below_one_another():
    opposite = FittedModel("opposite", Opposite(), ("dark", "bright"))
    sheet = disagreement_sheet([PATCH, opposite], gallery(3))
    assert [strip.label for strip in sheet.strips] == [
        "image, class",
        "patch\nCAM",
        "opposite\nCAM",
    ]
    assert [strip.captions for strip in sheet.strips] == [
        ["bright"] * 3,
        ["bright"] * 3,
        ["dark"] * 3,
    ]
    assert disagreement_sheet([PATCH, PATCH], gallery(3)) is None


def test_images_that_a_model_gets_right_come_first():
    opposite = FittedModel("opposite", Opposite(), ("dark", "bright", "other"))
    images = Gallery(patches(10), np.array([2] * 5 + [1] * 5))
    sheet = disagreement_sheet([FittedModel("p", Patch(), opposite.classes), opposite], images)
    assert sheet.strips[0].captions == ["bright"] * 5 + ["other"] * 3


def test_kernels_have_nought_in_mid_grey_and_whole_pixels():
    bank = np.zeros((9, 2, 2, 1), np.float32)
    bank[:, 0, 0, 0] = 2
    bank[:, 1, 1, 0] = -1
    sheet = kernel_sheet("net", {"first": bank, "point": np.ones((4, 1, 1, 9))}, {})
    assert [len(strip.images) for strip in sheet.strips] == [8, 1]
    assert sheet.strips[0].label == "first\n9 of 2×2×1"
    tile = sheet.strips[0].images[0]
    assert tile.shape == (66, 66, 3)
    assert [tile[at, at, 0] for at in (0, 32, 33, 65)] == [255, 255, 64, 64]
    assert tile[0, 65, 0] == 128


def test_of_a_kernel_on_many_channels_the_strongest_is_shown():
    bank = np.zeros((1, 3, 3, 5), np.float32)
    bank[0, :, :, 2] = 0.1
    bank[0, 1, 1, 4] = 1
    (strip,) = kernel_sheet("net", {"deep": bank}, {}).strips
    (tile,) = strip.images
    assert (tile[33, 33, 0], tile[0, 0, 0]) == (255, 128)


def test_other_kernels_stand_below_and_a_model_without_any_has_no_sheet():
    bank = np.ones((2, 3, 3, 3), np.float32)
    sheet = kernel_sheet("net", {"C1": bank}, {"Gabor": {"wave": bank}, "none": {}})
    assert [strip.label for strip in sheet.strips] == [
        "C1\n2 of 3×3×3",
        "Gabor\nwave\n2 of 3×3×3",
    ]
    assert kernel_sheet("net", {}, {"Gabor": {"wave": bank}}) is None


def test_the_maps_of_a_layer_that_vary_most_are_shown_from_dark_to_bright():
    maps = np.zeros((2, 2, 10), np.float32)
    maps[0, 0] = np.arange(10)
    image = np.zeros((4, 6, 1), np.uint8)
    sheet = feature_sheet("net", image, {"conv": maps}, 3)
    assert sheet.name == "feature_maps_3"
    first, row = sheet.strips
    assert first.label == "image"
    assert row.label == "conv\n2×2×10"
    assert [tile.shape for tile in row.images] == [(4, 6, 3)] * 8
    assert [tile[0, 0, 0] for tile in row.images] == pytest.approx(
        [255 * each / 9 for each in range(2, 10)], abs=0.51
    )
    assert row.images[-1][1, 2, 0] == 255  # pixels as they are
    assert row.images[-1][2, 3, 0] == 0
    assert feature_sheet("net", image, {}, 1) is None


def test_of_many_layers_some_are_shown_the_first_and_the_last_among_them():
    maps = {f"layer_{n}": np.zeros((2, 2, 1), np.float32) for n in range(100)}
    strips = feature_sheet("net", np.zeros((4, 4, 1), np.uint8), maps, 1).strips
    labels = [strip.label.partition("\n")[0] for strip in strips]
    assert len(labels) == 13
    assert (labels[1], labels[-1]) == ("layer_0", "layer_99")


def test_what_stands_before_a_row_is_not_cut_off():
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    images = [np.zeros((66, 66, 3), np.uint8)] * 8
    strips = tuple(Strip("Gabor\nsift_cells_3\n16 of 18x18x1", images) for _ in range(13))
    figure = Sheet("kernels", "gap_net: kernels", "", strips).figure()
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    place = figure.axes[0].get_tightbbox(canvas.get_renderer())
    assert place.x0 >= 0
    assert place.x1 <= figure.bbox.width
