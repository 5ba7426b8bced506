"""The whole archive in one process: real ingest and rereading, and a Tesseract that reads what it is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from PIL import Image

from archive import home
from archive.home import Archive
from archive.model import Line
from ingest import rereading, run
from ingest.jobs import Batch, Failed, Jobs
from ingest.progress import Silent
from ingest.reading import FileReading, PageReading, ReadRequest, ReadSettings
from ingest.run import IngestOptions

PRESS_TEXT = """Кітап көрмесі

2024 жылғы 18 қыркүйекте Қарағандыда «Кітап әлемі» көрмесі өтті. Көрмені облыстық кітапхана ұйымдастырды.
Көрмені Оспанова Айгүл Маратқызы ашты, Сейтов Бекзат Ерланұлы сөз сөйледі.
"""
CAPTIONS = {
    "сурет 1": "Солдан оңға қарай: Оспанова Айгүл Маратқызы, Сейтов Бекзат Ерланұлы. 1958 жыл",
    "сурет 2": "Ахметова Сәуле, Қарағанды қаласы, 1961 ж.",
    "сурет 3": "Оқу залында",
}


class DictatedTesseract:
    """Reads of a picture what it was told that the picture says, another time something else."""

    def __init__(self, words: dict[str, str]) -> None:
        self.words = words
        self.times = 0

    def read_batch(self, requests: Sequence[ReadRequest], settings: ReadSettings) -> list[FileReading]:
        """In the place of ingest.read.read_batch."""
        self.times += 1
        return [self._read(request) for request in requests]

    def _read(self, request: ReadRequest) -> FileReading:
        text = self.words.get(Path(request.path).stem, "")
        lines = tuple(Line(line, 90.0, (0.0,) * 8) for line in text.splitlines())
        by = f"dictated {self.times} kaz"
        page = PageReading(1, "text" if text else "none", text, 90.0, "kaz", by, lines)
        return FileReading(request.path, "photo", 8, 8, 1, (page,))


class JobsHere:
    """Runs the work of workers at once, here."""

    workers = 1

    def run(
        self, function: Callable[[Sequence[Any]], list[Any]], batches: Iterable[Batch]
    ) -> Iterator[tuple[Batch, list[Any] | Failed]]:
        """In the place of ingest.jobs.LocalJobs."""
        for batch in batches:
            yield batch, function(batch.requests)


@contextmanager
def _workers(*_: object) -> Iterator[Jobs]:
    yield JobsHere()


class World:
    """An archive, the folder that it was ingested from, and the pictures' words."""

    def __init__(self, folder: Path, tesseract: DictatedTesseract) -> None:
        self.source = folder / "көрме"
        self.folder = folder / "archive"
        self.tesseract = tesseract
        self.archive = Archive(self.folder, "айгүл") if self.folder.exists() else self._new()

    def _new(self) -> Archive:
        self.source.mkdir()
        (self.source / "мәтін.txt").write_text(PRESS_TEXT, encoding="utf-8")
        for number in range(1, 4):
            self.add_picture(number)
        archive = home.create(self.folder, "Сынақ", "айгүл")
        self.ingest(archive)
        return archive

    def add_picture(self, number: int) -> Path:
        """A new picture in the source folder, unlike the others."""
        path = self.source / f"сурет {number}.png"
        Image.new("RGB", (8, 8), (number * 20 % 256, number % 256, 90)).save(path)
        return path

    def ingest(self, archive: Archive | None = None) -> None:
        """Ingest the source folder, for the first time or again."""
        with self._faked():
            run.ingest(archive or self.archive, [self.source], IngestOptions(), Silent())

    def reread(self, item_id: str) -> None:
        """Read one item again."""
        with self._faked():
            list(rereading.reread(self.archive, [item_id], None, Silent()))

    @contextmanager
    def _faked(self) -> Iterator[None]:
        with ExitStack() as stack:
            for name in ("ingest.run.workers", "ingest.rereading.workers"):
                stack.enter_context(mock.patch(name, _workers))
            stack.enter_context(mock.patch("ingest.reader.read_batch", self.tesseract.read_batch))
            stack.enter_context(mock.patch("ingest.ocr.check", lambda *_: None))
            yield


def copied(template: Path, folder: Path) -> World:
    """The archive and the source of a template in `folder`, where the template was made before."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    return World(folder, DictatedTesseract(dict(CAPTIONS)))
