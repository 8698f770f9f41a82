"""What is to be run."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from re import sub


@dataclass(frozen=True, order=True)
class Spec:
    """Everything that decides a run, and nothing else.

    Args:
        dataset: Spec string of the data set, normalised.
        model: Spec string of the model, normalised.
        seed: Decides the split, the order, the initial weights and all else that is drawn.
    """

    dataset: str
    model: str
    seed: int

    @property
    def id(self) -> str:
        """A name for the run's folder: readable first, then unique.

        >>> Spec("digits", "mlp(epochs=3)", 0).id
        'digits-mlp-0-4a9802aa'
        """
        digest = sha256(repr((self.dataset, self.model, self.seed)).encode()).hexdigest()
        return f"{last_word(self.dataset)}-{last_word(self.model)}-{self.seed}-{digest[:8]}"

    def __str__(self) -> str:
        return f"{self.model} on {self.dataset}, seed {self.seed}"


def last_word(text: str) -> str:
    """Reduce a spec string to the last word of its name, fit for a file name.

    >>> last_word("./my models/mine.py(a=1)"), last_word("my_package.mine")
    ('mine', 'mine')
    """
    name = text.partition("(")[0].removesuffix(".py")
    return sub(r"\W", "_", name.replace("/", ".").rpartition(".")[2])
