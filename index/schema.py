"""What the index holds of an item, as plain values, and a fingerprint of how that is made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from archive.model import Depiction, Item
from index.analysis import MARK, VALUE_SPAN, Indexed, indexed, key, words
from index.days import bounds, year_label, yearless
from index.engine import FACETS
from index.named_places import facet_of, mentioned_ids, place_ids
from language.tokens import Token, tokens

# Raise when the meaning of a field changes without a change in this package's code.
SCHEMA_VERSION = 1
# A press text is two or three pages; a hundred photographs hold its words each.
LONGEST_TOLD = 20_000
# Between two texts of an item there is room, so that no phrase reaches from one into the next.
GAP = 8
# Fields that keep positions, and fields that only say whether a term is there.
POSITIONED = ("form", "person", "event", "place")
CODED = (
    "stem", "lent", "told", "yearless", "kind", "accession", "person_id", "event_id", "place_id", "mentions",
    "has", "is", "rights",
)  # fmt: skip
# Which facts of a file are text to be found (the names are those of ingest's facts).
FACT_TEXTS = (
    "title",
    "description",
    "keywords",
    "creator",
    "copyright",
    "place",
    "city",
    "region",
    "country",
)
FACT_PLACES = ("place", "city", "region", "country")

Document = Mapping[str, Any]


def document(item: Item) -> Document:
    """The fields of an item.

    `form`, `person`, `event`, `place`: term → its positions; `stem` and the coded fields: sets of terms;
    `lent`: folded words that only its event gives it, `told`: the words of its event's press text; both count
    less than its own;
    `id`, `order`, `first`, `last`: the id, a number that sorts like it, and the bounds as ordinals;
    `facet_*`: values joined by a line end. Pure.
    """
    first, last = bounds(item.when)
    words = {text: tuple(tokens(text)) for text in _texts(item)}
    form, stem = _text_terms(words.values())
    persons = _persons(item)
    places = place_ids(_places(item))
    return {
        "id": item.id,
        "order": _order(item.id),
        "form": form,
        "stem": stem,
        "lent": _lent(item),
        "told": set(_told(item.event.text or "")) if item.event else set(),
        "person": _value_terms((n for p in persons for n in (p.name, *p.variants)), initials=True),
        "event": _value_terms(item.event.names.values() if item.event else ()),
        "place": _value_terms(_places(item)),
        "first": first,
        "last": last,
        "yearless": _yearless(item, first, last),
        "place_id": places,
        "mentions": places | mentioned_ids(words),
        **_coded(item, persons),
        **_facets(item, first, last),
    }


def _order(item_id: str) -> int:
    accession, _, number = item_id.partition("-")
    return min(int(accession), 10**9) * 10**9 + min(int(number), 10**9 - 1)


def _persons(item: Item) -> tuple[Depiction, ...]:
    """Who is found through the item; a person that was rejected on the item is not, whoever took part."""
    rejected = {p.person_id for p in item.persons if p.status == "rejected"}
    taking_part = item.event.participants if item.event else ()
    found = {p.person_id: p for p in (*taking_part, *item.persons) if p.status != "rejected"}
    return tuple(p for p in found.values() if p.person_id not in rejected)


def _places(item: Item) -> Iterator[str]:
    facts = _facts(item)
    yield from (place for place in (item.place, item.event.place if item.event else None) if place)
    for name in FACT_PLACES:
        yield from _strings(facts.get(name))


def _texts(item: Item) -> Iterator[str]:
    """All text of an item, the most telling first."""
    yield from (text for text in (item.title, *(t.text for t in item.current_texts())) if text)
    yield from item.keywords
    yield from (name for p in _persons(item) for name in (p.name, *p.variants))
    if item.event:
        yield from item.event.names.values()
    yield from _places(item)
    yield from (text for text in (item.author, item.reference) if text)
    facts = _facts(item)
    for name in FACT_TEXTS:
        yield from _strings(facts.get(name))
    for side in item.sides:
        yield from (Path(side.original.name).stem, side.original.folder)


def _facts(item: Item) -> Mapping[str, Any]:
    facts = item.metadata.get("facts")
    return facts if isinstance(facts, Mapping) else {}


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        yield from (one for one in value if isinstance(one, str))


# The photographs of an event follow each other, and their press text is long.
@lru_cache(maxsize=64)
def _told(text: str) -> frozenset[str]:
    """The words of a press text: forms and stems, without their places."""
    found: set[str] = set()
    for word in words(text[:LONGEST_TOLD]):
        found.update((word.form, *word.stems))
    return frozenset(found)


def _lent(item: Item) -> set[str]:
    """The folded words of its event's name and of those who took part, without what the item says itself."""
    if item.event is None:
        return set()
    shown = {p.person_id for p in item.persons}
    given = [name for p in _persons(item) if p.person_id not in shown for name in (p.name, *p.variants)]
    lent = _folded((*given, *item.event.names.values()))
    own = (item.title, *(t.text for t in item.current_texts()), *item.keywords, item.place, item.author)
    shown_names = (name for p in item.persons if p.status != "rejected" for name in (p.name, *p.variants))
    return lent - _folded((*(text for text in own if text), *shown_names)) if lent else lent


