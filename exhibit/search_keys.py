"""The search of the offline gallery: what each work is found by, and the rules that the page needs to ask.

The page cannot run `language`, so the work is done at export: every word is stored folded, with its stems,
in Cyrillic and in Latin letters. A query is folded by the table that is sent along, and shortened by the
endings that are sent along; a Latin query is compared with Latin keys, both made alike by RESPELLED.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from exhibit.sets import LANGUAGES
from exhibit.works import Work
from language.alphabet import fold, spellings
from language.kazakh_endings import endings
from language.morphology import stems
from language.romanisation import to_latin, to_passport
from language.tokens import tokens

# After folding: one spelling for the romanisations of one sound (Qaraǵandy, Karaghandy, Karagandi).
RESPELLED = (
    *(
        ("shch", "s"),
        ("sch", "s"),
        ("sh", "s"),
        ("ch", "c"),
        ("zh", "j"),
        ("kh", "h"),
        ("gh", "g"),
        ("ts", "c"),
    ),
    *(("ya", "ia"), ("yu", "iu"), ("yo", "io"), ("ye", "e"), ("q", "k"), ("x", "h"), ("w", "u"), ("y", "i")),
    *(("ii", "i"), ("uu", "u"), ("'", "")),
)
# Endings of Russian nouns, adjectives and names in their cases, folded (ё→е, й→и, ь and ъ dropped).
RUSSIAN = (
    "а у е о и ы я ю ом ем ои еи ам ям ах ях ами ями ов ев еи ия ию ии ием иеи иям иях иями ого его ому ему "
    "ым им ых их ыми ими ая яя ое ее ые ие ую юю ова ову овым овои овы овых овым овыми ина ину инои ины иных"
)
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LEAST = 2


def respelled(word: str) -> str:
    """A folded Latin word in the one spelling that queries and keys share."""
    for written, plain in RESPELLED:
        word = word.replace(written, plain)
    return word


def keys(work: Work) -> tuple[list[str], list[str]]:
    """What the work is found by: folded words with their stems, and the same in Latin letters."""
    cyrillic: dict[str, None] = {}
    latin: dict[str, None] = {}
    for word in _words(_texts(work)):
        for form in (word, *stems(word), *spellings(word)):
            if _CYRILLIC.search(form):
                cyrillic[fold(form)] = None
                latin[respelled(fold(to_latin(form)))] = None
                latin[respelled(fold(to_passport(form)))] = None
            else:
                latin[respelled(fold(form))] = None
    return sorted(cyrillic), sorted(latin)


def rules() -> dict[str, Any]:
    """What the page needs to ask: the folding of letters, the respelling, and the endings of both scripts."""
    cyrillic, latin = _endings()
    return {"fold": _fold_table(), "respelled": RESPELLED, "endings": cyrillic, "latin_endings": latin}


def years(work: Work) -> list[int]:
    """The years that the work can be from, for the filter; none when they are not known, or are too many."""
    when = work.when
    if when is None or not when.earliest or not when.latest:
        return []
    first, last = int(when.earliest[:4]), int(when.latest[:4])
    return list(range(first, last + 1)) if last - first <= 30 else []


def _texts(work: Work) -> Iterable[str]:
    item = work.item
    yield from work.labels.values()
    yield from work.titles.values()
    yield from (text.text for text in item.current_texts() if text.role == "caption")
    for person in work.persons:
        yield from (person.name, *person.variants)
    if item.event:
        yield from item.event.names.values()
    yield from (work.place_in(code) for code in LANGUAGES)
    yield from (work.place, item.author or "", " ".join(item.keywords), item.id, work.name)
    yield from (work.date(code) for code in LANGUAGES)
    yield " ".join(map(str, years(work)))


def _words(texts: Iterable[str]) -> Iterable[str]:
    found = (token.text.lower() for text in texts for token in tokens(text))
    return dict.fromkeys(word for word in found if len(word) >= _LEAST or word.isdigit())


@cache
def _fold_table() -> dict[str, str]:
    letters = (chr(code) for code in (*range(0xC0, 0x250), *range(0x400, 0x530), *range(0x1E00, 0x1F00)))
    small = dict.fromkeys(letter.lower() for letter in letters)
    return {letter: fold(letter) for letter in small if fold(letter) != letter}


@cache
def _endings() -> tuple[list[str], list[str]]:
    kazakh = [ending for table in endings() for ending in table]
    cyrillic = {fold(ending) for ending in kazakh} | set(RUSSIAN.split())
    latin = {respelled(fold(to_latin(ending))) for ending in cyrillic}
    return sorted(cyrillic), sorted(latin)
