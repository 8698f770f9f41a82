"""Time descriptors and encodings beside well-kept others: `python tests/speed.py`, 1 minute.

Each pair runs in this process in turn, three times, and the best time of each counts: OpenCV's
SIFT at the same points with the same cells, image by image as it takes them, against
`models.descriptors.dense_sift` and `models.layers.dense_sift`; scikit-image's `fisher_vector`,
image by image, against `models.encodings.fisher_vector` from the same descriptors. All use the
cores that they find. Close what else is running.
"""

from itertools import product
from time import perf_counter

import cv2
import keras
import numpy as np
from skimage.feature import fisher_vector
from sklearn.datasets import load_sample_image
from sklearn.mixture import GaussianMixture

from models._blocks import in_blocks
from models._fisher import Gaussians, fisher, project
from models.descriptors.dense_sift import DenseSIFT
from models.layers import dense_sift as layers

BLUR = 1.6  # OpenCV's, in pixels
GRIDS = list(product((28, 64, 128), ((2, 3.0), (4, 3.0), (4, 4.0), (8, 6.0))))
WORDS = ((16, 32, 100), (64, 64, 144), (64, 64, 432), (256, 80, 144))  # dimensions, points
IMAGES = 256
_PIXELS = 2**18  # a batch


def main():
    """Print two tables."""
    print("| image | step | cell | points | OpenCV | NumPy | ratio | network | ratio |")
    print("|---|---|---|---|---|---|---|---|---|")
    for size, (step, width) in GRIDS:
        x = crops(size)
        sift = DenseSIFT(step, (width,), BLUR / width)
        settings = {"step": step, "bin_widths": (width,), "blur": BLUR / width}
        layer = keras.Sequential(
            [keras.Input(x.shape[1:], dtype="uint8"), layers.DenseSIFT(**settings)]
        )
        layer.compile(jit_compile=keras.backend.backend() == "jax")
        theirs, ours, network = rates(
            len(x), opencv(x, sift), lambda x=x, s=sift: s.transform(x), predicting(layer, x)
        )
        points = len(sift.positions(x.shape[1:]))
        print(
            f"| {size} | {step} | {width:g} | {points} | {theirs:,.0f} | {ours:,.0f} "
            f"| {ours / theirs:.1f} | {network:,.0f} | {network / theirs:.1f} |",
            flush=True,
        )
    print(
        "\n| words | dimensions | points | scikit-image | ours | ratio |\n|---|---|---|---|---|---|"
    )
    for words, dimensions, points in WORDS:
        theirs, ours = rates(IMAGES, *encoders(words, dimensions, points))
        print(
            f"| {words} | {dimensions} | {points} | {theirs:,.0f} | {ours:,.0f} "
            f"| {ours / theirs:.1f} |",
            flush=True,
        )


def rates(n, *functions):
    """Give images a second for each, the best of three rounds after one for warming up."""
    best = np.full(len(functions), np.inf)
    for function in functions:
        function()
    for _ in range(3):
        for place, function in enumerate(functions):
            start = perf_counter()
            function()
            best[place] = min(best[place], perf_counter() - start)
    return n / best


def crops(size):
    """Cut grey squares out of a photograph."""
    grey = cv2.cvtColor(load_sample_image("china.jpg"), cv2.COLOR_RGB2GRAY)
    corners = np.random.default_rng(0).integers(0, np.array(grey.shape) - size, (IMAGES, 2))
    return np.stack([grey[r : r + size, c : c + size] for r, c in corners])[..., None]


def opencv(x, sift):
    """Describe by OpenCV at the same points."""
    places = sift.positions(x.shape[1:]) * x.shape[1] - 0.5
    size = sift.bin_widths[0] * 2 / 3
    points = [cv2.KeyPoint(float(column), float(row), size, 0.0) for row, column in places]
    theirs = cv2.SIFT_create()
    return lambda: [theirs.compute(image, points) for image in x]


def predicting(network, x):
    """Describe by a network, in batches of about as many pixels."""
    size = max(1, _PIXELS // x[0].size)
    batches = [x[start : start + size] for start in range(0, len(x), size)]
    return lambda: [network.predict_on_batch(batch) for batch in batches]


def encoders(words, dimensions, points):
    """Give scikit-image's encoding and ours of the same descriptors."""
    rng = np.random.default_rng(0)
    x = rng.normal(scale=0.1, size=(IMAGES, points, dimensions)).astype(np.float32)
    positions = rng.random((points, 2)).astype(np.float32)
    nothing = np.zeros(dimensions, np.float32)
    wide = np.concatenate(
        [x, np.broadcast_to(positions - 0.5, (IMAGES, points, 2))], axis=-1, dtype=np.float32
    )
    sample = wide.reshape(-1, dimensions + 2)[:5000]
    mixture = GaussianMixture(words, covariance_type="diag", max_iter=200, tol=0.1).fit(sample)
    logs = np.log(mixture.weights_), mixture.means_, np.log(mixture.covariances_) / 2
    gaussians = Gaussians(
        nothing, np.eye(dimensions, dtype=np.float32), *(each.astype(np.float32) for each in logs)
    )

    def encode(x):
        return fisher(np, gaussians, project(np, gaussians, x, positions))

    def theirs():
        return [fisher_vector(image, mixture, improved=True) for image in wide]

    return theirs, lambda: in_blocks(encode, x, max(1, 2**18 // (points * dimensions)))


if __name__ == "__main__":
    main()
