"""A file of images, and what is known of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """What a reader finds: a file, what it shows, and where it belongs.

    Args:
        path: Of the file in its tree, with slashes.
        label: Name of the class.
        split: "train", "validation" or "test" where the source says so; empty where it does not.
        group: What it shares with others (a patient, a camera, a day); empty if it stands alone.
    """

    path: str
    label: str
    split: str = ""
    group: str = ""
