"""One word of a name: what part of a name it can be, and its nominative.

Kazakh case endings go by the junction rules of `language.kazakh_endings`, Russian ones by a short table. All
comparison is on folded Cyrillic, so that Бақытжамал, Бакытжамал and Baqytjamal are the same word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from language.alphabet import fold
from language.data.given_names import (
    ALSO_WORDS,
    ENGLISH,
    FIRST_PARTS,
    GIVEN,
    MEN,
    NOT_SURNAMES,
    OPENERS,
    SECOND_PARTS,
    TITLES,
    WOMEN,
)
from language.data.kazakh_nominals import NOMINALS
from language.data.kazakh_verbs import VERBS
from language.kazakh import cuts, is_nominal
from language.name_cases import Sex, russian_given, russian_surnames, singular, without_cases
from language.name_stops import is_no_name, is_place, looks_like_surname
from language.romanisation import to_cyrillic

Role = Literal["given", "surname", "patronymic", "initial", "word", "open", ""]


@dataclass(frozen=True, slots=True)
class NameWord:
    """A word as part of a name. `role` is the likeliest one: `open` is a capitalised word that nothing is
    known of, `word` one of our dictionary, and `` no name; `sure` is False where it is also a common word."""

    role: Role
    nominative: str
    sex: Sex = ""
    sure: bool = True
    inflected: bool = False
    # The ending is a Russian case: it may stand on every word of a name (Олжасом Сулейменовым).
    russian: bool = False


_PATRONYMIC = re.compile(
    "^(?P<father>.{2,}?)(?P<suffix>(?P<m>ұлы|улы|уулу|ұғлы|оғлы|оглы|овуч|ович|евич)|(?P<f>қызы|кызы|овна|евна|ична|инична))"
    "(?P<case>н[ыі]ң|н[ыі]?|н[ае]|н[ае]н|нда|нде|ндағы|мен|мұн|а|у|ем|ом|е)?$"
)
_SHORT_PATRONYMIC = re.compile("(ильич|кузьмич|фомич|лукич|никитич|саввич)(?:а|у|ем|ом|е)?")
_PATRONYMIC_RU_F = re.compile("^(?P<father>.{2,}?)(?P<suffix>овн|евн|ичн)(?:ы|е|у|ой)$")
_SURNAME = re.compile(
    "^.{2,}?(?P<suffix>(?P<m>(?:ов|ев|ёв|ин|ын|ский|скы|цкий|цкы|ской)|(?P<any>енко|чук|швили|дзе|ян|янц|идзе|айтис|юк|оглу))"
    "|(?P<f>(?:ова|ева|ёва|ина|ына|ская|цкая)))$"
)
# Case endings of -ұлы and -қызы, and of -ович.
_CHILD_ENDINGS = "н ның нің на не нан нен нда нде мен ны ні ндағы"
_OF_CHILD_KK = ("", *_CHILD_ENDINGS.split())
_OF_SON_RU = ("", "а", "у", "ем", "ом", "е")
# Letters of the longest word that is looked at: a longer one is no name.
_LONGEST = 64
_CYRILLIC = re.compile("[\u0400-\u052f]")
_KAZAKH = re.compile("[әғқңөұүһі]")
# Surname endings that many other words have too.
_WEAK = (
    "ин",
    "ын",
    "ина",
    "ына",
    "ян",
    "юк",
    "дзе",
    "чук",
    "ский",
    "скы",
    "ская",
    "цкий",
    "цкы",
    "цкая",
    "ской",
)


@cache
def _given_keys() -> frozenset[str]:
    return frozenset(fold(name) for name in GIVEN) | {fold(to_cyrillic(name)) for name in ENGLISH}


@cache
def _womens_keys() -> frozenset[str]:
    return frozenset(map(fold, WOMEN)) - frozenset(map(fold, MEN))


@cache
def _mens_keys() -> frozenset[str]:
    return frozenset(map(fold, MEN)) - frozenset(map(fold, WOMEN))


@cache
def _parts() -> tuple[frozenset[str], tuple[str, ...]]:
    return frozenset(map(fold, FIRST_PARTS)), tuple(dict.fromkeys(map(fold, SECOND_PARTS)))


@cache
def _not_surnames() -> frozenset[str]:
    return frozenset(map(fold, NOT_SURNAMES))


def is_given(word: str) -> bool:
    """Whether `word` (nominative, any script) is a given name of our list or made of two of our parts."""
    key = fold(word if _CYRILLIC.search(word) else to_cyrillic(word))
    if key in _given_keys():
        return True
    first, second = _parts()
    return any(key.endswith(part) and key[: -len(part)] in first for part in second)


@lru_cache(maxsize=1 << 16)
def classify(token: str) -> NameWord:
    """The likeliest part of a name that `token` is, in the nominative where it carries an ending."""
    if len(token) > _LONGEST:
        return NameWord("", token)
    if "-" in token:
        return _hyphenated(token)
    word = token if _CYRILLIC.search(token) else to_cyrillic(token)
    same = word == token
    low = word.lower()
    for reader in (_as_patronymic, _as_given, _as_surname):
        found = reader(low)
        if found:
            nominative = in_case_of(token, found.nominative) if same else token
            return NameWord(found.role, nominative, found.sex, found.sure, found.inflected, found.russian)
    if not same:
        return NameWord("open", token)
    if is_common(low) or is_no_name(low):
        return NameWord("word", token)
    stem = next(iter(without_cases(low)), low)
    # «Келушілер», «Оқырманның»: a word of ours with an ending is no name.
    if stem != low and is_common(stem):
        return NameWord("word", token)
    stem = next(iter(singular(low)), low)
    return NameWord("open", in_case_of(token, stem), inflected=stem != low)


def is_common(low: str) -> bool:
    """Whether a word in lower case is one of our dictionary, in any form."""
    return (
        is_nominal(low)
        or low in TITLES
        or low in OPENERS
        or any((stem in NOMINALS or stem in VERBS) and len(stem) > 2 for stem in cuts(low).known)
    )


def is_unusual(low: str) -> bool:
    """Whether a word is one of ours only by its parts and ends as surnames do: Беккер is no «бек-кер»."""
    if low in NOMINALS or low in TITLES or low in OPENERS or is_no_name(low):
        return False
    return looks_like_surname(low) and not any(stem in NOMINALS and len(stem) > 3 for stem in cuts(low).known)


def in_case_of(token: str, low: str) -> str:
    """`low` with the capital letter of `token`; of a name in capitals one stays (ОСПАНОВА → Оспанова)."""
    return low[:1].upper() + low[1:] if token[:1].isupper() else low


def _as_patronymic(low: str) -> NameWord | None:
    """A father's name with -ұлы, -қызы, -ович, -овна, or one of the few in a bare -ич, and its case
    ending."""
    short = _SHORT_PATRONYMIC.fullmatch(low)
    if short:
        return NameWord("patronymic", short[1], "m", inflected=short[1] != low, russian=short[1] != low)
    found = _PATRONYMIC.match(low)
    if found and _sounds_like_father(found["father"]):
        case, male, russian = found["case"] or "", bool(found["m"]), found["suffix"].endswith(("ич", "на"))
        allowed = _OF_SON_RU if russian and male else ("",) if russian else _OF_CHILD_KK
        if case in allowed:
            nominative = low.removesuffix(case)
            return NameWord(
                "patronymic",
                nominative,
                "m" if male else "f",
                inflected=bool(case),
                russian=russian and bool(case),
            )
    found = _PATRONYMIC_RU_F.match(low)
    # Верховной, духовной are adjectives: before -ой the father must be one that we know.
    if not found or not _sounds_like_father(found["father"], surely=low.endswith("ой")):
        return None
    return NameWord("patronymic", found["father"] + found["suffix"] + "а", "f", inflected=True, russian=True)


def _sounds_like_father(father: str, surely: bool = False) -> bool:
    """ұлы also ends common words (байғұлы, құлы): before it a name must stand, or something long."""
    if (len(father) > 3 and not surely) or is_given(father):
        return True
    # Андрее-вич, Юрь-евич, Иль-инична, Лук-инична, Льв-ович.
    if father in ("льв", "петр", "павл"):
        return True
    stem = father.removesuffix("ь")
    return any(is_given(stem + ending) for ending in ("й", "ий", "я", "а", "ья"))


def is_mans(given: str) -> bool:
    """Whether only men bear the given name `given` (nominative)."""
    return fold(given) in _mens_keys()


def is_womans(given: str) -> bool:
    """Whether only women bear the given name `given` (nominative)."""
    return fold(given) in _womens_keys()


def _as_given(low: str) -> NameWord | None:
    for form in (low, *singular(low)):
        if is_given(form):
            return NameWord(
                "given",
                form,
                sure=not is_nominal(form) and low not in NOMINALS and form not in ALSO_WORDS,
                inflected=form != low,
            )
    return _as_russian_given(low)


def _as_russian_given(low: str) -> NameWord | None:
    """Олжасом → Олжас, Абая → Абай, Галии → Галия; only in words that have no Kazakh letter."""
    if _KAZAKH.search(low) or low in NOMINALS or low in OPENERS:
        return None
    for form, sex in russian_given(low):
        listed = fold(form) in _given_keys()
        if len(form) > 2 and (listed or (len(form) > 5 and is_given(form))):
            sure = not is_nominal(form) and form not in ALSO_WORDS
            return NameWord("given", form, sex, sure, inflected=True, russian=True)
    return None


def _as_surname(low: str) -> NameWord | None:
    russian = russian_surnames(low)
    for form in dict.fromkeys((low, *without_cases(low), *russian)):
        found = _SURNAME.match(form)
        if not found or {fold(form), fold(form.rstrip("аеу"))} & _not_surnames() or form in NOMINALS:
            continue
        weak = found["suffix"] in _WEAK
        if weak and (len(form) < 5 or is_common(low)):
            continue
        sex: Sex = "f" if found["f"] else ("" if found["any"] else "m")
        return NameWord("surname", form, sex, sure=not weak, inflected=form != low, russian=form in russian)
    return None


def _hyphenated(token: str) -> NameWord:
    """Қасым-Жомарт, Әл-Фараби, Римский-Корсаков: the last part takes the ending, any may tell the role."""
    head, _, tail = token.rpartition("-")
    last, first = classify(tail), classify(head)
    nominative = f"{head}-{last.nominative}"
    low = token.lower()
    if is_place(low) or is_place(low[:-1] + "а") or is_place(tail.lower()):
        return NameWord("", token)
    if not head[:1].isupper() and head.lower() not in ("әл", "аль", "эль"):
        return NameWord("", token)
    if last.role == "surname" or head.lower() in ("әл", "аль", "эль"):
        return NameWord("surname", nominative, last.sex, inflected=last.inflected)
    # «Каримова-Нурпеис»: of a double surname either part may be one that is known.
    if first.role == "surname" and first.sure and tail[:1].isupper() and last.role in ("open", "given"):
        return NameWord("surname", nominative, first.sex, inflected=last.inflected)
    if first.role == "given" and tail[:1].isupper():
        return NameWord("given", nominative, inflected=last.inflected)
    return NameWord("", token)
