"""What all images of a data set are brought to."""

from typing import NamedTuple

from benchmark.fit_picture import Rule


class Frame(NamedTuple):
    """Size, channels and the rule by which pictures of another shape get there.

    Args:
        height: In pixels.
        width: In pixels.
        channels: 1 (grey) or 3 (RGB).
        rule: As `fit_picture` has it.
    """

    height: int
    width: int
    channels: int
    rule: Rule

    @property
    def shape(self) -> tuple[int, int, int]:
        """Height, width, channels."""
        return self.height, self.width, self.channels
