"""Who organised the event, as a press text says it, in the nominative. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.claims import Claim
from ingest.institutions import instrumental, is_institution, nominative
from ingest.press_body import Body

# How far an organiser is trusted: named in a list of organisers, told in a sentence.
LISTED, TOLD = 0.85, 0.7
_LIST = re.compile(
    r"(?:ұйымдастырушы(?:лар(?:ы)?|сы)?|ұйымдастырған|бас ұйымдастырушы|со?организатор(?:ы|ами|ом)?(?:\s+\w+){0,3}|организатор(?:ы|ами|ом)?(?:\s+\w+){0,3}|organi[sz]ers?|organi[sz]ed by)\s*[:–—-]\s*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[-–—•*·]|\d{1,2}[.)])\s*")
_WHO = r"(?P<who>(?:[«\"А-ЯЁӘҒҚҢӨҰҮҺІA-Z]|[А-Яа-я]+\s)[^.;!?\n]{3,220}?)"
_BY_GENITIVE = re.compile(
    _WHO
    + r"(?:ның|нің|дың|дің|тың|тің)\s+(?:ұйымдастыруымен|бастамасымен|ұйымдастыруы бойынша|бастамасы бойынша)"
)
# «Шараны … кітапханасы ұйымдастырды», «… кітапханасы ұйымдастырған көрме».
_VERB = re.compile(r"\s+(?:ұйымдастыр(?:ды|ған|ып)(?!\w)|(?:бірлесіп|бірлесе)\s+(?:ұйымдастырды|өткізді))")
_RUSSIAN = re.compile(
    r"(?:(?:организатор(?:ом|ами)(?:\s+(?!выступ)[а-яё]+){0,3}\s+(?:выступи(?:л[аои]?|ли)|являе?ю?тся|стал[аио]?)"
    r"|организован\w{0,2}|подготовлен\w{0,2}|организовал[аио]?|проведен\w{0,2}|при организации|по инициативе|по приглашению организатора)"
    r"\s+)(?P<who>[^.;!?\n]{4,240})"
)
_ENGLISH = re.compile(r"organi[sz]ed by (?:the )?(?P<who>[^.;!?\n]{4,200})", re.IGNORECASE)
_OF_SENTENCE = re.compile(r"[.!?…;:\n]\s*")


def organisers(body: Body) -> Iterator[Claim]:
    """The organisers, each once."""
    seen: set[str] = set()
    for one in (*_listed(body), *_told(body)):
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
    stop = re.compile(r"\n|(?<!\b[^\W\d_])\.(?=\s+[^\W\da-zа-яёәғқңөұүһі_]|\s*(?:\n|$))").search(text, at)
    return stop.start() if stop else len(text)


def _parts(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """What semicolons part; without any, what commas part where an institution ends before each."""
    if ";" in text[begin:end]:
        cuts = [found.start() for found in re.finditer(";", text[begin:end])]
    else:
        cuts = _commas(text[begin:end])
    at = begin
    for cut in (*cuts, end - begin):
        yield at, begin + cut
        at = begin + cut + 1


def _commas(listed: str) -> list[int]:
    """Commas and conjunctions between two institutions; others stand inside one's name
    («мәдениет, архивтер және құжаттама басқармасы»)."""
    cuts: list[int] = []
    at = 0
    for found in re.finditer(r",|\s(?:және|мен|пен|бен|и|and)(?=\s)", listed):
        if is_institution(listed[at : found.start()], at_end=True) and is_institution(listed[found.end() :]):
            cuts.append(found.end() - 1)
            at = found.end()
    return cuts


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


# Words behind which the name of who did it begins: objects, times and places.
_NOT_OF_NAME = re.compile(
    r"(?:^|\s)(?:\S+(?:шараны|көрмені|кездесуді|форумды|конференцияны|кешті|семинарды|фестивальді|жиынды|байқауды|шарасын|көрмесін|кездесуін"
    r"|форумын|конференциясын|кешін|семинарын|байқауын)|шараны|іс-шараны|көрмені|кездесуді|форумды|конференцияны|кешті|семинарды|жиынды"
    r"|бұл|аталған|осы|\S+(?:күні|жылы|аясында|орай|мақсатында|байланысты|құрметіне|қарсаңында|қыркүйекте|қазанда|қарашада|желтоқсанда"
    r"|қаңтарда|ақпанда|наурызда|сәуірде|мамырда|маусымда|шілдеде|тамызда))\s+",
    re.I,
)


def _clause(text: str, begin: int, end: int) -> int:
    """Where the name begins in a clause that ends with it: behind objects, times, and what is no capital."""
    for found in _NOT_OF_NAME.finditer(text, begin, end):
        begin = found.end()
    capital = re.compile(r"[«\"]?[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]").search(text, begin, end)
    return capital.start() if capital else begin


def _russian(body: Body, found: re.Match[str]) -> Iterator[Claim]:
    """The institutions behind «организатором выступила …», «организован …», in the nominative."""
    start = found.start("who")
    for begin, end in _parts(body.plain, start, _clause_end(body.plain, start, found.end("who"))):
        name = instrumental(_trimmed(body.plain[begin:end]))
        if name and is_institution(name):
            yield _claim(body, begin, end, nominative(name), TOLD)


def _clause_end(text: str, begin: int, end: int) -> int:
    """Where what did it ends: before a verb, a purpose or another clause."""
    stop = re.compile(
        r"\s(?:состоял\w+|прош\w+|был[аио]?|при\s|в рамках|в честь|в связи|для\s|котор\w+|совместно с|посвящ\w+|открыл\w*|пров\w+"
        r"|с участием|с целью|прин\w+|on\s|in the|at the)|,\s+(?:котор|где|а также|прош|посвящ)"
    ).search(text, begin, end)
    return stop.start() if stop else end
