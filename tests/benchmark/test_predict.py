import numpy as np
import pytest

from benchmark._predict import predict
from models import Phases
from models.majority import Majority

X = np.zeros((10, 4, 4, 1), np.uint8)


class Watched(Majority):
    """Notes how many images each call gets."""

    def __init__(self):
        super().__init__()
        self.calls = []

    def scores(self, x):
        self.calls.append(len(x))
        return np.full((len(x), 3), len(self.calls), np.float32)


@pytest.mark.parametrize(("batch", "size"), [(4, 4), (10, 10), (999, 10)])
def test_whole_batches_single_images_and_no_first_calls(batch, size):
    model, phases = Watched(), Phases()
    scores, samples = predict(model, X, batch, phases)
    assert (scores == 1).all()  # of the first call
    assert list(phases) == ["predict_cold", "predict_warm", "predict_one"]
    batches, ones = len(samples["predict_batch"]), len(samples["predict_one"])
    assert min(batches, ones) >= 6
    assert model.calls == [10, *[size] * (batches + 1), *[1] * (ones + 1)]


def test_every_image_is_scored_in_turn():
    seen = []

    class Seen(Majority):
        def scores(self, x):
            seen.append(x[:, 0, 0, 0].tolist())
            return np.zeros((len(x), 3), np.float32)

    predict(Seen(), np.arange(10, dtype=np.uint8).reshape(10, 1, 1, 1), 4, Phases())
    assert seen[1:6] == [[0, 1, 2, 3], [0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 0, 1], [2, 3, 4, 5]]


def test_samples_are_part_of_their_phases():
    phases = Phases()
    _, samples = predict(Watched(), X, 5, phases)
    assert sum(samples["predict_batch"]) <= phases["predict_warm"]
    assert sum(samples["predict_one"]) <= phases["predict_one"]
