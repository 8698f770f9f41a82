"""What maps are called."""

_WORDS = {"cam": "CAM", "grad_cam": "Grad-CAM", "words": "visual words"}


def method_words(method: str) -> str:
    """Name a method as papers do.

    >>> method_words("grad_cam"), method_words("mine")
    ('Grad-CAM', 'mine')
    """
    return _WORDS.get(method, method)
