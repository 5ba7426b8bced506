"""An item as JSON, in the one shape that other programs rely on (DESIGN: fields are added, never renamed)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from archive.model import Depiction, Event, Item, Original, Text, When


def item_json(item: Item, *, whole: bool) -> dict[str, Any]:
    """The item as plain values. Without `whole`, metadata, readings and the event's text are left out."""
    short = {
        "id": item.id,
        "kind": item.kind,
        "title": item.title or (item.event.name if item.event else None),
        "caption": item.caption,
        "text": item.text,
        "date": when_json(item.when),
        "event": _event(item.event),
        "persons": [depiction_json(one) for one in item.persons if one.status != "rejected"],
        "place": place(item),
        "original": original_json(item.original),
        "sides": [{"side": one.side, **original_json(one.original)} for one in item.sides],
        "pages": item.pages,
        "author": item.author,
        "reference": item.reference,
        "width": item.width,
        "height": item.height,
        "keywords": list(item.keywords),
        "rights": asdict(item.rights),
        "reviewed": item.reviewed,
        "form": item.form,
        "unidentified": item.unidentified,
        "joined_to": item.joined_to,
        "inherited": inherited(item),
    }
    return {**short, **_rest(item)} if whole else short


def _event(event: Event | None) -> dict[str, Any] | None:
    return {"id": event.id, "name": event.name, "names": dict(event.names)} if event else None


def _rest(item: Item) -> dict[str, Any]:
    return {
        "readings": [reading_json(one) for one in item.texts],
        "event_text": item.event.text if item.event else None,
        "participants": _participants(item.event),
        "metadata": dict(item.metadata),
    }


def _participants(event: Event | None) -> list[dict[str, Any]]:
    return [depiction_json(one) for one in event.participants if one.status != "rejected"] if event else []


def inherited(item: Item) -> list[str]:
    """Which of `date`, `place` and `title` are those of the event: the item has none of its own."""
    if item.event is None:
        return []
    own = {"place": item.place, "title": item.title}
    theirs = {"place": item.event.place, "title": item.event.name}
    dated = ["date"] if item.when and item.when.basis == "event" else []
    return dated + [name for name, value in own.items() if not value and theirs[name]]


def place(item: Item) -> str | None:
    """The item's own place, else its event's."""
    return item.place or (item.event.place if item.event else None)


def when_json(when: When | None) -> dict[str, Any] | None:
    """A date as `{"edtf", "display", "earliest", "latest", "basis"}`."""
    return asdict(when) if when else None


def depiction_json(depiction: Depiction) -> dict[str, Any]:
    """A person on an item as `{"id", "name", "status", "position", "certainty"}`."""
    return {
        "id": depiction.person_id,
        "name": depiction.name,
        "status": depiction.status,
        "position": depiction.position,
        "certainty": depiction.certainty,
    }


def original_json(original: Original) -> dict[str, Any]:
    """An original as `{"name", "path", "sha256", "size", "media_type"}`."""
    return {
        "name": original.name,
        "path": original.path,
        "sha256": original.sha256,
        "size": original.size,
        "media_type": original.media_type,
    }


def reading_json(text: Text) -> dict[str, Any]:
    """A reading as `{"role", "side", "page", "text", "language", "confidence", "by", "current"}`."""
    return {
        "role": text.role,
        "side": text.side,
        "page": text.page,
        "text": text.text,
        "language": text.language,
        "confidence": text.confidence,
        "by": text.by,
        "current": text.current,
    }


def event_json(event: Event) -> dict[str, Any]:
    """An event with everything that is known of it."""
    return {
        "id": event.id,
        "name": event.name,
        "names": dict(event.names),
        "alternatives": list(event.alternatives),
        "date": when_json(event.when),
        "place": event.place,
        "description": event.description,
        "organisers": list(event.organisers),
        "participants": _participants(event),
        "text": event.text,
    }
