"""Works for background jobs in tests; a process that runs one imports little."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from archive.errors import BadInput


def sum_up(*, numbers: list[int], tell: Any) -> dict[str, Any]:
    """The sum of numbers; one below zero is an error."""
    tell("counting", 0, len(numbers))
    if -1 in numbers:
        raise BadInput("One number is below zero.", "Take it out.")
    return {"sum": sum(numbers)}


def wait_for(*, file: str, tell: Any) -> dict[str, Any]:
    """A work that ends when a file is there."""
    tell("waiting", 0, 0)
    while not Path(file).exists():
        time.sleep(0.02)
    return {}
