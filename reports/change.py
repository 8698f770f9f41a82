"""What came of one quantity of a model between two results folders."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from reports._amount import amount, shift, span
from reports._words import p_value, plural

Quantity = Literal["runs", "accuracy", "fit_seconds", "image_seconds", "predict_one_seconds"]
Verdict = Literal[
    "regression",
    "improvement",
    "no regression",
    "slower",
    "faster",
    "no difference shown",
    "undecided",
    "not comparable",
]
QUANTITIES: tuple[Quantity, ...] = get_args(Quantity)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True)
class Change:
    """A verdict on one quantity of a model on a data set, with all that stands behind it.

    Args:
        dataset: Spec string.
        model: Spec string.
        quantity: "runs" (the share that ended well), "accuracy" (a share of 1), or seconds: to
            fit, for an image in a batch, for an image alone.
        verdict: What can be said; only "regression" is one.
        old: Of runs the share, of accuracies the mean, of seconds the median; None where there
            is none, or where it may not be compared.
        new: The same.
        difference: New minus old, in the quantity's unit.
        low: Lower end of the difference's 95 % interval, of this comparison alone.
        high: Upper end.
        p: Two-sided, after Holm over all accuracies, or over all times; None without a test.
        test: How p was computed; empty without a test.
        n_old: Runs behind `old`.
        n_new: Runs behind `new`.
        reason: What forbids a comparison, what is missing to decide, how runs ended; may be "".
    """

    dataset: str
    model: str
    quantity: Quantity
    verdict: Verdict
    old: float | None = None
    new: float | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    test: str = ""
    n_old: int = 0
    n_new: int = 0
    reason: str = ""

    @property
    def compared(self) -> bool:
        """Whether both sides were set against each other."""
        return self.verdict != "not comparable"

    @property
    def ratio(self) -> float | None:
        """New over old, of seconds; None of shares, or where one side is missing."""
        if not self.quantity.endswith("_seconds") or self.new is None:
            return None
        return self.new / self.old if self.old else None

    @property
    def text(self) -> str:
        """Say it in one sentence."""
        head = f"{self.model} on {self.dataset}, {self.quantity}: {self.verdict}"
        return f"{head}{self._numbers}{f'; {self.reason}' if self.reason else ''}."

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain data, ready for JSON."""
        return {**asdict(self), "ratio": self.ratio, "text": self.text}

    @property
    def _numbers(self) -> str:
        if self.old is None or self.new is None:
            return ""
        values = f"{amount(self.quantity, self.old)} to {amount(self.quantity, self.new)}"
        return f", {values} ({', '.join(self._evidence)})"

    @property
    def _evidence(self) -> list[str]:
        said = [] if self.difference is None else [shift(self.quantity, self.difference)]
        if self.ratio is not None:
            said.append(f"{self.ratio:.2f} times the old")
        if self.low is not None and self.high is not None:
            said.append(f"95 % interval {span(self.quantity, self.low, self.high)}")
        if self.p is not None:
            said.append(f"p is {p_value(self.p)}, {self.test}")
        return [*said, f"{self.n_old} and {plural(self.n_new, 'run')}"]
