"""What a model computes on."""


class Device:
    """The processor, which has no memory of its own and is done when a call returns."""

    @property
    def name(self) -> str:
        """Give "cpu", or a GPU by its name."""
        return "cpu"

    @property
    def has_bfloat16(self) -> bool:
        """Whether it multiplies numbers of 16 bits faster than those of 32."""
        return False

    def synchronise(self) -> None:
        """Wait until all that was asked is done, so that a clock can be read."""

    def reset_peak(self) -> None:
        """Let the peak of the device's own memory start again."""

    def peak_mib(self) -> float | None:
        """Give the most of the device's own memory held since then, in MiB; None without any."""
        return None
