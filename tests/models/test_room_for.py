from types import SimpleNamespace

import numpy as np
import psutil
import pytest

from models import StoredImages
from models.descriptors.pixels import Pixels


def test_descriptions_without_room_are_refused_with_what_helps(tmp_path, monkeypatch):
    """As a file with holes, 50,000 images of 64 x 64 take no disk."""
    with (tmp_path / "x.npy").open("wb") as file:
        header = {"descr": "|u1", "fortran_order": False, "shape": (50_000, 64, 64, 3)}
        np.lib.format.write_array_header_1_0(file, header)
        file.truncate(file.tell() + 50_000 * 64 * 64 * 3)
    free = SimpleNamespace(available=2**30, free=2**29)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: free)
    monkeypatch.setattr(psutil, "swap_memory", lambda: free)
    expected = (
        "expected 2.3 GiB of memory for 50000 images described by 12288 numbers each, received "
        "1.5: take fewer images, as by subset, smaller ones, or settings that describe an image "
        "by fewer numbers"
    )
    with pytest.raises(MemoryError, match=f"^{expected}$"):
        Pixels().transform(StoredImages(tmp_path / "x.npy"))
