"""What a new item may have to do with older ones: suggestions for a person, never joined by itself."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive import items, relations
from archive.catalogue import Transaction
from archive.model import Evidence, Item, Suggestion
from archive.relations import Namesake
from ingest.claims import TRUST, Claim
from ingest.facts import Facts
from language.alphabet import fold

# How far equal names are trusted: the only front of that name, one of several, and what a same folder adds.
ONE_FRONT, ONE_OF_SEVERAL, SAME_FOLDER = 0.7, 0.3, 0.2
# A back that fits more fronts than this («IMG_0001») fits none.
MANY = 5


class Backs:
    """The backs that came without their front, by the name that the front would have."""

    def __init__(self, waiting: Iterator[Namesake], suffixes: Sequence[str]) -> None:
        self._suffixes = sorted((plain(one) for one in suffixes), key=len, reverse=True)
        self._waiting: dict[str, list[Namesake]] = defaultdict(list)
        for one in waiting:
            self._waiting[self.front_of(one.name)].append(one)

    def front_of(self, name: str) -> str:
        """The name that the front of a back has, without ending, in small letters."""
        stem = plain(os.path.splitext(name)[0])
        return next((stem.removesuffix(one) for one in self._suffixes if stem.endswith(one)), stem)

    def of_front(self, item: Item) -> Iterator[Suggestion]:
        """Suggestions on backs that waited for this front."""
        name = item.original.name
        for back in self._waiting.get(plain(os.path.splitext(name)[0]), ()):
            yield _front(back.item_id, back.name, back.path, Namesake(item.id, name, item.original.path), 1)

    def of_back(self, transaction: Transaction, item: Item) -> Iterator[Suggestion]:
        """Suggestions on a back that came by itself; it waits for later fronts too."""
        name, path = item.original.name, item.original.path
        wanted = self.front_of(name)
        self._waiting[wanted].append(Namesake(item.id, name, path))
        stem = name[: len(wanted)]
        fitting = [
            one
            for one in relations.fronts_named(transaction.connection, stem)
            if plain(os.path.splitext(one.name)[0]) == wanted
        ]
        if len(fitting) <= MANY:
            yield from (_front(item.id, name, path, one, len(fitting)) for one in fitting)


def _front(back_id: str, name: str, path: str, front: Namesake, fitting: int) -> Suggestion:
    confidence = ONE_FRONT if fitting == 1 else ONE_OF_SEVERAL
    if _folder(path) == _folder(front.path):
        confidence += SAME_FOLDER
    evidence = Evidence("name", front.name, sentence=f"{name} – {front.name}", item=front.item_id)
    return Suggestion(f"item:{back_id}", "front", front.item_id, evidence, round(confidence, 2))


def _folder(path: str) -> str:
    return plain(os.path.basename(os.path.dirname(path)))


def plain(name: str) -> str:
    """A name for comparing: NFC, without case."""
    return unicodedata.normalize("NFC", name).casefold()


def of_double(transaction: Transaction, item: Item, facts: Facts) -> Iterator[Suggestion]:
    """When an older item shows the same pixels: that both may be one, and what the new one says otherwise."""
    if item.pixels is None:
        return
    first_id = relations.with_pixels(transaction.connection, item.pixels, item.kind, item.pages)
    if first_id is None or first_id >= item.id:
        return
    evidence = Evidence("pixels", item.original.name, item=first_id)
    yield Suggestion(f"item:{item.id}", "duplicate", first_id, evidence, 1.0)
    first = items.item(transaction.connection, first_id)
    for claim in _new_to(first, item, facts):
        yield replace(claim, evidence=replace(claim.evidence, item=item.id)).of(f"item:{first_id}")


def _new_to(first: Item, second: Item, facts: Facts) -> Iterator[Claim]:
    """What the metadata of the second say that the first does not."""
    said: list[tuple[str, str | None, str, str | None]] = [
        ("title", facts.title, facts.sources.get("title", ""), first.title),
        ("author", facts.creator, facts.sources.get("creator", ""), first.author),
        (
            "place",
            facts.city or facts.place,
            facts.sources.get("city" if facts.city else "place", ""),
            first.place,
        ),
        ("caption", facts.description, facts.sources.get("description", ""), first.caption),
        (
            "date",
            (facts.taken or "").split("T")[0],
            facts.taken_field or "",
            first.when.edtf if first.when else None,
        ),
        ("rights", facts.copyright, facts.sources.get("copyright", ""), first.rights.statement),
        ("form", second.form, "exif:Model" if facts.camera else "metadata", first.form),
    ]
    for field, value, source, known in said:
        if value and not _is_known(value, known):
            yield Claim(field, value, Evidence(source or "metadata", value), TRUST["metadata"])
    yield from _new_persons(first, facts)
    for word in facts.keywords:
        if word.casefold() not in {one.casefold() for one in first.keywords}:
            yield Claim("keyword", word, Evidence("metadata", word), TRUST["metadata"])


def _is_known(value: str, known: str | None) -> bool:
    return known is not None and fold(value).lower() in fold(known).lower()


def _new_persons(first: Item, facts: Facts) -> Iterator[Claim]:
    from language import names

    for written in facts.persons:
        if not any(names.match(written, one.name) >= 0.5 for one in first.persons):
            evidence = Evidence(facts.sources.get("persons", "xmp:persons"), written)
            yield Claim("person", names.full(names.parse(written)), evidence, TRUST["metadata"])
