"""CIFAR-100: 60,000 colour images of 32x32 pixels, a hundred kinds of things in twenty groups."""

from dataclasses import dataclass, replace
from functools import cache, partial
from typing import ClassVar

from benchmark.data import Data
from benchmark.datasets._base import Dataset
from benchmark.datasets._cifar import read_cifar
from benchmark.datasets._pool import pool
from benchmark.datasets._published_file import PublishedFile
from benchmark.datasets._stratify import stratify
from benchmark.usage_error import UsageError
from models import Split

_FILE = PublishedFile(
    "cifar-100-python-target_archive",  # as keras.datasets calls it; the others, as it did
    "https://www.cs.toronto.edu/~kriz/cifar-100-python.tar.gz",
    "85cd44d02ba6437773c5bbd22e183051d648de2e7d6b014e1ef29b855ba677a7",
    others=("cifar-100-python-target.tar.gz", "cifar-100-python.tar.gz"),
)
_CLASSES = {  # both kinds are numbered in the order of their names
    "aquatic_mammals": "beaver dolphin otter seal whale",
    "fish": "aquarium_fish flatfish ray shark trout",
    "flowers": "orchid poppy rose sunflower tulip",
    "food_containers": "bottle bowl can cup plate",
    "fruit_and_vegetables": "apple mushroom orange pear sweet_pepper",
    "household_electrical_devices": "clock keyboard lamp telephone television",
    "household_furniture": "bed chair couch table wardrobe",
    "insects": "bee beetle butterfly caterpillar cockroach",
    "large_carnivores": "bear leopard lion tiger wolf",
    "large_man-made_outdoor_things": "bridge castle house road skyscraper",
    "large_natural_outdoor_scenes": "cloud forest mountain plain sea",
    "large_omnivores_and_herbivores": "camel cattle chimpanzee elephant kangaroo",
    "medium_mammals": "fox porcupine possum raccoon skunk",
    "non-insect_invertebrates": "crab lobster snail spider worm",
    "people": "baby boy girl man woman",
    "reptiles": "crocodile dinosaur lizard snake turtle",
    "small_mammals": "hamster mouse rabbit shrew squirrel",
    "trees": "maple_tree oak_tree palm_tree pine_tree willow_tree",
    "vehicles_1": "bicycle bus motorcycle pickup_truck train",
    "vehicles_2": "lawn_mower rocket streetcar tank tractor",
}
_KINDS = {
    "fine": tuple(sorted(" ".join(_CLASSES.values()).split())),
    "coarse": tuple(sorted(_CLASSES)),
}


@dataclass(frozen=True)
class CIFAR100(Dataset):
    """The source's own 10,000 test images; 5,000 of its 50,000 for validation, by the seed.

    The file is the archive for Python that Keras uses, taken from the Keras cache or downloaded
    there, and checked by SHA-256.

    Args:
        labels: "fine" for the hundred classes, "coarse" for the twenty groups of five.
    """

    licence: ClassVar[str] = "none stated; images collected from the web, for research"
    citation: ClassVar[str] = (
        "A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, technical report, "
        "University of Toronto, 2009"
    )

    labels: str = "fine"

    def __post_init__(self) -> None:
        """Refuse other labels."""
        if self.labels not in _KINDS:
            raise UsageError.unknown("labels", self.labels, _KINDS)

    def files(self) -> tuple[PublishedFile, ...]:
        """List the archive."""
        return (_FILE,)

    def load(self, seed: int) -> Data:
        """Read the images and split them."""
        train, validation = stratify(self._read("train"), 0.1, seed)
        return Data(train, validation, self._read("test"), _KINDS[self.labels])

    def _read(self, part: str) -> Split:
        both = _read(_FILE, part)
        y = both.y % len(_KINDS["fine"]) if self.labels == "fine" else both.y // len(_KINDS["fine"])
        return replace(both, y=y)


@cache
def _read(file: PublishedFile, part: str) -> Split:
    """Read images with labels of both kinds: a hundred times the coarse, and the fine."""
    return pool(f"cifar100-{part}", file.sha256, partial(_decode, file, part))


def _decode(file: PublishedFile, part: str) -> Split:
    batches = [f"cifar-100-python/{part}"]
    return read_cifar(file.content(), batches, ["coarse_labels", "fine_labels"])
