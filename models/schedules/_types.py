"""What a schedule of the learning rate gives."""

from typing import TypeAlias

import keras

Rate: TypeAlias = float | keras.optimizers.schedules.LearningRateSchedule
"""The learning rate, or how it changes step by step."""

Schedule: TypeAlias = tuple[Rate, list[keras.callbacks.Callback]]
"""The rate, and what changes it between epochs."""
