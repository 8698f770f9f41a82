"""ILSVRC-2012 as it lies: training folders, and validation images in one with the kit's truth."""

import numpy as np
from PIL import Image
from scipy.io import savemat

KIT = {1: "n02119789", 2: "n01440764", 3: "n04370456"}  # the kit's order is its own
LEVELS = {"n01440764": 60, "n02119789": 130, "n04370456": 215}
TRUTH = [3, 1, 2] * 10


def make(folder):
    """Write the tree; give the settings of the data set that reads it."""
    rng = np.random.default_rng(0)
    for name, level in LEVELS.items():
        for number in range(50):
            _picture(folder / "train" / name / f"{name}_{number}.JPEG", level, rng)
    for number, truth in enumerate(TRUTH, 1):
        name = f"ILSVRC2012_val_{number:08d}.JPEG"
        _picture(folder / "val" / name, LEVELS[KIT[truth]], rng)
    _kit(folder / "ILSVRC2012_devkit_t12" / "data")
    return {"path": str(folder), "size": "24"}


def _picture(path, level, rng):
    path.parent.mkdir(parents=True, exist_ok=True)
    shape = (*rng.integers(26, 40, 2), 3)
    pixels = np.clip(rng.normal(level, 40, shape), 0, 255).astype(np.uint8)
    Image.fromarray(pixels).save(path, "JPEG")


def _kit(folder):
    folder.mkdir(parents=True)
    truth = "\n".join(map(str, TRUTH))
    (folder / "ILSVRC2012_validation_ground_truth.txt").write_text(f"{truth}\n")
    kind = [("ILSVRC2012_ID", "O"), ("WNID", "O"), ("words", "O"), ("num_children", "O")]
    rows = [(float(number), name, "a word", 0.0) for number, name in KIT.items()]
    rows.append((1001.0, "n00001740", "entity", 3.0))
    savemat(folder / "meta.mat", {"synsets": np.array(rows, kind)[:, None]})
