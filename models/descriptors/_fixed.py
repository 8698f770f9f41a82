"""Descriptors that learn nothing."""

from typing import Any, ClassVar, Self

from sklearn.base import BaseEstimator, TransformerMixin

from models._split import Images


class Fixed(TransformerMixin, BaseEstimator):
    """A transformer whose description depends on its settings and on one image each.

    Attributes:
        image_by_image: That this is so, for those who keep descriptions.
        by_blocks: That it takes images in a file, as `ShallowClassifier` says.
    """

    image_by_image: ClassVar[bool] = True
    by_blocks: ClassVar[bool] = True

    def fit(self, x: Images, y: Any = None) -> Self:
        """Learn nothing."""
        del x, y
        return self
