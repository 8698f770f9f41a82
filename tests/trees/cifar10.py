"""A small archive of the layout of CIFAR-10's for Python, in its place."""

from stand_in import noise, stand_in, write_cifar

from benchmark.datasets import cifar10


def make(folder):
    """Write the archive; give the settings of the data set that reads it: none."""
    path = folder / "cifar-10-python.tar.gz"
    names = [*(f"data_batch_{number}" for number in range(1, 6)), "test_batch"]
    write_cifar(path, {f"cifar-10-batches-py/{name}": batch(name) for name in names})
    stand_in(cifar10, path)
    return {}


def batch(name):
    """Make a batch of 100 images, ten a class."""
    return {
        "batch_label": name,
        "labels": [place % 10 for place in range(100)],
        "data": noise(100, (3072,), sum(name.encode())),
        "filenames": [f"{name}-{place}.png" for place in range(100)],
    }
