"""What each pattern of dates means: the pieces that it caught → EDTF (XXXX for a year that is not said).

A reader returns None where its pieces are no date after all.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from language.date_words import Piece, is_also_word, roman

Groups = dict[str, Piece]


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


def _two_days(groups: Groups) -> str | None:
    """«1 и 2 мая»: days that follow each other are a range; others are two dates."""
    return _day_range(groups) if groups["e"].value == groups["d"].value + 1 else None


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


def _bare_range(groups: Groups) -> str | None:
    return _year_range(groups) if _stands_apart(groups) else None


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
    return _year(groups) if _stands_apart(groups) else None


# «оп. 2, д. 1974»: a shelf mark, no year.
_MARKS = "ф фонд оп опись д дело қор тізімдеме іс л лист парақ с стр б бет т том вып"
_SHELF_MARKS = frozenset(_MARKS.split())


def _stands_apart(groups: Groups) -> bool:
    """Whether a year without a word beside it has nothing else beside it either, and no shelf mark before."""
    apart = groups["before"].text in ("", ",", "(", "[", ";", "\n", ".")
    apart = apart and groups["after"].text[:1] in ("", ",", ")", "]", ";", ".", "\n")
    marked = groups["before"].text == "." and groups["abbreviated"].text.lower() in _SHELF_MARKS
    return apart and not marked and 1800 <= groups["y"].value <= 2100


def _numeric(groups: Groups) -> str | None:
    text = groups["i"].text
    if "/" in text and text[:4].isdigit():
        return _school_year(int(text[:4]), int(text[5:]))
    if re.match(r"[\d.]{1,11} ?[-–—] ?\d+\.\d+\.", text):
        return _span(text)
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


def _span(text: str) -> str | None:
    """«20–22.05.2022»: what the first day does not say, the last one does."""
    first, last = ([int(one) for one in re.findall(r"\d+", end)] for end in re.split("[-–—]", text))
    first += last[len(first) :]
    if first[::-1] >= last[::-1]:
        return None
    return "/".join(f"{year:04}-{month:02}-{day:02}" for day, month, year in (first, last))


def _school_year(first: int, last: int) -> str | None:
    """«1929/30 оқу жылы» runs from one year into the next."""
    return f"{first:04}/{first + 1:04}" if last in (first + 1, (first + 1) % 100) else None


READERS: dict[str, Callable[[Groups], str | None]] = {
    "numeric": _numeric, "day": _day, "day_range": _day_range, "day_range_l": _day_range_behind,
    "two_days": _two_days,
    "month": _month, "month_range": _month_range, "month_alone": _month_alone, "season": _season,
    "year_range": _year_range, "decade": _decade, "between": _between, "bare_range": _bare_range,
    "decades": _decades, "century": _century, "centuries": _centuries,
    "year": _plain_year, "bare_year": _bare_year,
}  # fmt: skip
