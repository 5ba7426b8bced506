"""The events of an ingest in the catalogue: found or made, with what their press texts say of them.

`--event` names one event for everything that is ingested. A press text's own title, date and place are the
event's until a person decides otherwise; what a person took out never comes back.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from archive import accession, events, persons, relations, suggestions
from archive.catalogue import Transaction
from archive.home import Archive
from archive.model import Depiction, Event, Evidence, When
from archive.payload import shown
from ingest import press
from ingest.cataloguing import Place
from ingest.claims import TRUST, Claim
from ingest.event_sources import Belonging, EventSource
from ingest.item_dates import BARE_YEAR, when
from ingest.item_persons import SAME
from ingest.press import PressText
from ingest.press_people import NamedPerson
from language import names
from language.detect import language as language_of

# A name that a person must decide about.
UNDECIDED = 0.5
# What share of its lines two press texts of one folder have in common when one is the other's new version.
ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class EventOptions:
    """What the operator said of everything in one ingest: the event's name, its date (EDTF) and place."""

    name: str | None = None
    date: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of an event before it is in the catalogue: what its texts say, and the operator."""

    source: EventSource
    options: EventOptions
    said: PressText

    @property
    def folder_name(self) -> str:
        """The name of the folder."""
        return shown(os.path.basename(self.source.folder))[0] or "/"

    def claims(self) -> Iterator[Claim]:
        """The values that a machine gives the event; what the operator said needs no suggestion."""
        said, options = self.said, self.options
        if not options.name:
            yield from said.titles
            if not said.titles:
                name = self.folder_name
                yield Claim("name", name, Evidence("folder", name, 0, len(name), name), TRUST["folder"])
        if not options.date and (date := self.date()):
            yield date
        if not options.place and said.place:
            yield said.place
        yield from said.organisers

    def date(self) -> Claim | None:
        """The date of the text; without a year it takes that of the folder's name («OpenTalk 2024»)."""
        date = self.said.date
        year = BARE_YEAR.search(self.folder_name)
        if date is None or year is None or not date.value.startswith("XXXX-"):
            return date
        return Claim("date", date.value.replace("XXXX", year[0]), date.evidence, date.confidence)

    def event(self) -> Event:
        """The event as it is written at first."""
        titles: dict[str, str]
        if self.options.name:
            titles = {language_of(self.options.name) or "kk": self.options.name}
        else:
            titles = {
                language_of(one.value) or "kk": one.value for one in self.claims() if one.field == "name"
            }
        place = self.options.place or (self.said.place.value if self.said.place else None)
        organisers = tuple(one.value for one in self.said.organisers)
        return Event("new", titles, self._when(), place, None, self.source.text or None, organisers)

    def _when(self) -> When | None:
        if self.options.date:
            return when(self.options.date, "staff")
        date = self.date()
        return when(date.value, "event") if date else None


def places(
    archive: Archive,
    belongings: Mapping[bytes, Belonging],
    options: EventOptions,
    pictures: Sequence[str],
) -> dict[bytes, Place]:
    """For each file its event, found or made, and why it belongs to that."""
    made: dict[EventSource, tuple[Event, PressText]] = {}
    found = {}
    for path, one in belongings.items():
        if one.source not in made:
            said = press.read_all(one.source.texts, pictures) if one.source.texts else PressText()
            made[one.source] = ensure(archive, Draft(one.source, options, said)), said
        event, said = made[one.source]
        belongs = None if options.name else Claim("event", event.id, one.evidence, one.confidence)
        claims = (said.photographer,) if said.photographer else ()
        found[path] = Place(event, one.caption, claims, belongs, one.caption_by)
    return found


def ensure(archive: Archive, draft: Draft) -> Event:
    """The event of a draft, found or made, with its participants."""
    source = draft.source
    with archive.catalogue.writing(archive.actor, undoable=False) as transaction:
        found = _find(transaction, draft)
        if found is None:
            found = events.create(transaction, draft.event(), source.folder)
        elif found.text == source.text or (source.text and source.text in (found.text or "")):
            # Read before: what staff decided since stands, and a resumed ingest ends as an unbroken one. Of
            # events that were merged the text holds both.
            return found
        elif source.text:
            _learn(transaction, found, draft)
        suggestions.add(transaction, (one.of(f"event:{found.id}") for one in draft.claims()))
        _add_participants(transaction, found, draft.said)
        return events.event(transaction.connection, found.id)


