"""Names of persons: find them in a text, take them apart, compare them."""

from __future__ import annotations

import re

from language import name_find
from language.name_match import match, parse
from language.persons import NameSpan, PersonName, full
from language.romanisation import to_latin, to_passport

__all__ = ["NameSpan", "PersonName", "find", "full", "match", "parse", "variants"]


def find(text: str, institutions: bool = False) -> tuple[NameSpan, ...]:
    """The names of persons in `text`, in order, in the nominative; case endings belong to the span.

    With `institutions` also those that an institution is called after («Н.В. Гоголь атындағы кітапхана»,
    «имени Гоголя»), marked as such: nobody of that name is there.
    """
    return tuple(span for span in name_find.find(text) if institutions or not span.institution)


def variants(name: PersonName) -> tuple[str, ...]:
    """Other spellings of the name that people search and write, without that of `full`: the other order,
    with initials, in Russian letters with the Russian patronymic, and in Latin letters."""
    russian = _in_russian(name)
    found = [
        " ".join(part for part in (name.given, name.patronymic, name.surname) if part),
        f"{name.given} {name.surname}" if name.given and name.surname else "",
        _with_initials(name),
        full(russian),
        f"{russian.given} {russian.surname}" if name.given and name.surname else "",
        to_passport(" ".join(part for part in (russian.surname, name.given) if part)),
        to_passport(" ".join(part for part in (name.given, name.surname) if part)),
        to_latin(full(name)),
    ]
    return tuple(form for form in dict.fromkeys(found) if form and form != full(name))


def _with_initials(name: PersonName) -> str:
    letters = [part[0] for part in (name.given, name.patronymic) if part] or list(name.initials)
    return (
        f"{name.surname} {' '.join(letter + '.' for letter in letters)}" if name.surname and letters else ""
    )


# Kazakh letters as Russian papers of the same person have them.
_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")


def _in_russian(name: PersonName) -> PersonName:
    father = re.sub("(?:ұлы|улы)$", "", name.patronymic)
    son = father != name.patronymic
    if not son:
        father = re.sub("(?:қызы|кызы)$", "", name.patronymic)
    patronymic = name.patronymic
    if father != patronymic:
        soft = father[-1:] in "йеьиі"
        stem = father[:-1] if father[-1:] in "йьиі" else father
        patronymic = stem + ("е" if soft else "о") + ("вич" if son else "вна")
    parts = (part.translate(_RUSSIAN) for part in (name.surname, name.given, patronymic, name.initials))
    return PersonName(*parts)
