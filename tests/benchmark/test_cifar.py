"""CIFAR's archives are read as Keras reads them, and no pickle in them is loaded."""

import pickle

import numpy as np
import pytest
import python2_pickle
from python2_pickle import dumps
from trees import cifar10 as made_10
from trees import cifar100 as made_100

from benchmark.datasets import cifar10, cifar100
from benchmark.plugins import DATASETS


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """Put an archive in the place of CIFAR-10's, with a pickle of ours for a batch."""

    def place(pickled):
        monkeypatch.setattr(cifar10, "_FILE", cifar10._FILE)  # to have it back
        monkeypatch.setattr(python2_pickle, "dumps", lambda _: pickled)
        made_10.make(tmp_path)

    return place


@pytest.mark.parametrize(
    ("module", "made", "key"),
    [(cifar10, made_10, "labels"), (cifar100, made_100, "fine_labels")],
)
def test_images_and_labels_are_those_that_keras_reads(tmp_path, monkeypatch, module, made, key):
    from keras.src.datasets.cifar import load_batch

    monkeypatch.setattr(module, "_FILE", module._FILE)
    made.make(tmp_path)
    (tmp_path / "batch").write_bytes(dumps(made.batch("test_batch" if module is cifar10 else 200)))
    planes, labels = load_batch(str(tmp_path / "batch"), label_key=key)
    test = DATASETS.make(module.__name__.rpartition(".")[2]).load(0).test
    np.testing.assert_array_equal(test.x, planes.transpose(0, 2, 3, 1))
    np.testing.assert_array_equal(test.y, labels)


def test_coarse_labels_are_those_of_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(cifar100, "_FILE", cifar100._FILE)
    made_100.make(tmp_path)
    data = DATASETS.make("cifar100(labels='coarse')").load(0)
    assert data.test.y.tolist() == [place % 20 for place in range(200)]
    assert len(data.classes) == 20
    assert (data.classes[0], data.classes[14], data.classes[19]) == (
        "aquatic_mammals",
        "people",
        "vehicles_2",
    )
    fine = DATASETS.make("cifar100").load(0).classes
    assert (fine[0], fine[49], fine[53], fine[99]) == ("apple", "mountain", "orange", "worm")


def test_other_labels_are_refused():
    with pytest.raises(ValueError, match="unknown labels 'rough'"):
        DATASETS.make("cifar100(labels='rough')")


class Bomb:
    def __reduce__(self):
        import os

        return os.mkdir, ("exploded",)


@pytest.mark.parametrize("protocol", [0, 1, 2, 3, 4, 5])
def test_what_a_pickle_would_do_is_not_done(archive, in_tmp, protocol):
    archive(pickle.dumps({"data": Bomb(), "labels": [1]}, protocol))
    with pytest.raises(ValueError, match="expected plain data"):
        DATASETS.make("cifar10").load(0)
    assert not (in_tmp / "exploded").exists()


@pytest.mark.parametrize(
    ("pickled", "message"),
    [
        (b"", "pickle exhausted"),
        (dumps({"labels": [1, 2]})[:-5], "pickle exhausted|not enough|exhausted"),
        (dumps({"labels": [1], "data": "text"}), "expected an array of bytes, received str"),
        (b"\x80\x02]q\x00.", "expected a dictionary, received list"),
        (b"\x80\x02}q\x00u.", "expected plain data"),
        (b"\x80\x02}q\x00K\x01b.", "expected plain data, received TypeError: a dict has no state"),
        (b"\x80\x02cposix\nsystem\nq\x00.", "received the name 'posix system'"),
        (b"\x80\x02h\x07.", "expected plain data, received KeyError: 7"),
    ],
)
def test_what_is_no_batch_is_refused(archive, pickled, message):
    archive(pickled)
    with pytest.raises(ValueError, match=message):
        DATASETS.make("cifar10").load(0)
