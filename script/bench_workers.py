"""How much quicker two workers read a folder than one: `script/bench workers FOLDER [--workers 1 2]`.

Wall-clock time from the first file sent to the last answer, workers started and warm. The runs follow each
other on the same files in the same batches.
"""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from archive.settings import Settings
from ingest.jobs import Batch
from ingest.read import read_batch
from ingest.reading import ReadRequest, ReadSettings
from ingest.workers import workers
from media.identify import media_type

BATCH = 8


def batches(folder: Path) -> list[Batch]:
    """The pictures of the folder in batches."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and media_type(path)]
    requests = [ReadRequest(str(path), media_type(path) or "") for path in paths]
    return [Batch(tuple(requests[n : n + BATCH]), 600.0) for n in range(0, len(requests), BATCH)]


def seconds(work: list[Batch], count: int) -> float:
    """How long `count` workers take."""
    read = partial(read_batch, settings=ReadSettings())
    with workers(Settings(), count) as jobs:
        list(jobs.run(read, [Batch(work[0].requests[:1], 600.0)] * count))
        started = time.perf_counter()
        list(jobs.run(read, work))
        return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    wanted = parser.parse_args()
    work = batches(wanted.folder)
    files = sum(len(batch.requests) for batch in work)
    print("| workers | files | seconds | times one |\n|---|---|---|---|")
    first = 0.0
    for count in wanted.workers:
        took = seconds(work, count)
        first = first or took
        print(f"| {count} | {files} | {took:.1f} | {first / took:.2f} |", flush=True)


if __name__ == "__main__":
    main()
