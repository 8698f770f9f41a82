"""LeNet in plain JAX, with a loop written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models.peers._loop import HandWritten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models._split import Images
    from models.peers._loop import Learner


@dataclass
class LeNetJax(HandWritten):
    """`lenet` as users of JAX write it: the same network, batches and recipe, Adam by hand.

    Args:
        network: `lenet`, with the settings wanted.
    """

    paper: ClassVar[str] = "LeCun, Bottou, Bengio, Haffner 1998"
    tiny: ClassVar[dict[str, object]] = {"network": "lenet(epochs=2)"}
    library: ClassVar[str] = "jax"

    network: str = "lenet"

    def known(self) -> Mapping[str, tuple[object, ...]]:
        """Know Adam alone, and no weight decay."""
        return {**super().known(), "optimizer": ("adam",), "weight_decay": (0.0,)}

    def learner(self, x: Images, n_classes: int, steps: int, seed: int) -> Learner:
        """Build the network."""
        from models.peers._jax_learner import JaxLearner

        net: Any = self.net
        sides = [((side - 4) // 2 - 4) // 2 for side in x.shape[1:3]]
        shapes = [
            (5, 5, x.shape[3], 6),
            (5, 5, 6, 16),
            (16 * sides[0] * sides[1], 120),
            (120, 84),
            (84, n_classes),
        ]

        def begin(key: Any) -> Any:
            return _begin(key, shapes)

        def logits(weights: Any, x: Any, key: Any = None) -> Any:
            return _logits(weights, x, key, net.dropout)

        return JaxLearner(begin, logits, net, steps, seed)


def _begin(key: Any, shapes: list[tuple[int, ...]]) -> list[tuple[Any, Any]]:
    """Draw kernels as Keras does (Glorot, uniform), with biases of nought."""
    import jax

    draw = jax.nn.initializers.glorot_uniform()
    keys = jax.random.split(key, len(shapes))
    return [
        (draw(own, shape), jax.numpy.zeros(shape[-1]))
        for own, shape in zip(keys, shapes, strict=True)
    ]


def _logits(weights: Any, x: Any, key: Any, dropout: float) -> Any:
    """Compute the network on uint8 (n, height, width, channels)."""
    import jax

    convolutions, (*hidden, last) = weights[:2], weights[2:]
    now = x.astype("float32") / 127.5 - 1
    for kernel, bias in convolutions:
        now = jax.lax.conv_general_dilated(
            now, kernel, (1, 1), "VALID", dimension_numbers=("NHWC", "HWIO", "NHWC")
        )
        now = jax.nn.relu(now + bias)
        window = (1, 2, 2, 1)
        now = jax.lax.reduce_window(now, -jax.numpy.inf, jax.lax.max, window, window, "VALID")
    now = now.reshape(len(now), -1)
    for kernel, bias in hidden:
        key, drawn = (None, None) if key is None else jax.random.split(key)
        now = jax.nn.relu(_left_out(now, drawn, dropout) @ kernel + bias)
    return _left_out(now, key, dropout) @ last[0] + last[1]


def _left_out(x: Any, key: Any, share: float) -> Any:
    """Leave units out, where there is a key to draw them with."""
    import jax

    if key is None or not share:
        return x
    kept = jax.random.bernoulli(key, 1 - share, x.shape)
    return jax.numpy.where(kept, x / (1 - share), 0)
