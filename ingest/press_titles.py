"""What a press text calls its event: its heading, else a quotation with the gathering's own noun. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest import towns
from ingest.claims import Claim
from ingest.gatherings import is_gathering, is_general, is_held, russian_gathering
from ingest.letterheads import is_letterhead
from ingest.press_body import NAVIGATION, Body
from language import dates
from language.morphology import stems

LONGEST_HEADING = 200
# The part of a site: «Ұлттық кітапхана жаңалықтары».
_AUTHOR = re.compile(
    r"(?:автор(?:ы|лар)?|мәтін|текст|фото|сурет|тілші|корреспондент)\s*:.{0,80}", re.IGNORECASE
)
_SECTION = re.compile(
    r"[^.!?«»]{2,40}\s(?:жаңалықтары|жаңалықтар|іс-шаралары|оқиғалары)|новости\s[^.!?«»]{2,40}", re.IGNORECASE
)
_TOWN_WORD = re.compile(r"(?<!\w)(?:қаласы|қ\.|город|г\.|облысы|область|\d{1,2}:\d\d)(?!\w)", re.IGNORECASE)
# How far a title is trusted: the heading of the text, words of a sentence.
HEADING, IN_SENTENCE = 0.8, 0.65
# Lines before the text that may be labels, dates and authors.
_LINES = 12
# No line of a menu or a letterhead is as long.
_PARAGRAPH = 200
_LABEL = re.compile(
    r"(?:баспас[өо]з(?:[- ]|\s)?(?:релиз\w*|хабарлама\w*|баян\w*|мәлімет\w*)|пресс-?\s?релиз\w*"
    r"|press[- ]release|ақпараттық хабарлама"
    r"|хабарландыру|анонс|жаңалық(?:тар)?|новост[иь]|оқиғалар?|события|іс-шаралар|мероприятия|есеп|отч[её]т"
    r"|ақпарат|информация|хабарлама|(?:конференция\s+)?бағдарламасы?|программа(?: \w+)?|жоспар|план"
    r"|хаттама|протокол|шақыру(?: билеті| қағазы)?|приглашение|(?:подписи|аннотации) к (?:фото\w*|снимкам)"
    r"|список фото\w*|(?:сурет|фото)\w*(?:дің)? (?:тізімі|түсініктеме\w*)|фото-?есеп|фото-?отч[её]т"
    r"|пост-?релиз|сәлемдеме(?: сөз)?|приветственное слово|сценарий|справка|анықтама|мақала|хат|письмо)"
    r"(?:\s*№\s*[\w/-]+)?",
    re.IGNORECASE,
)
# A newspaper's head: its name with the number or the day.
_PAPER = re.compile(r"(?:газет|журнал|выпуск|№\s*\d)", re.IGNORECASE)
_EDGES = re.compile(r"^[^\w«“\"„(№]+|[^\w»”\"!?)…]+$")
_LABEL_BEFORE = re.compile(_LABEL.pattern + r"\s*[:.–—-]\s+", re.IGNORECASE)
_NAMED = re.compile(
    r"^(?:тақырыбы|тақырып|тема|title|атауы|название|іс-шараның атауы|название мероприятия)\s*:\s*",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[«“\"„][^«»“”„\"\n]{3,160}[»”\"“]")
# After a quotation: words that may belong to the title, none of them beyond a comma or a stop.
_AFTER_QUOTE = re.compile(r"[ \u00a0]+([^\W\d_][\w-]*)")
_BEFORE_QUOTE = re.compile(r"([^\W\d_][\w-]*)[ \u00a0]+$")
_WORDS = 7
_ON_THEME = ("на", "тему", "под", "названием", "теме", "девизом", "темой", "по", "с")
_ADJECTIVE = re.compile(
    r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ых|их|ыми|ими|ей)$", re.I
)


def titles(body: Body) -> Iterator[Claim]:
    """The title of the event, as a claim on its `name`; nothing when the text gives none."""
    found = _heading(body) or _quoted(body) or _russian(body)
    if found is not None:
        yield found


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def _lines(plain: str) -> Iterator[_Line]:
    for found in re.finditer(r"[^\n]+", plain):
        line = found[0].strip()
        if line:
            yield _Line(found.start() + found[0].index(line), line)


def _heading(body: Body) -> Claim | None:
    """The first line that stands by itself like a heading and has text behind it."""
    begin = _behind_navigation(body.text)
    lines = [line for line in _lines(body.plain) if line.start >= begin]
    for number, line in enumerate(lines[:_LINES]):
        if _is_above_heading(lines, number):
            continue
        if not _is_heading(line.text):
            return None
        if body.text[line.end :].strip():
            prefix = _LABEL_BEFORE.match(line.text) or _NAMED.match(line.text)
            start = line.start + (prefix.end() if prefix else 0)
            return _claim(body, start, _end_of_heading(lines, number), HEADING)
    return None


def _is_above_heading(lines: Sequence[_Line], number: int) -> bool:
    """Whether a line is a label or part of a letterhead; a label that goes on («ОТЧЁТ / о проведении …») is
    the heading's first line."""
    text, behind = lines[number].text, lines[number + 1 : number + 2]
    if _is_label(text):
        return not (behind and behind[0].text[0].islower() and _LABEL.fullmatch(text.strip(" .:–—-")))
    return is_letterhead(text) and any(
        _is_heading(line.text) and len(line.text) <= _PARAGRAPH
        for line in lines[number + 1 : _LINES]
        if not _is_label(line.text) and not is_letterhead(line.text)
    )


