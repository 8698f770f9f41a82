"""A results folder as large as they come: `python tests/many_rows.py FOLDER --scores`, 2 minutes.

Simulates runs of models whose accuracies are known, for timing `depthbench report`: it writes their
rows and, with `--scores`, what runs leave beside them, half a gigabyte. A seed draws its test
images from a pool of five times as many. An image is as hard for all models, a model as good with
all seeds but for some luck, and right where skill and luck exceed how hard the image is. One run in
500 fails, one in 50 is contended. The same arguments write the same rows on the same machine.
"""

import json
from argparse import ArgumentParser
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from scipy.special import softmax
from scipy.stats import norm

from benchmark.environment import environment
from benchmark.plugins import METRICS
from benchmark.record import Record
from benchmark.spec import Spec
from benchmark.store import Store

DATASET = "digits"  # a name alone: its images are not read
KINDS = {  # model: family, accuracy, seconds of a fit, a setting and its first value
    "majority": ("floor", 0.01, 1e-4, None),
    "logistic": ("floor", 0.40, 2.0, None),
    "nearest_neighbours": ("shallow", 0.55, 0.1, None),
    "sift_svm": ("shallow", 0.80, 4.0, ("words", 128)),
    "lenet": ("deep", 0.78, 6.0, ("epochs", 10)),
    "hog_svm": ("shallow", 0.76, 3.0, ("orientations", 6)),
    "mlp": ("deep", 0.65, 3.0, ("epochs", 5)),
    "fisher_svm": ("shallow", 0.82, 6.0, ("words", 16)),
    "alexnet": ("deep", 0.81, 60.0, ("epochs", 4)),
    "random_features": ("shallow", 0.70, 1.0, ("filters", 64)),
    "resnet": ("deep", 0.85, 90.0, ("epochs", 8)),
}
FITTING = {  # phases of a fit, as parts of its seconds
    "floor": {"train": 1.0},
    "shallow": {"codebook": 0.2, "features": 0.2, "encode": 0.3, "map": 0.05, "svm": 0.25},
    "deep": {"prepare": 0.01, "build": 0.02, "first_step": 0.1, "train": 0.85, "other_fit": 0.02},
}
OTHER = {"load": 0.01, "fingerprint": 0.01, "start": 0.02, "count": 0.02, "validate": 0.05}
SCORING = {"predict_cold": 0.1, "predict_warm": 0.2, "predict_one": 0.05, "metrics": 0.001}
FAILURES = (
    ("timeout", "stopped after 600 s"),
    ("out of memory", "the worker was killed: it held 21.3 GiB"),
    ("diverged", "300 of 20,000 scores are not finite"),
    ("error", "ValueError: expected at least 16 pixels, received <8>"),
)
LUCK = 0.5  # with one image, beside a deviation of 1 of how hard images are
LUCK_OF_A_SEED = 0.05
WITH_PICTURES = 12  # seeds, of which a report looks into ten


@dataclass(frozen=True)
class Simulated:
    """A model: `accuracy` is the mean over all seeds and images, `size` the place in its kind."""

    spec: str
    family: str
    accuracy: float
    fit: float
    epochs: int
    size: int


