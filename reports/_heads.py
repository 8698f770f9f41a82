"""Models that differ in nothing but the head on one network's body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark.call import Call

if TYPE_CHECKING:
    from reports.board import Board

HEADS = {  # models that take the last layer of a trained network off
    "cnn_svm": "linear SVM",
    "cnn_rbf_svm": "RBF SVM",
    "cnn_neighbours": "nearest neighbours",
}
FULLY_CONNECTED = "fully connected"


def heads_of(board: Board) -> list[dict[str, str]]:
    """Find the networks that are ranked under several heads.

    Args:
        board: The ranking of one data set.

    Returns:
        For each network that is ranked as it is and under another head, models by head, the
        fully connected one first.
    """
    ranked = board.standings["model"].astype(str).tolist() if len(board.standings) else []
    found: dict[str, dict[str, str]] = {}
    for model in ranked:
        head, network = _head(model)
        if head and network in ranked:
            found.setdefault(network, {FULLY_CONNECTED: network})[head] = model
    return list(found.values())


def _head(model: str) -> tuple[str, str]:
    """Name a model's head and network; nothing of one that has none or trains both together."""
    call = Call.read(model)
    if call is None or call.name not in HEADS or "head" in call.settings:
        return "", ""
    own = {name: value for name, value in call.settings.items() if name != "network"}
    more = f" ({', '.join(f'{name}={value!r}' for name, value in own.items())})" if own else ""
    return HEADS[call.name] + more, str(call.settings.get("network", "lenet"))
