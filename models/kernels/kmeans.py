"""What patches of the training images look like, found without a label."""

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

from models._split import Images
from models.descriptors.patches import Patches
from models.encodings._sample import sample
from models.encodings._whitening import whitening
from models.kernels.random import random

_LEAST = 1e-3  # length of a centre, before it becomes 1: below, it is rounding


def kmeans(x: Images, filters: int, side: int, seed: int) -> NDArray[np.float32]:
    """Make kernels of the centres of whitened patches.

    Patches lose their mean and their contrast, and are whitened without being turned (ZCA); those
    that have next to no contrast are left out. A kernel answers to a patch as its centre does to
    the whitened patch: it is the centre, whitened once more, brought to length 1; its mean is 0.
    Where images have fewer different patches than there are to be kernels, the rest is random.

    Args:
        x: Training images, uint8 (n, height, width, channels).
        filters: Kernels.
        side: Of a kernel, in pixels; 2 at the least.
        seed: Decides the sample of 50,000 patches and where k-means begins.

    Returns:
        float32 (filters, side, side, channels).

    Paper: Coates, Ng, Lee, "An analysis of single-layer networks in unsupervised feature
        learning", 2011, with 400,000 patches.
    """
    cutter = Patches(side)
    patches, _ = sample(cutter, x, seed)
    seen = patches[np.square(patches).mean(axis=1) > 1 / 2]  # more contrast than noise has
    kernels = random(x, filters, side, seed)
    if not len(seen):
        return kernels
    white = whitening(seen)
    whitened = (seen - seen.mean(axis=0)) @ white
    number = min(filters, len(np.unique(whitened, axis=0)))
    machine = KMeans(number, n_init=1, random_state=seed)
    with threadpool_limits(1):  # several add up in any order; and they wait where cores are shared
        centres = machine.fit(whitened).cluster_centers_ @ white
    lengths = np.linalg.norm(centres, axis=1)
    found = lengths > _LEAST
    kernels[:number][found] = cutter.patches(centres[found] / lengths[found, None])
    return kernels
