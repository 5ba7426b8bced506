"""The workers of one ingest: processes under limits, with one folder for their temporary files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from archive.settings import Settings
from ingest import temporary
from ingest.jobs import Jobs, LocalJobs, worker_count
from ingest.opening import begin_worker
from media.limits import Limits


@contextmanager
def workers(settings: Settings, wanted: int = 0) -> Iterator[Jobs]:
    """Workers that are ready; `wanted` 0 means as the settings say. What a killed one leaves is removed.

    Raises OSError when there is no room for temporary files.
    """
    folder = temporary.make_run_folder()
    before = os.environ.get(temporary.FOLDER_VARIABLE)
    # Workers are started anew and inherit the environment, nothing else.
    os.environ[temporary.FOLDER_VARIABLE] = str(folder)
    count = worker_count(wanted or settings.jobs)
    try:
        with LocalJobs(count, begin_worker, (Limits().address_space, settings.pixels)) as jobs:
            yield jobs
    finally:
        if before is None:
            del os.environ[temporary.FOLDER_VARIABLE]
        else:
            os.environ[temporary.FOLDER_VARIABLE] = before
        shutil.rmtree(folder, ignore_errors=True)
