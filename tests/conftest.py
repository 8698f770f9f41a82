"""What all tests share."""

import os

import pytest

from benchmark.backend import choose_backend

choose_backend(os.environ.get("KERAS_BACKEND", "tensorflow"))  # before anything imports Keras


@pytest.fixture
def in_tmp(tmp_path, monkeypatch):
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
