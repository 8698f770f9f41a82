"""The contract that every model keeps."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Literal, Self, TypeAlias

from models._cost import Cost
from models._device import Device
from models._explained import Explained
from models._phases import Phases
from models._split import Images, Scores, Split

Family: TypeAlias = Literal["floor", "shallow", "deep"]


@dataclass
class Classifier(Explained, ABC):
    """A model with its settings: fitted on images, it scores images.

    A subclass is a dataclass: its fields are its settings, and their defaults are the paper's.

    Attributes:
        family: "floor" (what every model must beat), "shallow" (hand-made kernels) or "deep".
        paper: Where the model was described.
        tiny: Settings under which forty small images are fitted within seconds.
        space: What settings are tuned over, as `Space` has it.
        sized_by_data: Whether its size depends on the training images: `cost` then counts the
            least that it can be before a fit, and after, what it is.
        phases: Seconds by phase of the last fit, in order; written by the model as it works.
        history: One entry an epoch of the last fit; empty for a model without epochs.
    """

    family: ClassVar[Family]
    paper: ClassVar[str] = ""
    tiny: ClassVar[Mapping[str, object]] = {}
    space: ClassVar[Mapping[str, object]] = {}
    sized_by_data: ClassVar[bool] = False

    phases: Phases = field(default_factory=Phases, init=False, repr=False, compare=False)
    history: list[dict[str, float]] = field(
        default_factory=list, init=False, repr=False, compare=False
    )

    def keep_features(self, folder: Path | None) -> None:
        """Keep descriptions that depend on an image alone in a folder, and use what others kept."""

    def start(self) -> None:
        """Import the libraries that `fit` needs, so that no import is timed as learning."""

    @abstractmethod
    def fit(self, train: Split, validation: Split, *, n_classes: int, seed: int) -> None:
        """Learn from `train`, forgetting any earlier fit.

        Args:
            train: What to learn from; a class may be absent from it.
            validation: What to choose and to stop by; never learned from.
            n_classes: How many classes there are, present or not.
            seed: Decides everything that is drawn at random.
        """

    def fits_together(self, shape: tuple[int, int, int], n_classes: int) -> bool:
        """Say whether `fit_together` is better than one fit after another, without a fit.

        Args:
            shape: Height, width and channels of an image as it comes.
            n_classes: How many classes to tell apart.
        """
        del shape, n_classes
        return False

    def fit_together(
        self, splits: Sequence[tuple[Split, Split]], *, n_classes: int, seeds: Sequence[int]
    ) -> list[Self]:
        """Learn once for each seed, all at the same time.

        Args:
            splits: For each seed, what `fit` takes; all training splits of one size, and all
                validation splits.
            n_classes: How many classes there are, present or not.
            seeds: Of the fits.

        Returns:
            A fitted model for each seed, as `fit` would leave it, with its share of all seconds.
        """
        del splits, n_classes
        name = type(self).__name__
        raise NotImplementedError(f"{name} is fitted one seed at a time, received {len(seeds)}")

    @abstractmethod
    def scores(self, x: Images) -> Scores:
        """Score each image for each class.

        Args:
            x: Images, uint8 (n, height, width, channels), of the size that was fitted.

        Returns:
            float32 (n, n_classes), finite; in a row, larger is likelier. Probabilities where
            the model has them, margins where it has not.
        """

    @abstractmethod
    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count parameters, connections and MACs; needs no fit.

        Args:
            shape: Height, width and channels of an image as it comes, before any resizing.
            n_classes: How many classes to tell apart.
        """

    def save(self, path: Path) -> bool:
        """Write what was fitted to a file that Keras alone can load.

        Args:
            path: Where to; its name ends in `.keras`.

        Returns:
            Whether the model has such weights; if not, nothing is written.
        """
        del path
        return False

    def restore(self, path: Path) -> None:
        """Take up what `save` wrote; a model that keeps no weights raises NotImplementedError."""
        raise NotImplementedError(f"{type(self).__name__} keeps no weights, received {path}")

    def sanity(self, train: Split, *, n_classes: int, seed: int) -> dict[str, float]:
        """Check what can be checked without the test split: that the model is able to learn.

        Args:
            train: Images to try it on; the fitted state stays as it is.
            n_classes: How many classes there are.
            seed: Of all that is drawn.

        Returns:
            Numbers by name; none for a model that has nothing to check.
        """
        del train, n_classes, seed
        return {}

    @property
    def backend(self) -> str:
        """The library that does the arithmetic."""
        return "numpy"

    @property
    def number_types(self) -> str:
        """What it computes with, as "float32"."""
        return "float32"

    @property
    def train_batch(self) -> int | None:
        """Images that one step of learning sees; None for a model that has no such steps."""
        return None

    @property
    def peer_of(self) -> str | None:
        """Spec string of the model whose work it does in another way; None for all but peers."""
        return None

    @property
    def device(self) -> Device:
        """What it computes on."""
        return Device()
