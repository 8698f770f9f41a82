"""Memory that Keras takes on GPUs."""

from contextlib import suppress

_MIB = 2**20

# What JAX said at the reset, by device, in bytes: it cannot be told to count anew.
_before: dict[int, int] = {}


def reset_device_peak(backend: str) -> None:
    """Let the peak start again from what is held now.

    Args:
        backend: "tensorflow", "jax" or "torch", already loaded.
    """
    {"tensorflow": _reset_tensorflow, "jax": _reset_jax, "torch": _reset_torch}[backend]()


def device_peak_mib(backend: str) -> float | None:
    """Give the most memory that arrays took since the reset, in MiB, on the GPU that held most.

    Memory that a backend has reserved and does not use is not counted.

    Args:
        backend: "tensorflow", "jax" or "torch", already loaded.

    Returns:
        None on a CPU, and where it cannot be known: JAX only knows the peak of the whole process,
        which says nothing of a block that stayed below an earlier one.
    """
    peaks = {"tensorflow": _tensorflow, "jax": _jax, "torch": _torch}[backend]()
    return max(peaks) / _MIB if peaks else None


def _reset_tensorflow() -> None:
    import tensorflow as tf

    for gpu in tf.config.list_logical_devices("GPU"):
        with suppress(ValueError):  # from an allocator that does not count
            tf.config.experimental.reset_memory_stats(_short(gpu.name))


def _tensorflow() -> list[int]:
    import tensorflow as tf

    peaks = []
    for gpu in tf.config.list_logical_devices("GPU"):
        with suppress(ValueError):
            peaks.append(int(tf.config.experimental.get_memory_info(_short(gpu.name))["peak"]))
    return peaks


def _short(name: str) -> str:
    """Give "GPU:0" for "/device:GPU:0"."""
    return name.removeprefix("/device:")


def _reset_jax() -> None:
    _before.clear()
    _before.update(_jax_peaks())


def _jax() -> list[int]:
    return [peak for device, peak in _jax_peaks().items() if peak > _before.get(device, 0)]


def _jax_peaks() -> dict[int, int]:
    import jax

    found = {each.id: each.memory_stats() for each in jax.local_devices()}  # None of a CPU
    return {device: int(stats["peak_bytes_in_use"]) for device, stats in found.items() if stats}


def _reset_torch() -> None:
    import torch

    if torch.cuda.is_available():
        torch.cuda.init()  # before which there is nothing to reset, and PyTorch would raise
        torch.cuda.reset_peak_memory_stats()


def _torch() -> list[int]:
    import torch

    return [int(torch.cuda.max_memory_allocated())] if torch.cuda.is_available() else []
