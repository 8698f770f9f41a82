"""The columns that every row has, also that of a run that failed early."""

from benchmark.keys import ACCURACY_COLUMNS, TIMING_COLUMNS

CHECKS = (
    "floor_accuracy",
    "validation_accuracy",
    "train_accuracy",
    "leak_p",
    "initial_loss",
    "one_batch_accuracy",
)
COUNTS = (
    "n_train",
    "n_validation",
    "n_test",
    "n_classes",
    "parameters_learned",
    "parameters_fitted",
    "parameters_fixed",
    "connections",
    "macs",
    "activations",
)
PHASES = (
    "load",
    "fingerprint",
    "start",
    "count",
    "prepare",
    "codebook",
    "features",
    "build",
    "first_step",
    "train",
    "other_fit",
    "validate",
    "predict_cold",
    "predict_warm",
    "predict_one",
    "metrics",
    "limits",
    "sanity",
    "keep",
    "watch",
)
SECONDS = (
    *(f"phase_{name}" for name in PHASES),
    "total",
    "fit",
    "epoch",
    "predict_batch",
    "predict_one",
)
FACTS = (
    "family",
    "peak_mib",
    "device_peak_mib",
    "steady",
    "contended",
    "other_cores",
    "backend",
    "device",
    "precision",
    "fitted_together",
    "features_kept",
    "charged_seconds",
    "multiply_adds_per_second",
    "bytes_per_second",
    "train_batch",
    "peer_of",
    "input_shape",
    "predict_batch",
    "deterministic",
    "workers",
    "data_sha256",
    "pool_sha256",
    "weights",
)

_DERIVED = ("target_accuracy", "target_seconds")  # by the table
COLUMNS = tuple(
    dict.fromkeys(
        (
            *("suite", "run", "dataset", "model", "seed", "status", "error"),
            *("accuracy", "log_loss", "macro_f1", "top5_error", *CHECKS, *COUNTS),
            *(f"{name}_seconds" for name in SECONDS),
            *(*FACTS, *ACCURACY_COLUMNS, *TIMING_COLUMNS, "platform", "git_commit"),
            *("control_of", "started_at", "schema_version", "accuracy_key", "timing_key"),
            *_DERIVED,
        )
    )
)
"""All of them, with those of the environment that readers ask for."""
