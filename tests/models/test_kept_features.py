"""Descriptions that are kept are those that would be made."""

import shutil

import numpy as np
import pytest

from models._kept_features import KeptFeatures
from models.descriptors.gabor import Gabor
from models.descriptors.hog import HOG
from models.descriptors.lbp import LBP


def images(n, seed=0):
    return np.random.default_rng(seed).integers(0, 256, (n, 16, 16, 1), np.uint8)


@pytest.mark.parametrize("transformer", [HOG(), Gabor(grid=2), LBP()], ids=["hog", "gabor", "lbp"])
def test_others_get_what_they_would_have_made(transformer, tmp_path):
    """Some images are known, some are new, some come twice, in another order than before."""
    assert transformer.image_by_image
    known, new = images(30), images(8, 1)
    first, second = KeptFeatures(tmp_path / "there"), KeptFeatures(tmp_path / "there")
    np.testing.assert_array_equal(first.describe(transformer, known), transformer.transform(known))
    x = np.concatenate([new, known[20:5:-1], new[:3]])
    np.testing.assert_array_equal(second.describe(transformer, x), transformer.transform(x))
    assert second.charged == pytest.approx(first.spent * 15 / 30)
    assert first.charged == 0 < second.spent
    third = KeptFeatures(tmp_path / "there")
    np.testing.assert_array_equal(third.describe(transformer, x), transformer.transform(x))
    assert third.spent == 0
    assert third.charged == pytest.approx(second.charged + second.spent)


def test_nobody_is_charged_for_what_two_have_described_at_once(tmp_path):
    kept, x = KeptFeatures(tmp_path), images(6)
    kept.describe(HOG(), x)
    spent = kept.spent
    (table,) = tmp_path.glob("*/*.npy")
    shutil.copy(table, table.with_name("z.npy"))
    np.testing.assert_array_equal(kept.describe(HOG(), x), HOG().transform(x))
    assert kept.charged == pytest.approx(spent)


def test_what_cannot_be_read_is_described(tmp_path):
    kept, x = KeptFeatures(tmp_path), images(6)
    kept.describe(HOG(), x)
    (table,) = tmp_path.glob("*/*.npy")
    table.write_bytes(b"cut short")
    np.testing.assert_array_equal(kept.describe(HOG(), x), HOG().transform(x))
    assert kept.charged == 0


def test_other_settings_and_shapes_are_no_concern_of_each_other(tmp_path):
    kept, x = KeptFeatures(tmp_path), images(4)
    for transformer in (HOG(), HOG(orientations=4), Gabor(grid=2)):
        for each in (x, x.reshape(4, 32, 8, 1)):
            rows = kept.describe(transformer, each)
            np.testing.assert_array_equal(rows, transformer.transform(each))
            assert kept.charged == 0


def test_what_is_given_can_be_written_to(tmp_path):
    kept, x = KeptFeatures(tmp_path), images(4)
    for _ in range(3):
        rows = kept.describe(HOG(), x)
        np.testing.assert_array_equal(rows, HOG().transform(x))
        rows[:] = -1  # as a scaler does that works in place


def test_what_cannot_be_kept_costs_nothing_but_time(tmp_path):
    (tmp_path / "file").write_text("in the way")
    kept = KeptFeatures(tmp_path / "file")
    for _ in range(2):
        np.testing.assert_array_equal(kept.describe(HOG(), images(4)), HOG().transform(images(4)))
        assert kept.charged == 0
