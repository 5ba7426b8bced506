"""What an archive needs of its machine, and how the archive is."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from archive.errors import MuragatError
from archive.home import Archive
from archive.settings import Settings

# Below this, an ingest of one memory card may not end.
LITTLE_SPACE = 5 * 10**9
PACKAGES = ("pillow", "exifread", "pyexiv2", "pytesseract", "whoosh-reloaded", "sqlalchemy", "onnxruntime")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `todo` says what to do when it is not `ok`."""

    name: str
    ok: bool
    found: str
    todo: str = ""
    is_tool: bool = False


def examine(archive: Archive | None) -> list[Check]:
    """Everything worth knowing before work begins, problems included; raises nothing."""
    settings = archive.settings if archive else Settings()
    checks = [Check("Python", True, platform.python_version()), *_packages(), _tesseract(settings.languages)]
    return [*checks, *_archive(archive)] if archive else checks


def _packages() -> Iterator[Check]:
    for name in PACKAGES:
        try:
            yield Check(name, True, version(name))
        except PackageNotFoundError:
            yield Check(name, False, "not installed", "Install Muragat again.", is_tool=True)


def _tesseract(languages: str) -> Check:
    from ingest import ocr

    try:
        return Check("Tesseract", True, f"{ocr.check(languages)} with {languages}", is_tool=True)
    except MuragatError as error:
        return Check("Tesseract", False, error.what, error.todo, is_tool=True)


def _archive(archive: Archive) -> Iterator[Check]:
    from index import maintain
    from workflows.indexing import CatalogueSource, count_items

    yield Check("archive", True, f"{archive.folder}, {count_items(archive)} items")
    free = shutil.disk_usage(archive.folder).free
    todo = "" if free > LITTLE_SPACE else "Make room before the next ingest."
    yield Check("disk", free > LITTLE_SPACE, f"{free / 10**9:.1f} GB free", todo)
    status = maintain.status(archive.index_folder, CatalogueSource(archive))
    empty = status.generation is None and count_items(archive) == 0
    found = "no items yet" if empty else f"{status.generation}, behind by {status.behind}"
    good = empty or (status.usable and status.fingerprint_ok and not status.behind)
    yield Check(
        "index", good, f"{found} {status.note}".strip(), "" if good else "Run `muragat index update`."
    )
