"""A small data set, prepared by TensorFlow Datasets itself."""

import numpy as np


def make(folder):
    """Prepare it; give the settings of the data set that reads it."""
    builder(folder).download_and_prepare()
    return {"name": "tiny_pictures", "path": str(folder)}


def builder(folder):
    """Give what prepares it: 60 pictures for training, 20 for testing, of mixed sizes."""
    import tensorflow_datasets as tfds

    class TinyPictures(tfds.core.GeneratorBasedBuilder, skip_registration=True):
        VERSION = tfds.core.Version("1.2.0")
        code_path = None  # to find it takes a package that is not installed with the others

        def _info(self):
            features = {
                "image": tfds.features.Image(shape=(None, None, 3)),
                "label": tfds.features.ClassLabel(names=["a cat", "a dog"]),
                "other": tfds.features.ClassLabel(num_classes=3),
                "boxes": tfds.features.Sequence(tfds.features.BBoxFeature()),
                "name": tfds.features.Text(),
                "weight": np.float32,
            }
            return tfds.core.DatasetInfo(
                builder=self,
                features=tfds.features.FeaturesDict(features),
                supervised_keys=("image", "label"),
            )

        def _split_generators(self, _):
            return {"train": examples(60), "test": examples(20)}

        def _generate_examples(self):
            raise NotImplementedError

    def examples(n):
        rng = np.random.default_rng(n)
        for place in range(n):
            box = tfds.features.BBox(0.0, 0.0, 0.5, 1.0)
            shape = (*rng.integers(20, 30, 2), 3)
            example = {
                "image": rng.integers(0, 256, shape, dtype=np.uint8),
                "label": place % 2,
                "other": place % 3,
                "boxes": [box] * (place % 4),
                "name": f"picture {place}",
                "weight": place / 7,
            }
            yield place, example

    return TinyPictures(data_dir=folder)
