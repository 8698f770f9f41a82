"""The same bits from the same seed, also on GPUs."""


def make_deterministic(backend: str) -> None:
    """Let a backend only use what gives the same bits each time, for the life of the process.

    Operations that can be computed in no such way raise an error. JAX reads the flags of XLA in
    the environment as it is loaded, and needs nothing more.

    Args:
        backend: "tensorflow", "jax" or "torch", loaded, with nothing computed yet.
    """
    {"tensorflow": _tensorflow, "jax": _jax, "torch": _torch}[backend]()


def _tensorflow() -> None:
    import tensorflow as tf

    tf.config.experimental.enable_op_determinism()


def _jax() -> None:
    """Do nothing: see above."""


def _torch() -> None:
    import torch

    torch.use_deterministic_algorithms(True)  # noqa: FBT003 - PyTorch takes it by place alone
    torch.backends.cudnn.deterministic = True
    torch.backends.cudnn.benchmark = False
