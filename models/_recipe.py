"""How a network is trained, whichever it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models._at_least import at_least
from models._part import check_part, part

if TYPE_CHECKING:
    import keras

    from models._batches import Augmentation, Batches
    from models._split import Images, Split

_PRECISIONS = ("auto", "float32", "mixed_bfloat16", "mixed_float16")


@dataclass
class Recipe:
    """The settings of training, in common to all networks.

    Args:
        epochs: Passes over the training images, at most.
        batch_size: Images a step; never shrunk silently.
        loss: A file in `models/losses`: what training makes small.
        optimizer: A file in `models/optimizers`.
        learning_rate: Of the first step.
        schedule: A file in `models/schedules`: how the learning rate changes.
        patience: Epochs without a better validation accuracy that the schedule "plateau" waits.
        weight_decay: Pull on all weights: inside the gradient for "sgd", beside it for "adam".
        augmentation: Files in `models/augmentations`: how training images are changed, in order.
        early_stopping: Epochs without a better validation loss after which training ends, with
            the best epoch's weights; 0 trains to the last epoch and keeps that.
        image_size: Side in pixels that images are brought to; 0 takes them as they come.
        margin: Pixels by which images are first brought to more than that: training takes a crop
            at random, scoring the middle.
        ten_crop: Whether an image is scored by its corners and middle, mirrored too, on average.
            Counts of work are of one crop, times of scoring are of all ten.
        precision: Keras' policy of number types: "float32", or "mixed_bfloat16" or
            "mixed_float16", which compute in 16 bits and keep the weights in 32; the networks
            here keep the logits in 32 as well. "auto" leaves it to the plan: "mixed_bfloat16" on
            GPUs that are made for it, "float32" elsewhere.
        plan: A file in `models/plans`: how training is carried out; what is learned does not
            depend on it, given `precision`. "auto" takes that of backend and device.

    Attributes:
        least: The least `image_size` that the network can do with, and the layer that runs out of
            pixels first where there is less; None where settings decide it.
    """

    least: ClassVar[tuple[int, str] | None] = None

    epochs: int = 20
    batch_size: int = 128
    loss: str = "cross_entropy"
    optimizer: str = "adam"
    learning_rate: float = 1e-3
    schedule: str = "cosine"
    patience: int = 5
    weight_decay: float = 0.0
    augmentation: tuple[str, ...] = ()
    early_stopping: int = 0
    image_size: int = 0
    margin: int = 0
    ten_crop: bool = False
    precision: str = "auto"
    plan: str = "auto"

    def __post_init__(self) -> None:
        """Refuse settings that cannot work.

        Raises:
            ValueError: The message says what was received, expected and known.
        """
        at_least(self, epochs=1, batch_size=1, learning_rate=0, weight_decay=0, patience=0)
        at_least(self, early_stopping=0, image_size=0, margin=0)
        self._check_image_size()
        if self.precision not in _PRECISIONS:
            known = ", ".join(_PRECISIONS)
            raise ValueError(f"expected precision of {known}, received {self.precision!r}")
        check_part("losses", self.loss)
        check_part("optimizers", self.optimizer)
        check_part("schedules", self.schedule)
        if self.plan != "auto":
            check_part("plans", self.plan)
        for name in self.augmentation:
            check_part("augmentations", name)
        if self.margin and not self.image_size:
            raise ValueError(
                f"expected image_size with margin, received margin={self.margin} alone"
            )
        if self.ten_crop and not self.margin:
            raise ValueError("expected margin of 1 or more with ten_crop, received 0")

    def _check_image_size(self) -> None:
        if self.least is None or self.image_size == 0:
            return
        side, layer = self.least
        if self.image_size < side:
            raise ValueError(
                f"expected image_size of {side} or more, received {self.image_size}: "
                f"with less, layer {layer!r} at the latest runs out of pixels"
            )

    @property
    def train_batch(self) -> int:
        """Images that one step of learning sees."""
        return self.batch_size

    @property
    def watches(self) -> bool:
        """Whether something looks at each epoch's validation, to change the rate or to stop."""
        schedule = part("schedules", self.schedule)
        return bool(self.early_stopping or schedule(self.learning_rate, 1, self.patience)[1])

    def compile(
        self, network: keras.Model, steps: int, **execution: Any
    ) -> list[keras.callbacks.Callback]:
        """Give a network its loss and, for so many steps, its optimizer.

        Returns:
            What watches the validation loss: for the learning rate, and to stop.
        """
        import keras

        rate, callbacks = part("schedules", self.schedule)(self.learning_rate, steps, self.patience)
        optimizer = part("optimizers", self.optimizer)(network, rate, self.weight_decay)
        network.compile(optimizer, part("losses", self.loss)(), metrics=["accuracy"], **execution)
        if self.early_stopping:
            stop = keras.callbacks.EarlyStopping(
                patience=self.early_stopping, restore_best_weights=True
            )
            return [*callbacks, stop]
        return [*callbacks]

    def batches(self, larger: Split, seed: int) -> Batches:
        """Make training batches of images that are large enough to be cropped."""
        from models._batches import Batches

        crop = self.image_size if self.margin else None
        return Batches(larger, self.batch_size, crop, seed, self.augmentations(larger.x))

    def augmentations(self, x: Images) -> list[Augmentation]:
        """Make what changes training images, from all of them."""
        return [part("augmentations", name)(x) for name in self.augmentation]
