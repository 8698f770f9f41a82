"""The hyperbolic tangent, scaled to pass through (1, 1)."""

from typing import Any

import keras
from keras import ops

_AMPLITUDE = 1.7159
_SLOPE = 2 / 3


@keras.saving.register_keras_serializable(package="depthbench")  # type: ignore[untyped-decorator]
def scaled_tanh(x: Any) -> Any:
    """Squash numbers by f(a) = 1.7159 tanh(2/3 a), so that f(1) = 1 and f(-1) = -1.

    The curvature is largest at 1 and -1, so units that aim there do not saturate.

    Shapes: any, and the same out.

    Paper: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document
        recognition", 1998, appendix A.
    """
    return _AMPLITUDE * ops.tanh(_SLOPE * x)
