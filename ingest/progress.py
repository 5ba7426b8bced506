"""How an ingest tells how far it is. The command line shows bars, a test listens, a pipe hears nothing."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Hears of each stage and of each file that it finished."""

    def stage(self, name: str, total: int) -> None:
        """A stage begins that has `total` files to do."""

    def advance(self) -> None:
        """One more file of the stage is done."""


class Silent:
    """Tells nobody."""

    def stage(self, name: str, total: int) -> None:
        """Nothing is told."""

    def advance(self) -> None:
        """Nothing is told."""
