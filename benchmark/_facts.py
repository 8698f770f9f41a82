"""What a row says of its data and of its model, apart from what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmark._checks import checked_count, checked_family

if TYPE_CHECKING:
    from benchmark.data import Data
    from models import Classifier


def sizes_of(data: Data) -> dict[str, int]:
    """Count images and classes."""
    return {
        "n_train": len(data.train),
        "n_validation": len(data.validation),
        "n_test": len(data.test),
        "n_classes": len(data.classes),
    }


def fingerprints_of(data: Data) -> dict[str, str]:
    """Say which images these are, and of what shape."""
    return {
        "input_shape": "x".join(map(str, data.test.x.shape[1:])),
        "data_sha256": data.sha256,
        "pool_sha256": data.pool_sha256,
    }


def counts_of(model: Classifier, data: Data) -> dict[str, int]:
    """Count parameters, connections, multiply-accumulates and activations."""
    height, width, channels = data.test.x.shape[1:]
    cost = model.cost((height, width, channels), len(data.classes))
    parameters = {
        f"parameters_{kind}": checked_count(cost.total(kind))
        for kind in ("learned", "fitted", "fixed")
    }
    work = ("connections", "macs", "activations")
    return {**parameters, **{name: checked_count(cost.total(name)) for name in work}}


def facts_of(model: Classifier) -> dict[str, Any]:
    """Say of which family a model is, what it computes with, and whose peer it is."""
    return {
        "family": checked_family(model),
        "backend": str(model.backend),
        "device": model.device.name,
        "precision": str(model.number_types),
        "train_batch": model.train_batch,
        "peer_of": model.peer_of,
    }
