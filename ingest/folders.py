"""Which event a file belongs to: that of the nearest folder upwards with a press text, else its folder's.

`--event` names one event for everything that is ingested. A press text's own title, date and place are the
event's until a person decides otherwise.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from archive import accession, events, persons, suggestions
from archive.accession import FileRow
from archive.catalogue import Transaction
from archive.home import Archive
from archive.model import Depiction, Event, Suggestion, When
from ingest import press
from ingest.describe import when
from ingest.press import PressText, Said
from language.detect import language as language_of


@dataclass(frozen=True, slots=True)
class EventOptions:
    """What the operator said of everything in one ingest: the event's name, its date (EDTF) and place."""

    name: str | None = None
    date: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class EventSource:
    """Where an event comes from: the folder, and the press texts in it (empty when there are none)."""

    folder: bytes
    texts: tuple[str, ...] = ()


def sources(rows: Sequence[FileRow], texts: Mapping[int, str]) -> dict[bytes, EventSource]:
    """For each folder that holds files, the source of their event. `texts` are press texts by number."""
    by_folder: dict[bytes, list[str]] = {}
    for row in rows:
        if row.seq in texts:
            by_folder.setdefault(os.path.dirname(row.path), []).append(texts[row.seq])
    return {
        folder: _nearest(folder, root, by_folder)
        for folder, root in sorted({(os.path.dirname(row.path), row.root) for row in rows})
    }


def _nearest(folder: bytes, root: bytes, by_folder: Mapping[bytes, Sequence[str]]) -> EventSource:
    looked_at = folder
    while len(looked_at) >= len(root):
        if looked_at in by_folder:
            return EventSource(looked_at, tuple(by_folder[looked_at]))
        looked_at = os.path.dirname(looked_at)
    return EventSource(folder)


def ensure(archive: Archive, source: EventSource, options: EventOptions, pictures: Sequence[str]) -> Event:
    """The event of a folder, found or made, with its participants."""
    text = "\n\n".join(source.texts)
    said = press.read(text, pictures) if text else PressText()
    with archive.catalogue.writing(archive.actor, undoable=False) as transaction:
        found = _find(transaction, source, options, said)
        if found is None:
            found = events.create(transaction, _draft(source, options, said, text), source.folder)
            _suggest(transaction, found, said)
        elif found.text == text:
            # Read before: what staff decided since stands, and a resumed ingest ends as an unbroken one.
            return found
        elif text and not found.text:
            events.change(transaction, found.id, {"text": text}, "event text")
        _add_participants(transaction, found, said)
        return events.event(transaction.connection, found.id)


def _find(
    transaction: Transaction, source: EventSource, options: EventOptions, said: PressText
) -> Event | None:
    if options.name:
        return events.find(transaction.connection, options.name)
    same = events.of_folder(transaction.connection, source.folder, "\n\n".join(source.texts) or None)
    if same is not None:
        return same
    name = said.title.value if said.title else _folder_name(source.folder)
    # A folder's name alone («Фото», «100CANON») says little: only the same folder is the same event.
    return events.find(transaction.connection, name, None if said.title else source.folder)


def _draft(source: EventSource, options: EventOptions, said: PressText, text: str) -> Event:
    name = options.name or (said.title.value if said.title else _folder_name(source.folder))
    code = language_of(name)
    place = options.place or (said.place.value if said.place else None)
    organisers = tuple(one.value for one in said.organisers)
    names: dict[str, str] = {code or "kk": name}
    return Event("new", names, _event_date(options, said), place, None, text or None, organisers)


def _event_date(options: EventOptions, said: PressText) -> When | None:
    if options.date:
        return when(options.date, "staff")
    return when(said.date.value, "event") if said.date else None


def _folder_name(folder: bytes) -> str:
    return os.path.basename(folder).decode("utf-8", "backslashreplace") or "/"


def _suggest(transaction: Transaction, event: Event, said: PressText) -> None:
    fields: list[tuple[str, Said]] = [("organiser", one) for one in said.organisers]
    fields += [
        (name, one)
        for name, one in (("title", said.title), ("date", said.date), ("place", said.place))
        if one
    ]
    subject = f"event:{event.id}"
    suggestions.add(
        transaction, (Suggestion(subject, name, one.value, one.evidence, 0.7) for name, one in fields)
    )


def _add_participants(transaction: Transaction, event: Event, said: PressText) -> None:
    known = {depiction.person_id for depiction in event.participants}
    for ordinal, named in enumerate(said.persons, start=len(known)):
        person_id = persons.ensure(transaction, named.name)
        if person_id is None:
            _leave_to_staff(transaction, event, named)
        elif person_id not in known:
            known.add(person_id)
            depiction = Depiction(person_id, "", "suggested", evidence=named.evidence)
            events.add_participant(transaction, event.id, depiction, ordinal)


def _leave_to_staff(transaction: Transaction, event: Event, named: press.NamedPerson) -> None:
    from language.names import full

    suggestion = Suggestion(f"event:{event.id}", "person", full(named.name), named.evidence, 0.5)
    suggestions.add(transaction, [suggestion])


def complete_years(archive: Archive, number: str) -> None:
    """Give an event's date its year when the pictures taken at it agree on one."""
    with archive.catalogue.writing(archive.actor, undoable=False) as transaction:
        for event_id, years in accession.years_by_event(transaction.connection, number).items():
            event = events.event(transaction.connection, event_id)
            if event.when and "XXXX" in event.when.edtf and len(years) == 1:
                completed = when(event.when.edtf.replace("XXXX", years.pop()), "event")
                events.change(transaction, event_id, {"date": asdict(completed)}, "event year")
