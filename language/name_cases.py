"""Case endings of names: Kazakh by the junctions of `language.kazakh_endings`, Russian by short tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

Sex = Literal["m", "f", ""]

# Case endings after: vowels, р й у и л, м н ң, з ж, voiceless; of nouns in -ы that belong (қызы, ұлы).
_KK_CASES = re.compile(
    "(?:(?<=[аәеиоөұүыіэяёюмнң])н[ыі]ң|(?<=[рйуилюзж])д[ыі]ң|(?<=[пфкқтсшщчцхһбвгд])т[ыі]ң|(?<=[аәеиоөұүыіэяёю])н[ыі]"
    "|(?<=[рйуилюмнңзж])д[ыі]|(?<=[пфкқтсшщчцхһбвгд])т[ыі]|(?<=[аәеиоөұүыіэяёюрйулмнңзж])[ғг][ае]"
    "|(?<=[пфкқтсшщчцхһбвгд])[қк][ае]|(?<=[аәеиоөұүыіэяёюрйулмнңзж])д[ае](?:ғ[ыі]|г[ыі]|н)?"
    "|(?<=[пфкқтсшщчцхһбвгд])т[ае](?:ғ[ыі]|г[ыі]|н)?|(?<=[мнң])н[ае]н"
    "|(?<=[аәеиоөұүыіэяёюрйулмнң])мен|(?<=[зж])бен|(?<=[пфкқтсшщчцхһбвгд])пен"
    "|(?<=[аәеиоөұүыіэяёюрйу])[лд][ае]р|(?<=[лмнңзж])д[ае]р|(?<=[пфкқтсшщчцхһбвгд])т[ае]р"
    "|(?<=[аәеиоөұүыіэяёюрйулмнңзжвкқтсп])ш[ае]|(?<=[аәеиоөұүыіэяёюмнң])нікі|(?<=[рйуилюзж])дікі|(?<=[пкқтсшвбд])тікі)$"
)
_RU_SURNAME_CASES = (
    ("овой", "ова"), ("евой", "ева"), ("иной", "ина"), ("ской", "ская"), ("ову", "ов"), ("еву", "ев"),
    ("ину", "ин"),
    ("овым", "ов"), ("евым", "ев"), ("иным", "ин"), ("ским", "ский"), ("ского", "ский"), ("скому", "ский"),
    ("ёвой", "ёва"), ("ёву", "ёв"), ("ёвым", "ёв"), ("ёвых", "ёв"), ("ёве", "ёв"),
    ("ыной", "ына"), ("ыну", "ын"), ("цкой", "цкая"), ("цким", "цкий"), ("цкого", "цкий"), ("цкому", "цкий"),
    ("цкую", "цкая"), ("скую", "ская"), ("ине", "ин"), ("иных", "ин"), ("ских", "ский"),
    ("ове", "ов"), ("еве", "ев"), ("овых", "ов"), ("евых", "ев"),
)  # fmt: skip
# Ending → what the nominative has in its place, and whose names go so. Soft ones first: Игорь, Абай, Мария.
_RU_GIVEN_CASES: tuple[tuple[str, tuple[str, ...], Sex], ...] = (
    ("я", ("й", "ь"), "m"), ("ю", ("й", "ь"), "m"), ("ем", ("й", "ь", ""), "m"), ("ом", ("",), "m"),
    ("а", ("",), "m"), ("у", ("",), "m"), ("е", ("", "й", "ь"), "m"), ("и", ("й",), "m"),
    ("и", ("я", "а"), "f"), ("ы", ("а",), "f"), ("е", ("а", "я"), "f"),
    ("у", ("а",), "f"), ("ю", ("я",), "f"), ("ой", ("а",), "f"), ("ей", ("я", "а"), "f"), ("ью", ("ь",), "f"),
)  # fmt: skip
_FLEETING = {
    stem + ending: nominative
    for stem, nominative in (("павл", "павел"), ("петр", "пётр"), ("льв", "лев"))
    for ending in ("а", "у", "ом", "е")
}
_CASES_OF_MEN = (
    ("ом", "instrumental"), ("ем", "instrumental"), ("ым", "instrumental"), ("им", "instrumental"),
    ("а", "genitive"), ("я", "genitive"), ("у", "dative"), ("ю", "dative"), ("е", "prepositional"),
)  # fmt: skip


_PLURAL = re.compile("[лдт][ае]р")


def singular(low: str) -> list[str]:
    """`low` without its Kazakh case endings, where no plural is among them: Шнайдердің is Шнайдер's."""
    return [form for form in without_cases(low) if not _PLURAL.match(low, len(form))]


def without_cases(low: str) -> list[str]:
    """`low` without one Kazakh case or plural ending, and without two, as far as three letters are left."""
    forms: list[str] = []
    stem = low
    for _ in range(2):
        found = _KK_CASES.search(stem)
        if not found or found.start() < 3:
            break
        stem = stem[: found.start()]
        forms.append(stem)
    return forms


def russian_surnames(low: str) -> list[str]:
    """The nominatives that a Russian surname in an oblique case can have: Жумагулову → Жумагулов."""
    return [low[: -len(case)] + nominative for case, nominative in _RU_SURNAME_CASES if low.endswith(case)]


def russian_given(low: str) -> Iterator[tuple[str, Sex]]:
    """The nominatives that a given name in a Russian oblique case can have, and the sex that says."""
    if low in _FLEETING:
        yield _FLEETING[low], "m"
    for ending, nominatives, sex in _RU_GIVEN_CASES:
        if low.endswith(ending):
            for nominative in nominatives:
                yield low[: -len(ending)] + nominative, sex


def russian_case(low: str) -> str:
    """Which case a man's name in a consonant stands in by its ending; empty: by none."""
    return next((case for ending, case in _CASES_OF_MEN if low.endswith(ending)), "")


def without_russian_case(low: str, case: str) -> str:
    """A man's surname without a suffix, out of `case`: Цоя → Цой, Кохом → Кох."""
    for ending, found in _CASES_OF_MEN:
        if found == case and low.endswith(ending) and len(low) - len(ending) > 1:
            return low[: -len(ending)] + ("й" if low[-len(ending) - 1] in "аеиоуэ" else "")
    return low
