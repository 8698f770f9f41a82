"""Splits in which every class keeps its share."""

import numpy as np

from models import Split


def stratify(whole: Split, share: float, seed: int) -> tuple[Split, Split]:
    """Cut a split in two at random, every class in proportion.

    Args:
        whole: What to cut.
        share: Share of the images that the second part gets, between 0 and 1.
        seed: Decides which.

    Returns:
        The rest, and the part cut off.
    """
    from sklearn.model_selection import train_test_split

    everything = np.arange(len(whole))
    rest, part = train_test_split(everything, test_size=share, stratify=whole.y, random_state=seed)
    return whole.take(rest), whole.take(part)
