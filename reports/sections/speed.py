"""How fast the models are, and how fast they could be."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from reports._blocks import Grid, Paragraph
from reports._words import MISSING, images, large
from reports.sections._base import Section
from reports.speeds import LIMITS, speeds
from reports.statistics.median_interval import median_interval
from reports.statistics.paired_ratio import paired_ratio

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports._blocks import Block
    from reports.evidence import Evidence
    from reports.statistics.interval import Interval

_KINDS = {"training": "trains", "scoring": "scores"}
_TWO_DIGITS = 10


class Speed(Section):
    """Images a second beside the device's limits, and beside peers."""

    title: ClassVar[str] = "Speed"
    order: ClassVar[int] = 35

    def body(self, evidence: Evidence) -> list[Block]:
        """Set speeds beside limits, data set by data set; nothing where none were measured."""
        table = evidence.table
        if table.reindex(columns=list(LIMITS)).isna().all(axis=None):
            return []
        blocks: list[Block] = [Paragraph(_EXPLANATION), Paragraph(_SHARES)]
        for number, board in enumerate(evidence.boards, 1):
            _, refusal = evidence.timings[board.dataset]
            found = speeds(table, board.dataset)
            if refusal or found.empty:
                reason = refusal or "no run had its cores to itself"
                blocks.append(Paragraph(f"{board.title}: {reason}."))
                continue
            caption = Paragraph(f"{board.title}: {_limits(found)}.")
            grid = Grid(f"speed_{number}", _grid(found, evidence.names))
            blocks += [caption, grid, *_pairs(f"peers_{number}", found, evidence.names)]
        return blocks


_EXPLANATION = (
    "Images a second. Trains: in an epoch after the first; of a model without epochs, describing "
    "and encoding the training and the validation images, where those are phases of it. Scores: "
    "warm, in batches. Medians over the seeds whose runs had their cores to themselves, in "
    "brackets the 95 % interval (it takes six). Limits: the most MACs that products of large "
    "matrices, and the most bytes that passes through memory, reached on the device in the model's "
    "precision."
)
_SHARES = (
    "Share: the least time of an image by these limits, of its arithmetic or of its way through "
    "memory, whichever is longer, out of the time that it took. Scoring takes the MACs, writes and "
    "reads each activation once, and once a batch reads the parameters. Training takes three times "
    "the MACs (forward, gradients by inputs and by weights), twice the bytes of activations, and "
    "once a batch reads parameters three times, writes them once, and writes and reads their "
    "gradients and one number each of the optimizer's (Adam has two). As all else is left out, "
    "100 % is out of reach; but numbers that stay in caches between layers, and convolutions that "
    "do with fewer multiplications, can lift a share above what the device really gave."
)


def _limits(found: pd.DataFrame) -> str:
    """Say what each device reaches in each precision that occurs."""
    known = found.drop_duplicates(["device", "precision"])[["device", "precision", *LIMITS]]
    return "; ".join(
        f"limits of {device} in {precision}: {large(macs, 'MAC/s')}, {large(moved, 'B/s')}"
        for device, precision, macs, moved in known.itertuples(index=False)
    )


def _grid(found: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    runs = found.groupby("model", sort=False)
    return pd.DataFrame([_row(names[str(model)], each) for model, each in runs])


def _row(name: str, runs: pd.DataFrame) -> dict[str, str]:
    at_once = runs["fitted_together"].dropna().unique()
    cells = {"model": name + "".join(f", {each:.0f} seeds at once" for each in at_once)}
    for kind, verb in _KINDS.items():
        known = runs[kind].dropna()
        rate = median_interval(known.tolist()) if len(known) else None
        floor = runs[f"{kind}_floor"].iloc[0]
        cells[f"{verb} (images/s)"] = _between(rate, images)
        cells[f"{kind}'s share"] = _share(rate, floor)
    return cells


def _share(rate: Interval | None, floor: Any) -> str:
    if rate is None or floor is None:
        return MISSING
    share = 100 * rate.estimate * floor.seconds
    digits = f"{share:.0f}" if share >= _TWO_DIGITS else f"{share:.2g}"
    return f"{digits} % of {floor.bound}"


def _between(value: Interval | None, words: Callable[[float], str]) -> str:
    if value is None:
        return MISSING
    low, high = words(value.low), words(value.high)
    return words(value.estimate) + ("" if low == MISSING else f" ({low} to {high})")


def _pairs(name: str, found: pd.DataFrame, names: dict[str, str]) -> list[Block]:
    """Compare models with their peers, seed by seed."""
    peers = found.dropna(subset=["peer_of"])[["model", "peer_of"]].drop_duplicates()
    pairs = [(str(ours), str(peer)) for peer, ours in peers.itertuples(index=False)]
    rows = [_pair(found, pair, names) for pair in pairs if set(pair) <= set(found["model"])]
    return [Paragraph(_OF_PEERS), Grid(name, pd.DataFrame(rows))] if rows else []


_OF_PEERS = (
    "Beside peers, which do the same work as others wrote it: how many times as many images a "
    "second the model trains on, and scores; the geometric mean over the seeds that both have, and "
    "its 95 % interval (Student's t of the logarithms, seed by seed)."
)


def _pair(found: pd.DataFrame, pair: tuple[str, str], names: dict[str, str]) -> dict[str, str]:
    ours, theirs = (found[found["model"].eq(model)].set_index("seed") for model in pair)
    shared = ours.index.intersection(theirs.index)
    cells = {"model": names[pair[0]], "peer": names[pair[1]], "seeds": str(len(shared))}
    for kind, verb in _KINDS.items():
        both = pd.concat([ours[kind], theirs[kind]], axis=1, join="inner").dropna().to_numpy()
        if kind == "training" and pd.concat([ours, theirs])["fitted_together"].notna().any():
            both = both[:0]  # with others beside it, or alone: that is no comparison of the work
        ratio = paired_ratio(both[:, 0], both[:, 1]) if len(both) else None
        cells[f"{verb} … times as many"] = _between(ratio, _times)
    return cells


def _times(ratio: float) -> str:
    return MISSING if isnan(ratio) else f"{ratio:.2f}"
