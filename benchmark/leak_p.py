"""Tell whether a model that saw shuffled labels knows the true ones."""

from models import Labels, Scores

LEAK = 0.001  # a false alarm in a thousand models
_PERMUTATIONS = 4999


def leak_p(y: Labels, scores: Scores) -> float:
    """Test whether predictions agree with true labels although training labels were shuffled.

    A permutation test of the names of the predicted classes. What a model makes of shuffled labels
    may well follow the images, whole classes getting one wrong name; single images are therefore
    no independent trials. But which name goes where is chance, if the classes have like shares, so
    every renaming is as likely as the one observed.

    Args:
        y: True labels of the test split, int64 (n,).
        scores: float32 (n, n_classes).

    Returns:
        One-sided p: the share of renamings with as many hits, the observed one included. With k
        classes it is never much below 1 / k!: fewer than seven cannot reach 0.1 %.

    Source: Phipson, Smyth, "Permutation p-values should never be zero", 2010.
    """
    import numpy as np

    n_classes = scores.shape[1]
    pairs = np.bincount(y * n_classes + scores.argmax(axis=1), minlength=n_classes**2)
    confusion = pairs.reshape(n_classes, n_classes)
    rng = np.random.default_rng(0)
    names = rng.permuted(np.tile(np.arange(n_classes), (_PERMUTATIONS, 1)), axis=1)
    hits = confusion[names, np.arange(n_classes)].sum(axis=1)
    return float((1 + (hits >= np.trace(confusion)).sum()) / (1 + _PERMUTATIONS))
