"""Name what Keras computes on."""


def device(backend: str) -> str:
    """Give "cpu", or the first GPU's name, for a backend of Keras that is already loaded."""
    return {"tensorflow": _tensorflow, "jax": _jax, "torch": _torch}[backend]()


def _tensorflow() -> str:
    import tensorflow as tf

    gpus = tf.config.list_physical_devices("GPU")
    if not gpus:
        return "cpu"
    return str(tf.config.experimental.get_device_details(gpus[0]).get("device_name", "gpu"))


def _jax() -> str:
    import jax

    first = jax.devices()[0]
    return "cpu" if first.platform == "cpu" else str(first.device_kind)


def _torch() -> str:
    import torch

    return str(torch.cuda.get_device_name()) if torch.cuda.is_available() else "cpu"
