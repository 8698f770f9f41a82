"""Peers are the models that they are compared with, and are trained as these are."""

from importlib.util import find_spec

import keras
import numpy as np
import pytest

from benchmark.plugins import MODELS
from models import Split
from models._batches import Batches
from models._scoring import softmax

PEERS = {"lenet_torch": "torch", "alexnet_torch": "torch", "lenet_jax": "jax"}
STEPS = 20


def images(n=40, seed=0):
    rng = np.random.default_rng(seed)
    y = np.arange(n) % 3
    x = rng.integers(0, 100, (n, 32, 32, 1)) + 70 * y[:, None, None, None]
    return Split(x.astype(np.uint8), y)


@pytest.fixture(params=PEERS)
def pair(request):
    """Give a peer's learner, and the network of Keras with the same weights, without dropout."""
    library = PEERS[request.param]
    if find_spec(library) is None:
        pytest.skip(f"{library} is not installed; `tox -e backends` installs all")
    cls = MODELS.find(f"models.peers.{request.param}")
    # PyTorch's momentum heeds a change of the rate in another way than Keras', and its Adam adds
    # epsilon at another place, which shows while slopes are small.
    optimizer = "sgd" if library == "torch" else "adam"
    plain = f"epochs=2, dropout=0.0, schedule='constant', optimizer={optimizer!r}"
    spec = cls.tiny["network"].replace(", schedule='cosine'", "").replace("epochs=2", plain)
    peer = cls(network=spec)
    x = peer.net.prepare(images().x)
    learner = peer.learner(x, 3, STEPS, seed=0)
    network = peer.net.build(x, 3)
    layers = [layer for layer in network.layers if hasattr(layer, "kernel")]
    weights = of_torch(learner.module) if library == "torch" else of_jax(learner.weights)
    for layer, pair in zip(layers, weights, strict=True):
        layer.set_weights(pair)
    return peer, learner, network


def of_jax(weights):
    return [[np.asarray(each) for each in pair] for pair in weights]


def of_torch(module):
    """Turn kernels of (out, in, height, width) and (out, in), the first of these channels first."""
    layers = [each for each in module if hasattr(each, "weight")]
    pairs = [[part.detach().numpy() for part in (each.weight, each.bias)] for each in layers]
    maps = max(place for place, (kernel, _) in enumerate(pairs) if kernel.ndim == 4)
    channels, (kernel, _) = len(pairs[maps][1]), pairs[maps + 1]
    side = int((kernel.shape[1] / channels) ** 0.5)
    last = kernel.reshape(-1, channels, side, side).transpose(0, 2, 3, 1)
    pairs[maps + 1][0] = last.reshape(len(kernel), -1)
    return [
        [(kernel.transpose(2, 3, 1, 0) if kernel.ndim == 4 else kernel.T).copy(), bias.copy()]
        for kernel, bias in pairs
    ]


def test_the_same_weights_give_the_same_logits(pair):
    peer, learner, network = pair
    x = peer.net.prepare(images().x)
    np.testing.assert_allclose(
        learner.predict_on_batch(x), network.predict(x, verbose=0), atol=1e-4
    )


def test_it_is_trained_as_the_network_is(pair):
    peer, learner, network = pair
    split = Split(peer.net.prepare(images().x), images().y)
    peer.net.compile(network, STEPS, jit_compile=keras.backend.backend() == "jax")
    before = learner.predict_on_batch(split.x)
    for seed in range(2):
        batches = Batches(split, 16, None, seed, [])
        learner.learn(batches)
        for number in range(len(batches)):
            network.train_on_batch(*batches[number])
    after = learner.predict_on_batch(split.x)
    change = np.abs(after - before).max()
    np.testing.assert_allclose(after, network.predict(split.x, verbose=0), atol=change / 1000)


def test_it_keeps_the_contract(pair):
    peer, _, _ = pair
    train = images()
    peer.fit(train, images(9, 1), n_classes=3, seed=0)
    scores = peer.scores(train.x)
    peer.fit(train, images(9, 1), n_classes=3, seed=0)
    np.testing.assert_array_equal(peer.scores(train.x), scores)
    np.testing.assert_allclose(scores.sum(axis=1), 1, atol=1e-5)
    assert [epoch["epoch"] for epoch in peer.history] == [1, 2]
    assert {"prepare", "build", "train", "validate"} <= set(peer.phases)


def test_its_parameters_are_counted(pair):
    peer, learner, _ = pair
    weights = learner.module.parameters() if peer.library == "torch" else sum(learner.weights, ())
    sizes = [int(np.prod(weight.shape)) for weight in weights]
    assert peer.cost((32, 32, 1), 3).total("learned") == sum(sizes)


@pytest.mark.parametrize("name", PEERS)
def test_another_network_is_refused(name):
    with pytest.raises(ValueError, match="received 'mlp'"):
        MODELS.find(f"models.peers.{name}")(network="mlp")


def test_a_recipe_that_its_loop_does_not_know_is_refused():
    cls = MODELS.find("models.peers.lenet_jax")
    with pytest.raises(ValueError, match="expected optimizer of 'adam' in a peer, received 'sgd'"):
        cls(network="lenet(optimizer='sgd')")


