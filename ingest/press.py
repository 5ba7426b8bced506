"""The text that comes with the pictures → what it says of the event, each with its sentence. Pure.

A press text is messy: telephone numbers, menus and the names of the pictures stand between its paragraphs.
What is found here is a suggestion; an archivist decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from archive import places
from archive.model import Evidence
from language import dates, names
from language.alphabet import fold, to_cyrillic
from language.morphology import stems
from language.persons import PersonName
from language.tokens import tokens

LONGEST_HEADING = 160
# From here on two names are one person's (the scale of language.names.match).
SAME = 0.5
# What a gathering is called; the first group is too general to be part of a title.
GENERAL = ("шара", "іс-шара", "мероприятие")
GATHERINGS = (
    *("форум", "көрме", "конференция", "семинар", "кеш", "жиын", "фестиваль", "байқау", "конкурс", "кездесу"),
    *(
        "симпозиум",
        "конгресс",
        "съезд",
        "құрылтай",
        "акция",
        "апталық",
        "лекция",
        "дәріс",
        "тренинг",
        "мектеп",
    ),
    *("салтанат", "мереке", "той", "спектакль", "концерт", "экспедиция", "презентация", "тұсаукесер", "оқу"),
    *(
        "выставка",
        "встреча",
        "вечер",
        "съезд",
        "чтения",
        "слёт",
        "праздник",
        "юбилей",
        "марафон",
        "олимпиада",
    ),
)
QUOTED = re.compile(r"[«“\"][^«»“”\"\n]{3,120}[»”\"]")
# After a quotation: up to six words that may belong to the title, none of them beyond a comma or a stop.
AFTER_QUOTE = re.compile(r"[ \u00a0]+([^\W\d_][\w-]*)")
ORGANISERS = re.compile(
    r"(?:ұйымдастырушы(?:лар(?:ы)?|сы)?|организатор(?:ы|ами|ом)?(?:\s+\w+){0,3}|organi[sz]ers?)\s*[:–—]\s*",
    re.IGNORECASE,
)
ORGANISED_BY = re.compile(
    r"(?P<who>[«А-ЯЁӘҒҚҢӨҰҮҺІ][^.;!?\n]{3,200}?)(?:ның|нің|дың|дің|тың|тің)\s+(?:ұйымдастыруымен|бастамасымен)"
)
ABBREVIATED = re.compile(r"(?:\b[^\W\d_]|\b(?:жж|гг|ул|обл|т\.б|проф|акад|им|стр|тел))\.$", re.IGNORECASE)
END_OF_SENTENCE = re.compile(r"[.!?…][»”\"]?\s+(?=[«“\"]?[^\W\d_a-zа-яёәғқңөұүһі])")


@dataclass(frozen=True, slots=True)
class Said:
    """A value and where the text says it."""

    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person whom the text names: the fullest form of the name, and the sentence where it stands first."""

    name: PersonName
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PressText:
    """What a press text says of its event."""

    title: Said | None = None
    date: Said | None = None
    place: Said | None = None
    persons: tuple[NamedPerson, ...] = ()
    organisers: tuple[Said, ...] = ()


def read(text: str, picture_names: Collection[str] = ()) -> PressText:
    """What the text says. `picture_names`: names of the picture files without ending, left-overs here."""
    body = _body(text, {name.casefold() for name in picture_names})
    return PressText(_title(body), _date(body), _place(body), _persons(body), tuple(_organisers(body)))


def _body(text: str, left_overs: Collection[str]) -> str:
    """The text with lines that say nothing blanked out: offsets stay those of the text."""
    return "\n".join(
        line if _says_something(line, left_overs) else " " * len(line) for line in text.split("\n")
    )


