"""Layers that PyTorch has as functions, or in another form than the papers."""

from typing import Any

import torch
from torch import nn

_BETA, _K = 0.75, 2.0


class Scale(nn.Module):
    """Take pixels, less their mean, times a factor: (n, channels, height, width) in and out.

    Args:
        factor: What they are multiplied by in the end.
        mean: A number, or float32 (channels, height, width).
    """

    def __init__(self, factor: float, mean: Any) -> None:
        super().__init__()
        self.factor = factor
        self.register_buffer("mean", torch.as_tensor(mean, dtype=torch.float32))

    def forward(self, x: Any) -> Any:
        """Scale."""
        return (x - self.mean) * self.factor


class ResponseNorm(nn.Module):
    """Normalise across channels, each tower by itself, with the paper's constants.

    PyTorch weighs the mean of squares, the paper their sum: its alpha is five times the paper's.

    Args:
        towers: Into how many parts channels fall.
    """

    def __init__(self, towers: int) -> None:
        super().__init__()
        self.towers = towers

    def forward(self, x: Any) -> Any:
        """Normalise (n, channels, height, width)."""
        parts = [
            nn.functional.local_response_norm(part, 5, alpha=5e-4, beta=_BETA, k=_K)
            for part in x.chunk(self.towers, dim=1)
        ]
        return torch.cat(parts, dim=1)
