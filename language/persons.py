"""A person's name as it is written, in parts."""

from __future__ import annotations

import re
from dataclasses import dataclass

# «Вл.» is one initial.
_INITIAL = re.compile(r"[^\W\d_][a-zа-яё]?")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in the nominative. `initials` are those of the parts that are not written out, in their
    order and without points (`Б. Қ. Оспанова`: surname Оспанова, initials «БҚ»)."""

    surname: str = ""
    given: str = ""
    patronymic: str = ""
    initials: str = ""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name in a text: offsets (case endings included) and the name in the nominative.

    `institution`: the name is part of an institution's («Н.В. Гоголь атындағы кітапхана»), nobody is there.
    """

    start: int
    end: int
    name: PersonName
    institution: bool = False


def full(name: PersonName) -> str:
    """The name in the order of catalogues: surname, given name, patronymic; initials with points."""
    initials = " ".join(letter + "." for letter in _INITIAL.findall(name.initials))
    return " ".join(part for part in (name.surname, name.given, name.patronymic, initials) if part)
