"""A chosen set → a package for the curator: planned without a file touched, written, verified, renamed."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, get_args

from archive.errors import BadInput, Busy, MuragatError, NoSpace
from archive.exhibition import Exhibition
from archive.model import Item, Original, Suggestion
from exhibit import bag
from exhibit.checks import Check, checks, choose, in_order
from exhibit.images import FULL, Files
from exhibit.works import Work, works

Part = Literal["images", "checklist", "labels", "contact-sheet", "gallery", "metadata", "iiif", "report"]
PARTS: tuple[Part, ...] = get_args(Part)
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What to make. `include` names restricted items that are wanted all the same; `backs` adds back sides;
    `web_side` is the long side for the screen in pixels; `print_cm` the long side wanted on the wall where
    the set names none; `watermark` is written across the pictures for the screen;
    `label` is the size of labels (`wide`, `small`, `large`)."""

    parts: frozenset[Part] = frozenset(PARTS)
    include: frozenset[str] = frozenset()
    backs: bool = False
    web_side: int = 2400
    print_cm: float = 30.0
    watermark: str = ""
    label: str = "wide"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a package will hold. `left_out` says which entries are not in it and why; `suggestions` about the
    works, by the id of their item, say where fields of their records come from."""

    exhibition: Exhibition
    works: tuple[Work, ...]
    left_out: tuple[Check, ...]
    checks: tuple[Check, ...]
    options: Options = field(default_factory=Options)
    suggestions: Mapping[str, Sequence[Suggestion]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """A finished package: its files with their SHA-256, and the works whose original could not be read."""

    folder: Path
    files: Mapping[str, str]
    works: int
    left_out: tuple[Check, ...]
    checks: tuple[Check, ...]

    @property
    def unread(self) -> tuple[Check, ...]:
        """The works that are in the package without a picture."""
        return tuple(check for check in self.checks if check.kind == "unread")


def plan(exhibition: Exhibition, items: Iterable[Item], options: Options | None = None) -> Plan:
    """What the package of `exhibition` will hold. `items` are those of its entries, in any order, and those
    that they were joined to.

    Raises BadInput when nothing would be in it, NotFound when an item to be included is not in the set.
    """
    options = options or Options()
    known = {item.id: item for item in items}
    chosen, left_out = choose(exhibition, known, options.include)
    if not chosen:
        raise BadInput(
            f"There is nothing to export in «{exhibition.slug}».",
            "Add items, or name restricted ones with --include." if left_out else "Add items to it first.",
        )
    found = works(exhibition, known, chosen, options.backs)
    told = checks(exhibition, found, options.print_cm, known)
    return Plan(exhibition, found, tuple(left_out), told, options)


def write(
    plan: Plan,
    originals: Callable[[Original], Path],
    target: Path,
    progress: Progress | None = None,
) -> Written:
    """Write the package into a folder beside `target`, verify it, and put it in the place of `target`.

    `originals` says where the file of an original is. An earlier package of the same exhibition at `target`
    is replaced, anything else there is refused (BadInput). Ended in the middle, the next call goes on.
    The same plan gives the same bytes. Raises Busy while another process writes the same package.
    """
    from filelock import FileLock, Timeout

    # A link in its place is refused, links on the way to it are followed.
    named = target.name not in ("", "..")
    target = target.parent.resolve() / target.name if named else target.resolve()
    _refuse_foreign(target, plan.exhibition.slug)
    making = target.parent / f".{target.name}.making"
    lock = FileLock(str(target.parent / f".{target.name}.lock"))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with lock.acquire(timeout=0):
            written = _make(plan, originals, making, progress or (lambda done, total, name: None))
            _swap(making, target)
    except Timeout:
        raise Busy(f"Another process is writing {target}.", "Wait until it has finished.") from None
    except OSError as error:
        raise _unwritable(target, error) from error
    Path(lock.lock_file).unlink(missing_ok=True)
    return replace(written, folder=target)


def _unwritable(target: Path, error: OSError) -> MuragatError:
    why = f"{target} could not be written: {error.strerror or error}."
    if error.errno in FULL - {errno.EROFS}:
        return NoSpace(why, "Make room on the disk; the same command then goes on.")
    return BadInput(why, "Name a folder that you may write to.")


def _make(plan: Plan, originals: Callable[[Original], Path], folder: Path, progress: Progress) -> Written:
    from exhibit.parts import write_parts
    from exhibit.pictures import Pictures

    folder.mkdir(exist_ok=True)
    pictures = Pictures(folder, plan.options)
    pictures.make(plan, originals, progress)
    plan = replace(plan, checks=tuple(sorted((*plan.checks, *pictures.unread), key=in_order)))
    scratch = pictures.finish(plan)
    write_parts(plan, pictures, folder)
    shutil.rmtree(scratch)
    pictures.forget()
    digests = bag.seal(folder, plan.exhibition, pictures.digests)
    bag.validate(folder)
    return Written(folder, digests, len(plan.works), plan.left_out, plan.checks)


def _refuse_foreign(target: Path, slug: str) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise BadInput(f"{target} is not a folder.", "Name a new folder for the package.")
    if target.is_dir() and any(target.iterdir()) and not bag.is_package(target, slug):
        raise BadInput(
            f"{target} holds files that are not from an earlier export of «{slug}».",
            "Name a new folder, or take those files out of it.",
        )


def _swap(making: Path, target: Path) -> None:
    old = target.parent / f".{target.name}.old"
    if old.exists():
        shutil.rmtree(old)
    if target.exists():
        target.rename(old)
    making.rename(target)
    if old.exists():
        shutil.rmtree(old)


__all__ = ["PARTS", "Files", "Options", "Part", "Plan", "Written", "plan", "write"]
