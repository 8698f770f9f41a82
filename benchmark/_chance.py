"""Tell a model that has learned from one that guesses."""

from models import Labels

_LEVEL = 0.01


def floor_accuracy(train: Labels, test: Labels) -> float:
    """Give the accuracy of always naming the training split's most frequent class.

    Args:
        train: Labels of the training split, int64 (n,).
        test: Labels of the test split, int64 (m,).
    """
    import numpy as np

    return float((test == np.bincount(train).argmax()).mean())


def is_chance(accuracy: float, floor: float, n: int) -> bool:
    """Tell whether an accuracy on `n` images is no better than the floor.

    By an exact one-sided binomial test at 1 %.
    """
    from scipy.stats import binomtest

    hits = round(accuracy * n)
    return bool(binomtest(hits, n, floor, alternative="greater").pvalue > _LEVEL)
