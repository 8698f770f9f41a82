"""What is measured: one model, one file. Write your own from the classes named here."""

from models._base import Classifier, Family
from models._cost import Cost, LayerCost
from models._device import Device
from models._image_blocks import image_blocks
from models._keras import KerasClassifier
from models._limits import Limits
from models._phases import Phases
from models._range import Range, Space
from models._shallow import ShallowClassifier
from models._skip import Skip
from models._split import Images, Labels, Scores, Split
from models._stored_images import StoredImages

__all__ = [
    "Classifier",
    "Cost",
    "Device",
    "Family",
    "Images",
    "KerasClassifier",
    "Labels",
    "LayerCost",
    "Limits",
    "Phases",
    "Range",
    "Scores",
    "ShallowClassifier",
    "Skip",
    "Space",
    "Split",
    "StoredImages",
    "image_blocks",
]
