"""LeNet in PyTorch, with a loop written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models.peers._loop import HandWritten

if TYPE_CHECKING:
    from models._split import Images
    from models.peers._loop import Learner


@dataclass
class LeNetTorch(HandWritten):
    """`lenet` as PyTorch's users write it: the same network, batches and recipe.

    Weights begin as PyTorch's layers have them.

    Args:
        network: `lenet`, with the settings wanted.
    """

    paper: ClassVar[str] = "LeCun, Bottou, Bengio, Haffner 1998"
    tiny: ClassVar[dict[str, object]] = {"network": "lenet(epochs=2)"}
    library: ClassVar[str] = "torch"
    precisions: ClassVar[tuple[str, ...]] = ("float32", "mixed_bfloat16")

    network: str = "lenet"

    def learner(self, x: Images, n_classes: int, steps: int, seed: int) -> Learner:
        """Build the network."""
        from models.peers._torch_learner import TorchLearner

        return TorchLearner(lambda: self.module(x.shape[1:], n_classes), self, steps, seed)

    def module(self, shape: tuple[int, ...], n_classes: int) -> Any:
        """Build the `torch.nn.Module` for images of (height, width, channels)."""
        from torch import nn

        from models.peers._torch_layers import Scale

        net: Any = self.net
        sides = [((side - 4) // 2 - 4) // 2 for side in shape[:2]]
        return nn.Sequential(
            Scale(1 / 127.5, 127.5),
            nn.Conv2d(shape[2], 6, 5),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Dropout(net.dropout),
            nn.Linear(16 * sides[0] * sides[1], 120),
            nn.ReLU(),
            nn.Dropout(net.dropout),
            nn.Linear(120, 84),
            nn.ReLU(),
            nn.Dropout(net.dropout),
            nn.Linear(84, n_classes),
        )