def _end_of_heading(lines: Sequence[_Line], number: int) -> int:
    """Where a heading of one line or several ends: a line in small letters goes on, and so does a quotation
    behind the noun of a gathering."""
    end = number
    for at in range(number + 1, min(number + 4, len(lines))):
        before, text = lines[at - 1].text, lines[at].text
        is_short = len(text) < LONGEST_HEADING * 3 // 4 and text[-1] not in ".:;"
        last = re.findall(r"[^\W\d_][\w-]*", before)[-1:]
        is_named = bool(QUOTED.fullmatch(text)) and bool(last) and _is_noun_of_gathering(last[0])
        if not is_short or before[-1] in ".!?" or not (text[0].islower() or is_named):
            break
        end = at
    return lines[end].end


def _is_noun_of_gathering(word: str) -> bool:
    parts = word.lower().split("-")
    return any(russian_gathering(part) or is_gathering(part) for part in (word, *parts))


def _behind_navigation(text: str) -> int:
    """Where a page's own words begin: behind the way to it and its languages, where they stand on top."""
    top: list[_Line] = []
    for line in _lines(text):
        if len(line.text) > _PARAGRAPH or len(top) > 4 * _LINES:
            break
        top.append(line)
    return max((line.end for line in top if NAVIGATION.fullmatch(line.text)), default=0)


def _is_label(line: str) -> bool:
    """Whether a line above the heading only says what kind of text it is, when and by whom."""
    if (
        " " not in line
        or _LABEL.fullmatch(line.strip(" .:–—-"))
        or _SECTION.fullmatch(line)
        or _AUTHOR.fullmatch(line)
    ):
        return True
    rest = line
    if _PAPER.search(line) and (dates.find(line) or "№" in line) and not is_held(line):
        return True
    spans = [(span.start, span.end) for found in (dates.find(line), towns.named(line)) for span in found]
    for start, end in sorted(spans, reverse=True):
        rest = rest[:start] + rest[end:]
    rest = _TOWN_WORD.sub("", rest)
    return rest != line and len(re.findall(r"[^\W\d_]{3,}", rest)) < 2


