"""Plant copies of training images among test images: `python tests/leaks.py`, 4 minutes.

For each data set it prints the share of test images that `near_duplicates` ties to a training image
before anything is planted, then the share that it finds of each kind of copies: 500 test images are
replaced by copies of training images, the rest stays. Photographs are squares of scikit-image's,
half of them for training; those of the retina, where one strong edge outweighs all detail, are the
hard case and have a column of their own. `python tests/leaks.py PICTURE.png` also draws the pairs
of Fashion-MNIST that it found before.
"""

import io
import sys
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

import cv2
import numpy as np
import skimage.data
from PIL import Image

from benchmark.near_duplicates import near_duplicates
from benchmark.plugins import DATASETS

PLANTED = 500
PHOTOGRAPHS = ("astronaut", "chelsea", "coffee", "hubble_deep_field", "rocket")
_FILTERS = {
    "nearest": Image.Resampling.NEAREST,
    "box": Image.Resampling.BOX,
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "Lanczos": Image.Resampling.LANCZOS,
}


def picture(image):
    """Give Pillow an image (height, width, channels)."""
    return Image.fromarray(image if image.shape[-1] == 3 else image[..., 0])


def pixels(image):
    """Take an image (height, width, channels) from Pillow."""
    return np.asarray(image).reshape(*image.size[::-1], -1)


def resized(image, share, kind):
    """Shrink or enlarge an image by a filter, and bring it back by linear interpolation."""
    height, width = image.shape[:2]
    other = picture(image).resize((round(share * width), round(share * height)), _FILTERS[kind])
    return pixels(other.resize((width, height), Image.Resampling.BILINEAR))


def subsampled(image, share):
    """Shrink an image without a filter before, as OpenCV does, and bring it back."""
    height, width = image.shape[:2]
    small = cv2.resize(image, (round(share * width), round(share * height)))
    return cv2.resize(small, (width, height)).reshape(image.shape)


def recompressed(image, quality):
    """Compress an image as JPEG."""
    file = io.BytesIO()
    picture(image).save(file, "JPEG", quality=quality)
    return pixels(Image.open(file))


def mirrored(image):
    """Turn left and right."""
    return np.ascontiguousarray(image[:, ::-1])


KINDS = {
    "exact": np.copy,
    "mirrored": mirrored,
    **{
        f"{share:.0%} {kind}": lambda image, share=share, kind=kind: resized(image, share, kind)
        for share in (0.5, 0.75, 2)
        for kind in _FILTERS
    },
    **{
        f"{share:.0%} OpenCV": lambda image, share=share: subsampled(image, share)
        for share in (0.5, 0.75, 2)
    },
    **{
        f"JPEG {quality}": lambda image, quality=quality: recompressed(image, quality)
        for quality in (50, 60, 75, 95)
    },
    "mirrored, JPEG 75": lambda image: recompressed(mirrored(image), 75),
    "75% and JPEG 75": lambda image: recompressed(resized(image, 0.75, "bicubic"), 75),
    "brighter": lambda image: np.clip(image * 1.1 + 10, 0, 255).astype(np.uint8),
    "darker": lambda image: (image * 0.8).astype(np.uint8),
}


def photographs(side, names=PHOTOGRAPHS):
    """Cut squares of 256 pixels, half over one another, and give training and test images."""
    whole = [getattr(skimage.data, name)()[..., :3] for name in names]
    squares = [
        cv2.resize(each[top:, left:][:256, :256], (side, side), interpolation=cv2.INTER_AREA)
        for each in whole
        for top in range(0, each.shape[0] - 255, 128)
        for left in range(0, each.shape[1] - 255, 128)
    ]
    squares = [each for each in squares if each.std() > 10]  # the black around the retina
    order = np.random.default_rng(0).permutation(len(squares))
    return np.array(squares)[order[::2]], np.array(squares)[order[1::2]]


def dataset(name):
    """Give training images, with those for validation, and test images."""
    data = DATASETS.make(name).load(0)
    return np.concatenate([data.train.x, data.validation.x]), data.test.x


def caught(train, test):
    """Tell which test images are tied to a training image, and by which pairs."""
    copies = near_duplicates(
        np.concatenate([train, test]), of=np.arange(len(train), len(train) + len(test))
    )
    groups = copies.groups
    return np.isin(groups[len(train) :], groups[: len(train)]), copies.pairs


def found(train, test, copy):
    """Give the share of planted copies that are tied to their original."""
    random = np.random.default_rng(3)
    n = min(PLANTED, len(test), len(train))
    originals = random.choice(len(train), n, replace=False)
    places = random.choice(len(test), n, replace=False)
    test = test.copy()
    test[places] = [copy(train[each]) for each in originals]
    copies = near_duplicates(
        np.concatenate([train, test]), of=np.arange(len(train), len(train) + len(test))
    )
    groups = copies.groups
    return np.mean(groups[originals] == groups[places + len(train)])


def main(drawn=None):
    """Print a table."""
    sets = {name: dataset(name) for name in ("fashion_mnist", "mnist_5k")}
    sets |= {f"photographs {side}": photographs(side) for side in (32, 64, 128)}
    sets["retina 64"] = photographs(64, ("retina",))
    start = perf_counter()
    copies = near_duplicates(np.concatenate(sets["fashion_mnist"]))
    seconds, peak = perf_counter() - start, getrusage(RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"fashion_mnist whole: {seconds:.0f} s, {peak:.0f} MiB at the peak, {len(copies.how)} pairs"
    )
    print(f"| | {' | '.join(sets)} |\n|{'---|' * (1 + len(sets))}")
    before = {name: caught(*images) for name, images in sets.items()}
    tell("images", (f"{len(train):,} + {len(test):,}" for train, test in sets.values()))
    tell("false alarms", (f"{alarms.mean():.2%}" for alarms, _ in before.values()))
    for kind, copy in KINDS.items():
        tell(kind, (f"{found(*images, copy):.1%}" for images in sets.values()))
    if drawn:
        draw(drawn, np.concatenate(sets["fashion_mnist"]), before["fashion_mnist"][1])


def tell(name, cells):
    """Print a line of the table."""
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


def draw(path, x, pairs):
    """Draw each pair of images, one above the other."""
    columns = [np.vstack([x[first], x[second]]) for first, second in pairs]
    columns += [np.zeros_like(columns[0])] * (-len(columns) % 20)
    rows = [np.hstack(columns[start : start + 20]) for start in range(0, len(columns), 20)]
    cv2.imwrite(
        path, cv2.resize(np.vstack(rows), None, fx=3, fy=3, interpolation=cv2.INTER_NEAREST)
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
