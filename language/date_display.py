"""An EDTF date as a reader of Kazakh, Russian or English would write it."""

from __future__ import annotations

from language.edtf_dates import OPEN, Part, part

_MONTHS = {
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "en": "January February March April May June July August September October November December",
}
_OF_MONTH = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
_SEASONS = {
    "kk": "көктемі жазы күзі қысы",
    "ru": "весна лето осень зима",
    "en": "spring summer autumn winter",
}
_BEFORE = {"kk": "{} дейін", "ru": "до {}", "en": "before {}"}
_AFTER = {"kk": "{} кейін", "ru": "после {}", "en": "after {}"}
_ABOUT = {"kk": "шамамен {}", "ru": "около {}", "en": "circa {}"}
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def display(edtf: str, lang: str) -> str:
    """An EDTF date in words of `lang` (`kk`, `ru`, `en`; any other is taken for `en`).

    What has no wording here (sets, exponents, the like) comes back as it is.
    """
    code = lang if lang in _MONTHS else "en"
    ends = edtf.split("/")
    dates = [None if end in OPEN else part(end) for end in ends]
    if len(ends) > 2 or any(date is None and end not in OPEN for end, date in zip(ends, dates, strict=True)):
        return edtf
    if len(ends) == 1:
        return _one(dates[0], code) if dates[0] else edtf
    first, last = dates
    if first and last:
        return _interval(first, last, code)
    if first:
        return _AFTER[code].format(_one(first, code, "from"))
    return _BEFORE[code].format(_one(last, code, "to")) if last else edtf


def _interval(first: Part, last: Part, code: str) -> str:
    if not (first.month or last.month) and first.year.isdigit() and last.year.isdigit():
        years = f"{first.year}–{last.year}"
        words = {"kk": f"{years} жылдар", "ru": f"{years} гг.", "en": years}[code]
        return _ABOUT[code].format(words) if "~" in first.mark + last.mark else words
    if first.year == last.year and first.month == last.month and first.day and last.day:
        return (
            _one(last, code).replace(str(last.day), f"{first.day}–{last.day}", 1)
            if code != "kk"
            else (_whole(last, code, days=f"{first.day}–{last.day}"))
        )
    return f"{_one(first, code)} – {_one(last, code)}"


def _one(date: Part, code: str, case: str = "") -> str:
    words = _whole(date, code, case=case)
    if "~" in date.mark or "%" in date.mark:
        words = _ABOUT[code].format(words)
    return words + (" (?)" if date.mark in ("?", "%") and date.mark else "")


def _whole(date: Part, code: str, case: str = "", days: str = "") -> str:
    if date.year.endswith("X") and date.year != "XXXX":
        return _decade_or_century(date.year, code)
    known = date.year != "XXXX"
    year = date.year.lstrip("0") if known else ""
    if date.season:
        season = _SEASONS[code].split()[date.season - 21]
        return {"kk": f"{year} жылдың {season}", "ru": f"{season} {year} г.", "en": f"{season} {year}"}[code]
    day = days or (str(date.day) if date.day else "")
    if not date.month:
        return {"kk": f"{year} {_year_word(case)}", "ru": f"{year} г.", "en": year}[code]
    month = (_OF_MONTH.get(code, _MONTHS[code]) if day else _MONTHS[code]).split()[date.month - 1]
    if code == "kk":
        return _kazakh_day(year, month, day, case)
    words = " ".join(word for word in (day, month, year) if word)
    return f"{words} г." if known and code == "ru" else words


def _year_word(case: str) -> str:
    return {"to": "жылға", "from": "жылдан"}.get(case, "жыл")


def _kazakh_day(year: str, month: str, day: str, case: str) -> str:
    hard = month[-1] in "кқптс"
    front = month in ("сәуір", "шілде", "қыркүйек")
    ending = ""
    if case == "to":
        ending = ("к" if front else "қ") if hard else ("г" if front else "ғ")
        ending += "е" if front else "а"
    elif case == "from":
        ending = ("т" if hard else "н" if month[-1] in "мнң" else "д") + ("ен" if front else "ан")
    return " ".join(word for word in (f"{year} жылғы" if year else "", day, month + ending) if word)


def _decade_or_century(year: str, code: str) -> str:
    if year.endswith("XX"):
        number = int(year[:2]) + 1
        roman = _roman(number)
        return {"kk": f"{roman} ғасыр", "ru": f"{roman} век", "en": f"{number}{_th(number)} century"}[code]
    start = f"{year[:3]}0"
    return {"kk": f"{start}-жылдар", "ru": f"{start}-е гг.", "en": f"{start}s"}[code]


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out, number = out + letters, number - value
    return out


def _th(number: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in (11, 12, 13) else 0, "th")
