"""The words of a found name put together: one case, one sex, one script."""

from __future__ import annotations

import re
from collections.abc import Iterable

from language.alphabet import repair
from language.name_cases import Sex, russian_case, russian_surnames, without_cases, without_russian_case
from language.name_stops import is_kazakh_surname
from language.name_words import NameWord, in_case_of, is_womans
from language.persons import PersonName
from language.romanisation import to_cyrillic, to_latin

_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_MANS = ("ов", "ев", "ёв", "ин", "ын")
_WOMANS = tuple(ending + "а" for ending in _MANS)


def assembled(words: Iterable[tuple[str, str, NameWord]], genitive: bool = False) -> PersonName:
    """The name whose words are given as code (s surname, g given, p patronymic, i initial, - joined to the
    word before), text and reading. `genitive`: what stands before asks for a Russian genitive."""
    parts = {"s": "", "g": "", "p": "", "i": ""}
    found = [(code, text, word) for code, text, word in words]
    sex, case = _sex(found), _case(found)
    if genitive and not sex and not any(_is_known_given(code, text, word) for code, text, word in found):
        sex, case = "m", "genitive"
    at = "g"
    for code, text, word in found:
        at, joint = (at, " ") if code == "-" else (code, "")
        parts[at] += joint + (_surname(text, word, sex, case) if code == "s" else _given(word, found, case))
    return PersonName(parts["s"], parts["g"], parts["p"], one_script(parts["i"], parts["s"]))


def _is_known_given(code: str, text: str, word: NameWord) -> bool:
    """Whether a given name's own form is known: «художника Куанышбека» is Куанышбек's, whom no list has."""
    return code == "g" and not (word.role == "open" and text.endswith("а"))


def one_script(initials: str, surname: str) -> str:
    """`initials` in the letters of the surname: К. of Akhmetov is K., whichever was typed."""
    if surname and _LATIN.match(surname) and _CYRILLIC.search(initials):
        return "".join(map(_latin_initial, initials))
    if surname and _CYRILLIC.match(surname) and _LATIN.search(initials):
        return "".join(map(_cyrillic_initial, initials))
    return initials


def _latin_initial(letter: str) -> str:
    # A neighbour in the wanted script lets `repair` choose the letter that looks alike.
    alike = repair("QQQ" + letter)[3:]
    return alike if _LATIN.match(alike) else to_latin(letter)


def _cyrillic_initial(letter: str) -> str:
    alike = repair("ЖЖЖ" + letter)[3:]
    return alike if _CYRILLIC.match(alike) else to_cyrillic(letter)


def _sex(words: list[tuple[str, str, NameWord]]) -> Sex:
    """What patronymic and given name say: their endings, or a name that only women bear."""
    for wanted in ("p", "g"):
        for code, _, word in words:
            if code == wanted and word.sex:
                return word.sex
    given = [word.nominative for code, _, word in words if code == "g"]
    return "f" if given and is_womans(given[0]) else ""


def _case(words: list[tuple[str, str, NameWord]]) -> str:
    """The Russian case in which the man's given name stands."""
    for code, text, word in words:
        if code == "g" and word.russian and word.sex == "m":
            return russian_case(text.lower())
    return ""


def _given(word: NameWord, words: list[tuple[str, str, NameWord]], case: str = "") -> str:
    """The nominative of a given name that no list knows, by the case of the surname: Бекету Алимову,
    Бубусаре Нургалиевой."""
    if word.role != "open" or word.inflected:
        return word.nominative
    if case == "genitive":
        return without_russian_case(word.nominative, case)
    for code, text, other in words:
        if code == "s" and other.russian and other.sex == "m":
            return without_russian_case(word.nominative, russian_case(text.lower()))
        if code == "s" and other.russian and other.sex == "f":
            return _womans_nominative(word.nominative)
    return word.nominative


def _womans_nominative(given: str) -> str:
    for ending, nominative in (
        ("ой", "а"),
        ("ей", "я"),
        ("е", "а"),
        ("ы", "а"),
        ("у", "а"),
        ("ю", "я"),
        ("и", "я"),
    ):
        if given.endswith(ending) and len(given) > len(ending) + 2:
            return given.removesuffix(ending) + nominative
    return given


def _surname(text: str, word: NameWord, sex: Sex, case: str) -> str:
    """The surname's nominative where the other words tell more than its own ending: (Мухтара) Ауэзова →
    Ауэзов, (Айгуль) Ахметову → Ахметова, (Виктором) Цоем → Цой."""
    name = word.nominative
    if word.role == "word" and is_kazakh_surname(bare := next(iter(without_cases(name.lower())), "")):
        return in_case_of(name, bare)
    if word.role == "open" and not case and not word.inflected:
        return in_case_of(name, next(iter(russian_surnames(name.lower())), name))
    if sex == "m" and case and name.endswith(_WOMANS) and not _KAZAKH.search(name):
        return name[:-1]
    if sex == "f" and word.russian and name.endswith(_MANS):
        return name + "а"
    if sex == "f" and name.endswith(("ской", "цкой")):
        return name[:-2] + "ая"
    if case and word.role in ("open", "word", "given") and not word.inflected and not _KAZAKH.search(name):
        return without_russian_case(name, case)
    return name
