"""The patterns of dates over the symbols of `language.date_words`, and the EDTF that each one gives."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from language.date_words import Piece, is_also_word, pieces, roman
from language.edtf_dates import part


class Reading(NamedTuple):
    """A date as read: offsets, EDTF (XXXX for a year that is not said); `plain` has no qualifier."""

    start: int
    end: int
    edtf: str
    plain: bool = True


Groups = dict[str, Piece]

# Longest first. Small letters in <> are groups: y year, m month, d day, s season, r Roman figure, t two
# digits.
_PATTERNS = r"""
numeric     <i:I>d?
day_range   <y:Y>w?,?<d:[1o]>-<e:[1o]><m:M>m?d?
day_range   P?<d:[1o]>-<e:[1o]>f?<m:M>m?(?:,?<y:Y>w*)?d?
day_range   <d:[1o]>&<e:[1o]><m:M>m?(?=q)
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
year_range  <y:Y>&<z:Y>[wW]+(?=q)
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
        rules.append((_READERS[name], re.compile(named)))
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
    if behind == "b" and last.text.lower().endswith(("ға", "ге", "қа", "ке")):
        return Reading(start, row[end].end, f"../{_end(edtf)}", False)
    if behind == "p" and last.text.lower().endswith(("ан", "ен")):
        return Reading(start, row[end].end, f"{_end(edtf)}/..", False)
    return Reading(start, stop, edtf)


def _end(edtf: str) -> str:
    """A date as the end of an open interval: a decade or century by its first year."""
    return edtf.replace("X", "0") if "X" in edtf else edtf


def _marked(edtf: str, mark: str) -> str:
    """The date with `?` or `~` where EDTF level 1 has it: not on seasons, nor on centuries in an interval."""
    ends = edtf.split("/")
    open_to_mark = [not re.search(r"-2[1-4]$", end) and not (len(ends) == 2 and "XX" in end) for end in ends]
    return "/".join(end + mark if marks else end for end, marks in zip(ends, open_to_mark, strict=True))


def _year(groups: Groups, name: str = "y") -> str:
    if name in groups:
        return f"{groups[name].value:04}"
    if "t" in groups:
        return f"{two_digit_year(groups['t'].value):04}"
    return "XXXX"


def two_digit_year(value: int) -> int:
    """The latest year that ends in these two digits and is not in the future."""
    this = datetime.date.today().year
    century = this // 100 * 100
    return century + value if century + value <= this else century - 100 + value


def _day(groups: Groups) -> str | None:
    day, month = groups.get("d"), groups["m"]
    if day is None:
        day = groups["l"]
        # «қыркүйек айында 20 адам»: the figure is the day only behind a genitive, as an ordinal, or in
        # English.
        if not (
            day.kind == "o"
            or month.text.isascii()
            or groups.get("a", month).text.lower().endswith(("ың", "ің"))
        ):
            return None
    return f"{_year(groups)}-{month.value:02}-{day.value:02}"


def _day_range_behind(groups: Groups) -> str | None:
    """«March 5–7, 2019», «қыркүйектің 5–7-сі»: the figures are days where one figure would be."""
    first = _day(groups)
    return f"{first}/{first[:-2]}{groups['e'].value:02}" if first else None


def _day_range(groups: Groups) -> str:
    stem = f"{_year(groups)}-{groups['m'].value:02}"
    return f"{stem}-{groups['d'].value:02}/{stem}-{groups['e'].value:02}"


def _month(groups: Groups) -> str:
    return f"{_year(groups)}-{groups['m'].value:02}"


def _month_range(groups: Groups) -> str:
    return f"{_year(groups)}-{groups['m'].value:02}/{_year(groups)}-{groups['n'].value:02}"


def _month_alone(groups: Groups) -> str | None:
    month = groups["m"].text
    located = month.lower().endswith(
        ("да", "де", "та", "те", "дан", "ден", "тан", "тен", "дағы", "дегі", "тағы", "тегі")
    )
    if is_also_word(month) or (not located and not month.lower().endswith(("е", "ря", "ля", "ня"))):
        return None
    return _month(groups)


def _season(groups: Groups) -> str | None:
    return f"{_year(groups)}-{groups['s'].value}" if "y" in groups else None


def _year_range(groups: Groups) -> str | None:
    first = groups["y"].value
    last = groups["z"].value if "z" in groups else first // 100 * 100 + groups["t"].value
    return f"{first:04}/{last:04}" if first < last else None


def _between(groups: Groups) -> str | None:
    return _year_range(groups) if groups["word"].text.lower() in ("between", "между") else None


