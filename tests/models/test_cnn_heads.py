"""One body under several heads."""

import numpy as np
import pytest
from scipy.special import softmax
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from models import Split
from models.cnn_neighbours import CNNNeighbours
from models.cnn_rbf_svm import CNNRBFSVM
from models.lenet import LeNet
from models.mlp import MLP

NETWORK = "mlp(hidden=(8,), epochs=4, learning_rate=0.01)"


def images(n=60, seed=0):
    rng = np.random.default_rng(seed)
    y = np.arange(n) % 3
    x = rng.integers(0, 60, (n, 4, 4, 1))
    x[np.arange(n), y] += 150  # a bright row, whose place is the class
    return Split(x.astype(np.uint8), y)


def fitted(model):
    model.fit(images(), images(seed=1), n_classes=3, seed=7)
    return model


@pytest.fixture(scope="module")
def features():
    """What the network's last layer sees of the training and of other images, by Keras itself."""
    import keras

    net = fitted(MLP(hidden=(8,), epochs=4, learning_rate=0.01))
    body = keras.Model(net.trained.inputs, net.trained.layers[-1].input)
    return [body.predict(split.x, verbose=0) for split in (images(), images(seed=2))]


@pytest.mark.parametrize("model", [CNNRBFSVM, CNNNeighbours])
def test_the_body_is_that_of_the_network_alone_to_the_bit(model):
    alone = fitted(MLP(hidden=(8,), epochs=4, learning_rate=0.01)).trained.get_weights()
    body = fitted(model(network=NETWORK)).body.get_weights()
    assert len(body) == len(alone) - 2  # but for the last layer's kernel and bias
    for mine, theirs in zip(body, alone, strict=False):
        np.testing.assert_array_equal(mine, theirs)


def test_the_kernel_machines_are_those_of_scikit_learn(features):
    model = fitted(CNNRBFSVM(network=NETWORK, penalties=(1.0,), gammas=(1.0,)))
    scale = StandardScaler().fit(features[0])
    machine = SVC(C=1.0, gamma="scale").fit(scale.transform(features[0]), images().y)
    expected = machine.predict(scale.transform(features[1]))
    np.testing.assert_array_equal(model.scores(images(seed=2).x).argmax(axis=1), expected)
    support = len(machine.support_)
    cost = {layer.name: layer for layer in model.cost((4, 4, 1), 3).layers}
    assert cost["kernel"].fitted == cost["kernel"].macs == support * 8
    assert cost["scale"].fitted == 16


def test_the_neighbours_are_those_of_scikit_learn(features):
    model = fitted(CNNNeighbours(network=NETWORK, k=(5,)))
    scale = StandardScaler().fit(features[0])
    voters = KNeighborsClassifier(5, weights="distance")
    voters.fit(scale.transform(features[0]), images().y)
    expected = voters.predict_proba(scale.transform(features[1]))
    np.testing.assert_allclose(model.scores(images(seed=2).x), expected, atol=1e-3)


def test_neighbours_are_counted_in_the_place_of_the_last_layer():
    network = MLP(hidden=(8,)).cost((4, 4, 1), 3)
    cost = fitted(CNNNeighbours(network=NETWORK)).cost((4, 4, 1), 3)
    assert network.total("learned") == 16 * 8 + 8 + 8 * 3 + 3
    assert cost.total("learned") == 16 * 8 + 8
    assert cost.total("fitted") == 2 * 8 + 60 * 8
    assert cost.total("macs") == 16 * 8 + 60 * 8


def test_the_accuracies_of_the_network_are_not_the_heads():
    history = fitted(CNNNeighbours(network=NETWORK)).history
    assert len(history) == 4
    assert all("accuracy" not in name for epoch in history for name in epoch)


@pytest.mark.parametrize("model", [CNNRBFSVM, CNNNeighbours])
def test_what_is_kept_comes_back_to_the_bit(model, tmp_path):
    kept = model(network=NETWORK)
    kept.fit(images(), images(seed=1), n_classes=4, seed=7)  # the last class is absent
    assert kept.save(tmp_path / "weights.keras")
    again = model(network=NETWORK)
    again.restore(tmp_path / "weights.keras")
    other = images(seed=2).x
    np.testing.assert_array_equal(again.scores(other), kept.scores(other))
    assert not again.scores(other)[:, 3].any()


@pytest.mark.parametrize("model", [CNNRBFSVM, CNNNeighbours])
def test_the_file_holds_a_network_that_scores_as_the_model_does(model, tmp_path):
    import keras

    kept = fitted(model(network=NETWORK))
    kept.save(tmp_path / "weights.keras")
    network = keras.saving.load_model(tmp_path / "weights.keras", compile=False)
    other = images(seed=2).x
    scores = network.predict(other, verbose=0)
    if model is CNNRBFSVM:
        scores = softmax(scores, axis=1)
    np.testing.assert_allclose(scores, kept.scores(other), atol=1e-4)


@pytest.mark.parametrize("model", [CNNRBFSVM, CNNNeighbours])
def test_the_kernels_and_the_maps_are_those_of_the_network_alone(model):
    x = np.random.default_rng(3).integers(0, 256, (30, 12, 12, 1), np.uint8)
    split = Split(x, np.arange(30) % 3)
    alone, under = LeNet(epochs=1), model(network="lenet(epochs=1)")
    for each in (alone, under):
        each.fit(split, split, n_classes=3, seed=7)
    for mine, theirs in (
        (under.kernel_banks(), alone.kernel_banks()),
        (under.kernel_banks_before, alone.kernel_banks_before),
        (under.feature_maps(x[:2]), alone.feature_maps(x[:2])),
    ):
        assert list(mine) == list(theirs) != []
        for name in mine:
            np.testing.assert_array_equal(mine[name], theirs[name])


@pytest.mark.parametrize(("model", "head"), [(CNNRBFSVM, ("machines",)), (CNNNeighbours, ())])
def test_images_to_compare_with_are_never_drawn_anew(model, head):
    under = fitted(model(network=NETWORK))
    assert under.layers_with_weights[1:] == head
    redrawn = under.randomised(len(under.layers_with_weights), seed=1)
    vectors = [each.machine for each in (under, redrawn)]
    if model is CNNRBFSVM:
        vectors = [each.machines_.vectors for each in vectors]
    else:
        vectors = [each.x_ for each in vectors]
    np.testing.assert_array_equal(*vectors)


@pytest.mark.parametrize("model", [CNNRBFSVM, CNNNeighbours])
def test_one_network_has_one_spelling(model):
    assert model(network="mlp(epochs=15)") == model(network=" mlp ( )")
    with pytest.raises(ValueError, match="expected a network, received 'sift_svm'"):
        model(network="sift_svm")
