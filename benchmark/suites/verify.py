"""Small runs whose outcome is known: does this installation measure as it should?"""

from dataclasses import dataclass

from benchmark.suites._base import Suite


@dataclass(frozen=True)
class Verify(Suite):
    """A model of each kind on small digits, held against the accuracies in `verify.json`.

    Those were measured with TensorFlow by `python tests/reference.py`, which is to be run again
    when this file changes. The networks train until their accuracies scatter by a point or less:
    six seeds then suffice to show that two backends agree to within three.

    Command: `depthbench verify`. Expected mean accuracy: majority 0.10, logistic 0.93,
    lenet and mlp 0.97, alexnet and sift_svm 0.98. Cost: under three minutes on 2 cores.
    """

    datasets: tuple[str, ...] = ("digits",)
    models: tuple[str, ...] = (
        "majority",
        "logistic",
        "mlp(hidden=(128,), epochs=15, batch_size=32, learning_rate=0.004)",
        "sift_svm(step=1, words=256, bin_widths=(2.0,))",
        "lenet(epochs=8)",
        "alexnet(epochs=18, batch_size=32, patience=2, augmentation=(), image_size=67, margin=0, "
        "ten_crop=False, width=0.125, initializer='he_normal', bias=0.1, dropout=0.2)",
    )
    seeds: int = 6
