"""What a server does in the background, begun with plain values: an export, an ingest of an upload."""

from __future__ import annotations

import shutil
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from archive.home import open_archive

Tell = Callable[[str, int, int], None]
# Telling more often than somebody can see costs time that the work needs.
TELL_SECONDS = 0.3
CHUNK = 1 << 20


class _Progress:
    """An ingest's or an export's steps, told on at most every TELL_SECONDS."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._name, self._done, self._total, self._told = "", 0, 0, 0.0

    def stage(self, name: str, total: int) -> None:
        """A stage begins that has `total` steps."""
        self._name, self._done, self._total = name, 0, total
        self._tell(name, 0, total)

    def advance(self) -> None:
        """One more step of the stage is done."""
        self.reach(self._done + 1, self._total)

    def reach(self, done: int, total: int) -> None:
        """So many steps of the stage are done."""
        self._done, self._total = done, total
        now = time.monotonic()
        if done >= total or now - self._told > TELL_SECONDS:
            self._told = now
            self._tell(self._name, done, total)


def export(
    *, archive: str, actor: str, slug: str, folder: str, options: dict[str, Any], tell: Tell
) -> dict[str, Any]:
    """Export an exhibition into `folder` and put the package into a zip file there: `{"file", "works", …}`.

    `options` are those of `exhibit.package.Options`, `parts` a list. Ended early, the same call goes on.
    """
    from exhibit.package import Options
    from workflows import exhibiting

    progress = _Progress(tell)
    progress.stage("exporting", 0)
    wanted = Options(**{**options, "parts": frozenset(options["parts"])})
    target = Path(folder) / slug
    written = exhibiting.export(
        open_archive(Path(archive), actor),
        slug,
        target,
        wanted,
        lambda done, total, _: progress.reach(done, total),
    )
    packed = pack(target, Path(folder) / f"{slug}.zip", progress)
    return {
        "file": packed.name,
        "size": packed.stat().st_size,
        "works": written.works,
        "left_out": [[one.kind, one.item_id, one.detail] for one in written.left_out],
        "unread": [[one.kind, one.item_id, one.detail] for one in written.unread],
        "checks": len(written.checks),
    }


def pack(folder: Path, target: Path, progress: _Progress) -> Path:
    """The folder as a zip file with itself at the top; the folder is taken away. Pictures are stored as they
    are: they are compressed already."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    progress.stage("packing", len(files))
    part = target.with_name(f".{target.name}.part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED, allowZip64=True) as package:
        for path in files:
            package.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
            progress.advance()
    part.replace(target)
    shutil.rmtree(folder)
    return target


def ingest(
    *,
    archive: str,
    actor: str,
    sources: Sequence[str],
    options: dict[str, Any],
    upload: str,
    refused: Sequence[Sequence[str]],
    tell: Tell,
) -> dict[str, Any]:
    """Ingest uploaded folders as the command line does; the report as its JSON, with the files that the
    upload `refused` (name, reason). The folder `upload` is removed: the archive has what it took."""
    from ingest.run import IngestOptions
    from workflows.ingesting import ingest_and_index, report_json

    opened = open_archive(Path(archive), actor)
    paths = [Path(one) for one in sources]
    report = report_json(ingest_and_index(opened, paths, IngestOptions(**options), _Progress(tell)))
    files = f"{upload}/files/"
    for one in (*report["outcomes"], *report["refused"]):
        one["path"] = one["path"].removeprefix(files)
    unkept = [{"path": name, "status": "refused", "id": None, "reason": why} for name, why in refused]
    report["outcomes"] = [*unkept, *report["outcomes"]]
    report["refused"] = [{"path": name, "reason": why} for name, why in refused] + report["refused"]
    report["source_may_be_erased"] = report["source_may_be_erased"] and not unkept
    shutil.rmtree(upload, ignore_errors=True)
    return report
