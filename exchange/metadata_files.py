"""Write metadata files into a folder, over nothing but what was written there by us."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from archive.errors import BadInput
from media.xmp_packet import TOOLKIT

REMARK = "written by muragat export-metadata"
# Where a file of ours says so.
_MARKS = (f'x:xmptk="{TOOLKIT}"', REMARK)
_HEAD_BYTES = 1024
_NAMED = 5


def check_folder(folder: Path, archive: Path) -> None:
    """Refuse to write into an archive: its bags are sealed."""
    if folder.resolve().is_relative_to(archive.resolve()):
        raise BadInput(f"{folder} is inside the archive {archive}.", "Name a folder outside of it.")
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"{folder} is not a folder.", "Name a folder, or one that is not there yet.")


def check_files(folder: Path, names: Iterable[str]) -> None:
    """Refuse when a file of another program, or a way out of the folder, stands in the place of one."""
    inside = folder.resolve()
    foreign = [name for name in names if not _may_write(folder / name, inside)]
    if foreign:
        more = f" and {len(foreign) - _NAMED} more" if len(foreign) > _NAMED else ""
        raise BadInput(
            f"Files that Muragat has not written stand in {folder}: {', '.join(foreign[:_NAMED])}{more}."
            " Nothing was written.",
            "Name an empty folder, or move them away.",
        )


def _may_write(path: Path, inside: Path) -> bool:
    if not path.parent.resolve().is_relative_to(inside) or path.is_symlink():
        return False
    if not path.exists():
        return True
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES).decode("utf-8", "replace")
    return any(mark in head for mark in _MARKS)


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write the texts, each whole or not at all. Raises BadInput when the folder cannot be written."""
    try:
        for name, text in files.items():
            _write(folder / name, text)
    except OSError as error:
        raise BadInput(
            f"{folder} cannot be written: {error.strerror}.", "Check it, or name another."
        ) from error


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(".muragat.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
