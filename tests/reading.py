"""Time reading and decoding beside tf.data: `python tests/reading.py FOLDER`, 2 minutes.

FOLDER holds class folders of JPEGs of one size, as `tests/imagenet_tree.py` makes them. Each way
runs five times in turn, in a process of its own that has imported its libraries; files are in the
memory of the machine after a first look. First epoch: tf.data lists, reads, decodes and batches all
files on all cores; ours lists them, looks at them, decodes them and writes them to the cache.
Second epoch: tf.data decodes again; ours reads batches of 128 in random order from the cache, as
training does. By default TensorFlow decodes with fast cosines, which two pixels in three show; with
accurate ones it gives what OpenCV, Pillow and ours give. Close what else is running.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

_BATCH, _ROUNDS = 128, 5
_WAYS = ("tf.data", "tf.data, accurate", "ours")


def main(folder):
    """Print a table: images a second of each way, and how many times as many ours are."""
    names = sorted(str(path) for path in folder.rglob("*.JPEG"))
    for name in names:
        Path(name).read_bytes()
    rounds = [{way: _alone(way, folder) for way in _WAYS} for _ in range(_ROUNDS)]
    print(
        "| epoch | " + " | ".join(f"{way}, images/s" for way in _WAYS) + " | ours by the others |"
    )
    print("|---|---|---|---|---|")
    for place in range(2):
        speeds = [len(names) / median(each[way][place] for each in rounds) for way in _WAYS]
        ratios = [_ratios(rounds, way, place) for way in _WAYS[:-1]]
        cells = [f"{speed:,.0f}" for speed in speeds] + ["; ".join(ratios)]
        print(f"| {place + 1} | {' | '.join(cells)} |")
    ratios = sorted(each["ours"][0] / each["ours"][1] for each in rounds)
    print(f"\nOur second epoch against our first: {median(ratios):.1f} times as fast")
    print(f"({', '.join(f'{each:.1f}' for each in ratios)})")


def _ratios(rounds, way, place):
    ratios = sorted(each[way][place] / each["ours"][place] for each in rounds)
    return f"{median(ratios):.2f} ({', '.join(f'{each:.2f}' for each in ratios)})"


def _alone(way, folder):
    """Run one way in a process of its own; give the seconds of the two epochs."""
    with TemporaryDirectory(dir=folder.parent) as cache:
        command = [sys.executable, __file__, way, str(folder)]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env=_environment(cache)
        )
    if done.returncode:
        sys.exit(done.stderr)
    return [float(each) for each in done.stdout.split()[-2:]]


def _environment(cache):
    import os

    return {**os.environ, "DEPTHBENCH_CACHE": cache, "TF_CPP_MIN_LOG_LEVEL": "3"}


def tf_data(folder, method=""):
    """Read, decode and batch all files twice by plain tf.data."""
    import tensorflow as tf

    def decode(name):
        return tf.io.decode_jpeg(tf.io.read_file(name), channels=3, dct_method=method)

    start = perf_counter()
    files = tf.data.Dataset.list_files(f"{folder}/*/*/*.JPEG", shuffle=False)
    dataset = files.map(decode, num_parallel_calls=tf.data.AUTOTUNE)
    dataset = dataset.batch(_BATCH).prefetch(tf.data.AUTOTUNE)
    images = len(files)
    _read(dataset, images)
    first = perf_counter() - start
    return [first, _seconds(dataset, images)]


def ours(folder):
    """Decode all files into the cache, then read them in random order."""
    import filelock  # noqa: F401 - this and the next are imported before the clock starts
    import numpy as np
    import pandas  # noqa: F401
    import pyarrow.parquet  # noqa: F401
    import simplejpeg  # noqa: F401

    from benchmark.collect import collect
    from benchmark.pictures import pictures
    from models import Split
    from models._batches import Batches

    start = perf_counter()
    found = pictures(collect(folder))
    first = perf_counter() - start
    split = Split(found.x, np.zeros(len(found.x), np.int64))
    batches = Batches(split, _BATCH, None, 0, [])
    return [first, _seconds((batches[number][0] for number in range(len(batches))), len(split))]


def _seconds(batches, images):
    start = perf_counter()
    _read(batches, images)
    return perf_counter() - start


def _read(batches, images):
    seen = sum(len(batch) for batch in batches)
    if seen != images:
        raise ValueError(f"expected {images} images, received {seen}")


if __name__ == "__main__":
    ways = {
        "tf.data": tf_data,
        "tf.data, accurate": lambda folder: tf_data(folder, "INTEGER_ACCURATE"),
        "ours": ours,
    }
    if sys.argv[1] in ways:
        print(*ways[sys.argv[1]](Path(sys.argv[2])))
    else:
        main(Path(sys.argv[1]))