def test_plain_keras_trains_the_same_network_by_the_same_recipe():
    """All images are one batch here, so that their order does not count."""
    cls = MODELS.find("models.peers.model_fit")
    peer = cls(network="lenet(epochs=3, dropout=0.0, image_size=16)")
    peer.fit(images(60), images(30, 1), n_classes=3, seed=4)
    keras.utils.set_random_seed(4)
    x = peer.net.prepare(images(60).x)
    network = peer.net.build(x, 3)
    peer.net.compile(network, 3, jit_compile=keras.backend.backend() == "jax")
    for _ in range(3):
        network.train_on_batch(x, images(60).y)
    watched = images(30, 2).x
    logits = network.predict(peer.net.prepare(watched), verbose=0)
    np.testing.assert_allclose(peer.scores(watched), softmax(logits), atol=1e-3)
    assert [epoch["epoch"] for epoch in peer.history] == [1, 2, 3]
    assert {"prepare", "build", "train", "validate"} <= set(peer.phases)
    assert peer.peer_of == "lenet(epochs=3, image_size=16, dropout=0.0)"


@pytest.mark.parametrize(
    ("network", "message"),
    [
        ("alexnet", "expected margin of 0 in a peer, received 29"),
        ("resnet(margin=0)", r"expected augmentation of \(\) in a peer"),
        ("autoencoder_svm", "expected a network and no more, received 'autoencoder_svm'"),
    ],
)
def test_plain_keras_refuses_what_it_does_not_do(network, message):
    with pytest.raises(ValueError, match=message):
        MODELS.find("models.peers.model_fit")(network=network)


def test_opencvs_points_are_ours():
    from models.descriptors.dense_sift import DenseSIFT
    from models.peers._opencv_sift import OpenCVSIFT

    grid = DenseSIFT(step=3, bin_widths=(2.0, 4.0))
    x = np.kron(np.random.default_rng(0).integers(0, 256, (3, 8, 8, 1)), np.ones((4, 4, 1)))
    theirs = OpenCVSIFT(grid).transform(x.astype(np.uint8))
    for place, width in enumerate(grid.bin_widths):
        ours = DenseSIFT(3, (width,), blur=1.6 / width).transform(x.astype(np.uint8))
        points = theirs[:, place * ours.shape[1] : (place + 1) * ours.shape[1]]
        assert np.sum(ours * points, axis=-1).mean() > 0.95


@pytest.mark.parametrize("name", ["sift_opencv", "fisher_skimage"])
def test_shallow_peers_tell_stripes_apart(name):
    cls = MODELS.find(f"models.peers.{name}")
    model = cls(**cls.tiny)
    train, test = textured(60, 0), textured(30, 1)
    model.fit(train, test, n_classes=3, seed=0)
    assert (model.scores(test.x).argmax(axis=1) == test.y).mean() == 1
    assert model.cost((24, 24, 1), 3).total("macs") > 0
    assert {"features", "encode", "codebook", "svm"} <= set(model.phases)


def textured(n, seed):
    """Draw stripes in three directions, in noise."""
    rng = np.random.default_rng(seed)
    y = np.arange(n) % 3
    rows, columns = np.mgrid[0:24, 0:24]
    waves = np.stack([rows, columns, rows + columns])[y] + rng.uniform(0, 8, (n, 1, 1))
    x = 120 + 80 * np.sin(waves * np.pi / 4) + rng.normal(0, 10, waves.shape)
    return Split(x.clip(0, 255).astype(np.uint8)[..., None], y)


def test_scikit_images_vectors_are_ours_but_for_weights_and_a_sign():
    from models.descriptors.dense_sift import DenseSIFT
    from models.encodings.fisher_vector import FisherVector
    from models.peers._skimage_fisher import SkimageFisher

    x = textured(40, 2).x
    peer = SkimageFisher(FisherVector(DenseSIFT(step=4), words=4, dimensions=8))
    theirs = peer.fit(x).transform(x)[:, 4:].reshape(40, 2, 4, 10)  # without the weights' part
    theirs /= np.sqrt(np.sum(theirs**2, axis=(1, 2, 3), keepdims=True))
    ours = peer.ours.transform(x).reshape(40, 4, 2, 10)
    np.testing.assert_allclose(theirs[:, 0], ours[:, :, 0], atol=1e-2)
    np.testing.assert_allclose(-theirs[:, 1], ours[:, :, 1], atol=1e-2)


@pytest.mark.parametrize(
    ("peer", "ours"),
    [
        ("lenet_torch(network='lenet(batch_size=32, epochs=3)')", "lenet(epochs=3, batch_size=32)"),
        ("lenet_jax", "lenet"),
        ("alexnet_torch(network=\"alexnet(schedule='cosine')\")", "alexnet(schedule='cosine')"),
        ("sift_opencv", "sift_svm"),
        ("sift_opencv(words=16, step=4)", "sift_svm(step=4, words=16)"),
        ("fisher_skimage(words=4)", "fisher_svm(words=4)"),
    ],
)
def test_a_peer_says_whose_it_is_as_specs_are_spelled(peer, ours):
    model = MODELS.make(f"models.peers.{peer}")
    assert model.peer_of == MODELS.normalise(ours) == ours
    assert model.train_batch == MODELS.make(ours).train_batch
    assert MODELS.make(ours).peer_of is None
