"""Rank correlations, and maps after weights were drawn anew."""

from math import isnan

import numpy as np
import pytest
from explained import Patch, patches
from scipy.stats import spearmanr

from benchmark.faithfulness.cascade import cascade
from benchmark.faithfulness.rank_correlation import rank_correlation


def test_rank_correlation_is_spearmans_with_ties():
    rng = np.random.default_rng(0)
    first, second = rng.integers(0, 5, (2, 6, 4, 5)).astype(float)
    expected = [
        spearmanr(a.ravel(), b.ravel()).statistic for a, b in zip(first, second, strict=True)
    ]
    np.testing.assert_allclose(rank_correlation(first, second), expected)


def test_a_flat_map_has_no_order():
    maps = np.random.default_rng(0).random((2, 3, 3))
    flat = maps.copy()
    flat[0] = 0.5
    found = rank_correlation(maps, flat)
    assert isnan(found[0])
    assert found[1] == pytest.approx(1.0)


def test_weights_are_drawn_from_the_top_down():
    x = patches(10)
    head, eye = cascade(Patch(), x, np.ones(10, np.int64), seed=0)
    assert (head.layers, head.last, eye.layers, eye.last) == (1, "head", 2, "eye")
    assert head.signed.mean < 0  # it points the other way
    assert head.absolute.mean == pytest.approx(1.0)  # at the same place
    assert eye.signed.n == eye.absolute.n == 0  # nowhere
    assert eye.as_dict()["rank_correlation"]["mean"] is None


def test_of_many_layers_a_dozen_are_drawn_the_last_and_the_first_among_them():
    class Deep(Patch):
        layers_with_weights = tuple(f"layer {n}" for n in range(100, 0, -1))

        def evidence(self, x, classes):  # noqa: ARG002 - chance
            return np.random.default_rng(self.drawn).random(x.shape[:3])

    found = cascade(Deep(), patches(2), np.ones(2, np.int64), seed=0)
    assert [each.layers for each in found] == [1, 10, 19, 28, 37, 46, 55, 64, 73, 82, 91, 100]
    assert [each.last for each in found][:2] == ["layer 1", "layer 10"]


def test_a_model_without_layers_has_no_cascade():
    class Flat(Patch):
        layers_with_weights = ()

    assert cascade(Flat(), patches(2), np.ones(2, np.int64), seed=0) == ()
