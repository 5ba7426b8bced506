"""Processes under limits that a server keeps ready, for opening strangers' files while somebody waits."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Any

from archive.errors import Busy, MuragatError
from archive.settings import Settings

if TYPE_CHECKING:
    from ingest.jobs import Jobs

Batched = Callable[[Sequence[Any]], list[Any]]
# More than so many who wait for a picture would leave nobody to serve the others.
MOST_WAITING = 4


class LimitedProcesses:
    """Asks a function in another process, one request at a time for each process. Close it at the end."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stack = ExitStack()
        self._starting = Lock()
        self._jobs: Jobs | None = None
        self._waiting = BoundedSemaphore(MOST_WAITING)

    def ask(self, function: Batched, request: Any, seconds: float) -> Any:
        """What the function says to `request`. Raises Busy when too many wait, MuragatError when its process
        died or took longer than `seconds`."""
        from ingest.jobs import Failed, each_alone

        if not self._waiting.acquire(blocking=False):
            raise Busy("Too many pictures are being made.", "Try again in a moment.")
        try:
            [(_, answer)] = each_alone(self._started(), function, [request], seconds)
        finally:
            self._waiting.release()
        if isinstance(answer, Failed):
            raise MuragatError(f"The file could not be opened: {answer.reason}.", "Verify the archive.")
        return answer

    def _started(self) -> Jobs:
        from ingest.workers import workers

        with self._starting:
            if self._jobs is None:
                count = max(1, min(2, len(os.sched_getaffinity(0)) - 1))
                self._jobs = self._stack.enter_context(workers(self._settings, count))
            return self._jobs

    def close(self) -> None:
        """End the processes."""
        with self._starting:
            self._jobs = None
            self._stack.close()
