"""Facts, texts, event and folder → what an item is said to be, each value with its evidence. Pure.

For each field the most trusted source is in effect; what contradicts is kept as a suggestion beside it, never
settled. Dates have rules of their own (`item_dates`), so have persons, places and forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from archive.model import Event, Evidence, Role, Text, When
from ingest import item_dates, item_forms, item_persons, item_places
from ingest.claims import TRUST, Claim, distinct, value_of
from ingest.facts import Facts
from ingest.item_persons import Mention
from ingest.reading import FileReading, PageReading
from language.detect import language as language_of

# A field of the metadata that says something else than the one that counted.
CONFLICTING = 0.4
# Facts that are fields of an item under another name.
FIELDS = {"creator": "author", "city": "place", "description": "caption", "copyright": "rights"}


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of an item from around it.

    `folders` are the names of the folders above the file, the nearest first; `caption` is what the press
    text, or a file of the same name (`caption_by`), says of the file; `claims` what the press text says of
    all its pictures (the photographer); `name` is the file's own, without its ending.
    """

    event: Event | None = None
    folders: tuple[str, ...] = ()
    caption: str | None = None
    claims: tuple[Claim, ...] = ()
    caption_by: str = "event_text"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of an item before anybody has looked at it. `claims` are the suggestions: for each field
    first the value in effect, then what contradicts it."""

    title: str | None = None
    author: str | None = None
    place: str | None = None
    form: str | None = None
    when: When | None = None
    keywords: tuple[str, ...] = ()
    texts: tuple[Text, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)


def describe(
    front: FileReading | None, back: FileReading | None, facts: Facts, around: Around
) -> Description:
    """What the sides of an item, its metadata, its event and its folders' names say together."""
    texts = (*_texts(front, "front"), *_written(facts, around, front), *_texts(back, "back"))
    raw = dict((front or back).metadata) if front or back else {}  # type: ignore[union-attr]
    said = of_texts([text for text in texts if text.current], facts, raw, around)
    titles = list(_stated(facts, "title", "title"))
    return Description(
        title=value_of(titles),
        author=said.author,
        place=said.place,
        form=said.form,
        when=said.when,
        keywords=facts.keywords,
        texts=texts,
        mentions=said.mentions,
        claims=tuple(
            distinct((*titles, *said.claims, *_stated(facts, "copyright", "rights"), *_conflicts(facts)))
        ),
        metadata={**raw, "facts": asdict(facts)},
        facts=facts,
    )


def of_texts(current: Sequence[Text], facts: Facts, raw: Mapping[str, Any], around: Around) -> Description:
    """What current texts say of an item together with its metadata and what is around it."""
    when, dated = item_dates.of_item(facts, current, around.event, around.folders, around.name)
    authors = [*_stated(facts, "creator", "author"), *item_persons.authors(current)]
    authors += [one for one in around.claims if one.field == "author"]
    place, placed = item_places.of_item(facts, current, around.event)
    forms = list(item_forms.of_item(facts, raw, current, around.folders))
    return Description(
        author=value_of(authors),
        place=place,
        form=value_of(forms),
        when=when,
        mentions=tuple(item_persons.of_item(current, facts, around.event)),
        claims=(*dated, *distinct(authors), *placed, *distinct(forms)),
    )


def _texts(reading: FileReading | None, side: str) -> Iterator[Text]:
    if reading is None:
        return
    role: Role = "inscription" if side == "back" else "caption" if reading.kind == "photo" else "transcript"
    for page in reading.readings:
        if page.outcome in ("text", "unsure"):
            yield text_of(page, role, side)


def text_of(page: PageReading, role: Role, side: str) -> Text:
    """The Text that a page's reading is; an unsure one is not current."""
    return Text(
        role,
        "back" if side == "back" else "front",
        page.page,
        page.text,
        language_of(page.text),
        page.confidence,
        page.by,
        page.outcome == "text",
        page.lines,
    )


def _written(facts: Facts, around: Around, front: FileReading | None) -> Iterator[Text]:
    """What somebody wrote into the file, or of it into the press text, is a caption too."""
    if front is None:
        return
    source = facts.sources.get("description", "")
    for words, by in (
        (facts.description, f"metadata {source}"),
        (around.caption, f"metadata {around.caption_by}"),
    ):
        if words:
            yield Text("caption", "front", 1, words, language_of(words), None, by.strip(), True)


def _stated(facts: Facts, fact: str, field: str) -> Iterator[Claim]:
    """What the metadata say of a field."""
    if value := getattr(facts, fact):
        yield Claim(field, value, Evidence(facts.sources.get(fact, "metadata"), value), TRUST["metadata"])


def _conflicts(facts: Facts) -> Iterator[Claim]:
    for conflict in facts.conflicts:
        field = FIELDS.get(conflict.fact, conflict.fact)
        yield Claim(field, conflict.value, Evidence(conflict.source, conflict.value), CONFLICTING)
