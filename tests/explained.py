"""A classifier by hand whose evidence is known: it looks at one patch."""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from models import Classifier, Cost, LayerCost


@dataclass
class Patch(Classifier):
    """Two classes: the second is as likely as the patch in rows and columns 2 to 4 is bright."""

    family: ClassVar = "shallow"
    drawn: int = 0

    def fit(self, train, validation, *, n_classes, seed):
        """Learn nothing."""

    def scores(self, x):
        bright = x[:, 2:5, 2:5].mean(axis=(1, 2, 3)) / 255
        return np.stack([1 - bright, bright], axis=1).astype(np.float32)

    def cost(self, shape, n_classes):  # noqa: ARG002 - there is none
        return Cost((LayerCost("none", (n_classes,)),))

    @property
    def evidence_method(self):
        return "cam"

    @property
    def layers_with_weights(self):
        return ("eye", "head")

    def randomised(self, layers, seed):  # noqa: ARG002 - nothing is drawn
        return replace(self, drawn=layers)

    def evidence(self, x, classes):  # noqa: ARG002 - the same for both
        """Without its head it points the other way; without its eye, nowhere."""
        maps = np.zeros(x.shape[:3], np.float32)
        maps[:, 2:5, 2:5] = x[:, 2:5, 2:5].mean(axis=3) / 255
        return maps * (1, -1, 0)[self.drawn]

    def feature_maps(self, x):
        return {"eye": x[:, 2:5, 2:5].astype(np.float32), "sum": x[:, :1, :1].astype(np.float32)}

    def kernel_banks(self):
        bank = np.arange(-9, 9, dtype=np.float32).reshape(2, 3, 3, 1)
        return {"eye": bank}


def patches(n, seed=0, side=8):
    """Draw images whose patch is bright among clutter, uint8 (n, side, side, 1)."""
    rng = np.random.default_rng(seed)
    x = rng.integers(0, 60, (n, side, side, 1), dtype=np.uint8)
    x[:, 2:5, 2:5] = rng.integers(200, 256, (n, 3, 3, 1), dtype=np.uint8)
    return x
