"""Whether models became less accurate between two folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark.keys import ACCURACY_COLUMNS
from benchmark.record import ENDED_WELL
from reports._contrast import DECIMALS
from reports._contrast_of import contrast_of
from reports._words import plural
from reports.change import Change
from reports.statistics.holm import holm
from reports.statistics.level import USUAL_LEVEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmark.results import Results
    from reports._contrast import Contrast
    from reports._pair import Pair
    from reports.change import Verdict


def changes_in_accuracy(
    pairs: Sequence[Pair], old: Results, new: Results, *, tolerance: float
) -> list[Change]:
    """Judge the accuracy of each pair, with Holm's correction over all that can be tested.

    A regression is a loss beyond the tolerance that differs from 0 (two-sided, 5 % after Holm).
    No regression is claimed only where it is shown: by the test of non-inferiority, that the
    one-sided 95 % lower bound of the difference lies above -tolerance (one of Schuirmann's 1987
    two one-sided tests; ICH E9, 1998, section 3.3.2). It is each model's own, and not corrected:
    to find nothing in a test of difference shows nothing. Where neither holds, it is undecided.

    Args:
        pairs: That both folders have.
        old: The one folder.
        new: The other.
        tolerance: A loss up to this, as a share of 1, may be borne.
    """
    well = [pair.where(ENDED_WELL).measured("accuracy") for pair in pairs]
    untested = [change for pair in well if (change := _untested(pair)) is not None]
    done = {(change.dataset, change.model) for change in untested}
    tested = [
        (pair, contrast_of(pair, old, new))
        for pair in well
        if (pair.dataset, pair.model) not in done
    ]
    adjusted = holm([contrast.p for _, contrast in tested])
    test = f"; Holm over {plural(len(tested), 'comparison')}" if tested else ""
    decided = [
        _decided(pair, contrast, (float(p), contrast.test + test), tolerance)
        for (pair, contrast), p in zip(tested, adjusted, strict=True)
    ]
    return [*untested, *decided]


def _untested(pair: Pair) -> Change | None:
    """Give the verdict where keys or single seeds leave nothing to test."""
    sides = {"old": pair.old, "new": pair.new}
    n_old, n_new = len(pair.old), len(pair.new)
    empty = [f"no {name} run ended well" for name, rows in sides.items() if rows.empty]
    reason = "; ".join(empty) or pair.refusal("accuracy_key", ACCURACY_COLUMNS)
    if reason:
        return Change(
            pair.dataset,
            pair.model,
            "accuracy",
            "not comparable",
            n_old=n_old,
            n_new=n_new,
            reason=reason,
        )
    if min(n_old, n_new) > 1:
        return None
    old, new = (float(rows["accuracy"].mean()) for rows in sides.values())
    return Change(
        pair.dataset,
        pair.model,
        "accuracy",
        "undecided",
        old,
        new,
        new - old,
        n_old=n_old,
        n_new=n_new,
        reason="one seed tells nothing of the next",
    )


def _decided(pair: Pair, contrast: Contrast, tested: tuple[float, str], tolerance: float) -> Change:
    p, test = tested
    verdict = _verdict(contrast, p, tolerance)
    return Change(
        pair.dataset,
        pair.model,
        "accuracy",
        verdict,
        *(contrast.old, contrast.new, contrast.estimate),
        *contrast.interval,
        p=p,
        test=test,
        n_old=contrast.n_old,
        n_new=contrast.n_new,
        reason=_needed(contrast, tolerance) if verdict == "undecided" else "",
    )


def _verdict(contrast: Contrast, p: float, tolerance: float) -> Verdict:
    estimate, lower = round(contrast.estimate, DECIMALS), round(contrast.lower, DECIMALS)
    if p <= USUAL_LEVEL and estimate < -tolerance:
        return "regression"
    if p <= USUAL_LEVEL and estimate > 0:
        return "improvement"
    return "no regression" if contrast.identical or lower > -tolerance else "undecided"


def _needed(contrast: Contrast, tolerance: float) -> str:
    bound = f"a loss of {-100 * contrast.lower:z.2f} points is not ruled out"
    runs = contrast.runs_needed(tolerance)
    if runs is None:
        return f"{bound}, and the loss is as large as the tolerance"
    return f"{bound}; to decide takes at least about {runs:,} runs a side, if all else stays"
