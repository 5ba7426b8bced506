"""Background jobs of a server: one after the other of each kind, their state kept in the archive's folder.

A job is a file `jobs/<id>/job.json` beside what it makes. A server that starts anew finds what was going on
and says that it was interrupted; the same work can then be begun again and goes on where it stood.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, Literal

from archive.errors import BadInput, MuragatError, NotFound
from archive.history import now
from reading_room.apart import Apart, Work

State = Literal["waiting", "running", "done", "failed", "interrupted", "stopped"]
OVER: tuple[State, ...] = ("done", "failed", "interrupted", "stopped")
FILE_NAME = "job.json"
JOB_ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{12}")
# Finished jobs beyond these are forgotten, the oldest first.
MOST_KEPT = 60


@dataclass(frozen=True, slots=True)
class Job:
    """One job. `arguments` are what its work is called with, `result` what it gave; `done` of `total` steps
    of the `stage` are done (total 0: nobody knows); `what` and `todo` say why it failed."""

    id: str
    kind: str
    title: str
    by: str
    arguments: dict[str, Any]
    begun: str
    state: State = "waiting"
    stage: str = ""
    done: int = 0
    total: int = 0
    ended: str = ""
    result: dict[str, Any] = field(default_factory=dict)
    what: str = ""
    todo: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing will happen any more."""
        return self.state in OVER


class Jobs:
    """The jobs of one archive. `works` says for each kind what is done, `ends` what comes behind it."""

    def __init__(
        self, folder: Path, works: Mapping[str, Work], ends: Mapping[str, Callable[[Job], Job]] | None = None
    ) -> None:
        self.folder = folder
        self._works = dict(works)
        self._ends = dict(ends or {})
        self._lock = Lock()
        self._known: dict[str, Job] = {}
        self._apart: dict[str, Apart] = {}
        self._queues: dict[str, SimpleQueue[str]] = {}
        self._load()

    def begin(self, kind: str, title: str, by: str, arguments: Mapping[str, Any], job_id: str = "") -> Job:
        """A new job behind those of its kind that wait already."""
        job = Job(job_id or new_id(), kind, title, by, dict(arguments), now())
        self.place(job.id).mkdir(parents=True, exist_ok=True)
        self._keep(job)
        self._queue(kind).put(job.id)
        return job

    def again(self, job_id: str) -> Job:
        """The same job once more, from where it stood. Raises NotFound, BadInput while it is going on."""
        with self._lock:
            old = self._found(job_id)
            if not old.is_over or old.state == "done":
                raise BadInput("This work is going on or done.", "There is nothing to begin again.")
            job = replace(old, state="waiting", ended="", what="", todo="", done=0, total=0, stage="")
            self._write(job)
        self._queue(job.kind).put(job.id)
        return job

    def job(self, job_id: str) -> Job:
        """One job. Raises NotFound."""
        with self._lock:
            return self._found(job_id)

    def all(self) -> list[Job]:
        """Every job, the newest first."""
        with self._lock:
            return sorted(self._known.values(), key=lambda one: one.id, reverse=True)

    def ahead(self, job: Job) -> int:
        """How many of its kind come before a job that waits."""
        return sum(one.kind == job.kind and not one.is_over and one.id < job.id for one in self.all())

    def stop(self, job_id: str) -> Job:
        """End a job. What it has made stays, so that it can be begun again. Raises NotFound."""
        with self._lock:
            job = self._found(job_id)
            if not job.is_over:
                job = replace(job, state="stopped", ended=now())
                self._write(job)
            apart = self._apart.get(job_id)
        if apart:
            apart.stop()
        return job

    def forget(self, job_id: str) -> None:
        """Remove a job that is over, and what it made. Raises NotFound."""
        with self._lock:
            if self._found(job_id).is_over:
                shutil.rmtree(self.place(job_id), ignore_errors=True)
                del self._known[job_id]

    def place(self, job_id: str) -> Path:
        """The folder of a job. Raises NotFound for what is no id of a job."""
        if not JOB_ID.fullmatch(job_id):
            raise NotFound("There is no such work.", "Look for it in the list of work.")
        return self.folder / job_id

    def _load(self) -> None:
        for path in sorted(self.folder.glob(f"*/{FILE_NAME}")) if self.folder.is_dir() else ():
            try:
                job = Job(**json.loads(path.read_text("utf-8")))
            except (OSError, ValueError, TypeError):
                continue
            if job.id != path.parent.name or not JOB_ID.fullmatch(job.id):
                continue
            if not job.is_over:
                job = replace(job, state="interrupted", ended=now())
                self._write(job)
            self._known[job.id] = job
        for old in sorted(self._known)[:-MOST_KEPT]:
            if self._known[old].is_over:
                shutil.rmtree(self.place(old), ignore_errors=True)
                del self._known[old]

    def _queue(self, kind: str) -> SimpleQueue[str]:
        with self._lock:
            if kind not in self._queues:
                self._queues[kind] = SimpleQueue()
                Thread(target=self._serve, args=(kind,), name=f"jobs-{kind}", daemon=True).start()
            return self._queues[kind]

    def _serve(self, kind: str) -> None:
        while True:
            self._run(self._queues[kind].get())

    def _run(self, job_id: str) -> None:
        with self._lock:
            job = self._known[job_id]
            if job.state != "waiting":
                return
            apart = self._apart[job_id] = Apart(self._works[job.kind], job.arguments)
            self._write(replace(job, state="running"))
        try:
            result = apart.run(lambda stage, done, total: self._at(job_id, stage, done, total))
            self._end(job_id, "done", result=result)
        except MuragatError as error:
            self._end(job_id, "failed", what=error.what, todo=error.todo)
        except Exception as error:
            # Whatever it is, the queue must go on.
            self._end(job_id, "failed", what=f"{type(error).__name__}: {error}")

    def _at(self, job_id: str, stage: str, done: int, total: int) -> None:
        with self._lock:
            job = self._known[job_id]
            if job.state == "running":
                self._write(replace(job, stage=stage, done=done, total=total))

    def _end(self, job_id: str, state: State, **said: Any) -> None:
        with self._lock:
            del self._apart[job_id]
            job = self._known[job_id]
            if job.state != "running":
                return
            job = replace(job, state=state, ended=now(), **said)
            if job.kind in self._ends:
                job = self._ends[job.kind](job)
            self._write(job)

    def _found(self, job_id: str) -> Job:
        if job_id not in self._known:
            raise NotFound("There is no such work.", "Look for it in the list of work.")
        return self._known[job_id]

    def _keep(self, job: Job) -> None:
        with self._lock:
            self._write(job)

    def _write(self, job: Job) -> None:
        """Remember a job, and write it whole or not at all. The lock is held."""
        self._known[job.id] = job
        path = self.place(job.id) / FILE_NAME
        part = path.with_suffix(".part")
        part.write_text(
            json.dumps(asdict(job), ensure_ascii=False), encoding="utf-8", errors="backslashreplace"
        )
        part.replace(path)


def new_id() -> str:
    """An id that sorts by time and that nobody can guess."""
    moment = datetime.now(UTC)
    return f"{moment:%Y%m%d-%H%M%S}-{moment.microsecond:05x}{secrets.token_hex(4)[:7]}"
