"""BreaKHis as it lies: tumour, type, patient and magnification, of a few patients each."""

import numpy as np
from PIL import Image

PATIENTS = {
    ("benign", "adenosis", "A"): ["22549AB", "22549CD", "22549G", "29960CD", "3411F"],
    ("benign", "fibroadenoma", "F"): ["14134", "14134E", "21998AB", "23060CD", "29960AB"],
    ("benign", "phyllodes_tumor", "PT"): ["21998CD", "22704", "29315EF"],
    ("benign", "tubular_adenoma", "TA"): ["13200", "15275", "16184", "19854C", "21978AB"],
    ("malignant", "ductal_carcinoma", "DC"): ["10926", "11031", "11951", "12312", "13412", "14926"],
    ("malignant", "lobular_carcinoma", "LC"): ["12204", "13412", "15570", "15570C", "16196"],
    ("malignant", "mucinous_carcinoma", "MC"): ["10147", "12773", "13413", "13418DE", "16456"],
    ("malignant", "papillary_carcinoma", "PC"): ["12465", "15687B", "15704", "19440", "9146"],
}


def make(folder):
    """Write the tree; give the settings of the data set that reads it."""
    rng = np.random.default_rng(0)
    top = folder / "BreaKHis_v1" / "histology_slides" / "breast"
    for (tumour, kind, short), patients in PATIENTS.items():
        level = 60 if tumour == "benign" else 190
        for patient in patients:
            slide = f"SOB_{tumour[0].upper()}_{short}"
            for magnification in (40, 100):
                within = top / tumour / "SOB" / kind / f"{slide}_14-{patient}" / f"{magnification}X"
                within.mkdir(parents=True)
                for number in range(1, 5):
                    pixels = np.clip(rng.normal(level, 40, (23, 35, 3)), 0, 255).astype(np.uint8)
                    name = f"{slide}-14-{patient}-{magnification}-{number:03d}.png"
                    Image.fromarray(pixels).save(within / name)
    return {"path": str(folder)}
