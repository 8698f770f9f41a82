"""The divisor's power of response normalisations."""

from typing import Any

from keras import ops

_THREE_QUARTERS = 0.75


def inverse_power(divisor: Any, beta: float) -> Any:
    """Raise a positive tensor to -beta; the papers' 3/4 by two square roots, cheaper than a power.

    Args:
        divisor: Any shape, above 0.
        beta: Exponent.
    """
    if beta != _THREE_QUARTERS:
        return ops.power(divisor, -beta)
    root = ops.rsqrt(divisor)
    return root * ops.sqrt(root)
