"""Go over images a block at a time where they are in a file, at once where they are an array."""

from collections.abc import Iterable

from models._split import Images
from models._stored_images import StoredImages


def image_blocks(x: Images | StoredImages) -> Iterable[Images]:
    """Give all images in order, as arrays that memory holds: of an array, the array itself."""
    return x.blocks() if isinstance(x, StoredImages) else (x,)
