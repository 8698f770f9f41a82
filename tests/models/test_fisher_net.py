import numpy as np
import pytest
from sklearn.datasets import load_digits

from models._split import Split
from models.fisher_net import FisherNet
from models.fisher_svm import FisherSVM

SETTINGS = {"words": 4, "dimensions": 8, "step": 1, "bin_widths": (2.0,)}


@pytest.fixture(scope="module")
def splits():
    digits = load_digits()
    x = (digits.images[..., None] * 15.9).astype(np.uint8)
    y = digits.target.astype(np.int64)
    return Split(x[:300], y[:300]), Split(x[300:400], y[300:400])


@pytest.fixture(scope="module")
def fixed(splits):
    net = FisherNet(**SETTINGS, kernels="fixed")
    net.start()
    net.fit(*splits, n_classes=10, seed=0)
    return net


@pytest.fixture(scope="module")
def learned(splits):
    net = FisherNet(**SETTINGS, epochs=3)
    net.start()
    net.fit(*splits, n_classes=10, seed=0)
    return net


@pytest.fixture(scope="module")
def pipeline(splits):
    svm = FisherSVM(**SETTINGS)
    svm.fit(*splits, n_classes=10, seed=0)
    return svm


def test_fixed_it_is_the_pipeline(fixed, pipeline, splits):
    x = splits[1].x
    assert (pipeline.scores(x).argmax(axis=1) == splits[1].y).mean() > 0.8
    np.testing.assert_allclose(fixed.scores(x), pipeline.scores(x), atol=1e-3)


def test_fixed_features_are_the_pipelines(fixed, pipeline, splits):
    import keras

    x = splits[1].x
    body = keras.Model(fixed.trained.inputs, fixed.trained.get_layer("fisher").output)
    np.testing.assert_allclose(
        body.predict(x, verbose=0), pipeline.fitted[0].transform(x), atol=1e-3
    )


def test_both_cost_the_same_but_for_what_is_learned(fixed, learned, pipeline):
    shallow, deep, all_learned = (
        each.cost((8, 8, 1), 10).layers for each in (pipeline, fixed, learned)
    )
    assert shallow == deep
    for layer, other in zip(shallow, all_learned, strict=True):
        assert layer.macs == other.macs
        assert other.learned == layer.learned + layer.fitted + layer.fixed
        assert (other.fitted, other.fixed) == (0, 0)


def test_learning_begins_where_the_pipeline_ends(learned, splits):
    net = FisherNet(**SETTINGS, epochs=1, learning_rate=1e-9)
    net.fit(*splits, n_classes=10, seed=0)
    same = FisherNet(**SETTINGS, kernels="fixed")
    same.fit(*splits, n_classes=10, seed=0)
    np.testing.assert_allclose(net.scores(splits[1].x), same.scores(splits[1].x), atol=1e-3)


def test_learning_moves_every_kernel_and_lowers_the_loss(fixed, learned):
    for name in ("sift", "fisher", "svm"):
        before, after = (each.trained.get_layer(name) for each in (fixed, learned))
        for start, end in zip(before.get_weights(), after.get_weights(), strict=True):
            moved = np.abs(start - end).max() > 0
            assert moved or start.shape[-1:] == (2,)  # where points are
    losses = [epoch["loss"] for epoch in learned.history]
    assert losses[-1] < losses[0]


def test_probabilities_are_calibrated(fixed, splits):
    scores = fixed.scores(splits[1].x)
    np.testing.assert_allclose(scores.sum(axis=1), 1, atol=1e-5)
    chosen = scores[np.arange(100), splits[1].y]
    assert -np.log(chosen).mean() < 0.7


def test_a_class_absent_from_training_is_never_likely(splits):
    train = Split(splits[0].x[splits[0].y != 3], splits[0].y[splits[0].y != 3])
    net = FisherNet(**SETTINGS, kernels="fixed")
    net.fit(train, splits[1], n_classes=10, seed=0)
    assert net.scores(splits[1].x)[:, 3].max() < 1e-6


def test_what_was_learned_is_saved_and_restored(learned, splits, tmp_path):
    learned.save(tmp_path / "net.keras")
    again = FisherNet(**SETTINGS, epochs=3)
    again.restore(tmp_path / "net.keras")
    np.testing.assert_allclose(again.scores(splits[1].x), learned.scores(splits[1].x), atol=1e-6)


def test_other_kernels_are_refused():
    with pytest.raises(ValueError, match="expected kernels of fixed, learned, received 'frozen'"):
        FisherNet(kernels="frozen")
