"""What all tests share."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from benchmark.backend import choose_backend
from benchmark.datasets._keras_cache import keras_cache

choose_backend(os.environ.get("KERAS_BACKEND", "tensorflow"))  # before anything imports Keras


def pytest_configure(config):
    """Decode images anew, not as an older version did; what was downloaded stays at hand."""
    config.stash[_CACHE] = cache = TemporaryDirectory(prefix="depthbench-")
    Path(cache.name, "datasets").symlink_to(keras_cache() / "datasets")
    os.environ["DEPTHBENCH_CACHE"] = cache.name


def pytest_unconfigure(config):
    config.stash[_CACHE].cleanup()


_CACHE = pytest.StashKey()


@pytest.fixture
def in_tmp(tmp_path, monkeypatch):
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
