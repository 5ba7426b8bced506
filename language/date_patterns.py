"""The patterns of dates over the symbols of `language.date_words`, which `language.date_readers` reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from language.date_readers import READERS, Groups
from language.date_words import Piece, pieces
from language.edtf_dates import part


class Reading(NamedTuple):
    """A date as read: offsets, EDTF (XXXX for a year that is not said); `plain` has no qualifier."""

    start: int
    end: int
    edtf: str
    plain: bool = True


# Longest first. Small letters in <> are groups: y year, m month, d day, s season, r Roman figure, t two
# digits.
_PATTERNS = r"""
numeric     <i:I>d?
day_range   <y:Y>w?,?<d:[1o]>-<e:[1o]><m:M>m?d?
day_range   P?<d:[1o]>-<e:[1o]>f?<m:M>m?(?:,?<y:Y>w*)?d?
day_range   <d:[1o]>&<e:[1o]><m:M>m?(?=q)
two_days    <d:[1o]>&<e:[1o]>f?<m:M>m?(?:,?<y:Y>w*)?d?
day_range   (?:<y:Y>w?)?<m:M>m?<d:o>-?<e:o>b
day_range_l <m:M><l:[1o]>-<e:[1o]>d?(?:,?<y:Y>w*)?
month_range <y:Y>w,?<m:M>-<n:M>m?
month_range P?<m:M>-<n:M>m?,?<y:Y>w*
day         <y:[Yy]>w?,?<d:[1o]>-?<m:M>m?d?
day         <y:Y>w?,?<m:M>(?:<a:m>)?<l:[1o]>d?
day         <d:[1o]>-?f?<m:M>m?,?<y:Y>w*d?
day         <d:[1o]>-?f?<m:M>m?,?<t:1>w+d?
day         <m:M>(?:<a:m>)?<l:[1o]>,?<y:Y>w*
day         <m:M>(?:<a:m>)?<l:[1o]>d?
month       <y:Y>w,?<m:M>m?
month       <m:M>m?f?,?<y:Y>w*
season      <y:Y>w?<s:S>
season      <s:S>f?,?<y:Y>w*
day         <d:[1o]>-?f?<m:M>m?d?
year_range  P?<y:Y>w?p?-?<z:Y>w*b
year_range  P?<y:Y>w?-<z:Y>[wW]*
year_range  P?<y:Y>-<t:1>[wW]+
year_range  <y:Y>w?&<z:Y>[wW]+(?=q)
between     <y:Y>&<z:Y>
decades     <y:[Yy]>-<z:y>W*
decades     <y:Y>-<u:o>-?W
decades     <y:[Yy]>-<z:Y>-W
decades     <r:[R1]>-?<c:[Cw]>f?L?<t:[1o]>-<u:[1o]>-?[wW]
decades     <t:[1o]>-<u:[1o]>-?W
decade      <r:[R1]>-?<c:[Cw]>f?L?<t:[1o]>-?[wW]
decade      <t:[1o]>-?W<r:R>C
decade      <y:y>W*
decade      <y:Y>-?W
decade      <t:[1o]>-?W
centuries   <r:R>-<u:R><c:[Cw]>
century     <r:R><c:[Cw]>
century     <t:1>-?<c:C>
century     <t:o><c:C>
month       <m:M>m
month_alone <m:M>
season      <s:S>
bare_range  <y:Y>-<t:1>
year        <y:Y><w:[wW]>[wW]*
year        <y:Y>(?=\?)
bare_year   <y:Y>
"""


@cache
def _compiled() -> tuple[tuple[Callable[[Groups], str | None], re.Pattern[str]], ...]:
    rules = []
    for line in _PATTERNS.strip().splitlines():
        name, pattern = line.split(maxsplit=1)
        named = re.sub(r"<(\w):(\[\w+\]|\w)>", r"(?P<\1>\2)", pattern)
        rules.append((READERS[name], re.compile(named)))
    return tuple(rules)


_TRIGGERS = frozenset("1oYyMRSI")


def readings(text: str) -> list[Reading]:
    """The dates of `text` in order; a date that the calendar does not have is passed over whole."""
    row = pieces(text)
    symbols = "".join(piece.kind for piece in row)
    out: list[Reading] = []
    at = 0
    while at < len(row):
        found = _read(symbols, row, at, text) if symbols[at] in _TRIGGERS or symbols[at] == "P" else None
        if found is None:
            at += 1
            continue
        first, end, edtf = found
        if edtf:
            out.append(_qualified(row, symbols, (at, first, end), edtf, text))
        at = end
    return out


def _read(symbols: str, row: list[Piece], at: int, text: str) -> tuple[int, int, str] | None:
    """The first pattern that fits at `at`: where the date proper begins and ends, and its EDTF."""
    for reader, pattern in _compiled():
        match = pattern.match(symbols, at)
        if not match or match.end() == at:
            continue
        groups = {name: row[match.start(name)] for name, kind in match.groupdict().items() if kind}
        groups["word"] = row[at - 1] if at else row[at]
        groups["abbreviated"] = row[at - 2] if at > 1 else row[at]
        groups["before"], groups["after"] = (
            _sign(text, row[at].start, -1),
            _sign(text, row[match.end() - 1].end, 1),
        )
        if at and symbols[at - 1] in "AUBP":
            groups["about"] = row[at - 1]
        edtf = reader(groups)
        if edtf is not None:
            return at, match.end(), edtf if all(part(end) for end in edtf.split("/")) else ""
    return None


def _sign(text: str, at: int, step: int) -> Piece:
    """The sign beside offset `at`, blanks left out, as a piece (its text is empty at the end of the text)."""
    near = text[at : at + 30].lstrip(" \t") if step > 0 else text[max(0, at - 30) : at].rstrip(" \t")
    return Piece("x", at, at, text=(near[:1] if step > 0 else near[-1:]) if step < 0 else near)


def _qualified(row: list[Piece], symbols: str, span: tuple[int, int, int], edtf: str, text: str) -> Reading:
    """The reading with what stands around it: about, perhaps, before, after."""
    at, first, end = span
    start, stop = row[first].start, row[end - 1].end
    before = symbols[at - 1] if at else ""
    behind = symbols[end] if end < len(row) else ""
    last = row[end - 1]
    if behind == "?" and edtf[:4] != "XXXX" and (row[end].text == "(?)" or last.kind in "1oYy"):
        return Reading(start, row[end].end, _marked(edtf, "?"), False)
    if before in ("A", "U") and edtf[:4] != "XXXX":
        return Reading(row[at - 1].start, stop, _marked(edtf, "~" if before == "A" else "?"), False)
    if behind == "a" and edtf[:4] != "XXXX":
        return Reading(start, row[end].end, _marked(edtf, "~"), False)
    if "/" in edtf or edtf[:4] == "XXXX":
        return Reading(start, stop, edtf)
    if before == "B":
        return Reading(row[at - 1].start, stop, f"../{_end(edtf)}", False)
    if before == "P" or symbols[at] == "P":
        return Reading(row[at - 1].start if before == "P" else start, stop, f"{_end(edtf)}/..", False)
    if behind == "b" and _is_in_case(last, ("ға", "ге", "қа", "ке")):
        return Reading(start, row[end].end, f"../{_end(edtf)}", False)
    if behind == "p" and _is_in_case(last, ("ан", "ен")):
        return Reading(start, row[end].end, f"{_end(edtf)}/..", False)
    return Reading(start, stop, edtf)


def _is_in_case(piece: Piece, endings: tuple[str, ...]) -> bool:
    """Whether a word has one of these endings; an abbreviation («ж.») may stand for any."""
    low = piece.text.lower()
    return low.endswith(endings) or (piece.kind in "wW" and len(low.rstrip(".")) <= 2)


def _end(edtf: str) -> str:
    """A date as the end of an open interval: a decade or century by its first year."""
    return edtf.replace("X", "0") if "X" in edtf else edtf


def _marked(edtf: str, mark: str) -> str:
    """The date with `?` or `~` where EDTF level 1 has it: not on seasons, nor on decades in an interval."""
    ends = edtf.split("/")
    open_to_mark = [not re.search(r"-2[1-4]$", end) and not (len(ends) == 2 and "X" in end) for end in ends]
    return "/".join(end + mark if marks else end for end, marks in zip(ends, open_to_mark, strict=True))
