"""Simulated classifiers, whose true accuracies are known, through the whole path."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pytest

from reports.statistics.paired_bootstrap import paired_bootstrap
from reports.statistics.pairwise import pairwise
from reports.statistics.smallest_difference import smallest_difference
from reports.statistics.tiers import tiers


@dataclass(frozen=True)
class Regime:
    """What makes an answer right: a normal sum above zero, so that accuracies are exact.

    `sd_seed` is of a model's training, `sd_image` of an image's difficulty for all models and
    half of it for each; 1 is what is left. Images in a group share their difficulty.
    """

    design: str
    n_seeds: int
    sd_seed: float
    sd_image: float
    n_images: int = 500
    group: int = 1

    def test_sets(self, rng):
        """Draw the group of each image: int (n_seeds, n_images)."""
        n = self.n_images // self.group
        sets = {
            "crossed": lambda: np.tile(np.arange(n), (self.n_seeds, 1)),
            "nested": lambda: np.arange(self.n_seeds * n).reshape(-1, n),
            "partly": lambda: np.stack([rng.permutation(3 * n)[:n] for _ in range(self.n_seeds)]),
        }[self.design]()
        return np.repeat(sets, self.group, axis=1)

    def draw(self, rng, accuracies):
        """Draw right (n_models, n_cells), seeds and images (n_cells,)."""
        images = self.test_sets(rng)
        total = np.sqrt(1 + self.sd_seed**2 + 1.25 * self.sd_image**2)
        difficulty = rng.normal(0, self.sd_image, images.max() + 1)
        right = []
        for accuracy in accuracies:
            own = rng.normal(0, self.sd_image / 2, len(difficulty))
            latent = rng.normal(NormalDist().inv_cdf(accuracy) * total, 1, images.shape)
            latent += rng.normal(0, self.sd_seed, (self.n_seeds, 1)) + (difficulty + own)[images]
            right.append(latent.ravel() > 0)
        seeds = np.repeat(np.arange(self.n_seeds), self.n_images)
        return np.array(right), seeds, images.ravel()


def _difference(regime, rng, accuracies):
    right, seeds, images = regime.draw(rng, accuracies)
    return paired_bootstrap(right[0].astype(float) - right[1], seeds, images)


@pytest.mark.parametrize(
    "regime",
    [
        Regime("crossed", 6, sd_seed=0, sd_image=0),
        Regime("crossed", 6, sd_seed=0.1, sd_image=1),
        Regime("crossed", 10, sd_seed=0, sd_image=3),
        Regime("crossed", 10, sd_seed=0.5, sd_image=1),
        Regime("nested", 6, sd_seed=0, sd_image=3),
        Regime("nested", 6, sd_seed=0.3, sd_image=1),
        Regime("partly", 6, sd_seed=0.1, sd_image=1),
        Regime("partly", 10, sd_seed=0, sd_image=3),
        Regime("crossed", 6, sd_seed=0.1, sd_image=1, group=20),
        Regime("nested", 10, sd_seed=0.1, sd_image=1, group=20),
        Regime("partly", 6, sd_seed=0, sd_image=1, group=20),
    ],
    ids=str,
)
def test_95_percent_intervals_cover_the_truth_in_95_of_100_trials(regime):
    rng, accuracies = np.random.default_rng(0), (0.96, 0.94)
    covered = [not _difference(regime, rng, accuracies).excludes(0.02) for _ in range(1500)]
    assert 0.93 <= np.mean(covered) <= 0.97


SPLITS = Regime("nested", 6, sd_seed=0.1, sd_image=1, n_images=200)
ONE_TEST_SET = Regime("crossed", 6, sd_seed=0.1, sd_image=1, n_images=200)


def _separated(regime, rng, accuracies):
    right, seeds, images = regime.draw(rng, accuracies)
    first, second, *_ = tiers(right.mean(axis=1), pairwise(right, seeds, images))
    return first != second


@pytest.mark.parametrize("regime", [SPLITS, ONE_TEST_SET], ids=str)
def test_two_copies_in_a_table_are_in_one_tier_in_95_of_100_trials(regime):
    rng, accuracies = np.random.default_rng(0), (0.95, 0.95, 0.93, 0.7)
    assert np.mean([_separated(regime, rng, accuracies) for _ in range(2000)]) <= 0.05


@pytest.mark.parametrize("regime", [SPLITS, ONE_TEST_SET], ids=str)
def test_two_copies_alone_are_in_one_tier_in_95_of_100_trials(regime):
    rng = np.random.default_rng(0)
    separated = np.mean([_separated(regime, rng, (0.95, 0.95)) for _ in range(2000)])
    assert 0.02 <= separated <= 0.05


@pytest.mark.parametrize("regime", [SPLITS, ONE_TEST_SET], ids=str)
def test_twice_the_smallest_difference_is_separated_in_95_of_100_trials(regime):
    rng = np.random.default_rng(0)
    copies = [_difference(regime, rng, (0.9, 0.9)) for _ in range(1000)]
    se, df = np.std([copy.estimate for copy in copies]), np.median([copy.df for copy in copies])
    gap = 2 * smallest_difference(float(se), float(df))
    accuracies = (0.9 + gap / 2, 0.9 - gap / 2)
    assert np.mean([_separated(regime, rng, accuracies) for _ in range(1000)]) >= 0.95