def _find(transaction: Transaction, draft: Draft) -> Event | None:
    connection, source = transaction.connection, draft.source
    if draft.options.name:
        return events.find(connection, draft.options.name)
    same = events.of_folder(connection, source.folder, source.text or None)
    if same is not None:
        return same
    if draft.said.title:
        return events.find(connection, draft.said.title) or _earlier_version(transaction, source)
    # A folder's name alone («Фото», «100CANON») says little: only the same folder is the same event.
    return events.find(connection, draft.folder_name, source.folder) or _earlier_version(transaction, source)


def _earlier_version(transaction: Transaction, source: EventSource) -> Event | None:
    """The event whose press text was corrected since: another name that a person gave it must not double "
    "it."""
    lines = _lines(source.text)
    for event_id, text in relations.texts_of_folder(transaction.connection, source.folder):
        known = _lines(text)
        if lines and known and len(lines & known) >= ALIKE * max(len(lines), len(known)):
            return events.event(transaction.connection, event_id)
    return None


def _lines(text: str) -> set[str]:
    """The sentences and lines of a text that are long enough to tell it from others."""
    return {part.strip() for part in re.split(r"\n|(?<=[.!?])\s", text) if len(part.strip()) > 40}


def _learn(transaction: Transaction, event: Event, draft: Draft) -> None:
    """Give an event that is known what a new text adds: only what is empty and nobody emptied."""
    values: dict[str, object] = {}
    if not event.text:
        values["text"] = draft.source.text
    for one in draft.claims():
        free = not suggestions.is_rejected(transaction.connection, f"event:{event.id}", one.field, one.value)
        decided = any(
            known.field == one.field and known.status != "suggested"
            for known in suggestions.of(transaction.connection, f"event:{event.id}")
        )
        if one.field == "date" and event.when is None and free and not decided:
            values["date"] = asdict(when(one.value, "event"))
        elif one.field == "place" and event.place is None and free and not decided:
            values["place"] = one.value
    if values:
        events.change(transaction, event.id, values, "event text")


def _add_participants(transaction: Transaction, event: Event, said: PressText) -> None:
    known = {depiction.person_id for depiction in event.participants}
    refused = [one.name for one in event.participants if one.status == "rejected"]
    ordinal = len(known)
    for named in said.persons:
        if is_refused(refused, names.full(named.name)):
            continue
        person_id = persons.ensure(transaction, named.name, known)
        if person_id is None:
            _leave_to_staff(transaction, event, named)
        elif person_id not in known:
            known.add(person_id)
            depiction = Depiction(
                person_id, "", "suggested", evidence=named.evidence, confidence=named.confidence
            )
            events.add_participant(transaction, event.id, depiction, ordinal)
            ordinal += 1


def is_refused(refused: Sequence[str], name: str) -> bool:
    """Whether a person said no to somebody of this name here: another spelling must not bring them back."""
    return any(names.match(one, name) >= SAME for one in refused)


def _leave_to_staff(transaction: Transaction, event: Event, named: NamedPerson) -> None:
    claim = Claim("person", names.full(named.name), named.evidence, UNDECIDED)
    suggestions.add(transaction, [claim.of(f"event:{event.id}")])


def complete_years(archive: Archive, number: str) -> None:
    """Give an event's date its year when the pictures taken at it agree on one."""
    with archive.catalogue.writing(archive.actor, undoable=False) as transaction:
        for event_id, years in accession.years_by_event(transaction.connection, number).items():
            event = events.event(transaction.connection, event_id)
            if event.when and "XXXX" in event.when.edtf and len(years) == 1:
                completed = when(event.when.edtf.replace("XXXX", years.pop()), "event")
                suggestions.complete(
                    transaction, f"event:{event_id}", "date", event.when.edtf, completed.edtf
                )
                events.change(transaction, event_id, {"date": asdict(completed)}, "event year")
