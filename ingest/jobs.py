"""One interface for work that runs in other processes, where a strange file may kill its worker.

`LocalJobs` are processes of this machine under limits. A cluster fits the same interface: a function that
can be imported, batches of plain values, answers in the order of the batches.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, TypeVar

from archive import copying

In = TypeVar("In")
Out = TypeVar("Out")

# Batches that wait behind each worker: enough to keep it busy, few enough to keep memory flat.
AHEAD = 2
# A worker is replaced after so many batches, so that what a library leaks stays bounded.
BATCHES_A_WORKER = 64


@dataclass(frozen=True, slots=True)
class Batch:
    """Work for one call: the requests, and how many seconds the call may take."""

    requests: tuple[Any, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """A call that gave no answer: its worker died, ran out of time or memory, or raised."""

    reason: str


class Jobs(Protocol):
    """Runs a function over batches and gives each batch with its answer, in order."""

    def run(
        self, function: Callable[[Sequence[Any]], list[Any]], batches: Iterable[Batch]
    ) -> Iterator[tuple[Batch, list[Any] | Failed]]:
        """Answers in the order of the batches; a Failed where a call gave none."""


class LocalJobs:
    """Processes of this machine, each bound by `initializer`; a context manager."""

    def __init__(self, workers: int, initializer: Callable[..., None], arguments: Sequence[Any] = ()) -> None:
        from pebble import ProcessPool

        self.workers = workers
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=BATCHES_A_WORKER,
            initializer=initializer,
            initargs=list(arguments),
            # Not fork: the parent holds threads and a database that a child must not inherit.
            context=multiprocessing.get_context("spawn"),
        )

    def __enter__(self) -> LocalJobs:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def run(
        self, function: Callable[[Sequence[Any]], list[Any]], batches: Iterable[Batch]
    ) -> Iterator[tuple[Batch, list[Any] | Failed]]:
        """Answers in the order of the batches; a Failed where a call gave none."""
        waiting: deque[tuple[Batch, Future[list[Any]]]] = deque()
        for batch in batches:
            future = self._pool.schedule(function, args=[batch.requests], timeout=batch.seconds)
            waiting.append((batch, future))
            if len(waiting) > self.workers * AHEAD:
                yield _answer(*waiting.popleft())
        while waiting:
            yield _answer(*waiting.popleft())


def _answer(batch: Batch, future: Future[list[Any]]) -> tuple[Batch, list[Any] | Failed]:
    from pebble import ProcessExpired

    try:
        return batch, future.result()
    except TimeoutError:
        return batch, Failed(f"it took longer than {batch.seconds:.0f} s")
    except ProcessExpired as error:
        return batch, Failed(f"its reader died (exit code {error.exitcode})")
    except OSError as error:
        if error.errno in copying.FULL:
            # No file's fault: it must not be refused for what holds no more once room was made.
            raise copying.no_space() from error
        return batch, Failed(f"{type(error).__name__}: {error}")
    except MemoryError:
        return batch, Failed("it needs more memory than one file may have")
    except Exception as error:
        # The function promises not to raise: whatever it is, it must cost this batch only.
        return batch, Failed(f"{type(error).__name__}: {error}")


def worker_count(wanted: int) -> int:
    """How many workers to start: as wanted, or one for each core this process may use."""
    return wanted if wanted > 0 else len(os.sched_getaffinity(0))


def each_alone(
    jobs: Jobs, function: Callable[[Sequence[Any]], list[Any]], requests: Iterable[In], seconds: float
) -> Iterator[tuple[In, Any]]:
    """Run the function on each request by itself; the answer or a Failed for each."""
    for batch, answer in jobs.run(function, (Batch((one,), seconds) for one in requests)):
        yield batch.requests[0], answer if isinstance(answer, Failed) else answer[0]


def answers(
    jobs: Jobs, function: Callable[[Sequence[Any]], list[Any]], batches: Iterable[Batch]
) -> Iterator[tuple[Any, Any]]:
    """Each request with its answer, in order; a batch that failed runs once more, each request alone."""
    for batch, answer in jobs.run(function, batches):
        if isinstance(answer, Failed):
            yield from each_alone(jobs, function, batch.requests, batch.seconds)
        else:
            yield from zip(batch.requests, answer, strict=True)