def main(asked):
    """Write the folder, and print the accuracies that the report should find."""
    models, rng = simulated(asked.models), np.random.default_rng(0)
    seeds = range(asked.rows // asked.models)
    specs = [Spec(DATASET, model.spec, seed) for seed in seeds for model in models]
    with Store(asked.folder, "simulated", "tensorflow").writing(specs):
        pass  # what was asked is on disk now
    hard = rng.standard_normal(5 * asked.images)
    with (asked.folder / "records.jsonl").open("w", encoding="utf-8") as file:
        for seed in seeds:
            chosen = rng.permutation(len(hard))[: asked.images]
            for model in models:
                row = run(rng, Spec(DATASET, model.spec, seed), model, (chosen, hard), asked)
                file.write(json.dumps({"suite": "simulated", **row}) + "\n")
    for model in models:
        print(f"{model.accuracy:.3f} {model.spec}")


def simulated(n):
    """Give so many models; of a kind, the larger is the better and the dearer."""
    counted, models = defaultdict(int), []
    with_settings = [kind for kind, (*_, setting) in KINDS.items() if setting]
    for kind in [*KINDS, *with_settings * n][:n]:
        family, accuracy, fit, setting = KINDS[kind]
        size, counted[kind] = 1 + counted[kind], 1 + counted[kind]
        value = setting[1] * size if setting else 0
        spec = f"{kind}({setting[0]}={value})" if setting else kind
        better = accuracy + (1 - accuracy) * (1 - 1 / size) / 2
        epochs = value if family == "deep" else 0
        models.append(Simulated(spec, family, better, fit * size, epochs, size))
    return models


def run(rng, spec, model, images, asked):
    """Simulate one run: write what it leaves, and give its row."""
    chosen, hard = images
    y = (chosen % asked.classes).astype(np.int64)
    skill = norm.ppf(model.accuracy) * np.hypot(1, LUCK) + LUCK_OF_A_SEED * rng.standard_normal()
    right = skill + LUCK * rng.standard_normal(len(y)) > hard[chosen]
    scores = scored(rng, y, right, asked.classes)
    if model.family == "deep":
        scores = softmax(scores, axis=1)
    seconds, known = timed(rng, model), facts(spec, model, asked)
    begun = f"2026-01-{1 + spec.seed // 24 % 28:02d}T{spec.seed % 24:02d}:00:00+00:00"
    if rng.random() < 1 / 500:
        ended = FAILURES[rng.integers(len(FAILURES))]
        return Record(spec, *ended, facts=known, started_at=begun).row()
    if asked.scores:
        unit = 7_919 * chosen.astype(np.int64)
        history = list(epochs(rng, model, seconds))
        write(asked.folder / "runs" / spec.id, history, scores=scores, y=y, unit=unit)
        if spec.seed < WITH_PICTURES:
            write_more(rng, asked.folder / "runs" / spec.id, scores, y)
    metrics = {name: METRICS.make(name).measure(y, scores) for name in METRICS.names}
    metrics |= {"floor_accuracy": 1 / asked.classes}
    metrics |= {"validation_accuracy": round(100 * model.accuracy + rng.normal(0, 3)) / 100}
    contended = bool(rng.random() < 1 / 50)
    known |= {"contended": contended, "steady": bool(rng.random() > 0.05)}
    ended = ("contended", "other processes kept 1.0 cores busy") if contended else ("ok",)
    counted = {"metrics": metrics, "counts": counts(model, asked), "seconds": seconds}
    return Record(spec, *ended, **counted, facts=known, started_at=begun).row()


def scored(rng, y, right, classes):
    """Draw scores in steps of 1/8; of the images that are wrong, most are the next class's."""
    scores = np.round(8 * rng.standard_normal((len(y), classes), dtype=np.float32)) / 8
    beside = np.where(rng.random(len(y)) < 0.6, 1, rng.integers(1, classes, len(y)))
    images, taken = np.arange(len(y)), np.where(right, y, (y + beside) % classes)
    scores[images, y] += 3
    scores[images, taken] = scores.max(axis=1) + 2
    return scores


def timed(rng, model):
    """Draw the seconds of each phase, and what follows from them."""
    fitting = {name: model.fit * part for name, part in FITTING[model.family].items()}
    phases = {
        name: each * rng.lognormal(0, 0.1) for name, each in {**OTHER, **fitting, **SCORING}.items()
    }
    fit = sum(phases[name] for name in fitting)
    return {
        **{f"phase_{name}": each for name, each in phases.items()},
        "total": sum(phases.values()),
        "fit": fit,
        **({"epoch": fit / model.epochs} if model.epochs else {}),
        "predict_batch": 0.002 * model.size * rng.lognormal(0, 0.1),
        "predict_one": 0.001 * model.size * rng.lognormal(0, 0.1),
    }


def epochs(rng, model, seconds):
    """Draw the history of a network: it comes near its accuracy, ever more slowly."""
    for epoch in range(1, 1 + model.epochs):
        reached = model.accuracy * (1 - 0.6 ** (10 * epoch / model.epochs))
        yield {
            "epoch": epoch,
            "seconds": seconds["epoch"],
            "clock": seconds["epoch"] * epoch,
            "accuracy": reached,
            "loss": 5 * (1 - reached),
            "val_accuracy": reached * (1 + rng.normal(0, 0.02)),
            "val_loss": 5.1 - 5 * reached,
        }


def counts(model, asked):
    """Count images, parameters and work."""
    fitted = 100_000 * model.size if model.family == "shallow" else 0
    return {
        "n_train": 35 * asked.images // 10,
        "n_validation": asked.images // 2,
        "n_test": asked.images,
        "n_classes": asked.classes,
        "parameters_learned": 0 if model.spec == "majority" else round(1e5 * model.fit),
        "parameters_fitted": fitted,
        "parameters_fixed": 0,
        "connections": 0,
        "macs": round(1e6 * model.fit),
        "activations": 10_000 * model.size,
    }


def facts(spec, model, asked):
    """Say what ran where, on which images."""
    keras = model.family == "deep"
    return {
        "family": model.family,
        "backend": "tensorflow" if keras else "numpy",
        "device": "cpu",
        "precision": "float32",
        "train_batch": 64 if keras else None,
        "input_shape": "32x32x3",
        "predict_batch": asked.images,
        "deterministic": False,
        "peak_mib": 400.0 + model.fit,
        "multiply_adds_per_second": 5e10,
        "bytes_per_second": 1e10,
        "pool_sha256": sha256(b"pool").hexdigest(),
        "data_sha256": sha256(str(spec.seed).encode()).hexdigest(),
        **environment(),
    }


def write(folder, history, *, scores, **of_test):
    """Write what a run leaves beside its row."""
    folder.mkdir(parents=True)
    classes = np.array([f"class {number}" for number in range(scores.shape[1])])
    predicted = scores.argmax(axis=1).astype(np.uint8)
    arrays = {"scores": scores, "predicted": predicted, "classes": classes, **of_test}
    np.savez_compressed(folder / "scores.npz", **arrays)
    if history:
        (folder / "history.json").write_text(json.dumps(history), encoding="utf-8")


def write_more(rng, folder, scores, y):
    """Write validation scores and pictures of mistakes."""
    half, wrong = len(y) // 2, np.flatnonzero(scores.argmax(axis=1) != y)[:20]
    np.savez(folder / "validation.npz", validation_scores=scores[:half], validation_y=y[:half])
    pictures = rng.integers(0, 256, (len(wrong), 32, 32, 3), dtype=np.uint8)
    np.savez(folder / "mistakes.npz", place=wrong, x=pictures)


if __name__ == "__main__":
    parser = ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("folder", type=Path)
    for name, number in (("rows", 10_000), ("models", 40), ("classes", 100), ("images", 200)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--scores", action="store_true")
    main(parser.parse_args())
