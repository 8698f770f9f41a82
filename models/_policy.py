"""Number types while a network is built."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def policy(name: str) -> Iterator[None]:
    """Let the layers that are built meanwhile compute by a policy of Keras."""
    import keras

    usual = keras.config.dtype_policy()
    keras.config.set_dtype_policy(name)
    try:
        yield
    finally:
        keras.config.set_dtype_policy(usual)
