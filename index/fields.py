"""The fields of the query language: their names in three languages, their values, and the trees they make."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from archive.errors import BadInput, BadQuery
from archive.model import ITEM_ID
from index.dates import NoDate, date_tree, quoted
from index.named_places import at_place
from index.query import Coded, CodedField, Nothing, Prefix, Query, Together, Word, WordField, either
from language.tokens import tokens

# Every field by its English name and what Kazakh and Russian users type for it.
NAMES: Mapping[str, str] = {
    alias: name
    for name, aliases in {
        "person": "person тұлға тулга адам персона лицо",
        "event": "event оқиға окига шара событие мероприятие",
        "date": "date күні куни мерзімі дата",
        "place": "place орны орын жер место",
        "kind": "kind түрі тури вид тип",
        "id": "id нөмір номер",
        "has": "has бар есть",
        "is": "is күйі состояние",
        "rights": "rights құқық права доступ",
    }.items()
    for alias in aliases.split()
}

# What a value may be, by field, with the words that Kazakh and Russian users type for it.
VALUES: Mapping[str, Mapping[str, str]] = {
    field: {word: value for value, words in values.items() for word in (value, *words.split())}
    for field, values in {
        "kind": {"photo": "фото сурет photos", "document": "құжат документ documents"},
        "has": {
            "text": "мәтін текст",
            "person": "тұлға адам персона persons",
            "date": "күні күн дата",
            "place": "орны орын место",
            "event": "оқиға событие",
            "back": "арты оборот",
            "gps": "",
        },
        "is": {"unreviewed": "", "reviewed": "", "unconfirmed": ""},
        "rights": {"public": "ашық открыто", "staff": "қызметтік служебно", "closed": "жабық закрыто"},
    }.items()
}
ACCESSION = re.compile(r"[0-9]{4,}")


def field_tree(name: str, value: str) -> Query:
    """The tree of a field given by name and value, as an option of a command gives it."""
    field = NAMES.get(name.casefold())
    if field is None:
        raise BadInput(
            f"There is no field {quoted(name)}.", f"Fields: {', '.join(sorted(set(NAMES.values())))}."
        )
    return tree(field, value, (0, len(value)))


def tree(field: str, value: str, span: tuple[int, int], *, prefix: bool = False) -> Query:
    """The tree of a value that stands at `span` of the query. Raises BadQuery for an impossible one.

    `prefix` when a * follows the value.
    """
    value = value.strip()
    if field in ("person", "event", "place"):
        found = _words(cast(WordField, field), value, prefix)
        return either(found, *at_place(value)) if field == "place" and not prefix else found
    if field == "date":
        return _date(value, span)
    if field == "id":
        return _identifier(value, span)
    known = VALUES[field].get(value.casefold())
    if known is None:
        todo = f"Use one of: {choices(field)}."
        _need(field, value, span, todo)
        raise BadQuery(f"{field}: has no value {quoted(value)}.", *span, todo)
    return Coded(cast(CodedField, field), known)


def choices(field: str) -> str:
    """What the values of a field may be, as a list in a sentence."""
    return ", ".join(dict.fromkeys(VALUES[field].values()))


def _need(field: str, value: str, span: tuple[int, int], todo: str) -> None:
    if not value:
        raise BadQuery(f"{field}: is given no value.", *span, todo)


def _words(field: WordField, value: str, prefix: bool) -> Query:
    words = tuple(token.text for token in tokens(value))
    if len(words) > 1:
        found: Query = Together(words, field, last_is_prefix=prefix)
    elif words:
        found = Prefix(words[0], field) if prefix else Word(words[0], field)
    else:
        return Nothing()
    by_id: CodedField | None = {"person": "person_id", "event": "event_id"}.get(field)  # type: ignore[assignment]
    return either(found, Coded(by_id, value)) if by_id and _may_be_id(value) else found


def _may_be_id(value: str) -> bool:
    return any(letter.isdigit() for letter in value) and value.isascii() and " " not in value


def _date(value: str, span: tuple[int, int]) -> Query:
    todo = "Dates look like 2024, 2024-09, 2024-09-18, 09-18, 1930..1939, ..1950 or unknown."
    _need("date", value, span, todo)
    try:
        return date_tree(value)
    except NoDate as error:
        if not str(error):
            raise BadQuery(f"{quoted(value)} is not a date.", *span, todo) from None
        raise BadQuery(f"{quoted(value)} is not a date: {error}.", *span, todo) from None


def _identifier(value: str, span: tuple[int, int]) -> Query:
    if ITEM_ID.fullmatch(value):
        return Coded("id", value)
    if ACCESSION.fullmatch(value):
        return Coded("accession", value)
    todo = "An id looks like 0003-0017, an accession like 0003."
    _need("id", value, span, todo)
    raise BadQuery(f"{quoted(value)} is not an item's id.", *span, todo)
