"""A network of PyTorch with its loop."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from models.peers._loop import Learner

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from models._batches import Batches
    from models._keras import KerasClassifier
    from models._split import Images
    from models.peers._loop import HandWritten

_MOMENTUM = 0.9


class TorchLearner(Learner):
    """Channels last; on a GPU compiled, with CUDA graphs, and in 16 bits where that is asked for.

    PyTorch's optimizers differ from Keras' in where Adam adds epsilon, which is 1e-8, and in that
    momentum heeds a change of the rate at once.

    Args:
        build: Makes a module from float32 (n, channels, height, width), 0 to 255, to logits.
        peer: Whose network's recipe is followed.
        steps: Of all epochs.
        seed: Decides what PyTorch draws.
    """

    def __init__(
        self, build: Callable[[], nn.Module], peer: HandWritten, steps: int, seed: int
    ) -> None:
        net = peer.net
        torch.manual_seed(seed)
        torch.set_float32_matmul_precision("high")  # on a GPU that is TF32, as JAX has it
        module = build()
        gpu = torch.cuda.is_available()
        self._device = torch.device("cuda" if gpu else "cpu")
        self.module: Any = module.to(self._device, memory_format=torch.channels_last)
        self._forward = torch.compile(self.module, mode="reduce-overhead") if gpu else self.module
        self._half = peer.number_types == "mixed_bfloat16"
        self._optimizer = _optimizer(self.module, net)
        shape = _cosine(steps) if net.schedule == "cosine" else lambda _: 1.0
        self._schedule = torch.optim.lr_scheduler.LambdaLR(self._optimizer, shape)
        self._resident: tuple[Any, Any] | None = None

    def learn(self, batches: Batches) -> float:
        """Learn from an epoch's batches."""
        self.module.train()
        if not batches.made and self._resident is None:
            self._resident = self._images(batches.whole[0]), self._labels(batches.whole[1])
        total = torch.zeros((), device=self._device)
        for number in range(len(batches)):
            x, y = self._batch(batches, number)
            with self._number_types():
                loss = nn.functional.cross_entropy(self._forward(x.float()), y)
            self._optimizer.zero_grad(set_to_none=True)
            loss.backward()
            self._optimizer.step()
            self._schedule.step()
            total += loss.detach() * len(y)
        return float(total) / batches.images

    def predict_on_batch(self, x: Images) -> NDArray[np.float32]:
        """Give logits."""
        self.module.eval()
        with torch.inference_mode(), self._number_types():
            logits: NDArray[np.float32] = self.module(self._images(x).float()).float().cpu().numpy()
        return logits

    def _batch(self, batches: Batches, number: int) -> tuple[Any, Any]:
        if self._resident is None:
            x, y = batches[number]
            return self._images(x), self._labels(y)
        chosen = torch.from_numpy(batches.places(number)).to(self._device)
        return self._resident[0][chosen], self._resident[1][chosen]

    def _images(self, x: Images) -> Any:
        """Give (n, channels, height, width), which lies in memory with its channels last."""
        return torch.from_numpy(np.ascontiguousarray(x)).to(self._device).permute(0, 3, 1, 2)

    def _labels(self, y: Any) -> Any:
        return torch.from_numpy(np.ascontiguousarray(y, np.int64)).to(self._device)

    def _number_types(self) -> Any:
        return torch.autocast(self._device.type, torch.bfloat16) if self._half else nullcontext()


def _optimizer(module: nn.Module, net: KerasClassifier) -> torch.optim.Optimizer:
    settings: dict[str, Any] = {"lr": net.learning_rate, "weight_decay": net.weight_decay}
    if net.optimizer == "sgd":
        return torch.optim.SGD(module.parameters(), momentum=_MOMENTUM, **settings)
    return torch.optim.AdamW(module.parameters(), **settings)


def _cosine(steps: int) -> Any:
    return lambda step: (1 + np.cos(np.pi * step / steps)) / 2
