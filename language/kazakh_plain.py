"""Kazakh that was typed on a Russian keyboard, or misread: «каласынын» is «қаласының», of «қала».

A word without a letter of Kazakh alone that means nothing as it stands is cut as `language.alphabet.fold`
leaves words; what is found must be a word of our lists or end as surnames do, with an ending that it takes
when both have their own letters again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from language.alphabet import fold
from language.data.kazakh_nominals import NOMINALS
from language.data.kazakh_verbs import VERBS
from language.kazakh import cuts, harmony_of
from language.kazakh_endings import FRONT, LONGEST, endings

# Shorter words of ours are parts of too many Russian ones.
_SHORTEST = 3
# How many endings of a participle are looked for behind it: the longest have this many letters.
_LONGEST_PARTICIPLE = 8
_SURNAMES = ("ов", "ев", "ин", "ова", "ева", "ина")
# «Ивановка», «Ивановой» are Russian.
_RUSSIAN = frozenset(("ка", "ке", "и", "ы"))
_VOICED = {"қ": "ғ", "к": "г", "п": "б"}

_Folded = dict[str, list[str]]


def plain_stems(word: str) -> list[str]:
    """The words of our lists, and the surnames, that `word` (lower case, Cyrillic, none of the nine letters)
    can be a form of when those letters were meant."""
    low = fold(word)
    nouns, verbs = _bases()
    nominal, finite, participles = _endings()
    found: dict[str, None] = {}
    for at in range(_SHORTEST - 1, len(low)):
        base, rest = low[:at], low[at:]
        if rest in nominal:
            if base in nouns:
                found.update(dict.fromkeys(_checked(nouns[base], nominal[rest])))
            elif base.endswith(_SURNAMES) and rest not in _RUSSIAN and _takes(base, nominal[rest]):
                found[base] = None
        if base in verbs and len(rest) <= LONGEST + _LONGEST_PARTICIPLE:
            found.update(dict.fromkeys(_checked(verbs[base], _verbal(rest, nominal, finite, participles))))
    return list(found)


def _takes(stem: str, surfaces: list[str]) -> bool:
    """Whether a stem that is in no list of ours takes one of these endings."""
    meant = [surface for surface in surfaces if surface != fold(surface)]
    return any(stem in cuts(stem + surface).unknown for surface in meant)


def _checked(joined: list[str], surfaces: Iterable[str]) -> Iterator[str]:
    """The words of our lists that have one of these forms before an ending, and take one of these endings."""
    for surface in surfaces:
        for form in joined:
            known = cuts(form + surface).known
            yield from (stem for stem in known if len(stem) >= _SHORTEST and form in _joints(stem))


def _verbal(rest: str, nominal: _Folded, finite: _Folded, participles: _Folded) -> list[str]:
    """What `rest` can be behind a root, with its own letters: the ending of a verb, or of a participle and a
    noun's."""
    found = finite.get(rest, []) + participles.get(rest, [])
    for at in range(1, min(len(rest), _LONGEST_PARTICIPLE + 1)):
        if rest[:at] in participles and rest[at:] in nominal:
            found += [first + last for first in participles[rest[:at]] for last in nominal[rest[at:]]]
    return found


def _joints(word: str) -> list[str]:
    """How a noun or root of our lists can look before an ending."""
    last = word[-1]
    forms = [word]
    if last in _VOICED:
        forms.append(word[:-1] + _VOICED[last])
    if last == "п" and word in VERBS:
        forms.append(word[:-1] + "у")
    if (last in "йыі" and word in VERBS) or last == "ь":
        forms.append(word[:-1])
    if len(word) > 3 and word[-2] in "ыі" and word in NOMINALS:
        forms.append(word[:-2] + last)
    return [*forms, *_derived(word)] if word in VERBS else forms


def _derived(root: str) -> list[str]:
    """The negative and the passive of a root: бар-ма, кел-ме, айт-ыл, баста-л."""
    back = harmony_of(root) != FRONT
    last = root[-1]
    first = "б" if last in "мнңзж" else "п" if last in "пкқтсшщчцхфбвгд" else "м"
    passive = "л" if last in "аеыі" else "ыл" if back else "іл"
    return [root + first + ("а" if back else "е"), root + passive]


@cache
def _bases() -> tuple[_Folded, _Folded]:
    """Folded forms before an ending → those forms, of nouns and of roots."""
    return _by_fold(NOMINALS), _by_fold(VERBS)


def _by_fold(words: Iterable[str]) -> _Folded:
    return _folded([form for word in words if len(word) >= _SHORTEST for form in _joints(word)])


@cache
def _endings() -> tuple[_Folded, _Folded, _Folded]:
    """Folded endings → endings, of nouns, of verbs, and of what makes a noun of a verb."""
    nominal, finite, participles = endings()
    return _folded(nominal), _folded(finite), _folded(participles)


def _folded(surfaces: Iterable[str]) -> _Folded:
    """Folded → surfaces that fold so. All are folded in one go, which takes a fifth of the time."""
    surfaces = list(surfaces)
    table: _Folded = {}
    for low, surface in zip(fold("\n".join(surfaces)).split("\n"), surfaces, strict=True):
        table.setdefault(low, []).append(surface)
    return table