def _says_something(line: str, left_overs: Collection[str]) -> bool:
    plain = line.strip()
    # Several names of pictures may stand in one line, apart by wide gaps.
    parts = {part.strip().casefold() for part in re.split(r"\s{2,}|\t|[,;]", plain) if part.strip()}
    if not parts or parts <= set(left_overs):
        return False
    letters = sum(character.isalpha() for character in plain)
    return (
        letters >= 3
        and letters * 2 >= len(plain.replace(" ", ""))
        and not re.match(r"(?:https?://|www\.)", plain)
    )


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around a span, for showing where something was said."""
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    paragraph_end = len(text) if stop < 0 else stop
    for found in END_OF_SENTENCE.finditer(text, begin, paragraph_end):
        if ABBREVIATED.search(text[begin : found.start() + 1][-8:]):
            continue
        if found.end() <= start:
            begin = found.end()
        elif found.start() >= end:
            paragraph_end = found.start() + 1
            break
    return text[begin:paragraph_end].strip()


def _evidence(text: str, start: int, end: int) -> Evidence:
    return Evidence("event_text", sentence_at(text, start, end)[:500], start, end)


def _title(body: str) -> Said | None:
    return _heading(body) or _quoted_title(body)


def _heading(body: str) -> Said | None:
    """The first line, when it stands by itself like a heading and more text follows."""
    for found in re.finditer(r"[^\n]+", body):
        line = found[0].strip()
        if not line:
            continue
        is_heading = (
            len(line) <= LONGEST_HEADING and " " in line and line[-1] not in ".,;:…" and line[0] not in "-–—•"
        )
        if is_heading and body[found.end() :].strip():
            start = found.start() + found[0].index(line)
            value = re.sub(r"^(?:тақырыбы|тақырып|тема|title)\s*:\s*", "", line, flags=re.IGNORECASE)
            return Said(value, _evidence(body, start, start + len(line)))
        return None
    return None


def _quoted_title(body: str) -> Said | None:
    """«…» with the words up to the gathering's own noun: «Қарағанды09» Халықаралық OpenTalk (шарасы)."""
    for quoted in QUOTED.finditer(body):
        end = quoted.end()
        words: list[str] = []
        for _ in range(6):
            following = AFTER_QUOTE.match(body, end)
            if not following:
                break
            lemmas = {following[1].lower(), *(one.lower() for one in stems(following[1].lower()))}
            if lemmas & set(GENERAL):
                return Said(" ".join([quoted[0], *words]), _evidence(body, quoted.start(), end))
            if lemmas & set(GATHERINGS):
                words.append(_without_case(following[1]))
                return Said(" ".join([quoted[0], *words]), _evidence(body, quoted.start(), following.end()))
            words.append(following[1])
            end = following.end()
    return None


def _without_case(word: str) -> str:
    """«форумында» → «форумы»: the noun of a title keeps its possessive and loses its case."""
    kept = [one for one in stems(word) if word.lower().startswith(one.lower()) and one[-1:] in "ыі"]
    return max(kept, key=len, default=word)


def _date(body: str) -> Said | None:
    """The first date with a day; else the first with a month."""
    spans = dates.find(body)
    whole = [span for span in spans if re.fullmatch(r"[\dX]{4}-\d\d-\d\d(?:/.*)?", span.edtf)]
    months = [span for span in spans if re.fullmatch(r"\d{4}-\d\d(?:/.*)?", span.edtf)]
    for span in whole + months:
        return Said(span.edtf, _evidence(body, span.start, span.end))
    return None


def _place(body: str) -> Said | None:
    town = places.spoken_of(body)
    if town is None:
        return None
    first = next(word for word in tokens(body) if places.mentioned(word.text) or word.text == town)
    return Said(town, _evidence(body, first.start, first.end))


def _persons(body: str) -> tuple[NamedPerson, ...]:
    """One entry a person, in the order of the text, with the fullest form that the text gives."""
    found: list[NamedPerson] = []
    # Only names that begin alike are compared: a list of thousands would take the square of its length.
    begins: dict[str, list[int]] = defaultdict(list)
    for span in names.find(body):
        if span.institution or not (span.name.given or span.name.initials) or not _has_two_parts(span.name):
            continue
        new = NamedPerson(span.name, _evidence(body, span.start, span.end))
        alike = sorted({n for key in _keys(new.name) for n in begins[key]})
        known = next((n for n in alike if same_person(found[n].name, new.name)), None)
        if known is None:
            for key in _keys(new.name):
                begins[key].append(len(found))
            found.append(new)
        elif fullness(new.name) > fullness(found[known].name):
            found[known] = NamedPerson(new.name, found[known].evidence)
    return tuple(found)


def _keys(name: PersonName) -> set[str]:
    """The beginnings of surname and given name, in one script and spelling."""
    return {fold(to_cyrillic(part)).lower()[:3] for part in (name.surname, name.given) if part}


def _has_two_parts(name: PersonName) -> bool:
    return sum(map(bool, (name.surname, name.given, name.patronymic, name.initials))) >= 2


def same_person(one: PersonName, other: PersonName) -> bool:
    """Whether two names in one text mean one person."""
    return names.match(names.full(one), names.full(other)) >= SAME


def fullness(name: PersonName) -> tuple[int, int]:
    """How much a form of a name says: parts written out, then letters."""
    parts = (name.surname, name.given, name.patronymic)
    return sum(map(bool, parts)), len(names.full(name))


def _organisers(body: str) -> Iterator[Said]:
    for found in ORGANISERS.finditer(body):
        stop = re.compile(r"\n|\.(?=\s*(?:\n|$))").search(body, found.end())
        end = stop.start() if stop else len(body)
        listed = body[found.end() : end]
        separator = ";" if ";" in listed else ","
        at = found.end()
        for part in listed.split(separator):
            name = part.strip(" .,–—-\u00a0")
            if len(name) > 3:
                yield Said(name, _evidence(body, at, at + len(part)))
            at += len(part) + 1
    for found in ORGANISED_BY.finditer(body):
        yield Said(found["who"].strip(), _evidence(body, found.start(), found.end()))
