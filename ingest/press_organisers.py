"""Who organised the event, as a press text says it, in the nominative. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.claims import Claim
from ingest.gatherings import is_gathering, is_general
from ingest.institutions import instrumental, is_institution, nominative
from ingest.letterheads import is_letterhead
from ingest.press_body import Body

# How far an organiser is trusted: named in a list of organisers, told in a sentence.
LISTED, TOLD = 0.85, 0.7
# … and in the head of its programme or invitation.
IN_HEAD = 0.55
_PROGRAMME = re.compile(r"\W*(?:бағдарлама\w*|программа|шақыру(?: \w+)?|приглашение)\W*", re.IGNORECASE)
# How many lines of names stand above a programme.
_HEAD = 4
_LIST = re.compile(
    r"(?<!\w)(?:(?:бас\s+)?ұйымдастырушы(?:лар(?:ы)?|сы)?|ұйымдастырған|(?:со)?организатор(?:ы|ами"
    r"|ом)?(?:\s+\w+){0,3}"
    r"|organi[sz]ers?|organi[sz]ed by)[ \t*]*[:–—-][ \t*]*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[-–—•*·]|\d{1,2}[.)])\s*")
_WHO = r"(?P<who>(?:[«\"А-ЯЁӘҒҚҢӨҰҮҺІA-Z]|(?<!\w)[А-Яа-я]{1,30}\s)[^.;!?\n]{3,220}?)"
_BY_GENITIVE = re.compile(
    _WHO
    + r"(?:ның|нің|дың|дің|тың|тің)\s+(?:ұйымдастыруымен|бастамасымен|ұйымдастыруы бойынша|бастамасы бойынша)"
)
# «Шараны … кітапханасы ұйымдастырды», «… кітапханасы ұйымдастырған көрме».
_VERB = re.compile(
    r"(?<!\s)\s{1,3}(?:ұйымдастыр(?:ды|ған|ып|ады|уда|мақ)(?!\w)|(?:бірлесіп|бірлесе)\s+(?:ұйымдастырды|өткізді))"
)
_RUSSIAN = re.compile(
    r"(?<!\w)(?i:(?:организатор(?:ом|ами)(?:\s+(?!выступ)[а-яё]+){0,3}\s+(?:выступи(?:л[аои]?|ли)"
    r"|являе?ю?тся|стал[аио]?)"
    r"|организован\w{0,2}|подготовлен\w{0,2}|организовал[аио]?|проведен\w{0,2}|при организации"
    r"|по инициативе|по приглашению организатора)"
    r"\s+)(?P<who>[^;!?\n]{4,240})"
)
_ENGLISH = re.compile(r"organi[sz]ed by (?:the )?(?P<who>[^.;!?\n]{4,200})", re.IGNORECASE)
_OF_SENTENCE = re.compile(r"(?<!\b[^\W\d_])\.\s+|[!?…;:\n]\s*")


_LONGEST_LIST = 1500
_STOP = re.compile(
    r"\n|(?<!\b[^\W\d_])(?<!\bим)(?<!\bобл)(?<!\bат)(?<!\bгор)(?<!\bқ)\.(?=\s+[^\W\da-zа-яёәғқңөұүһі_]|\s*(?:\n|$))"
)


def organisers(body: Body) -> Iterator[Claim]:
    """The organisers, each once."""
    seen: set[str] = set()
    said = [*_listed(body), *_told(body)]
    for one in said or _in_head(body):
        key = " ".join(one.value.casefold().split())
        if key not in seen and not any(key in other for other in seen):
            seen.add(key)
            yield one


def _listed(body: Body) -> Iterator[Claim]:
    for found in _LIST.finditer(body.plain):
        for start, end in _elements(body.plain, found.end()):
            name = _trimmed(body.plain[start:end])
            if len(name) > 3 and (is_institution(name) or name[:1].isupper() or name[:1] in '«"'):
                yield _claim(body, start, end, name, LISTED)


def _in_head(body: Body) -> Iterator[Claim]:
    """The institutions above the word «programme», which nobody else names there."""
    lines = [found for found in re.finditer(r"[^\n]+", body.plain) if found[0].strip()][: _HEAD + 1]
    label = next((number for number, line in enumerate(lines) if _PROGRAMME.fullmatch(line[0])), 0)
    for line in lines[:label]:
        if is_letterhead(line[0]):
            yield _claim(body, line.start(), line.end(), _trimmed(line[0]), IN_HEAD)


def _elements(text: str, begin: int) -> Iterator[tuple[int, int]]:
    """The parts of a list behind a colon: in the same line, or on lines of their own."""
    line_end = _end(text, begin)
    if text[begin:line_end].strip():
        yield from _parts(text, begin, line_end)
        return
    at = line_end + 1
    while at < len(text):
        line_end = _end(text, at)
        bullet = _BULLET.match(text, at)
        line = text[at:line_end]
        if not line.strip() or (bullet is None and not is_institution(line)) or len(line) > 200:
            return
        yield (bullet.end() if bullet else at), line_end
        at = line_end + 1


def _end(text: str, at: int) -> int:
    """Where the line or the sentence ends."""
    stop = _STOP.search(text, at, at + _LONGEST_LIST)
    return stop.start() if stop else min(len(text), at + _LONGEST_LIST)


def _parts(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """What semicolons part; without any, what commas part where an institution ends before each."""
    if ";" in text[begin:end]:
        cuts = [found.span() for found in re.finditer(";", text[begin:end])]
    else:
        cuts = _commas(text[begin:end])
    at = begin
    for first, last in (*cuts, (end - begin, end - begin)):
        yield at, begin + first
        at = begin + last


_CONJUNCTION = re.compile(r",|\s(?:және|мен|пен|бен|и|and)(?=\s)")
_ENGLISH_NAME = re.compile(
    r"\s*(?:the\s+)?(?:[A-Z]\w+\s+){0,4}(?:Department|Library|Museum|Ministry|Institute|University|Union|Centre|Center)\s+of\s",
)
_COMPANY = re.compile(r"\s*(?:ТОО|АО|ОО|ОФ|КГУ|ГУ|РГУ|КГКП|НАО|ИП)\s")
# How far behind a comma the next institution's own noun may be.
_NEXT_NAME = 160


def _commas(listed: str) -> list[tuple[int, int]]:
    """Commas and conjunctions between two institutions; others stand inside one's name
    («мәдениет, архивтер және құжаттама басқармасы»)."""
    cuts: list[tuple[int, int]] = []
    at = 0
    for found in _CONJUNCTION.finditer(listed):
        before, behind = listed[at : found.start()], listed[found.end() : found.end() + _NEXT_NAME]
        if (is_institution(before, at_end=True) or _ENGLISH_NAME.match(before)) and _begins_another(
            before, behind
        ):
            cuts.append(found.span())
            at = found.end()
    return cuts


def _begins_another(before: str, behind: str) -> bool:
    """Whether another institution begins behind a comma: in Kazakh its own noun ends its name, in Russian it
    leads it («управление культуры, языков и архивов» goes on)."""
    if is_institution(before.split()[-1], at_end=True) or _ENGLISH_NAME.match(before):
        return is_institution(behind)
    name = _CONJUNCTION.split(behind)[0]
    return is_institution(name, at_end=True) or bool(_COMPANY.match(name))


def _trimmed(text: str) -> str:
    text = re.sub(r"^\s*(?:және|мен|пен|бен|и|а также|сонымен қатар|and|the)\s+", "", text, flags=re.I)
    text = re.sub(r"\s+(?:және|мен|пен|бен|и|and)\s*$", "", text)
    return " ".join(text.split()).strip(" .,;–—-\u00a0")


def _claim(body: Body, start: int, end: int, name: str, confidence: float) -> Claim:
    raw = body.plain[start:end]
    start += len(raw) - len(raw.lstrip())
    end = start + len(raw.strip())
    return Claim("organiser", name, body.evidence(start, end), confidence)


def _told(body: Body) -> Iterator[Claim]:
    text = body.plain
    for found in _BY_GENITIVE.finditer(text):
        begin = _clause(text, found.start("who"), found.end("who"))
        yield from _kazakh(body, begin, found.end("who"))
    for found in _VERB.finditer(text):
        begin = max((stop.end() for stop in _OF_SENTENCE.finditer(text, 0, found.start())), default=0)
        if found.start() - begin < 300:
            yield from _kazakh(body, _clause(text, begin, found.start()), found.start())
    for found in (*_RUSSIAN.finditer(text), *_ENGLISH.finditer(text)):
        yield from _russian(body, found)


def _kazakh(body: Body, begin: int, end: int) -> Iterator[Claim]:
    for start, stop in _parts(body.plain, begin, end):
        name = _trimmed(body.plain[start:stop])
        if is_institution(name, at_end=True):
            yield _claim(body, start, stop, name, TOLD)


# Words behind which the name of who did it begins: times, occasions, «this».
_NOT_OF_NAME = re.compile(
    r"(?:бұл|аталған|осы|\S+(?:күні|жылы|аясында|орай|мақсатында|байланысты|құрметіне|қарсаңында)"
    r"|\S*(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)[дт][ае])",
    re.I,
)
_WORD = re.compile(r"\S+")


def _clause(text: str, begin: int, end: int) -> int:
    """Where the name begins in a clause that ends with it: behind the gathering, times, and what is not in
    capitals («Көрмені Түркістан қалалық музейі ұйымдастырды»)."""
    is_behind_object = False
    for word in _WORD.finditer(text, begin, end):
        plain = word[0].strip('«»",')
        if _NOT_OF_NAME.fullmatch(plain) or _is_object(plain, text, word.start()):
            begin, is_behind_object = word.end(), True
    if is_behind_object:
        return begin
    capital = re.compile(r"[«\"]?[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]").search(text, begin, end)
    return capital.start() if capital else begin


def _is_object(word: str, text: str, at: int) -> bool:
    """Whether a word is what was organised: a gathering in the accusative, or the first word of its "
    "sentence."""
    if not (is_gathering(word) or is_general(word)):
        return False
    begins = text[max(0, at - 3) : at].rstrip()[-1:] in ("", ".", "!", "?", "\n", "»")
    return begins or bool(re.search(r"(?:[нтд][ыі]|сын|сін|ын|ін)$", word.lower()))


