"""What people call the splits."""

_NAMES = {
    "train": "train",
    "training": "train",
    "val": "validation",
    "valid": "validation",
    "validation": "validation",
    "dev": "validation",
    "test": "test",
    "testing": "test",
}


def split_named(name: str) -> str:
    """Give "train", "validation" or "test"; nothing for any other word."""
    return _NAMES.get(name.lower(), "")
