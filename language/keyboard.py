"""The same keys on another keyboard: «rbnfg» was meant to be «китап», «r3nfg» «кітап».

Layouts: the Russian ЙЦУКЕН, the Kazakh one that puts its nine letters on the digit row
(standard on Windows and X11), and US English.
"""

from __future__ import annotations

import re

_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю."
_SHIFTED = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'
_DIGIT_ROW = dict(zip("2345890-=@#$%*()_+", "әіңғүұқөһӘІҢҒҮҰҚӨҺ", strict=True))

_TO_CYRILLIC = dict(zip(_KEYS, _RUSSIAN, strict=True)) | dict(zip(_SHIFTED, _RUSSIAN.upper(), strict=True))
_TO_CYRILLIC["?"] = ","
_TO_LATIN = {cyrillic: key for key, cyrillic in (_TO_CYRILLIC | _DIGIT_ROW).items() if cyrillic.isalpha()}

# A digit or sign of the top row is a Kazakh letter only beside a letter: «r3nfg», «)fpfr», not «2024».
_TOP_ROW = re.compile(r"(?<!\d)[2345890@#$%*()_+](?=[a-zA-Z])|(?<=[a-zA-Z])[2345890](?!\d)")


def swap_layout(text: str) -> str:
    """`text` as the same keys would have typed it on the other keyboard: Latin letters become
    Cyrillic ones, Cyrillic text becomes Latin. Text without letters is returned as it is."""
    cyrillic = sum("\u0400" <= char <= "\u052f" for char in text)
    latin = sum(char.isascii() and char.isalpha() for char in text)
    if cyrillic >= latin:
        return "".join(_TO_LATIN.get(char, char) for char in text) if cyrillic else text
    letters = _TOP_ROW.sub(lambda match: _DIGIT_ROW[match[0]], text)
    return "".join(_TO_CYRILLIC.get(char, char) for char in letters)
