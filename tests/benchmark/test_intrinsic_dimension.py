import numpy as np
import pytest

from benchmark.intrinsic_dimension import intrinsic_dimension

rng = np.random.default_rng(0)


def by_hand(x, k):
    """Levina and Bickel's estimate of each point, averaged as by MacKay and Ghahramani."""
    inverse = []
    for place, point in enumerate(x):
        others = np.delete(x, place, axis=0)
        nearest = np.sort(np.sqrt(((others - point) ** 2).sum(axis=1)))[:k]
        inverse.append(np.log(nearest[-1] / nearest[:-1]).mean())
    return 1 / np.mean(inverse)


@pytest.mark.parametrize("k", [2, 3, 10])
def test_agrees_with_the_formula(k):
    x = rng.normal(size=(60, 4))
    assert intrinsic_dimension(x, k) == pytest.approx(by_hand(x, k), rel=1e-9)


def test_agrees_with_scikit_dimension():
    """Version 0.5.0, `MLE().fit(x, n_neighbors=20, comb="mle")`."""
    drawn = np.random.default_rng(0)
    x = drawn.random((1000, 6)) @ drawn.normal(size=(6, 30))
    assert intrinsic_dimension(x, 20) == pytest.approx(5.054765138169631, rel=1e-9)


@pytest.mark.parametrize("k", [2, 10])
@pytest.mark.parametrize("dimensions", [1, 2, 5])
def test_a_flat_piece_of_a_larger_space_has_the_dimensions_of_the_piece(dimensions, k):
    axes, _ = np.linalg.qr(rng.normal(size=(50, dimensions)))
    x = rng.random((3000, dimensions)) @ axes.T
    assert intrinsic_dimension(x, k) == pytest.approx(dimensions, rel=0.1)


@pytest.mark.parametrize("k", [2, 10])
def test_a_curved_one_as_well(k):
    sphere = rng.normal(size=(3000, 4))
    sphere /= np.linalg.norm(sphere, axis=1, keepdims=True)
    angle = 3 * np.pi * np.sqrt(rng.random(3000))
    roll = np.stack([angle * np.cos(angle), angle * np.sin(angle), 20 * rng.random(3000)], axis=1)
    assert intrinsic_dimension(sphere, k) == pytest.approx(3, rel=0.1)
    assert intrinsic_dimension(roll, k) == pytest.approx(2, rel=0.1)


def test_many_dimensions_look_like_fewer():
    assert 30 < intrinsic_dimension(rng.random((500, 200)), 2) < 120


def test_equal_points_count_once():
    x = rng.normal(size=(50, 3))
    assert intrinsic_dimension(np.concatenate([x, x]), 5) == intrinsic_dimension(
        np.unique(x, axis=0), 5
    )


@pytest.mark.parametrize("k", [1, 4])
def test_too_few_neighbours_or_points_are_refused(k):
    with pytest.raises(ValueError, match=f"expected k of 2 to 3, received {k}"):
        intrinsic_dimension(np.eye(4), k)
