"""How long the runs of a model take, one after another in a worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from benchmark.record import Status


@dataclass(frozen=True)
class Pace:
    """Seconds of whole runs of one model on one data set, as a pilot leads one to expect them.

    Args:
        dataset: Spec string.
        model: Spec string, as it was asked for.
        first: Seconds of a worker's first run, with starting the worker and importing libraries.
        later: Seconds of each further run.
        error: Standard error of both, in seconds: all runs of the model are off by as much.
        scaling: Seconds of a run that grow with the number of training images.
        n_train: Training images; 0 where the pilot did not get so far.
        n_classes: Classes; 0 likewise.
        epochs: Of the pilot's runs, where they had fewer than was asked for; else None.
        status: "ok", "contended", "chance" or "diverged", whose times are known; "timeout", where
            the seconds are the least that a run takes; otherwise what ended the pilot's run, and
            would end all others after as long.
        reason: Why, where it is not "ok".
        runs: Ids of the pilot's runs, in the order of their seeds.
    """

    dataset: str
    model: str
    first: float
    later: float
    error: float = 0.0
    scaling: float = 0.0
    n_train: int = 0
    n_classes: int = 0
    epochs: int | None = None
    status: Status = "ok"
    reason: str = ""
    runs: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the pilot's run did not come to its end."""
        return self.status not in ("ok", "contended", "chance", "diverged")

    def with_share(self, share: float) -> Self:
        """Expect runs on a share of the training images, in (0, 1].

        Seconds of preparing, describing and learning are taken to be proportional to the number
        of training images; all else is taken to stay as it is.
        """
        saved = self.scaling * (1 - share)
        return replace(self, first=self.first - saved, later=self.later - saved)
