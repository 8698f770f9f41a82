import keras
import numpy as np

from models.layers.standardised import Standardised


def test_it_scales_by_what_was_measured():
    layer = Standardised()
    layer.build((None, 2))
    layer.set_weights([np.array([1, -2]), np.array([4, 0.5])])
    out = keras.ops.convert_to_numpy(layer(np.array([[9, -2], [1, -1]], np.float32)))
    np.testing.assert_array_equal(out, [[2, 0], [0, 2]])
    assert layer.trainable_weights == []
