"""Time descriptors and encodings beside well-kept others: `python tests/speed.py`, 3 minutes.

They run in this process in turn, three times, and the best time of each counts: OpenCV's
SIFT at the same points with the same cells, image by image as it takes them, against
`models.descriptors.dense_sift` and `models.layers.dense_sift`; scikit-image's `fisher_vector`,
image by image, against `models.encodings.fisher_vector` and `models.layers.fisher_vector` from
the same descriptors. All use the cores that they find, OpenCV within an image or an image on each,
whichever is faster, ours a batch on each; networks use a GPU, where Keras' backend has one. Images
come from the memory of the machine, and nobody keeps results. Close what else is running.
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from time import perf_counter, sleep

import cv2
import keras
import numpy as np
from skimage.feature import fisher_vector
from sklearn.datasets import load_sample_image
from sklearn.mixture import GaussianMixture

from models._cores import blas, cores
from models._fisher import Gaussians
from models._keras_device import KerasDevice
from models.descriptors.dense_sift import DenseSIFT
from models.encodings.fisher_vector import FisherVector
from models.layers import dense_sift
from models.layers import fisher_vector as fisher_vector_layer

BLUR = 1.6  # OpenCV's, in pixels
GRIDS = list(product((28, 64, 128), ((2, 3.0), (4, 3.0), (4, 4.0), (8, 6.0))))
WORDS = ((16, 32, 100), (64, 64, 144), (64, 64, 432), (256, 80, 144))  # dimensions, points
IMAGES = 1024  # for Fisher vectors
_ALL = 2**22  # pixels that are described
_PIXELS, _NUMBERS = 2**17, 2**19  # a batch, that is described and that is encoded
_REST = 0.2  # seconds in which the threads of what ran before stop waiting for more


def main():
    """Print two tables."""
    keep_batches_on_a_core()
    print("| image | step | cell | points | OpenCV | NumPy | ratio | network | ratio |")
    print("|---|---|---|---|---|---|---|---|---|")
    for size, (step, width) in GRIDS:
        x = crops(size)
        sift = DenseSIFT(step, (width,), BLUR / width)
        settings = {"step": step, "bin_widths": (width,), "blur": BLUR / width}
        found = rates(
            len(x),
            opencv(x, sift, 1),
            opencv(x, sift, cv2.getNumberOfCPUs()),
            lambda x=x, s=sift: s.transform(x),
            in_batches(compiled(dense_sift.DenseSIFT(**settings), x), x, _PIXELS * larger()),
        )
        found = [max(found[:2]), *found[2:]]
        points = len(sift.positions(x.shape[1:]))
        print(f"| {size} | {step} | {width:g} | {points} {compared(*found)}", flush=True)
    print("\n| words | dimensions | points | scikit-image | NumPy | ratio | network | ratio |")
    print("|---|---|---|---|---|---|---|---|")
    for words, dimensions, points in WORDS:
        found = rates(IMAGES, *encoders(words, dimensions, points))
        print(f"| {words} | {dimensions} | {points} {compared(*found)}", flush=True)


def compared(theirs, ours, network):
    """End a line of a table."""
    ratios = (f"| {each:,.0f} | {each / theirs:.1f} " for each in (ours, network))
    return f"| {theirs:,.0f} {''.join(ratios)}|"


def rates(n, *functions):
    """Give images a second for each, the best of three rounds after one for warming up."""
    best = np.full(len(functions), np.inf)
    for function in functions:
        function()
    for _ in range(3):
        for place, function in enumerate(functions):
            sleep(_REST)
            start = perf_counter()
            function()
            best[place] = min(best[place], perf_counter() - start)
    return n / best


def crops(size):
    """Cut grey squares out of a photograph."""
    grey = cv2.cvtColor(load_sample_image("china.jpg"), cv2.COLOR_RGB2GRAY)
    places = (_ALL // size**2, 2)
    corners = np.random.default_rng(0).integers(0, np.array(grey.shape) - size, places)
    return np.stack([grey[r : r + size, c : c + size] for r, c in corners])[..., None]


def opencv(x, sift, threads):
    """Describe by OpenCV at the same points, so many images at a time."""
    places = sift.positions(x.shape[1:]) * x.shape[1] - 0.5
    size = sift.bin_widths[0] * 2 / 3
    points = [cv2.KeyPoint(float(column), float(row), size, 0.0) for row, column in places]

    def describe(images):
        theirs = cv2.SIFT_create()
        deque((theirs.compute(image, points) for image in images), maxlen=0)

    def run():
        cv2.setNumThreads(1 if threads > 1 else cv2.getNumberOfCPUs())
        with ThreadPoolExecutor(threads) as workers:
            deque(workers.map(describe, np.array_split(x, 4 * threads)), maxlen=0)

    return run


def keep_batches_on_a_core():
    """Tell TensorFlow, before it computes anything, not to divide what one batch needs."""
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        tf.config.threading.set_intra_op_parallelism_threads(1)


def compiled(layer, x):
    """Compile a layer as the backend does."""
    layer.build(x.shape)
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        return tf.function(layer, reduce_retracing=True)
    if keras.backend.backend() == "jax":
        import jax

        return jax.jit(layer)
    return lambda batch: layer(batch).detach()


def wait(result):
    """Wait until a result is there, on the device."""
    return (
        result.block_until_ready() if hasattr(result, "block_until_ready") else np.asarray(result)
    )


def larger():
    """Give how much larger batches are on a GPU."""
    return 1 if KerasDevice(keras.backend.backend()).name == "cpu" else 64


def in_batches(compute, x, numbers):
    """Compute so many numbers at a time, in a thread for each core and one more."""
    size = max(1, numbers // x[0].size)
    batches = [x[start : start + size] for start in range(0, len(x), size)]
    libraries = blas()
    threads = cores(libraries) + 1

    def run():
        with libraries.limit(limits=1), ThreadPoolExecutor(threads) as workers:
            deque(workers.map(lambda batch: wait(compute(batch)), batches), maxlen=0)

    return run


def encoders(words, dimensions, points):
    """Give scikit-image's encoding and ours of the same descriptors."""
    rng = np.random.default_rng(0)
    x = rng.normal(scale=0.1, size=(IMAGES, points, dimensions)).astype(np.float32)
    positions = rng.random((points, 2)).astype(np.float32)
    wide = np.concatenate(
        [x, np.broadcast_to(positions - 0.5, (IMAGES, points, 2))], axis=-1, dtype=np.float32
    )
    sample = wide.reshape(-1, dimensions + 2)[:5000]
    mixture = GaussianMixture(words, covariance_type="diag", tol=0.1, random_state=0)
    mixture.fit(sample)
    logs = np.log(mixture.weights_), mixture.means_, np.log(mixture.covariances_) / 2
    ours = FisherVector(None, words, dimensions)
    fitted = (np.zeros(dimensions), np.eye(dimensions), *logs)
    ours.gaussians_ = Gaussians(*(each.astype(np.float32) for each in fitted))
    layer = fisher_vector_layer.FisherVector(words, dimensions)
    network = compiled(layer, x)
    layer.take(ours.gaussians_, positions)

    def theirs():
        return deque((fisher_vector(image, mixture, improved=True) for image in wide), maxlen=0)

    encode = in_batches(ours.encoder(positions), x, ours.block(points) * x[0].size)
    return theirs, encode, in_batches(network, x, _NUMBERS * larger())


if __name__ == "__main__":
    main()
