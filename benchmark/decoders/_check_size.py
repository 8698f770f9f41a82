"""Refuse what would take too much memory before it is decoded."""

from benchmark.damaged_error import DamagedError

_MOST_PIXELS = 100_000_000


def check_size(height: int, width: int) -> None:
    """Refuse more than 100 megapixels."""
    if height * width > _MOST_PIXELS:
        raise DamagedError(
            "too large",
            f"{width:,} by {height:,} pixels, expected up to {_MOST_PIXELS // 10**6} megapixels",
        )
