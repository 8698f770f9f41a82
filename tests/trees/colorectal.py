"""Kather's tiles as they lie: a folder for each tissue, the slide in each file's name."""

import numpy as np
from PIL import Image

TISSUES = ["TUMOR", "STROMA", "COMPLEX", "LYMPHO", "DEBRIS", "MUCOSA", "ADIPOSE", "EMPTY"]


def make(folder):
    """Write the tree; give the settings of the data set that reads it."""
    rng = np.random.default_rng(0)
    top = folder / "Kather_texture_2016_image_tiles_5000"
    for place, tissue in enumerate(TISSUES, 1):
        within = top / f"{place:02d}_{tissue}"
        within.mkdir(parents=True)
        for number in range(40):
            slide = f"{number % 10 + 1:02d}"
            end = ("_009", "_003b", "c", "")[number // 10]
            pixels = np.clip(rng.normal(20 + 25 * place, 40, (24, 24, 3)), 0, 255)
            name = f"{rng.integers(2**16):X}_CRC-Prim-HE-{slide}{end}.tif_Row_{number}_Col_151.tif"
            Image.fromarray(pixels.astype(np.uint8)).save(within / name)
    return {"path": str(folder)}
