"""The trials of one model on one data set, within a budget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self
from zlib import crc32

from benchmark._settings import default_of, settings_of
from benchmark.call import Call
from benchmark.choose import choose
from benchmark.draw_settings import draw_settings
from benchmark.plugins import DATASETS, MODELS
from benchmark.spec import Spec
from benchmark.trial_seconds import trial_seconds

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Trials:
    """What may be tried of a model, and what follows from the rows there are.

    Args:
        dataset: Spec string of the data set for which settings are chosen.
        specs: The trials, in the order in which they are made.
        seconds: Of fitting that they may take; the one that exceeds them is the last.
    """

    dataset: str
    specs: tuple[Spec, ...]
    seconds: float

    @classmethod
    def draw(cls, untuned: Spec, n: int, seconds: float) -> Self:
        """Draw settings n times; what comes up again is no new trial.

        Args:
            untuned: The data set, the model with what stays as it is, and the seed that decides
                draws and runs.
            n: How many.
            seconds: As the class has them.
        """
        call = Call.parse(untuned.model)
        model = MODELS.find(call.name)
        space = {name: each for name, each in model.space.items() if name not in call.settings}
        tuples = {each.name for each in settings_of(model) if isinstance(default_of(each), tuple)}
        tuning = DATASETS.normalise(str(Call("tuning", {"dataset": untuned.dataset})))
        models = [
            MODELS.normalise(str(Call(call.name, call.settings | _fitting(drawn, tuples))))
            for drawn in draw_settings(space, n, crc32(f"{untuned.seed} {call.name}".encode()))
        ]
        specs = [Spec(tuning, each, untuned.seed) for each in dict.fromkeys(models)]
        return cls(untuned.dataset, tuple(specs), seconds)

    def affordable(self, done: Mapping[Spec, Mapping[str, Any]]) -> list[Spec]:
        """List the trials that the seconds allow, as far as is known.

        Args:
            done: The rows there are.
        """
        spent, found = 0.0, []
        for spec in self.specs:
            if spent >= self.seconds:
                break
            found.append(spec)
            spent += trial_seconds(done.get(spec, {}))
        return found

    def chosen(self, done: Mapping[Spec, Mapping[str, Any]]) -> str | None:
        """Give the model with the best settings; None before all trials have their rows."""
        wanted = self.affordable(done)
        if any(spec not in done for spec in wanted):
            return None
        return choose(done[spec] for spec in wanted)


def _fitting(drawn: dict[str, Any], tuples: set[str]) -> dict[str, Any]:
    """Make a number that is drawn for a tuple its one element."""
    return {
        name: (value,) if name in tuples and not isinstance(value, tuple) else value
        for name, value in drawn.items()
    }
