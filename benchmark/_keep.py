"""What a run leaves beside its row."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmark._checks import finite
from benchmark._first_line import named
from benchmark._mistakes_of import mistakes_of
from benchmark.kept_kernels import KeptKernels
from benchmark.kept_weights import FILE, KeptWeights, sha256_of

if TYPE_CHECKING:
    from benchmark.artefacts import Artefacts
    from benchmark.data import Data
    from benchmark.spec import Spec
    from models import Classifier, Scores


def keep(
    artefacts: Artefacts, model: Classifier, data: Data, scores: Scores, samples: dict[str, Any]
) -> None:
    """Write test scores, some mistakes, raw samples of times; history and kernels if any."""
    of_test = {"y": data.test.y, "unit": data.test_units, "classes": np.array(data.classes)}
    if data.test.groups is not None:
        of_test["groups"] = np.array([str(group) for group in data.test.groups.tolist()])
    # Beside the scores, for those who have no time to read them.
    of_test["predicted"] = scores.argmax(axis=1).astype(np.min_scalar_type(scores.shape[1] - 1))
    artefacts.arrays("scores.npz", scores=scores, **of_test)
    artefacts.arrays("mistakes.npz", **mistakes_of(data.test, scores))
    artefacts.json("samples.json", samples)
    if model.history:
        artefacts.json("history.json", finite(model.history))
    kernels = KeptKernels.of(model)
    if kernels.after:
        artefacts.arrays(KeptKernels.FILE, **kernels.arrays)


def keep_validation(artefacts: Artefacts, data: Data, scores: Scores) -> None:
    """Write the scores of the validation split, for calibration."""
    of_validation = {"validation_scores": scores, "validation_y": data.validation.y}
    artefacts.arrays("validation.npz", **of_validation)


def keep_weights(artefacts: Artefacts, model: Classifier, data: Data, spec: Spec) -> str:
    """Write a fitted model's weights, if it has such; whatever goes wrong, the run is not lost.

    Returns:
        "kept"; "none", of a model that keeps no weights; or "failed: " with the reason.
    """
    path = artefacts.path(FILE)
    try:
        if not model.save(path):
            return "none"
        kept = KeptWeights(
            spec.dataset,
            spec.model,
            spec.seed,
            tuple(data.test.x.shape[1:]),
            tuple(data.classes),
            sha256_of(path),
        )
    except (Exception, KeyboardInterrupt, SystemExit) as error:  # noqa: BLE001 - it was measured
        path.unlink(missing_ok=True)
        artefacts.text("traceback.txt", traceback.format_exc())
        return f"failed: {named(error)}"
    artefacts.json(KeptWeights.NAME, kept.as_dict())
    return "kept"
