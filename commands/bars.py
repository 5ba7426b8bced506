"""Progress on a terminal: one bar a stage, with counts and the time left. A pipe sees nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


class Bars:
    """Shows the stages of a long command on standard error."""

    def __init__(self, progress: RichProgress | None) -> None:
        self._progress = progress
        self._task: TaskID | None = None

    def stage(self, name: str, total: int) -> None:
        """A stage begins that has `total` files to do."""
        if self._progress is not None:
            if self._task is not None:
                self._progress.update(self._task, visible=False)
            self._task = self._progress.add_task(name, total=total or None)

    def advance(self) -> None:
        """One more file of the stage is done."""
        if self._progress is not None and self._task is not None:
            self._progress.advance(self._task)

    def reach(self, done: int, total: int | None = None) -> None:
        """So many files of the stage are done by now."""
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=done, total=total)


@contextmanager
def bars() -> Iterator[Bars]:
    """Bars on a terminal, silence in a pipe."""
    if not sys.stderr.isatty():
        yield Bars(None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Bars(progress)
