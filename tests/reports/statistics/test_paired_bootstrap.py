import numpy as np
import pytest
from scipy.stats import t, ttest_1samp

from reports.statistics.paired_bootstrap import paired_bootstrap

S, G = 6, 40
SEEDS, IMAGES = np.repeat(np.arange(S), G), np.tile(np.arange(G), S)
RNG = np.random.default_rng(0)
CROSSED = RNG.normal(0.3, 1, (S, 1)) + RNG.normal(0, 3, G) + RNG.normal(0, 1, (S, G))


def test_seeds_with_a_test_set_each_are_a_paired_t_test():
    found = paired_bootstrap(CROSSED.ravel(), SEEDS, np.arange(S * G))
    expected = ttest_1samp(CROSSED.mean(axis=1), 0)
    interval = expected.confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), abs=1e-12)
    assert found.p == pytest.approx(expected.pvalue, abs=1e-12)
    assert (found.df, found.n_seeds, found.n_images) == (pytest.approx(S - 1), S, S * G)


def test_one_test_set_for_all_is_a_two_way_analysis_of_variance():
    rows, columns = CROSSED.mean(axis=1), CROSSED.mean(axis=0)
    of_rows, of_columns = G * rows.var(ddof=1), S * columns.var(ddof=1)
    rest = ((CROSSED - rows[:, None] - columns + CROSSED.mean()) ** 2).sum() / ((S - 1) * (G - 1))
    found = paired_bootstrap(CROSSED.ravel(), SEEDS, IMAGES)
    assert found.se**2 == pytest.approx((of_rows + of_columns - rest) / (S * G), rel=1e-12)
    assert found.estimate == pytest.approx(CROSSED.mean(), abs=1e-12)
    half = t.ppf(0.975, found.df) * found.se
    assert (found.low, found.high) == pytest.approx((CROSSED.mean() - half, CROSSED.mean() + half))
    assert found.p == pytest.approx(2 * t.sf(abs(CROSSED.mean()) / found.se, found.df))


def test_is_what_resampling_tends_to():
    seeds, images = (
        np.repeat(np.arange(4), 12),
        RNG.permuted(np.tile(np.arange(20), (4, 1)), axis=1),
    )
    images = images[:, :12].ravel()  # random splits of a pool: overlapping, not the same
    scores = RNG.normal(0, 1, 4)[seeds] + RNG.normal(0, 2, 20)[images] + RNG.normal(0, 1, 48)

    def variance(drawn, group):  # of the mean of the seeds' means, linear in their deviations
        means = np.array([scores[seeds == seed].mean() for seed in range(4)])
        totals = np.bincount(group, (scores - means[seeds]) / 12 / 4)
        return (RNG.multinomial(drawn, np.full(drawn, 1 / drawn), 50_000) @ totals).var()

    means = scores.reshape(4, 12).mean(axis=1)
    of_seeds = means[RNG.integers(0, 4, (50_000, 4))].mean(axis=1).var()
    shared = variance(20, images) - variance(48, np.arange(48))
    # Both seeds hold 12 of 20 images; of a pair that shares n, 1 - 2/12 + n/144 is seen.
    overlap = np.mean(
        [
            np.isin(a, b).sum()
            for a in images.reshape(4, 12)
            for b in images.reshape(4, 12)
            if a is not b
        ]
    )
    expected = 4 / 3 * (of_seeds + shared / (1 - 2 / 12 + overlap / 144))
    assert paired_bootstrap(scores, seeds, images).se ** 2 == pytest.approx(expected, rel=0.03)


def test_copies_of_an_image_in_its_group_add_nothing():
    once = paired_bootstrap(CROSSED.ravel(), SEEDS, IMAGES)
    twice = paired_bootstrap(np.tile(CROSSED.ravel(), 2), np.tile(SEEDS, 2), np.tile(IMAGES, 2))
    assert (twice.se, twice.df, twice.n_images) == pytest.approx((once.se, once.df, G))


def test_order_and_names_do_not_matter():
    order = np.random.default_rng(1).permutation(S * G)
    one = paired_bootstrap(CROSSED.ravel(), SEEDS, IMAGES)
    other = paired_bootstrap(CROSSED.ravel()[order], 1000 - SEEDS[order], 7 * IMAGES[order] - 50)
    assert (other.estimate, other.se, other.df) == pytest.approx((one.estimate, one.se, one.df))


def test_the_estimate_is_the_mean_of_the_seeds_means():
    found = paired_bootstrap(np.array([1.0, 0, 0, 0, 1]), np.array([0, 1, 1, 1, 1]), np.arange(5))
    assert found.estimate == (1 + 0.25) / 2


def test_no_difference_anywhere():
    found = paired_bootstrap(np.zeros(S * G), SEEDS, IMAGES)
    assert (found.estimate, found.se, found.low, found.high, found.p) == (0, 0, 0, 0, 1)


def test_the_same_difference_everywhere():
    found = paired_bootstrap(np.full(S * G, 0.1), SEEDS, IMAGES)
    assert (found.se, found.p) == (0, 2 / 2**S)
    assert found.low == found.high == pytest.approx(0.1)


def test_deterministic_models_are_compared_over_images():
    found = paired_bootstrap(np.tile(CROSSED[0], S), SEEDS, IMAGES)
    assert found.se == pytest.approx(CROSSED[0].std(ddof=1) / np.sqrt(G))
    assert found.df > S


def test_seeds_which_agree_by_chance_keep_the_noise_of_their_images():
    one_of_forty = np.tile(np.arange(G) == 0, S).astype(float)
    found = paired_bootstrap(one_of_forty, SEEDS, np.arange(S * G))
    share = 1 / G
    assert found.se == pytest.approx(np.sqrt(share * (1 - share) / (S * G)))


@pytest.mark.parametrize(
    ("seeds", "images", "message"),
    [
        ([0, 0, 0, 0], [0, 1, 2, 3], "one seed ranks nothing"),
        ([0, 0, 1, 1], [0, 0, 0, 0], "at least two images"),
        ([0, 0, 1], [0, 1, 0, 1], "one shape"),
        ([0, 0, 0, 1, 1], [0, 1, 2, 0, 1], "5 finite differences"),
    ],
)
def test_what_cannot_be_compared_is_refused(seeds, images, message):
    with pytest.raises(ValueError, match=message):
        paired_bootstrap(np.ones(4), np.array(seeds), np.array(images))


def test_nan_is_refused():
    with pytest.raises(ValueError, match="finite"):
        paired_bootstrap(np.where(IMAGES == 3, np.nan, 1.0), SEEDS, IMAGES)


def test_seeds_that_agree_by_chance_hide_no_images():
    """Both seeds get 37 of 360 right, mostly other images: the images' noise must stay."""
    rng = np.random.default_rng(0)
    right = np.zeros((2, 360))
    for seed in right:
        seed[rng.choice(360, 37, replace=False)] = 1
    images = np.concatenate([np.arange(360), np.arange(250, 610)])  # they share 110
    found = paired_bootstrap(right.ravel(), np.repeat([0, 1], 360), images)
    assert found.se >= np.sqrt(0.103 * 0.897 / 720) * 0.9
    assert found.df == 1


def test_where_nothing_varies_only_signs_speak():
    for n in (2, 6):
        found = paired_bootstrap(np.full(n, 0.05), np.arange(n), np.arange(n))
        assert (found.se, found.p) == (0, 2 / 2**n)
