"""Images in a file are never read all at once, and what is learned is the same to the bit."""

import numpy as np
import pytest

from benchmark.plugins import MODELS
from models import Split, StoredImages
from models._kept_features import KeptFeatures
from models._sanity import sanity
from models.augmentations.colour import colour
from models.descriptors.hog import HOG


class Spied(StoredImages):
    """Remembers the most images that were read at once."""

    block_bytes = 2**15
    most = 0

    def __getitem__(self, which):
        rows = super().__getitem__(which)
        type(self).most = max(self.most, len(rows) if rows.ndim == len(self.shape) else 1)
        return rows


@pytest.fixture(autouse=True)
def _never_kept(monkeypatch):
    monkeypatch.setattr("models._image_by_image.MOST_BYTES", 0)
    monkeypatch.setattr(Spied, "most", 0)


def both(shape, folder):
    """Give training, validation and test images as arrays, and the same in a file."""
    y = np.arange(shape[0]) % 2
    x = np.random.default_rng(0).integers(0, 200, shape, np.uint8)
    x[y == 1, :, : shape[2] // 2] += 55
    np.save(folder / "x.npy", x)
    order = np.random.default_rng(1).permutation(len(x))
    parts = np.array_split(order, 3)
    return [
        [Split(images, y).take(part) for part in parts] for images in (x, Spied(folder / "x.npy"))
    ]


def scored(spec, train, validation, test):
    model = MODELS.make(spec)
    model.fit(train, validation, n_classes=2, seed=0)
    accuracies = [epoch.get("val_accuracy") for epoch in model.history]
    return model.scores(test.x), accuracies


@pytest.mark.parametrize(
    "spec",
    [
        "autoencoder_svm(batch_size=64, epochs=1, hidden=(8,), code=4)",
        "cnn_svm(network='lenet(batch_size=64, epochs=1)')",
        "cnn_svm(network='lenet(batch_size=64, epochs=1)', head='hinge')",
        "cuda_convnet(augmentation=('colour',), batch_size=64, epochs=1, image_size=16, margin=2)",
        "lenet(batch_size=64, epochs=2)",
        "lenet(batch_size=64, epochs=1, image_size=28, margin=4, ten_crop=True)",
        "mlp(batch_size=64, epochs=2, hidden=(8,), schedule='plateau', early_stopping=1)",
        "malexnet(batch_size=64, epochs=1, image_size=103, margin=8)",
    ],
)
def test_a_network_reads_a_batch_at_a_time(spec, tmp_path):
    arrays, in_file = both((1800, 16, 16, 1), tmp_path)
    scores, accuracies = scored(spec, *in_file)
    assert 64 <= Spied.most <= 512  # of 600 in each split
    expected = scored(spec, *arrays)
    np.testing.assert_array_equal(scores, expected[0])
    assert accuracies == expected[1]


@pytest.mark.parametrize(
    "spec",
    [
        "class_prior",
        "coates(words=8)",
        "fisher_svm(words=4, dimensions=8, step=8)",
        "gabor_svm(orientations=2)",
        "hog_svm(cells=(16,))",
        "lbp_svm(radii=(1,), grid=(2,))",
        "logistic(max_iter=3)",
        "majority",
        "nearest_neighbours",
        "pixels_svm",
        "random_features(filters=64)",
        "sift_svm(words=64, step=8)",
    ],
)
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")  # of so few steps
def test_what_is_described_is_read_by_blocks(spec, tmp_path):
    arrays, in_file = both((360, 64, 64, 3), tmp_path)
    scores, _ = scored(spec, *in_file)
    assert Spied.most <= 2**20 // (64 * 64 * 3) < 120
    np.testing.assert_array_equal(scores, scored(spec, *arrays)[0])


def test_a_shallow_model_whose_first_step_wants_an_array_gets_it(tmp_path):
    from sklearn.linear_model import RidgeClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import FunctionTransformer

    class Flat(MODELS.find("random_features")):
        def pipeline(self, seed):
            del seed
            flatten = FunctionTransformer(lambda x: x.reshape(len(x), -1) / 255)
            return make_pipeline(flatten, RidgeClassifier())

    arrays, in_file = both((60, 8, 8, 1), tmp_path)
    scores = []
    for train, validation, test in (arrays, in_file):
        model = Flat()
        model.fit(train, validation, n_classes=2, seed=0)
        scores.append(model.scores(test.x))
    np.testing.assert_array_equal(*scores)


def test_layers_of_keras_that_adapt_to_images_see_all_of_them(tmp_path):
    from keras import layers

    class Normalised(MODELS.find("mlp")):
        def network(self, shape, n_classes):
            network = super().network(shape, n_classes)
            inserted = [layers.Normalization(name="normal"), *network.layers[1:]]
            return type(network)([*network.layers[:1], *inserted])

    (train, *_), (in_file, watched, _) = both((360, 16, 16, 3), tmp_path)
    model = Normalised(hidden=(4,), epochs=1)
    model.fit(in_file, watched, n_classes=2, seed=0)
    normal = model.trained.get_layer("normal")
    np.testing.assert_allclose(np.ravel(normal.mean), train.x.mean(axis=(0, 1, 2)), rtol=1e-5)
    np.testing.assert_allclose(np.ravel(normal.variance), train.x.var(axis=(0, 1, 2)), rtol=1e-4)


def test_descriptions_are_kept_by_blocks(tmp_path):
    (train, *_), (in_file, *_) = both((360, 64, 64, 3), tmp_path)
    kept, hog = KeptFeatures(tmp_path / "kept"), HOG(cells=(16,))
    np.testing.assert_array_equal(kept.describe(hog, in_file.x), hog.transform(train.x))
    assert Spied.most < 120
    known = kept.describe(hog, train.x)
    np.testing.assert_array_equal(known, hog.transform(train.x))
    assert kept.spent == 0


def test_colours_are_taken_by_blocks(tmp_path):
    (train, *_), (in_file, *_) = both((90, 32, 32, 3), tmp_path)
    batch = np.zeros((4, 2, 2, 3), np.float32)
    tinted = [colour(x)(batch, np.random.default_rng(0)) for x in (train.x, in_file.x)]
    np.testing.assert_array_equal(*tinted)
    assert Spied.most <= 2**15 // (32 * 32 * 3)


def test_sanity_is_checked_by_blocks(tmp_path):
    (train, *_), (in_file, *_) = both((90, 32, 32, 3), tmp_path)
    model = MODELS.make("mlp(hidden=(8,))")
    found = [sanity(model, each, n_classes=2, seed=0) for each in (train, in_file)]
    assert found[0] == found[1]
    assert Spied.most <= 16
