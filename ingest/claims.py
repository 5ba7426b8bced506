"""What a source says of a field, with where it says it: the stuff of suggestions. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from archive.model import Evidence, Suggestion, Text
from ingest.sentences import sentence_at
from language.alphabet import fold

# A machine's trust in where a value comes from, 0..1: used to order suggestions, never to settle them.
TRUST = {
    "exif": 0.9,
    "metadata": 0.9,
    "caption": 0.8,
    "transcript": 0.6,
    "back": 0.7,
    "event_text": 0.7,
    "event": 0.7,
    "folder": 0.5,
    "file": 0.6,
    "gps": 0.6,
}
EVENT_TEXT = "event_text"
# What a doubtful camera clock is worth.
DOUBTFUL = 0.1


@dataclass(frozen=True, slots=True)
class Claim:
    """A value for a field and why we think so; `confidence` is a machine's, 0..1."""

    field: str
    value: str
    evidence: Evidence
    confidence: float

    def of(self, subject: str) -> Suggestion:
        """The suggestion about `subject` (`item:ID`, `event:ID`) that this claim is."""
        return Suggestion(subject, self.field, self.value, self.evidence, self.confidence)


def source(text: Text) -> str:
    """The field of the evidence that a text gives: `back`, `caption`, `transcript`, or the metadata field."""
    if text.side == "back":
        return "back"
    return text.by.removeprefix("metadata ") if text.by.startswith("metadata ") else text.role


def in_text(text: Text, start: int, end: int) -> Evidence:
    """The evidence that the words from `start` to `end` of a text are."""
    words, sentence = text.text[start:end], sentence_at(text.text, start, end)
    if source(text) == EVENT_TEXT:
        # A caption out of the press text is put together from its line: its offsets are not the text's.
        return Evidence(EVENT_TEXT, words, sentence=sentence)
    return Evidence(source(text), words, start, end, sentence)


def trust_in(text: Text) -> float:
    """How far a text is trusted: by where it stands, and by how surely it was read."""
    kind = "metadata" if text.by.startswith("metadata") else "back" if text.side == "back" else text.role
    sureness = 1.0 if text.confidence is None else 0.5 + text.confidence / 200
    return round(TRUST[kind] * sureness, 2)


def distinct(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without those that only repeat the value of an earlier one in other letters."""
    seen: dict[tuple[str, str], Claim] = {}
    for one in claims:
        seen.setdefault((one.field, fold(one.value).lower()), one)
    return list(seen.values())


def doubted(one: Claim, reason: str) -> Claim:
    """The claim marked as one that cannot be believed, and why not."""
    sentence = f"doubtful: {reason}"
    return replace(one, confidence=DOUBTFUL, evidence=replace(one.evidence, sentence=sentence))


def value_of(claims: Sequence[Claim]) -> str | None:
    """The value in effect: the first claim's."""
    return claims[0].value if claims else None