def _is_heading(line: str) -> bool:
    if len(line) > LONGEST_HEADING or line[0] in "-–—•*" or line[-1] in ",;:":
        return False
    if line[-1] in ".…":
        # A heading may end in a stop; a sentence that is short enough to be one mostly begins otherwise.
        return len(line) < 90 and not is_held(line) and not dates.find(line)
    return True


def _claim(body: Body, start: int, end: int, confidence: float, value: str | None = None) -> Claim:
    words = _EDGES.sub("", " ".join((value or body.plain[start:end]).split())).strip(" .")
    return Claim("name", words, body.evidence(start, end), confidence)


def _quoted(body: Body) -> Claim | None:
    """«…» with the words up to the gathering's own noun: «Қарағанды09» Халықаралық OpenTalk (шарасы)."""
    for quoted in QUOTED.finditer(body.plain):
        end = quoted.end()
        words: list[str] = []
        for _ in range(_WORDS):
            following = _AFTER_QUOTE.match(body.plain, end)
            if not following:
                break
            word = following[1]
            if is_general(word):
                return _claim(body, quoted.start(), end, IN_SENTENCE)
            if is_gathering(word):
                behind = _AFTER_QUOTE.match(body.plain, following.end())
                if behind and is_gathering(behind[1]) and not is_held(behind[1]):
                    # «кездесу кеші»: the last of several nouns is the one that is declined.
                    words.append(word)
                    word, following = behind[1], behind
                value = " ".join([quoted[0], *words, _without_case(word)])
                return _claim(body, quoted.start(), following.end(), IN_SENTENCE, value)
            words.append(word)
            end = following.end()
    return None


_CASE = re.compile(r"(?<=[ыі])(?:на|не|нда|нде|нан|нен|ның|нің|н|мен)$")


def _without_case(word: str) -> str:
    """«форумында» → «форумы»: the noun of a title keeps its possessive and loses its case."""
    kept = [one for one in stems(word) if word.lower().startswith(one.lower()) and one[-1:] in "ыі"]
    bare = _CASE.sub("", word)
    return max(kept, key=len, default=bare if is_gathering(bare) else word)


def _russian(body: Body) -> Claim | None:
    """The Russian noun before the quotation: «состоялась выставка «…»», «круглого стола на тему «…»»."""
    for quoted in QUOTED.finditer(body.plain):
        begin = quoted.start()
        for _ in range(_WORDS):
            before = _BEFORE_QUOTE.search(body.plain, max(0, begin - 40), begin)
            if not before:
                break
            noun = russian_gathering(before[1])
            if noun is not None or before[1].lower().startswith("стол"):
                return _claim(body, *_with_adjectives(body.plain, before, quoted))
            if before[1].lower() not in _ON_THEME:
                break
            begin = before.start()
    return None


def _with_adjectives(plain: str, noun: re.Match[str], quoted: re.Match[str]) -> tuple[int, int, float, str]:
    """The span and words of a Russian title: its noun in the nominative with its adjectives, then the "
    "quotation."""
    nominative = russian_gathering(noun[1])
    begin, end = noun.start(), noun.end()
    between = " ".join(plain[end : quoted.start()].split())
    if noun[1].lower().startswith("стол"):
        before = _BEFORE_QUOTE.search(plain, max(0, begin - 40), begin)
        if before and before[1].lower().startswith("кругл"):
            begin, nominative = before.start(), "круглый стол"
    is_nominative = noun[1].lower() == nominative
    words: list[str] = []
    while is_nominative and (before := _BEFORE_QUOTE.search(plain, max(0, begin - 40), begin)):
        if not _ADJECTIVE.search(before[1]) or (not before[1].islower() and not before[1][:1].isupper()):
            break
        words.insert(0, before[1])
        begin = before.start()
    title = " ".join([*words, nominative or noun[1], between, quoted[0]]).replace("  ", " ")
    return begin, quoted.end(), IN_SENTENCE, title[:1].upper() + title[1:]
