"""Labeled Faces in the Wild as it lies: a folder for each person, and the list of pairs."""

import numpy as np
from PIL import Image

FOLDS, PAIRS = 10, 4  # four of one person and four of two in each
PEOPLE = {f"Person_{fold}_{letter}": 4 for fold in range(FOLDS) for letter in "abc"}
FAMOUS = {"George_W_Bush": 40, "Colin_Powell": 30, "Tony_Blair": 20}


def make(folder):
    """Write the tree; give the settings of the data set that reads it."""
    rng = np.random.default_rng(0)
    for place, (name, n) in enumerate([*FAMOUS.items(), *PEOPLE.items()]):
        within = folder / "lfw" / name
        within.mkdir(parents=True)
        for number in range(1, n + 1):
            pixels = rng.normal(40 + 80 * (place % 3), 40, (30, 30, 3)).clip(0, 255)
            path = within / f"{name}_{number:04d}.jpg"
            Image.fromarray(pixels.astype(np.uint8)).save(path)
    (folder / "pairs.txt").write_text(pairs())
    return {"path": str(folder)}


def pairs():
    """Write the list: of each fold first those of one person, then those of two."""
    lines = [f"{FOLDS}\t{PAIRS}"]
    for fold in range(FOLDS):
        a, b, c = (f"Person_{fold}_{letter}" for letter in "abc")
        lines += [f"{a}\t1\t2", f"{a}\t3\t4", f"{b}\t1\t3", f"{c}\t2\t4"]
        lines += [f"{a}\t1\t{b}\t1", f"{b}\t2\t{c}\t2", f"{a}\t3\t{c}\t3", f"{b}\t4\t{a}\t4"]
    return "\n".join(lines) + "\n"
