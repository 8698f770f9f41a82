"""The data set that another one is made of."""

from benchmark.plugins import DATASETS


def learnable(dataset: str) -> str:
    """Spell a data set in one way.

    Raises:
        ValueError: If it is a control, from which nothing can be learned.
    """
    spelt = DATASETS.normalise(dataset)
    if DATASETS.make(spelt).control:
        raise ValueError(
            f"expected a data set from which to learn, received the control {spelt!r}; "
            "make the control of it, as shuffled_labels(dataset='subset')"
        )
    return spelt
