"""Products and passes through memory by a backend of Keras, on the device that it computes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Work: TypeAlias = tuple[Callable[[], Any], Callable[[], Any]]


def keras_work(backend: str, kind: str, side: int, numbers: int) -> Work:
    """Prepare what `Exercise` calls.

    Float32 is multiplied as the backend does it for models that set nothing: on GPUs that have
    it, in TF32. PyTorch's default is TF32 for convolutions alone; as these can be all of a model,
    its product here is in TF32, too.

    Args:
        backend: "tensorflow", "jax" or "torch", already loaded.
        kind: "float32", "bfloat16" or "float16", of the matrix; the array is float32.
        side: Of the matrix that is multiplied by itself.
        numbers: In the array whose numbers are read and written.

    Returns:
        Two functions, which return their results, perhaps before these are computed.
    """
    prepare = {"tensorflow": _tensorflow, "jax": _jax, "torch": _torch}[backend]
    random = np.random.default_rng(0)  # as a GPU takes less power, and goes faster, with noughts
    return prepare(random.random((side, side), np.float32) - np.float32(0.5), kind, numbers)


def _tensorflow(matrix: NDArray[np.float32], kind: str, numbers: int) -> Work:
    import tensorflow as tf

    there = tf.cast(tf.constant(matrix), kind)
    array = tf.ones(numbers)
    return lambda: tf.matmul(there, there), lambda: -array  # a bare copy may be left out


def _jax(matrix: NDArray[np.float32], kind: str, numbers: int) -> Work:
    import jax
    import jax.numpy as jnp

    there = jnp.asarray(matrix, kind)
    multiply, negate = jax.jit(lambda x: x @ x), jax.jit(lambda x: -x)
    array = jnp.ones(numbers, "float32")
    return lambda: multiply(there), lambda: negate(array)


def _torch(matrix: NDArray[np.float32], kind: str, numbers: int) -> Work:
    import torch

    gpu = torch.cuda.is_available()
    device = "cuda" if gpu else "cpu"
    there = torch.from_numpy(matrix).to(device, getattr(torch, kind))
    array = torch.ones(numbers, device=device)

    def multiply() -> Any:
        usual = torch.get_float32_matmul_precision()
        torch.set_float32_matmul_precision("high" if gpu else usual)
        try:
            return there @ there
        finally:
            torch.set_float32_matmul_precision(usual)

    return multiply, lambda: -array
