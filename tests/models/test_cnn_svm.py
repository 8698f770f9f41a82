import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from models import Split
from models._svm_head import svm_head
from models.autoencoder_svm import AutoencoderSVM
from models.cnn_svm import CNNSVM
from models.mlp import MLP


def images(n=60, classes=3, seed=0):
    rng = np.random.default_rng(seed)
    y = np.arange(n) % classes
    x = rng.integers(0, 60, (n, 4, 4, 1))
    x[np.arange(n), y] += 150  # a bright row, whose place is the class
    return Split(x.astype(np.uint8), y)


@pytest.mark.parametrize("classes", [2, 3])
def test_the_head_is_the_machine_of_scikit_learn(classes):
    import keras

    train, validation = images(classes=classes), images(classes=classes, seed=1)
    net = MLP(hidden=(8,), epochs=2)
    net.fit(train, validation, n_classes=classes, seed=0)
    body = keras.Model(net.trained.inputs, net.trained.layers[-1].input)
    network = svm_head(net, net.trained.layers[:-1], (train, validation), n_classes=classes, seed=0)
    features = {
        each: body.predict(split.x, verbose=0)
        for each, split in (("train", train), ("validation", validation))
    }
    scale = StandardScaler().fit(features["train"].astype(float))
    best, most = None, -1
    for c in (0.001, 0.01, 0.1, 1):
        machine = LinearSVC(C=c, dual=False).fit(scale.transform(features["train"]), train.y)
        right = (machine.predict(scale.transform(features["validation"])) == validation.y).sum()
        if right > most:
            best, most = machine, right
    expected = best.decision_function(scale.transform(features["validation"]))
    margins = network.predict(validation.x, verbose=0)
    if classes == 2:
        expected = np.stack([-expected, expected], axis=1)
    np.testing.assert_allclose(margins, expected, rtol=1e-3, atol=1e-4)


def test_both_heads_learn():
    for head in ("svm", "hinge"):
        model = CNNSVM(network="mlp(hidden=(32,), epochs=40, learning_rate=0.01)", head=head)
        model.fit(images(), images(seed=1), n_classes=3, seed=0)
        assert (model.scores(images().x).argmax(axis=1) == images().y).mean() > 0.8


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"head": "forest"}, "expected head of svm, hinge, received 'forest'"),
        ({"network": "lenett"}, "expected a network of .*lenet.*received 'lenett'"),
        ({"network": "sift_svm"}, "expected a network, received 'sift_svm', which is none"),
        ({"network": "lenet(3)"}, r"expected a network as name or name\(key=literal, ...\)"),
        ({"network": "mlp(epochs=0)"}, "expected epochs of 1 or more, received 0"),
        ({"network": "mlp(epochs='3')"}, "expected epochs of type int in .*received '3'"),
        ({"network": "mlp(augmentation='flip')"}, "expected augmentation of type tuple"),
        ({"network": "mlp(depth=3)"}, "expected settings of epochs, .*, not 'depth'"),
        ({"network": "lenet5", "head": "hinge"}, "trained by cross_entropy .*rubbish_class_loss"),
    ],
)
def test_what_is_no_network_is_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        CNNSVM(**settings)


@pytest.mark.parametrize("network", ["mlp(epochs=15)", "mlp()", " mlp ( )", "mlp(dropout=0.2)"])
def test_one_network_has_one_spelling(network):
    assert CNNSVM(network=network) == CNNSVM(network="mlp")
    assert CNNSVM(network="mlp(dropout=1, epochs=3)").network == "mlp(epochs=3, dropout=1.0)"


def test_the_machine_is_counted_in_the_place_of_the_last_layer():
    cost = CNNSVM(network="lenet5").cost((28, 28, 1), 10)
    assert (cost.total("learned"), cost.total("fixed")) == (60_000 + 85 * 10, 0)


def test_a_single_class_is_what_it_always_names():
    one = Split(images().x, np.full(60, 1))
    model = CNNSVM(network="mlp(hidden=(8,), epochs=1)")
    model.fit(one, one, n_classes=3, seed=0)
    assert (model.scores(images().x).argmax(axis=1) == 1).all()


def test_the_accuracies_of_the_network_are_not_the_machines():
    model = CNNSVM(network="mlp(hidden=(8,), epochs=2)")
    model.fit(images(), images(seed=1), n_classes=3, seed=0)
    assert [set(epoch) & {"accuracy", "val_accuracy"} for epoch in model.history] == [set(), set()]


def test_its_weights_are_kept_whole(tmp_path):
    model = CNNSVM(network="mlp(hidden=(8,), epochs=2)")
    model.fit(images(), images(seed=1), n_classes=3, seed=0)
    assert model.save(tmp_path / "weights.keras")
    again = CNNSVM(network="mlp(hidden=(8,), epochs=2)")
    again.restore(tmp_path / "weights.keras")
    np.testing.assert_array_equal(again.scores(images().x), model.scores(images().x))


def test_an_autoencoder_never_sees_a_label():
    """With other labels, the code is the same."""
    codes = []
    for classes in (2, 3):
        model = AutoencoderSVM(hidden=(16,), code=4, epochs=3)
        model.fit(Split(images().x, np.arange(60) % classes), images(seed=1), n_classes=3, seed=0)
        codes.append(model.trained.get_layer("code").get_weights()[0])
    np.testing.assert_array_equal(codes[0], codes[1])


def test_an_autoencoder_learns_to_draw():
    model = AutoencoderSVM(hidden=(64,), code=16, epochs=60)
    model.fit(images(), images(seed=1), n_classes=3, seed=0)
    assert model.history[-1]["loss"] < model.history[0]["loss"] / 1.5
    assert "val_accuracy" not in model.history[-1]
