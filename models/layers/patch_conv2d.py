"""Convolution as a product of patches."""

from typing import Any

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="depthbench")
class PatchConv2D(keras.layers.Conv2D):
    """`keras.layers.Conv2D`, as a product of patches with the kernel where that is faster.

    Same weights, same result. With few channels, and so many patches of little, a GPU convolves
    slowly: with JAX on an H200, a step of LeNet takes 158 microseconds by convolutions and 104 by
    patches, one of ten LeNets at the same time 993 and 445.

    Shapes: (n, height, width, channels) to (n, new height, new width, filters).

    Args:
        filters: As of `Conv2D`.
        kernel_size: As of `Conv2D`.
        patches: Whether to multiply patches; None does with JAX on a GPU. It is for kernels
            that move by a pixel and stay within the image.
    """

    def __init__(
        self, filters: int, kernel_size: Any, *, patches: bool | None = None, **options: Any
    ) -> None:
        super().__init__(filters, kernel_size, **options)
        self.patches = patches
        simple = ((1, 1), (1, 1), "valid", 1)
        received = (self.strides, self.dilation_rate, self.padding, self.groups)
        if received != simple:
            raise ValueError(
                "expected strides, dilation_rate, padding and groups of "
                f"{', '.join(map(repr, simple))}, received {', '.join(map(repr, received))}"
            )

    def convolution_op(self, inputs: Any, kernel: Any) -> Any:
        """Convolve, or multiply patches."""
        if not (_on_gpu_with_jax() if self.patches is None else self.patches):
            return super().convolution_op(inputs, kernel)
        rows, columns = self.kernel_size
        height, width = inputs.shape[1] - rows + 1, inputs.shape[2] - columns + 1
        patches = ops.concatenate(
            [
                inputs[:, row : row + height, column : column + width]
                for row in range(rows)
                for column in range(columns)
            ],
            axis=-1,
        )
        flat = ops.reshape(patches, (-1, patches.shape[-1]))
        product = ops.matmul(flat, ops.reshape(kernel, (-1, self.filters)))
        return ops.reshape(product, (-1, height, width, self.filters))

    def get_config(self) -> dict[str, Any]:
        """Give the settings, for saving."""
        return {**super().get_config(), "patches": self.patches}


def _on_gpu_with_jax() -> bool:
    if keras.backend.backend() != "jax":
        return False
    import jax

    return bool(jax.default_backend() == "gpu")
