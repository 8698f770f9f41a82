"""The Fisher vector machine as a network: the same kernels, fixed or learned."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from models._check_task import check_task
from models._fisher_pipeline import FisherPipeline
from models._fisher_settings import FisherSettings
from models._fit_to import fit_back
from models._image_by_image import image_by_image
from models._keras import KerasClassifier
from models._plan_of import plan_of
from models._scoring import outputs, softmax
from models._split import Split

if TYPE_CHECKING:
    import keras
    from numpy.typing import NDArray

    from models._split import Images, Labels

_KERNELS = ("fixed", "learned")
_BELOW_ALL = -1e4  # margin of a class that was absent from training


@dataclass
class FisherNet(FisherSettings, KerasClassifier):
    """`fisher_svm` as one network, from pixels to margins.

    Its weights are those of the fitted pipeline: SIFT's kernels, principal axes, Gaussians and
    the machine. With kernels "fixed" that is all, and it scores as `fisher_svm` does, on whatever
    device the backend has. With "learned" the very same network goes on from there by
    backpropagation: the same loss and the same penalty, now for all of its weights. What the pair
    differs by is what learning all of them is worth. In the end margins are scaled to have the
    least log loss on the validation split, in both.

    Args:
        kernels: "fixed" or "learned".

    Papers: Perronnin, Sanchez, Mensink, "Improving the Fisher kernel for large-scale image
        classification", 2010; Sydorov, Sakurada, Lampert, "Deep Fisher kernels", 2014 (learning
        the words; we learn what they are made from as well).
    """

    paper: ClassVar[str] = "Perronnin, Sanchez, Mensink 2010; Sydorov, Sakurada, Lampert 2014"
    tiny: ClassVar[dict[str, object]] = {"words": 4, "dimensions": 8, "step": 4, "epochs": 2}

    epochs: int = 10
    learning_rate: float = 1e-3
    loss: str = "squared_hinge"
    kernels: str = "learned"
    _pull: float = field(default=0.0, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        super().__post_init__()
        self.check()
        if self.kernels not in _KERNELS:
            known = ", ".join(_KERNELS)
            raise ValueError(f"expected kernels of {known}, received {self.kernels!r}")

    def network(self, shape: tuple[int, ...], n_classes: int) -> keras.Model:
        """Build the network, its words at random."""
        from models._stack import stack
        from models.layers.dense_sift import DenseSIFT
        from models.layers.fisher_vector import FisherVector
        from models.layers.linear_svm import LinearSVM

        learned = self.kernels == "learned"
        return stack(
            shape,
            [
                DenseSIFT(self.step, self.bin_widths, self.blur, name="sift", trainable=learned),
                FisherVector(self.words, self.dimensions, name="fisher", trainable=learned),
                LinearSVM(n_classes, self._pull, name="svm"),
            ],
        )

    def from_logits(self, logits: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn margins, which are calibrated, into probabilities."""
        return softmax(logits)

    def start(self) -> None:
        """Import what the pipeline and the network need."""
        super().start()
        self._pipeline().start()

    def fit(self, train: Split, validation: Split, *, n_classes: int, seed: int) -> None:
        """Fit the pipeline, make it a network, and train that if its kernels are to be learned."""
        check_task(train.x.shape[1:], n_classes)
        self.phases.clear()
        fitted = self._pipeline()
        splits = [
            Split(image_by_image(self.prepare, each.x), each.y) for each in (train, validation)
        ]
        fitted.fit(*splits, n_classes=n_classes, seed=seed)
        self.phases.update(fitted.phases)

        def build(x: Images) -> keras.Model:
            return self._take(fitted, x, n_classes)

        if self.kernels == "fixed":
            with self.phases.time("build"):
                self.trained = build(splits[0].x)
                plan_of(self).arrange(self.trained)
        else:
            from models._train import train as train_network

            self.trained = train_network(self, build, train, validation, seed=seed)
        self._calibrate(validation, np.unique(train.y))

    @property
    def evidence_method(self) -> str:
        """Say "words"."""
        return "words"

    def evidence(self, x: Images, classes: NDArray[np.int64]) -> NDArray[np.float32]:
        """Give what descriptors add to the margins, by the network's own kernels and words."""
        from models.maps.network_words import network_words

        sides = x.shape[1:3]
        maps = network_words(self.trained, image_by_image(self.prepare, x), classes)
        return fit_back(maps, sides) if self.image_size else maps

    def _pipeline(self) -> FisherPipeline:
        return FisherPipeline(
            **{each.name: getattr(self, each.name) for each in fields(FisherSettings)}
        )

    def _take(self, fitted: FisherPipeline, x: Images, n_classes: int) -> keras.Model:
        """Build the network with the weights of a fitted pipeline."""
        pipeline: Any = fitted.fitted
        encoding, machine = (step for _, step in pipeline.steps)
        gaussians = encoding.gaussians_
        words, dimensions = len(gaussians.means), gaussians.projection.shape[1]
        sized = replace(self, words=words, dimensions=dimensions)
        sized._pull = 1 / (machine.penalty_ * len(x))
        network = sized.build(x, n_classes)
        network.get_layer("fisher").take(gaussians, encoding.descriptor.positions(x.shape[1:]))
        kernel = np.zeros((machine.coef_.shape[1], n_classes), np.float32)
        bias = np.full(n_classes, _BELOW_ALL, np.float32)
        kernel[:, machine.classes_], bias[machine.classes_] = machine.coef_.T, machine.intercept_
        network.get_layer("svm").set_weights([kernel, bias])
        return network

    def _calibrate(self, validation: Split, present: Labels) -> None:
        from models.classifiers._temperature import temperature

        margins = outputs(self.trained, image_by_image(self.prepare, validation.x))
        layer = self.trained.get_layer("svm")
        scale = temperature(margins[:, present], validation.y, present)
        layer.set_weights([scale * each for each in layer.get_weights()])
