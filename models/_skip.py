"""Say that a model does not apply."""


class Skip(Exception):  # noqa: N818 - no error: the run is left out, and its row says why
    """Raised by a model that cannot take part: images too small, a backend that it lacks."""
