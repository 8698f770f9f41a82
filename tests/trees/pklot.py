"""PKLot as it lies: camera, weather, day, state, and crops of many sizes."""

from datetime import date, timedelta

import numpy as np
from PIL import Image

WEATHERS = ("Sunny", "Cloudy", "Rainy")
FIRST = {"PUC": date(2012, 9, 11), "UFPR04": date(2012, 12, 7), "UFPR05": date(2012, 12, 12)}
DAYS = 8  # so that UFPR's two cameras share three of them


def make(folder):
    """Write the tree; give the settings of the data set that reads it."""
    rng = np.random.default_rng(0)
    for camera, first in FIRST.items():
        for number in range(DAYS):
            day = str(first + timedelta(number))
            within = folder / "PKLotSegmented" / camera / WEATHERS[number % 3] / day
            for state, level in (("Empty", 90), ("Occupied", 190)):
                for space in range(1, 7):
                    _crop(within / state / f"{day}_15_16_58#{space:03d}.jpg", level, rng)
    return {"path": str(folder), "size": "24"}


def _crop(path, level, rng):
    path.parent.mkdir(parents=True, exist_ok=True)
    shape = (*rng.integers(26, 50, 2), 3)
    pixels = np.clip(rng.normal(level, 40, shape), 0, 255).astype(np.uint8)
    Image.fromarray(pixels).save(path)
