"""Long work in a process of its own, so that the server goes on answering; it tells how far it is."""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from archive.errors import MuragatError
from media.limits import end_with_parent

# How far work in the background stands back (nice(1)), as an ingest's workers do.
NICENESS = 10
# Hears how far the work is: the stage, how many of its steps are done, of how many (0: nobody knows).
Tell = Callable[[str, int, int], None]
# A function that can be imported, with plain arguments by name and `tell`; it gives plain values.
Work = Callable[..., dict[str, Any]]


class Apart:
    """One piece of work in a process of its own. `run` waits for it; `stop`, from another thread, ends it."""

    def __init__(self, work: Work, arguments: Mapping[str, Any]) -> None:
        # Not fork: the server holds threads and a database that a child must not inherit.
        context = multiprocessing.get_context("spawn")
        self._hearing, self._telling = context.Pipe(duplex=False)
        self._process: BaseProcess = context.Process(
            target=_child, args=(work, dict(arguments), self._telling)
        )

    def run(self, tell: Tell) -> dict[str, Any]:
        """What the work gave. Raises MuragatError: the work's own, or that its process was ended."""
        self._process.start()
        self._telling.close()
        try:
            return self._hear(tell)
        except EOFError:
            raise MuragatError("The work was ended before it was done.", "Start it again.") from None
        finally:
            self._process.join()
            self._hearing.close()

    def _hear(self, tell: Tell) -> dict[str, Any]:
        while True:
            kind, *said = self._hearing.recv()
            if kind == "done":
                return dict(said[0])
            if kind == "failed":
                raise MuragatError(*said)
            tell(*said)

    def stop(self) -> None:
        """End the process at once: ingests and exports are made to stand that, and to be taken up again."""
        if self._process.is_alive():
            self._process.kill()


def _child(work: Work, arguments: dict[str, Any], telling: Connection) -> None:
    # The server's thread waits for this process; when the server is killed, the work must not go on alone.
    end_with_parent()
    with suppress(OSError):
        # Those who look and search come first.
        os.nice(NICENESS)
    try:
        telling.send(("done", work(**arguments, tell=lambda *said: telling.send(("at", *said)))))
    except MuragatError as error:
        telling.send(("failed", error.what, error.todo))
    except Exception as error:
        traceback.print_exc()
        told = f"A fault in Muragat: {type(error).__name__}: {error}."
        telling.send(("failed", told, "Please tell an admin; the server's output has the details."))
