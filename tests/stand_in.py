"""Files of a published one's layout, in its place while the tests run."""

import tarfile
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import numpy as np
import python2_pickle


def stand_in(module, path):
    """Let a data set's module read a file of ours as if it were the one that is published."""
    digest = sha256(path.read_bytes()).hexdigest()
    module._FILE = replace(module._FILE, sha256=digest, others=(str(path),))


def write_cifar(path, batches):
    """Write an archive of batches: by name a dictionary with `data` and labels."""
    with tarfile.open(path, "w:gz") as tar:
        for name, batch in batches.items():
            content = python2_pickle.dumps(batch)
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, BytesIO(content))


def noise(n, shape, seed):
    """Draw n different images, uint8."""
    return np.random.default_rng(seed).integers(0, 256, (n, *shape), dtype=np.uint8)
