"""What a model around a network of this package has from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models._device import Device
    from models._keras import KerasClassifier


class AroundNetwork:
    """A model that computes as its network does, and where.

    Attributes:
        net: The network.
    """

    net: KerasClassifier

    @property
    def number_types(self) -> str:
        """The network's."""
        return self.net.number_types

    @property
    def backend(self) -> str:
        """The network's."""
        return self.net.backend

    @property
    def train_batch(self) -> int:
        """The network's."""
        return self.net.batch_size

    @property
    def device(self) -> Device:
        """The network's."""
        return self.net.device
