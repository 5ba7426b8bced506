"""The mark that keeps a spreadsheet from taking text for something else: an apostrophe, as people type it."""

from __future__ import annotations

import re

# What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection").
FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
_TRUTH = {"true", "false", "истина", "ложь", "ақиқат", "жалған", "шын"}
# No number, day or month with its year is longer.
_SHORT = 40
_WORD = re.compile(r"[^\W\d_]+")
# The beginnings of the months in Kazakh, Russian and English.
_MONTHS = (
    *("қаң", "ақп", "нау", "сәу", "мам", "мау", "шіл", "там", "қыр", "қаз", "қар", "жел"),
    *("янв", "фев", "мар", "апр", "май", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
    *("jan", "feb", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
)


def is_taken(text: str) -> bool:
    """Whether a spreadsheet could take `text` for something else than text."""
    if FORMULA.match(text) or text.casefold() in _TRUTH:
        return True
    if len(text) <= _SHORT and "\n" not in text and any(letter.isdigit() for letter in text):
        words = (word.casefold() for word in _WORD.findall(text))
        if all(len(word) <= 2 or word.startswith(_MONTHS) for word in words):
            return True
    return text.startswith("'") and is_taken(text[1:])


def marked(text: str) -> str:
    """`text` as it stands in the file."""
    return f"'{text}" if is_taken(text) else text


def unmarked(cell: str) -> str:
    """The text of a cell of the file. `unmarked(marked(text))` is `text`."""
    return cell[1:] if cell.startswith("'") and is_taken(cell[1:]) else cell
