"""What all tests share."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from turn import turn

from benchmark.backend import choose_backend
from benchmark.datasets._keras_cache import keras_cache

choose_backend(os.environ.get("KERAS_BACKEND", "tensorflow"))  # before anything imports Keras


def pytest_configure(config):
    """Decode images anew, not as an older version did; what was downloaded stays at hand."""
    # Where xdist has started this process, the folder of the one that started it is all workers'.
    shared = os.environ["DEPTHBENCH_CACHE"] if hasattr(config, "workerinput") else None
    config.stash[_SHARED] = shared and Path(shared)
    config.stash[_CACHE] = cache = TemporaryDirectory(prefix="depthbench-")
    Path(cache.name, "datasets").symlink_to(keras_cache() / "datasets")
    os.environ["DEPTHBENCH_CACHE"] = cache.name


def pytest_unconfigure(config):
    config.stash[_CACHE].cleanup()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Run no other test, in no worker, beside one that is marked `alone`."""
    folder = item.config.stash[_SHARED]
    if folder is None:
        return (yield)
    with turn(folder, alone=item.get_closest_marker("alone") is not None):
        return (yield)


_CACHE, _SHARED = pytest.StashKey(), pytest.StashKey()


@pytest.fixture
def in_tmp(tmp_path, monkeypatch):
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
