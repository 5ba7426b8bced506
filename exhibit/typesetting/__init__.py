"""Sheets of any length as PDF, a piece at a time, so that memory stays flat.

A sheet is laid out twice. First each piece is measured: it is cut before a unit with which a page begins,
so that the next piece goes on where a sheet in one piece would have. Then the pieces are typeset, now that
the number of all pages is known, and joined.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from archive.errors import MuragatError

_CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be printed: a typst source by its name, what all its pages share, and its units in order.

    The source imports `common.typ`, draws `data.units`, and marks where each begins and ends
    (`begin-mark`, `end-mark`); `at_once` units are laid out at a time.
    """

    source: str
    shared: Mapping[str, Any]
    units: Iterable[Mapping[str, Any]]
    at_once: int = 100


@dataclass(frozen=True, slots=True)
class _Piece:
    """Units that fill whole pages; `first` is the number of its first page, `data` its file on the desk."""

    data: str
    first: int
    pages: int


def typeset(sheet: Sheet, root: Path, desk: Path, target: Path) -> int:
    """Write the PDF `target`; how many pages it has.

    `desk` is a folder under `root` that holds the typst sources; pictures are named from `root`. The same
    sheet gives the same bytes. Raises MuragatError when the typesetter refuses.
    """
    pieces = list(_pieces(sheet, root, desk))
    total = sum(piece.pages for piece in pieces)
    if len(pieces) == 1:
        _typeset(sheet, pieces[0], root, desk, total, target)
        return total
    parts = [desk / f"{piece.data}.pdf" for piece in pieces]
    for piece, part in zip(pieces, parts, strict=True):
        _typeset(sheet, piece, root, desk, total, part)
    _run(target.name, do="join", parts=[str(part) for part in parts], target=str(target))
    for part in parts:
        part.unlink()
    return total


def _pieces(sheet: Sheet, root: Path, desk: Path) -> Iterator[_Piece]:
    units = iter(sheet.units)
    waiting: list[Mapping[str, Any]] = []
    number, first = 1, 1
    while True:
        waiting += islice(units, sheet.at_once)
        following = list(islice(units, 1))
        units = chain(following, units)
        name = f"{sheet.source}-{number:04d}"
        marks = _measured(sheet, waiting, name, root, desk, first, not following)
        cut, pages = (len(waiting), _last(marks)) if not following else whole_pages(marks)
        if following and not cut:
            continue
        _write(sheet, waiting[:cut], desk / f"{name}.json", not following)
        yield _Piece(name, first, pages)
        if not following:
            return
        waiting, number, first = waiting[cut:], number + 1, first + pages


def whole_pages(marks: Sequence[Sequence[Any]]) -> tuple[int, int]:
    """How many of the measured units fill whole pages, and how many pages: `(0, 0)` when no page is full."""
    begins = [page for word, page in marks if word == "begin"]
    ends = [page for word, page in marks if word == "end"]
    for unit in range(len(begins) - 1, 0, -1):
        if begins[unit] > ends[unit - 1]:
            return unit, begins[unit] - 1
    return 0, 0


def _last(marks: Sequence[Sequence[Any]]) -> int:
    return int(next(page for word, page in reversed(marks) if word == "last"))


def _measured(
    sheet: Sheet, units: list[Mapping[str, Any]], name: str, root: Path, desk: Path, first: int, is_last: bool
) -> list[list[Any]]:
    _write(sheet, units, desk / f"{name}.json", is_last)
    inputs = _inputs(desk / f"{name}.json", root, first, 0)
    source = str(desk / f"{sheet.source}.typ")
    found = _run(sheet.source, do="measure", source=source, root=str(root), inputs=inputs)
    marks: list[list[Any]] = json.loads(found)
    return marks


def _write(sheet: Sheet, units: list[Mapping[str, Any]], path: Path, is_last: bool) -> None:
    data = {**sheet.shared, "units": units, "is_last": is_last}
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _typeset(sheet: Sheet, piece: _Piece, root: Path, desk: Path, total: int, target: Path) -> None:
    inputs = _inputs(desk / f"{piece.data}.json", root, piece.first, total)
    source = str(desk / f"{sheet.source}.typ")
    _run(target.name, do="typeset", source=source, root=str(root), inputs=inputs, target=str(target))


def _inputs(data: Path, root: Path, first: int, total: int) -> dict[str, str]:
    return {"data": f"/{data.relative_to(root).as_posix()}", "first": str(first), "total": str(total)}


def _run(name: str, **request: Any) -> str:
    command = [sys.executable, "-I", str(_CHILD), json.dumps(request)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise MuragatError(f"{name} could not be typeset: {last}", "Please report this.")
    return done.stdout
