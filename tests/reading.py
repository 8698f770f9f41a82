"""Time reading and decoding beside tf.data: `python tests/reading.py FOLDER`, 4 minutes.

FOLDER holds class folders of JPEGs of one size, as `tests/imagenet_tree.py` makes them. Each way
runs five times in turn, in a process of its own that has imported its libraries; files are in the
memory of the machine after a first look. All list the files, read and decode them on all cores.

* `tf.data` puts them into batches of 128, and decodes them again in the second epoch. By default
  TensorFlow decodes with fast cosines, which two pixels in three show; with `accurate` ones it
  gives what OpenCV, Pillow and ours give.
* `tf.data, kept` also keeps them on disk in the file of its `cache`, from which it reads them in
  the second epoch.
* `ours, decoded` reads and decodes as ours does, and no more.
* `ours` also looks for damage, takes each file's SHA-256 and keeps the images on disk in the cache
  of decoded images, from which it reads them in the second epoch in random order, as training does.

Close what else is running.
"""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

_BATCH, _ROUNDS = 128, 5
_COMPARED = (
    ("ours, decoded 1", "tf.data 1"),
    ("ours, decoded 1", "tf.data, accurate 1"),
    ("ours 1", "tf.data 1"),
    ("ours 1", "tf.data, kept 1"),
    ("ours 2", "tf.data 2"),
    ("ours 2", "tf.data, kept 2"),
    ("ours 2", "ours 1"),
)


def main(folder):
    """Print images a second of each way and epoch, and how many times as many ours are."""
    names = sorted(str(path) for path in folder.rglob("*.JPEG"))
    for name in names:
        Path(name).read_bytes()
    rounds = [_round(folder) for _ in range(_ROUNDS)]
    print("| way and epoch | images/s |\n|---|---|")
    for way in rounds[0]:
        print(f"| {way} | {len(names) / median(each[way] for each in rounds):,.0f} |")
    print("\n| way and epoch | beside | times as fast (all rounds) |\n|---|---|---|")
    for way, other in _COMPARED:
        ratios = sorted(each[other] / each[way] for each in rounds)
        every = ", ".join(f"{each:.2f}" for each in ratios)
        print(f"| {way} | {other} | {median(ratios):.2f} ({every}) |")


def _round(folder):
    """Run each way once; give its seconds by the number of the epoch."""
    return {
        f"{way} {epoch}": seconds
        for way in WAYS
        for epoch, seconds in enumerate(_alone(way, folder), 1)
    }


def _alone(way, folder):
    """Run one way in a process of its own; give the seconds of its epochs."""
    with TemporaryDirectory(dir=folder.parent) as cache:
        command = [sys.executable, __file__, way, str(folder)]
        environment = {**os.environ, "DEPTHBENCH_CACHE": cache, "TF_CPP_MIN_LOG_LEVEL": "3"}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        sys.exit(done.stderr)
    return [float(each) for each in done.stdout.splitlines()[-1].split()]


def tf_data(folder, method="", *, keep=False):
    """Read, decode and batch all files twice by plain tf.data."""
    import tensorflow as tf

    def decode(name):
        return tf.io.decode_jpeg(tf.io.read_file(name), channels=3, dct_method=method)

    start = perf_counter()
    files = tf.data.Dataset.list_files(f"{folder}/*/*/*.JPEG", shuffle=False)
    dataset = files.map(decode, num_parallel_calls=tf.data.AUTOTUNE)
    if keep:
        dataset = dataset.cache(f"{os.environ['DEPTHBENCH_CACHE']}/images")
    dataset = dataset.batch(_BATCH).prefetch(tf.data.AUTOTUNE)
    images = len(files)
    _read(dataset, images)
    return [perf_counter() - start, _seconds(dataset, images)]


def decoded(folder):
    """Read and decode all files."""
    import numpy  # noqa: F401 - this and the next are imported before the clock starts
    import simplejpeg  # noqa: F401

    from benchmark._in_blocks import in_blocks
    from benchmark.collect import collect

    start = perf_counter()
    found = collect(folder)
    blocks = in_blocks(partial(_decoded, found), found.blocks(range(len(found.items))))
    _read(blocks, len(found.items))
    return [perf_counter() - start]


def _decoded(found, block):
    return [found.decoder.decode(found.content(place, data))[0].shape for place, data in block]


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


WAYS = {
    "tf.data": tf_data,
    "tf.data, accurate": partial(tf_data, method="INTEGER_ACCURATE"),
    "tf.data, kept": partial(tf_data, keep=True),
    "ours, decoded": decoded,
    "ours": ours,
}


if __name__ == "__main__":
    if sys.argv[1] in WAYS:
        print(*WAYS[sys.argv[1]](Path(sys.argv[2])))
    else:
        main(Path(sys.argv[1]))
