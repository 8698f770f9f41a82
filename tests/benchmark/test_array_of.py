from io import BytesIO

import numpy as np
import pytest

from benchmark._array_of import array_of

ARRAYS = (
    np.arange(6, dtype=np.int64).reshape(2, 3),
    np.asfortranarray(np.arange(6, dtype=np.float32).reshape(2, 3)),
    np.array(["a", "été"]),
    np.zeros((0, 4), np.uint8),
    np.array(2.5),
    np.zeros(2, [("é", np.int8)]),  # whose header is of another version
)


def raw(array):
    file = BytesIO()
    np.save(file, array)
    return file.getvalue()


@pytest.mark.filterwarnings("ignore:Stored array in format 3.0:UserWarning")  # that is asked for
@pytest.mark.parametrize("array", ARRAYS, ids=str)
def test_reads_as_numpy_does(array):
    found, expected = array_of(raw(array)), np.load(BytesIO(raw(array)))
    np.testing.assert_array_equal(found, expected)
    assert (found.dtype, found.shape) == (expected.dtype, expected.shape)


@pytest.mark.parametrize("damaged", [b"", raw(ARRAYS[0])[:40], raw(ARRAYS[0])[:-8]])
def test_what_is_cut_off_is_refused(damaged):
    with pytest.raises((ValueError, EOFError)):
        array_of(damaged)


def test_objects_are_not_made():
    with pytest.raises(ValueError, match="OBJECT"):
        array_of(raw(np.array([{}], dtype=object)))
