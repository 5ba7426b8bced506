"""The pictures of a package, one by one, so that memory stays flat; an ended run is taken up again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.model import Original
from exhibit.checks import Check
from exhibit.images import FULL, ChangedOriginal, Files, Screen, caption_of, check, digest, files_of, render
from exhibit.works import Picture, Work
from media.embed import EmbedFailed
from media.opening import Undecodable

if TYPE_CHECKING:
    from exhibit.package import Options, Plan, Progress

JOURNAL = ".journal"
SCRATCH = ".scratch"


class Pictures:
    """Makes pictures under `folder` and remembers in a journal there what is done.

    `files` is keyed by the stem of a picture, `digests` by path; `unread` says what could not be made.
    """

    def __init__(self, folder: Path, options: Options) -> None:
        self.folder = folder
        self.options = options
        self.files: dict[str, Files] = {}
        self.digests: dict[str, str] = {}
        self.unread: list[Check] = []
        self._done = self._journal()
        # Pages share an original: it is compared with its digest once, and told once when it is lost.
        self._sound: set[str] = set()
        self._lost: set[tuple[str, str]] = set()

    def make(self, plan: Plan, originals: Callable[[Original], Path], progress: Progress) -> None:
        """Make what is not made yet; whatever else stands in the folder is taken away first."""
        wanted = list(_each(plan))
        self._clear({self._key(work, picture) for work, picture in wanted})
        with (self.folder / JOURNAL).open("a", encoding="utf-8") as journal:
            for done, (work, picture) in enumerate(wanted):
                progress(done, len(wanted), picture.stem)
                entry = self._take(work, picture) or self._render(work, picture, originals)
                if entry:
                    journal.write(json.dumps(entry) + "\n")
                    journal.flush()
        progress(len(wanted), len(wanted), "")

    def finish(self, plan: Plan) -> Path:
        """Put away what the package is not to hold; gives the folder for what is needed while it is made."""
        scratch = self.folder / SCRATCH
        parts = plan.options.parts
        if "gallery" not in parts:
            self._move(scratch, "gallery/thumbnails")
        if not parts & {"images", "gallery", "iiif"}:
            self._move(scratch, "images/web")
        if "images" not in parts:
            self._move(scratch, "images/print")
        scratch.mkdir(exist_ok=True)
        return scratch

    def forget(self) -> None:
        """Take the journal away: the package is made."""
        (self.folder / JOURNAL).unlink()

    def thumbnail(self, stem: str) -> Path | None:
        """Where the small picture of a side is now."""
        files = self.files.get(stem)
        if files is None:
            return None
        placed = self.folder / files.thumbnail
        return placed if placed.exists() else self.folder / SCRATCH / files.thumbnail

    def _move(self, scratch: Path, name: str) -> None:
        source = self.folder / name
        if not source.exists():
            return
        (scratch / name).parent.mkdir(parents=True, exist_ok=True)
        source.rename(scratch / name)
        if not any(source.parent.iterdir()):
            source.parent.rmdir()
        self.digests = {
            path: value for path, value in self.digests.items() if not path.startswith(f"{name}/")
        }

    def _take(self, work: Work, picture: Picture) -> dict[str, Any] | None:
        entry = self._done.get(self._key(work, picture))
        if entry is None:
            return None
        self._remember(picture, Files(**entry["files"]), entry["digests"])
        return entry

    def _render(
        self, work: Work, picture: Picture, originals: Callable[[Original], Path]
    ) -> dict[str, Any] | None:
        names = files_of(picture)
        original = picture.side.original
        if (work.item.id, original.sha256) in self._lost:
            return None
        try:
            source = self._checked(originals(original), original)
            screen = Screen(self.options.web_side, self.options.watermark)
            made = render(source, picture.page, names, caption_of(work), self.folder, screen)
        except (Undecodable, EmbedFailed, ChangedOriginal, OSError, MemoryError) as error:
            if isinstance(error, OSError) and error.errno in FULL:
                raise
            for name in (names.print, names.web, names.thumbnail):
                (self.folder / name).unlink(missing_ok=True)
            if isinstance(error, ChangedOriginal | OSError):
                self._lost.add((work.item.id, original.sha256))
            self.unread.append(Check("unread", work.item.id, work.number, _reason(error, work, picture)))
            return None
        digests = {name: digest(self.folder / name) for name in (made.print, made.web, made.thumbnail)}
        self._remember(picture, made, digests)
        return {"key": self._key(work, picture), "files": asdict(made), "digests": digests}

    def _checked(self, source: Path, original: Original) -> Path:
        if original.sha256 not in self._sound:
            check(source, original)
            self._sound.add(original.sha256)
        return source

    def _remember(self, picture: Picture, files: Files, digests: Mapping[str, str]) -> None:
        self.files[picture.stem] = files
        self.digests.update(digests)

    def _key(self, work: Work, picture: Picture) -> str:
        caption = {name: str(value) for name, value in asdict(caption_of(work)).items()}
        shape = [picture.stem, picture.side.original.sha256, self.options.web_side, self.options.watermark]
        return hashlib.sha256(json.dumps([shape, caption]).encode()).hexdigest()

    def _journal(self) -> dict[str, dict[str, Any]]:
        """What a run that was ended has made and is still whole."""
        try:
            lines = (self.folder / JOURNAL).read_text(encoding="utf-8").splitlines()
        except OSError:
            return {}
        entries: dict[str, dict[str, Any]] = {}
        for line in lines:
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if all(self._is_whole(name, value) for name, value in entry["digests"].items()):
                entries[entry["key"]] = entry
        return entries

    def _is_whole(self, name: str, expected: str) -> bool:
        path = self.folder / name
        return path.is_file() and digest(path) == expected

    def _clear(self, wanted: set[str]) -> None:
        kept = {name for key in wanted & self._done.keys() for name in self._done[key]["digests"]}
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path.relative_to(self.folder).as_posix() not in kept:
                path.unlink()


def _reason(error: Exception, work: Work, picture: Picture) -> str:
    said = str(error) or type(error).__name__
    of_a_page = work.pages > 1 and not isinstance(error, ChangedOriginal | OSError)
    return f"{picture.page}/{work.pages}: {said}" if of_a_page else said


def _each(plan: Plan) -> Iterator[tuple[Work, Picture]]:
    for work in plan.works:
        for picture in work.pictures:
            yield work, picture
