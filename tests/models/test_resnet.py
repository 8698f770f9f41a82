import sys

import pytest

from models._skip import Skip
from models.resnet import ResNet

TINY = ResNet(**ResNet.tiny)


def test_published_size():
    pytest.importorskip("keras_cv")
    cost = ResNet(image_size=224, margin=0).cost((224, 224, 3), 1_000)
    assert cost.total("learned") == 11_689_512
    assert cost.total("macs") == 1_814_073_344


def test_size_for_small_grey_images():
    pytest.importorskip("keras_cv")
    cost = ResNet().cost((28, 28, 1), 10)
    assert cost.total("learned") == 11_175_370
    assert cost.total("macs") == 141_628_416


def test_without_keras_cv_it_is_skipped(monkeypatch):
    monkeypatch.setitem(sys.modules, "keras_cv.models", None)
    monkeypatch.setitem(sys.modules, "keras_cv", None)
    with pytest.raises(Skip, match="needs keras-cv and TensorFlow installed"):
        TINY.network((16, 16, 1), 2)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"filters": (32, 64)}, "filters to begin with 64"),
        ({"filters": (64, 128)}, "filters and blocks of as many stacks"),
        ({"blocks": (1, 2, 2, 2)}, "blocks of 2 or more"),
    ],
)
def test_wrong_settings_are_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        ResNet(**settings)
