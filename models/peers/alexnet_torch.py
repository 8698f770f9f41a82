"""AlexNet in PyTorch, with a loop written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models.peers._loop import HandWritten

if TYPE_CHECKING:
    from models._split import Images
    from models.peers._loop import Learner

_SMALL = "image_size=67, margin=8, width={width}, initializer='he_normal', bias=0.1"


@dataclass
class AlexNetTorch(HandWritten):
    """`alexnet` as PyTorch's users write it: the same network, batches and recipe.

    Towers are grouped convolutions. Weights begin as `alexnet`'s do, but that "he_normal" is not
    truncated.

    Args:
        network: `alexnet`, with the settings wanted.
    """

    paper: ClassVar[str] = "Krizhevsky, Sutskever, Hinton 2012"
    tiny: ClassVar[dict[str, object]] = {
        "network": f"alexnet(epochs=2, schedule='cosine', {_SMALL.format(width=0.0625)})"
    }
    library: ClassVar[str] = "torch"
    precisions: ClassVar[tuple[str, ...]] = ("float32", "mixed_bfloat16")

    network: str = f"alexnet(schedule='cosine', {_SMALL.format(width=0.25)})"

    def learner(self, x: Images, n_classes: int, steps: int, seed: int) -> Learner:
        """Build the network."""
        from models.peers._torch_learner import TorchLearner

        return TorchLearner(lambda: self.module(x, n_classes), self, steps, seed)

    def module(self, x: Images, n_classes: int) -> Any:
        """Build the `torch.nn.Module` for images, uint8 (n, height, width, channels)."""
        from torch import nn

        from models.peers._torch_layers import ResponseNorm, Scale

        net: Any = self.net
        *maps, units = (net._scaled(each) for each in (96, 256, 384, 4096))
        height, width = (_pooled(_pooled(_pooled((side - 7) // 4))) for side in x.shape[1:3])
        mean = x.mean(axis=0, dtype="float64").transpose(2, 0, 1)
        module = nn.Sequential(
            Scale(1.0 if net.initializer == "normal" else 1 / 127.5, mean),
            nn.Conv2d(x.shape[3], maps[0], 11, stride=4),
            nn.ReLU(),
            ResponseNorm(maps[0], net.groups),
            nn.MaxPool2d(3, 2),
            nn.Conv2d(maps[0], maps[1], 5, padding=2, groups=net.groups),
            nn.ReLU(),
            ResponseNorm(maps[1], net.groups),
            nn.MaxPool2d(3, 2),
            nn.Conv2d(maps[1], maps[2], 3, padding=1),
            nn.ReLU(),
            nn.Conv2d(maps[2], maps[2], 3, padding=1, groups=net.groups),
            nn.ReLU(),
            nn.Conv2d(maps[2], maps[1], 3, padding=1, groups=net.groups),
            nn.ReLU(),
            nn.MaxPool2d(3, 2),
            nn.Flatten(),
            nn.Linear(maps[1] * height * width, units),
            nn.ReLU(),
            nn.Dropout(net.dropout),
            nn.Linear(units, units),
            nn.ReLU(),
            nn.Dropout(net.dropout),
            nn.Linear(units, n_classes),
        )
        self._begin([each for each in module if hasattr(each, "weight")])
        return module

    def _begin(self, layers: list[Any]) -> None:
        """Draw the weights: all but those of conv1, conv3 and fc8 have the initial bias."""
        from torch import nn

        net: Any = self.net
        for place, layer in enumerate(layers):
            if net.initializer == "normal" or layer is layers[-1]:
                nn.init.normal_(layer.weight, std=0.01)
            else:
                nn.init.kaiming_normal_(layer.weight)
            nn.init.constant_(layer.bias, 0.0 if place in (0, 2, len(layers) - 1) else net.bias)


def _pooled(side: int) -> int:
    """Give the side of maps after pooling by 3, every second."""
    return (side - 1) // 2