def _russian(body: Body, found: re.Match[str]) -> Iterator[Claim]:
    """The institutions behind «организатором выступила …», «организован …», in the nominative."""
    start = found.start("who")
    stop = min(_end(body.plain, start), found.end("who"))
    for begin, end in _parts(body.plain, start, _clause_end(body.plain, start, stop)):
        name = instrumental(_trimmed(body.plain[begin:end]))
        if name and is_institution(name):
            yield _claim(body, begin, end, nominative(name), TOLD)


# Another clause, a purpose, a verb; behind the region that an institution is of, any other word.
_CLAUSE = re.compile(
    r"\s(?:состоял\w+|прош\w+|был[аио]?|при\s|в рамках|в честь|в связи|для\s|котор\w+|совместно с|посвящ\w+"
    r"|открыл\w*"
    r"|пров\w+|с участием|с целью|прин\w+|on\s|in the|at the)|,\s+(?:котор|где|а также|прош|посвящ)"
)
_OF_REGION = re.compile(
    r"(?:области|края|района|республики|казахстана)(\s+)(?!и\s|имени\s|им\.|по\s)[а-яё]", re.I
)


def _clause_end(text: str, begin: int, end: int) -> int:
    """Where what did it ends: before a verb, a purpose or another clause."""
    clause, region = _CLAUSE.search(text, begin, end), _OF_REGION.search(text, begin, end)
    return min(clause.start() if clause else end, region.start(1) if region else end)
