"""What the archive's own words are called on a page. The keys are the archive's, the names are translated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.model import Event
from reading_room.languages import language, later
from reading_room.languages import text as _

BASES: Mapping[str, Any] = {
    "exif": later("by the camera"),
    "caption": later("by the caption"),
    "event": later("by the event"),
    "folder": later("by the folder's name"),
    "staff": later("by staff"),
}
ROLES: Mapping[str, Any] = {
    "caption": later("Caption"),
    "transcript": later("Text of the document"),
    "inscription": later("Written on the back"),
}
SIDES: Mapping[str, Any] = {"front": later("Front"), "back": later("Back")}
KINDS: Mapping[str, Any] = {"photo": later("Photograph"), "document": later("Document")}
ACCESSES: Mapping[str, Any] = {
    "public": later("Open to everybody"),
    "staff": later("For staff only"),
    "closed": later("Closed"),
}
FORMS: Mapping[str, Any] = {
    "negative": later("negative"),
    "print": later("print"),
    "slide": later("slide"),
    "digital": later("digital"),
}
STATUSES: Mapping[str, Any] = {
    "suggested": later("not confirmed"),
    "confirmed": later("confirmed"),
    "rejected": later("rejected"),
}
CERTAINTIES: Mapping[str, Any] = {
    "certain": later("certain"),
    "probable": later("probable"),
    "possible": later("possible"),
}
FIELDS: Mapping[str, Any] = {
    "title": later("Title"),
    "name": later("Name"),
    "date": later("Date"),
    "edtf": later("Date"),
    "place": later("Place"),
    "event": later("Event"),
    "event_id": later("Event"),
    "person": later("Person"),
    "author": later("Author"),
    "reference": later("Reference code"),
    "organiser": later("Organiser"),
    "form": later("Form of the original"),
    "front": later("Its front"),
    "duplicate": later("The same picture"),
    "reading": later("Reading"),
    "rights": later("Rights"),
    "access": later("Access"),
    "statement": later("Statement of rights"),
    "holder": later("Holder of rights"),
    "permission_until": later("Permission until"),
    "consent": later("Consent of those shown"),
    "publish": later("May be published"),
    "reviewed": later("Looked through"),
    "unidentified": later("People nobody can name"),
    "position": later("Position"),
    "certainty": later("Certainty"),
    "status": later("Status"),
    "kind": later("Kind"),
    "persons": later("Persons"),
    "field": later("Field"),
    "value": later("Value"),
    "path": later("File"),
    "keyword": later("Keyword"),
    "caption": later("Caption"),
    "transcript": later("Text of the document"),
    "inscription": later("Written on the back"),
}
SOURCES: Mapping[str, Any] = {
    "caption": later("caption"),
    "transcript": later("text of the document"),
    "event_text": later("press text"),
    "folder": later("folder's name"),
    "back": later("back"),
    "file": later("file name"),
    "name": later("file name"),
}


ACTIONS: Mapping[str, Any] = {
    "add": later("received"),
    "edit": later("edited"),
    "reread": later("read again"),
    "undo": later("taken back"),
    "correct caption": later("caption corrected"),
    "correct transcript": later("text of the document corrected"),
    "correct inscription": later("writing on the back corrected"),
    "add person": later("person added"),
    "person confirmed": later("person confirmed"),
    "person rejected": later("person rejected"),
    "person suggested": later("person suggested"),
    "person position": later("position of a person changed"),
    "join": later("joined"),
    "met again": later("came again"),
}
# History says `accepted date` and the like.
DECISIONS: Mapping[str, Any] = {
    "accepted": later("accepted"),
    "rejected": later("rejected"),
    "suggested": later("proposed"),
}


def action(said: str) -> str:
    """What was done, for a reader."""
    if said in ACTIONS:
        return str(ACTIONS[said])
    verb, _blank, field = said.partition(" ")
    if verb in DECISIONS and field in FIELDS:
        return f"{FIELDS[field]}: {DECISIONS[verb]}"
    return said


def word(names: Mapping[str, Any], key: str | None) -> str:
    """The name of `key`, or the key itself where it has none."""
    return str(names.get(key or "", key or ""))


def source(field: str) -> str:
    """Where evidence was found, for a reader: `exif:DateTimeOriginal` → «EXIF DateTimeOriginal»."""
    kind, _colon, name = field.partition(":")
    if kind in ("exif", "iptc", "xmp"):
        return f"{kind.upper()} {name}".strip()
    return word(SOURCES, kind)


def day(edtf: str, written: str = "") -> str:
    """A date in words of the visitor's language; as it was written where it was written in that."""
    from language.date_display import display
    from language.detect import language as detected

    code = language()
    if written and detected(written) == code:
        return written
    try:
        return display(edtf, code)
    except ValueError:
        return edtf


def value(field: str, written: str, shown: str) -> str:
    """A suggested value for a reader: dates and forms in words of the visitor's language, others as shown."""
    if field == "date":
        return day(written)
    return word(FORMS, written) if field == "form" else shown


def of_event(event: Event) -> str:
    """The name of an event in the visitor's language, when it has one."""
    return event.names.get(language()) or event.name


def moment(stamp: str | None) -> str:
    """A time of the history: day and minute, in UTC as it was recorded."""
    if not stamp:
        return ""
    return f"{stamp[:10]} {stamp[11:16]}"


def size(count: int) -> str:
    """A number of bytes for a reader."""
    for unit, power in ((_("GB"), 10**9), (_("MB"), 10**6), (_("KB"), 10**3)):
        if count >= power:
            return f"{count / power:.1f} {unit}".replace(".", "," if language() != "en" else ".")
    return f"{count} {_('bytes')}"


def furnish() -> dict[str, Any]:
    """What templates are given of this."""
    return {
        "word": word,
        "source": source,
        "day": day,
        "value_of": value,
        "moment": moment,
        "bytes_of": size,
        "of_event": of_event,
        "BASES": BASES,
        "ROLES": ROLES,
        "SIDES": SIDES,
        "KINDS": KINDS,
        "ACCESSES": ACCESSES,
        "STATUSES": STATUSES,
        "CERTAINTIES": CERTAINTIES,
        "FIELDS": FIELDS,
    }
