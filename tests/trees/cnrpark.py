"""CNRPark and CNR-EXT as they lie side by side, with the lists of the second."""

import numpy as np
from PIL import Image

DAYS = {
    "train": [("SUNNY", "2015-11-12"), ("OVERCAST", "2015-11-16"), ("RAINY", "2015-11-21")],
    "val": [("SUNNY", "2015-11-22")],
    "test": [("SUNNY", "2015-11-29"), ("RAINY", "2015-12-17")],
}
LEVELS = {"free": 80, "busy": 190}


def make(folder):
    """Write the tree; give the settings of the data set that reads it."""
    rng = np.random.default_rng(0)
    for camera in "AB":
        for slot in range(1, 11):
            for state, level in LEVELS.items():
                for minute in (25, 55):
                    name = f"20150703_14{minute}_{slot}.jpg"
                    _patch(folder / "CNRPark-Patches-150x150" / camera / state / name, level, rng)
    (folder / "LABELS").mkdir()
    lists = {split: [_later(folder, rng, *day) for day in days] for split, days in DAYS.items()}
    for split, days in lists.items():
        lines = "\n".join(line for day in days for line in day)
        (folder / "LABELS" / f"{split}.txt").write_text(f"{lines}\n")
    return {"path": str(folder)}


def _later(folder, rng, weather, day):
    lines = []
    for camera in (1, 8):
        for slot in range(1, 11):
            state = slot % 2
            name = f"{weather[0]}_{day}_09.47_C0{camera}_{slot}.jpg"
            path = f"{weather}/{day}/camera{camera}/{name}"
            _patch(folder / "PATCHES" / path, LEVELS["busy" if state else "free"], rng)
            lines.append(f"{path} {state}")
    return lines


def _patch(path, level, rng):
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.clip(rng.normal(level, 40, (24, 24, 3)), 0, 255).astype(np.uint8)
    Image.fromarray(pixels).save(path)
