"""Work in other processes: answers in order, and a failure costs what failed."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pytest

from archive.errors import NoSpace
from ingest.jobs import Batch, Failed, LocalJobs, answers
from ingest.opening import begin_worker


def double(requests: Sequence[Any]) -> list[Any]:
    """What workers do in these tests: numbers are doubled, words are accidents."""
    return [one * 2 if isinstance(one, int) else accident(one) for one in requests]


def accident(what: str) -> int:
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "sleep":
        time.sleep(60)
    if what == "full":
        raise OSError(errno.ENOSPC, "No space left on device")
    raise ValueError(what)


class Inline:
    """The same interface in this process."""

    def run(
        self, function: Callable[[Sequence[Any]], list[Any]], batches: Iterable[Batch]
    ) -> Iterator[tuple[Batch, list[Any] | Failed]]:
        for batch in batches:
            try:
                yield batch, function(batch.requests)
            except ValueError as error:
                yield batch, Failed(str(error))


def test_answers_come_in_order_and_a_failed_batch_is_tried_once_more_alone() -> None:
    batches = [Batch((1, 2), 9.0), Batch((3, "odd", 5), 9.0), Batch((6,), 9.0)]
    found = list(answers(Inline(), double, batches))
    assert found == [(1, 2), (2, 4), (3, 6), ("odd", Failed("odd")), (5, 10), (6, 12)]


def test_a_worker_that_dies_or_hangs_or_raises_costs_its_request() -> None:
    batches = [Batch((1, "die"), 20.0), Batch((2, "sleep"), 1.0), Batch((3, "odd"), 20.0), Batch((4,), 20.0)]
    with LocalJobs(1, begin_worker, (8 << 30, 1000)) as jobs:
        found = dict(answers(jobs, double, batches))
    assert {one: found[one] for one in (1, 2, 3, 4)} == {1: 2, 2: 4, 3: 6, 4: 8}
    assert "reader died" in found["die"].reason
    assert "longer than 1 s" in found["sleep"].reason
    assert found["odd"].reason == "ValueError: odd"


def test_a_full_disk_is_no_files_fault() -> None:
    with pytest.raises(NoSpace), LocalJobs(1, begin_worker, (8 << 30, 1000)) as jobs:
        list(answers(jobs, double, [Batch((1, "full"), 20.0)]))
