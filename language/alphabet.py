"""Letters: repair what was mistyped, fold what a Russian keyboard cannot type, change the script.

`to_latin`, `to_cyrillic` and `spellings` live in `language.romanisation`, `swap_layout` in
`language.keyboard`; both are offered here too.
"""

from __future__ import annotations

import re
import unicodedata

from language.cleaning import cleaned
from language.keyboard import swap_layout
from language.romanisation import to_cyrillic, to_latin

__all__ = ["fold", "normalise", "repair", "spellings", "swap_layout", "to_cyrillic", "to_latin"]

_LATIN, _CYRILLIC = "A-Za-zÀ-ɏəɵ", "\u0400-\u052f"
_MIXED = re.compile(f"[{_LATIN}][{_CYRILLIC}]|[{_CYRILLIC}][{_LATIN}]")
_WORD = re.compile(f"[{_LATIN}{_CYRILLIC}]+")
_IS_LATIN = re.compile(f"[{_LATIN}]")
# «EXPOға», «ITде»: a Latin abbreviation with a Kazakh ending is not a mistyped word.
_ABBREVIATION = re.compile(f"[A-Z]{{2,}}[{_CYRILLIC}]+")

# Letters drawn alike in the two scripts; a Latin h is drawn like Kazakh һ, a capital one like Н.
_TO_CYRILLIC = dict(zip("acehikmoptxyəɵöüACEHIKMOPTXYBƏƟ", "асеһікморtхуәөөүАСЕНІКМОРТХҮВӘӨ", strict=True))
_TO_CYRILLIC["t"] = "т"
_TO_LATIN = dict(zip("асеһікмортхуәАСЕНІКМОРТХҮУВӘ", "acehikmoptxyəACEHIKMOPTXYYBƏ", strict=True))
_CYRILLIC_TABLE, _LATIN_TABLE = str.maketrans(_TO_CYRILLIC), str.maketrans(_TO_LATIN)


def normalise(text: str) -> str:
    """`text` in NFC, soft hyphens out, words that were divided at a line end joined, look-alike
    letters of the other script put right inside a word (кiтaп → кітап, Саrd → Card)."""
    return repair(cleaned(text)[0])


def repair(text: str) -> str:
    """`text` with look-alike letters of the other script put right; its length does not change."""
    if text.isascii() or not _MIXED.search(text):
        return text
    return _WORD.sub(_repaired, text)


def _repaired(match: re.Match[str]) -> str:
    word = match[0]
    if not _MIXED.search(word) or _ABBREVIATION.fullmatch(word):
        return word
    latin = [char for char in word if _IS_LATIN.match(char)]
    cyrillic = [char for char in word if not _IS_LATIN.match(char)]
    can_be_cyrillic = all(char in _TO_CYRILLIC for char in latin)
    can_be_latin = all(char in _TO_LATIN for char in cyrillic)
    if can_be_cyrillic and (not can_be_latin or len(cyrillic) >= len(latin)):
        return word.translate(_CYRILLIC_TABLE)
    return word.translate(_LATIN_TABLE) if can_be_latin else word


def _fold_table() -> dict[int, str | None]:
    """What `fold` does to one lower-case letter."""
    kazakh = dict(zip("қғңөұүһәіёйэ’ʻʼ", "кгноуухаиеие'''", strict=True))
    table: dict[int, str | None] = {ord(char): plain for char, plain in kazakh.items()}
    for code in (*range(0xE0, 0x250), *range(0x1E00, 0x1F00)):
        plain = unicodedata.normalize("NFD", chr(code))[0]
        if plain != chr(code):
            table[code] = plain.lower()
    table.update(
        {
            ord(a): b
            for a, b in zip("ıəɵøđłþßæœ", ("i", "a", "o", "o", "d", "l", "th", "ss", "ae", "oe"), strict=True)
        }
    )
    table.update(dict.fromkeys((*range(0x300, 0x370), ord("ь"), ord("ъ"), 0xAD)))
    return table


_FOLD = _fold_table()


def fold(text: str) -> str:
    """`text` in lower case, without what a Russian keyboard or a bad OCR loses.

    қ→к ғ→г ң→н ө→о ұ,ү→у һ→х ә→а і,й→и ё,э→е; ь and ъ go (Гүлнәр is Гульнар in Russian); Latin letters
    lose their marks (Qaraǵandy → qaragandy). Folding twice changes nothing. The length may change.
    """
    return text.lower().translate(_FOLD)


def spellings(word: str) -> tuple[str, ...]:
    """What else to look up for `word`: see `language.spelling.spellings`."""
    from language.spelling import spellings as found

    return found(word)