def _folded(texts: Iterable[str]) -> set[str]:
    return {
        term.partition(MARK)[0]
        for text in dict.fromkeys(texts)
        for word in words(text)
        for term in (word.form, *word.stems)
    }


def _text_terms(texts: Iterable[Sequence[Token]]) -> tuple[dict[str, list[int]], set[str]]:
    form: dict[str, list[int]] = {}
    stem: set[str] = set()
    at = 0
    for text in texts:
        for word in (indexed(token.text) for token in text):
            form.setdefault(word.form, []).append(at)
            stem.update(word.stems)
            at += 1
        at += GAP
    return form, stem


def _value_terms(values: Iterable[str], *, initials: bool = False) -> dict[str, list[int]]:
    """Forms and stems of each value, each value in its own stretch of VALUE_SPAN positions."""
    found: dict[str, list[int]] = {}
    for number, value in enumerate(dict.fromkeys(values)):
        for place, word in enumerate(words(value)):
            if place == VALUE_SPAN:
                break
            at = number * VALUE_SPAN + place
            for term in dict.fromkeys(_value_keys(word, initials)):
                found.setdefault(term, []).append(at)
    return found


def _value_keys(word: Indexed, initials: bool) -> Iterator[str]:
    yield word.form
    yield from word.stems
    if initials and not word.form.startswith("^"):
        yield "^" + key(word.form.partition("|")[2][0])


def _yearless(item: Item, first: int, last: int) -> set[str]:
    if item.when is None or item.when.earliest or item.when.latest:
        return set()
    return set(yearless(item.when.edtf))


def _coded(item: Item, persons: tuple[Depiction, ...]) -> dict[str, set[str]]:
    return {
        "kind": {item.kind},
        "accession": {item.id.partition("-")[0]},
        "person_id": {p.person_id for p in persons},
        "event_id": {item.event.id} if item.event else set(),
        "has": set(_has(item)),
        "is": set(_is(item)),
        "rights": {item.rights.access},
    }


def _has(item: Item) -> Iterator[str]:
    held = {
        "text": bool(item.text.strip()),
        "person": any(p.status != "rejected" for p in item.persons),
        "date": item.when is not None,
        "place": item.place is not None or (item.event is not None and item.event.place is not None),
        "event": item.event is not None,
        "back": any(side.side == "back" for side in item.sides),
        "gps": bool(_facts(item).get("gps")),
    }
    return (name for name, is_there in held.items() if is_there)


def _is(item: Item) -> Iterator[str]:
    yield "reviewed" if item.reviewed else "unreviewed"
    if any(p.status == "suggested" for p in item.persons):
        yield "unconfirmed"


def _facets(item: Item, first: int, last: int) -> dict[str, str]:
    return {
        "facet_person": "\n".join(sorted({p.person_id for p in _persons(item)})),
        "facet_event": item.event.id if item.event else "",
        "facet_year": year_label(first, last),
        "facet_kind": item.kind,
        "facet_place": facet_of(next(_places(item), "")),
    }


def ready(document: Document) -> dict[str, Any]:
    """The fields of a document for the engine; TypeError, before anything is written, for a wrong type."""
    fields = {name: document[name] for name in (*POSITIONED, *CODED)}
    for name, terms in fields.items():
        if not isinstance(terms, dict | set) or not all(isinstance(term, str) for term in terms):
            raise TypeError(f"{name} of {document['id']} is not a set of terms")
    for name in ("order", "first", "last"):
        if not isinstance(document[name], int):
            raise TypeError(f"{name} of {document['id']} is not a number")
        fields[name] = document[name]
    for name in ("id", *(f"facet_{facet}" for facet in FACETS)):
        if not isinstance(document[name], str):
            raise TypeError(f"{name} of {document['id']!r} is not text")
    fields |= {f"facet_{facet}": document[f"facet_{facet}"] for facet in FACETS}
    return fields | {"id": {document["id"]}, "id_column": document["id"]}


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """A digest of everything that decides what the index holds: the rules of `language` and of this
    package, the gazetteer, and the versions of the packages under them. It changes when an index must be
    made anew."""
    digest = hashlib.sha256(str(SCHEMA_VERSION).encode())
    here = Path(__file__).parent
    own = ("analysis", "schema", "days", "named_places", "whoosh_engine")
    sources = [here / f"{name}.py" for name in own]
    sources += [
        here.parent / "archive" / "places.py",
        *sorted((here.parent / "archive").glob("gazetteer*.py")),
    ]
    for path in (*sources, *sorted((here.parent / "language").rglob("*.py"))):
        digest.update(path.read_bytes())
    for package in ("whoosh", "snowballstemmer"):
        digest.update(_release(package).encode())
    return digest.hexdigest()[:16]


def _release(package: str) -> str:
    """The names of a package's metadata folders, which hold its version: cheaper than reading them."""
    found = find_spec(package)
    if found is None or found.origin is None:
        return ""
    installed = Path(found.origin).parents[1].glob("*.dist-info")
    return " ".join(sorted(p.name for p in installed if p.name.lower().startswith(package)))
