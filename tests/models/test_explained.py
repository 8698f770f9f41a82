"""Every model on disk shows what it went by, or says that it cannot."""

from functools import cache

import keras
import numpy as np
import pytest

from benchmark.plugins import MODELS
from models import Classifier, KerasClassifier, Split, StoredImages

pytestmark = [
    pytest.mark.parametrize("name", MODELS.names),
    pytest.mark.filterwarnings("ignore:Even though the `tf.config:UserWarning"),  # of _call_by_call
]
METHODS = {
    "alexnet": "grad_cam",
    "cnn_neighbours": "",
    "cnn_rbf_svm": "grad_cam",
    "cnn_svm": "grad_cam",
    "coates": "words",
    "cuda_convnet": "grad_cam",
    "deepface": "grad_cam",
    "fisher_net": "words",
    "fisher_svm": "words",
    "gap_net": "cam",
    "lenet": "grad_cam",
    "lenet5": "grad_cam",
    "majority": "",
    "malexnet": "grad_cam",
    "mlenet": "grad_cam",
    "mlp": "",
    "pixels_svm": "",
    "resnet": "cam",
    "sift_svm": "words",
}
SHAPE = (18, 14, 3)
CLASSES = np.arange(40) % 3
DRAWN = 1  # a seed that is not the fits': by theirs, layers would be as they began


@pytest.fixture(autouse=True, scope="module")
def _call_by_call():
    """Build no graphs: tracing a graph takes TensorFlow longer than these few steps."""
    if keras.backend.backend() != "tensorflow":
        yield
        return
    import tensorflow as tf

    tf.config.run_functions_eagerly(run_eagerly=True)
    yield
    tf.config.run_functions_eagerly(run_eagerly=False)


def images():
    x = np.random.default_rng(0).integers(0, 256, (40, *SHAPE), np.uint8)
    x[CLASSES == 1] //= 2
    return x


@cache
def fitted(name):
    cls = MODELS.find(name)
    model = cls(**cls.tiny)
    split = Split(images(), CLASSES)
    model.fit(split, split, n_classes=3, seed=0)
    return model


@cache
def evidence(name):
    """Find what three tests look at."""
    found = fitted(name).evidence(images(), CLASSES)
    found.setflags(write=False)
    return found


def method(name):
    return fitted(name).evidence_method


def test_the_method_is_named(name):
    assert method(name) in {"cam", "grad_cam", "words", ""}
    assert method(name) == METHODS.get(name, method(name))


def test_a_network_that_keeps_places_has_a_map(name):
    cls = MODELS.find(name)
    if not issubclass(cls, KerasClassifier):
        pytest.skip("is no network")
    layers = fitted(name).trained._flatten_layers()
    if any(isinstance(layer, keras.layers.Conv2D) for layer in layers):
        assert method(name) in {"cam", "grad_cam"}


def test_evidence_has_the_frame_of_the_images(name):
    if not method(name):
        with pytest.raises(NotImplementedError, match="has no map of evidence"):
            fitted(name).evidence(images(), CLASSES)
        return
    maps = evidence(name)
    assert maps.shape == (40, *SHAPE[:2])
    assert maps.dtype == np.float32
    assert np.isfinite(maps).all()
    assert (np.ptp(maps, axis=(1, 2)) > 0).mean() > 0.5


def test_evidence_of_images_in_a_file_is_that_of_the_array(name, tmp_path):
    if not method(name):
        pytest.skip("has no map of evidence, as another test says")
    np.save(tmp_path / "x.npy", images())
    stored = StoredImages(tmp_path / "x.npy")
    expected = evidence(name)
    received = fitted(name).evidence(stored, CLASSES)
    np.testing.assert_allclose(received, expected, atol=1e-5 * abs(expected).max())


def test_evidence_of_an_image_does_not_depend_on_the_others(name):
    if not method(name):
        pytest.skip("has no map of evidence, as another test says")
    expected = evidence(name)
    received = fitted(name).evidence(images()[7:8], CLASSES[7:8])
    np.testing.assert_allclose(received[0], expected[7], atol=1e-4 * abs(expected).max())


@pytest.mark.parametrize("wrong", [np.zeros(3, np.int64), np.full(40, 3), np.full(40, -1)])
def test_classes_are_checked(name, wrong):
    if not method(name):
        pytest.skip("has no map of evidence, as another test says")
    with pytest.raises(ValueError, match="expected (a class for each|classes of 0 to 2)"):
        fitted(name).evidence(images(), wrong)


def test_feature_maps_are_named_by_layers(name):
    net = getattr(fitted(name), "net", None)  # of a head, which may have no map of evidence
    network = net if isinstance(net, Classifier) else fitted(name)
    if network.evidence_method in {"", "words"}:
        with pytest.raises(NotImplementedError, match="has no feature maps"):
            fitted(name).feature_maps(images()[:2])
        return
    found = fitted(name).feature_maps(images()[:2])
    assert len(found) >= 2
    for maps in found.values():
        assert maps.dtype == np.float32
        assert maps.ndim == 4
        assert len(maps) == 2
        assert np.isfinite(maps).all()
    assert set(fitted(name).layers_with_weights) & set(found)


def test_copies_know_less_and_less(name):
    model = fitted(name)
    layers = model.layers_with_weights
    if not layers:
        assert not method(name)
        assert not issubclass(MODELS.find(name), KerasClassifier)
        with pytest.raises(NotImplementedError, match="has no layers with weights"):
            model.randomised(1, 0)
        return
    before = model.scores(images())
    np.testing.assert_array_equal(model.randomised(0, 0).scores(images()), before)
    for number in {1, len(layers)}:
        changed = model.randomised(number, DRAWN)
        assert changed.layers_with_weights == layers
        scores = changed.scores(images())
        assert np.isfinite(scores).all()
        assert abs(scores - before).max() > 0
        if method(name):
            assert np.isfinite(changed.evidence(images(), CLASSES)).all()
    np.testing.assert_array_equal(model.scores(images()), before)
    with pytest.raises(ValueError, match="layers with weights, received"):
        model.randomised(len(layers) + 1, 0)