def _decade(groups: Groups) -> str | None:
    if "y" in groups:
        year = groups["y"]
        return f"{year.value // 10:03}X" if year.value % 10 == 0 else None
    tens = groups["t"].value
    # «5–10 жылдар бұрын» counts.
    if tens % 10 or not 10 <= tens <= 90 or ("r" not in groups and groups["before"].text in tuple("-–—")):
        return None
    if "c" in groups and not _is_century(groups["c"], groups["r"].kind == "R"):
        return None
    century = groups["r"].value - 1 if "r" in groups else 19
    return f"{century:02}{tens // 10}X" if century > 0 else None


def _decades(groups: Groups) -> str | None:
    """«1950–1960-шы жылдар», «50–60-жылдар», «ХХ ғасырдың 50–60-жылдары»."""
    if "c" in groups and not _is_century(groups["c"], groups["r"].kind == "R"):
        return None
    century = (groups["r"].value - 1 if "r" in groups else 19) * 100
    first = groups["y"].value if "y" in groups else century + groups["t"].value
    last = groups["z"].value if "z" in groups else first // 100 * 100 + groups["u"].value
    if first % 10 or last % 10 or first >= last:
        return None
    return f"{first // 10:03}X/{last // 10:03}X"


def _century(groups: Groups) -> str | None:
    number = (groups.get("r") or groups["t"]).value
    if not _is_century(groups["c"], "r" in groups):
        return None
    return f"{number - 1:02}XX" if 1 < number <= 21 else None


def _is_century(word: Piece, roman: bool) -> bool:
    """«ғ.» and «в.» are centuries behind a Roman figure and with a full stop: «20 в Алматы» is none."""
    if word.kind == "w" or len(word.text) == 1:
        return roman and word.text.lower() in ("ғ", "в", "г") and word.end - word.start > 1
    return True


def _centuries(groups: Groups) -> str | None:
    first, last = groups["r"].value, groups["u"].value
    if not _is_century(groups["c"], True):
        return None
    return f"{first - 1:02}XX/{last - 1:02}XX" if 1 < first < last else None


# «1500 жыл бұрын» counts years, it does not name one.
_COUNTED = ("бұрын", "бойы", "ішінде", "өтті", "толды", "тарихы", "назад", "лет")


def _plain_year(groups: Groups) -> str | None:
    word = groups.get("w")
    counts = (
        word is not None and word.text.lower() == "жыл" and groups["after"].text.lower().startswith(_COUNTED)
    )
    return None if counts else _year(groups)


def _bare_year(groups: Groups) -> str | None:
    """A year without a word beside it: where it stands apart («Алматы, 1936», «(1936)»), or is qualified."""
    if "about" in groups:
        return _year(groups)
    apart = groups["before"].text in ("", ",", "(", "[", ";", "\n", ".")
    apart = apart and groups["after"].text[:1] in ("", ",", ")", "]", ";", ".", "\n")
    return _year(groups) if apart and 1800 <= groups["y"].value <= 2100 else None


def _numeric(groups: Groups) -> str | None:
    text = groups["i"].text
    if "/" in text and text[:4].isdigit():
        return _school_year(int(text[:4]), int(text[5:]))
    figures = [
        int(figure) if figure.isdigit() else roman(figure) for figure in re.findall(r"\d+|[IVXХІ]+", text)
    ][:3]
    if len(figures) == 2:
        year, month = (figures[0], figures[1]) if text[:4].isdigit() else (figures[1], figures[0])
        return f"{year:04}-{month:02}" if 1000 <= year <= 2100 else None
    if text[:4].isdigit():
        return f"{figures[0]:04}-{figures[1]:02}-{figures[2]:02}"
    day, month, year = figures
    if month > 12 >= day and "/" in text:
        day, month = month, day
    year = year if text[-4:].isdigit() else two_digit_year(year)
    return f"{year:04}-{month:02}-{day:02}"


def _school_year(first: int, last: int) -> str | None:
    """«1929/30 оқу жылы» runs from one year into the next."""
    return f"{first:04}/{first + 1:04}" if last in (first + 1, (first + 1) % 100) else None


_READERS: dict[str, Callable[[Groups], str | None]] = {
    "numeric": _numeric, "day": _day, "day_range": _day_range, "day_range_l": _day_range_behind,
    "month": _month, "month_range": _month_range, "month_alone": _month_alone, "season": _season,
    "year_range": _year_range, "decade": _decade, "between": _between, "decades": _decades,
    "century": _century, "centuries": _centuries, "year": _plain_year, "bare_year": _bare_year,
}  # fmt: skip
