"""Who is only spoken of in a text: poets who are quoted, namesakes, the dead, whom others talk of. Pure.

A name is looked at where it stands: a person who is also named elsewhere as one who did something is a
participant by that other place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.persons import NameSpan

# Whom the event remembers was not there: «…ның туғанына 125 жыл», «памяти …», «150-летию со дня рождения …».
_REMEMBERED_BEHIND = re.compile(
    r"\s*(?:[^\W\d_]+\s+){0,3}?(?:1\d\d|[2-9]\d\d|\d{4})[-\s]*(?:жыл|летие|летию|лет)"
    r"|\s*(?:туғанына|туылғанына|өмірден өткен|қайтыс бол|рухына|еске ал|жерлен)"
    r"|\s*(?:[^\W\d_]+\s+){0,2}(?:рухына|еске алу|еске алып)"
    r"|(?:\s+атымен|\s+есімімен|\s+құрметіне)\s+атал"
    r"|,?\s*\(\s*\d{4}\s*[–—-]\s*\d{4}\s*(?:гг?\.|жж?\.|года|жылдар)?\s*\)",
    re.I,
)
_REMEMBERED_BEFORE = re.compile(
    r"(?i:памяти|со дня (?:рождения|смерти)|рождения|(?:1\d\d|[2-9]\d\d)[-\s]*(?:летию|летия|летие|лет)"
    r"|возложи\w+ цветы к (?:памятнику|бюсту|могиле))"
    r"(?:\s+[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_]*,?){0,4}\s+$"
)
_LATE = re.compile(
    r"(?<!\w)(?:марқұм|покойн\w+|ушедш\w+ из жизни|бабамыз|ұлы ақын)\s+(?:[а-яәғқңөұүһі]+\s+){0,2}$", re.I
)
# What is made after a person, or by one who need not be there.
_MONUMENT_BEHIND = re.compile(
    r"\s*(?:ескерткіш|мүсін|бюст|кесене|портрет|көше|даңғыл|мұражай-үй|музей-үй|атында(?:ғы)?(?!\w))", re.I
)
_WORK = (
    r"(?:(?:өлең|роман|дастан|күй|қара сөз|хат|нақыл сөз)(?:[іы]|дер|тер|дар|лер|тар)\w*"
    r"|(?:поэма|пьеса|шығарма|қолжазба|туынды|аударма|әңгіме|терме|жыр)(?:сы|сі|лар|лер)\w*|(?:повесі|мұрасы|өмірі"
    r"|өмірбаяны|ерлігі|ерліктері|даңқы|аманаты|толғауы|фотосуреттері|күнделігі|күнделіктері|тағылымы|оқулары"
    r"|бейнесі|рөлі|есімі(?!м)|тұлғасы|жеке заттары|өнегесі|шығармашылығы|жырын)\w*"
    r"|ән(?:і|ін|дері|дерін)(?!\w)|сахналық)"
)
_WORK_BEHIND = re.compile(
    r"\s*(?:[«“\"][^»”\"\n]{1,80}[»”\"]\w*,?\s*(?:(?:және|мен|пен|бен)?\s*[«“\"][^»”\"\n]{1,80}[»”\"]\w*,?\s*){0,4}"
    r"|[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_]*\s+){0,2}" + _WORK,
    re.I,
)
_KK_GENITIVE = re.compile(r"(?:ның|нің|дың|дің|тың|тің)$", re.I)
# «композитор Құрманғазының «Адайын» орындады»: a title in quotation marks is a work too.
_BARE_WORK_BEHIND = re.compile(r"\s+" + _WORK, re.I)
_PERFORMED = re.compile(
    r"\s*[«“\"][^»”\"\n]{1,80}[»”\"]\w*\s+(?:[^\W\d_]+\s+){0,2}(?:орында|жатқа|шырқа|оқы)", re.I
)
_RUSSIAN_WORK = re.compile(
    r"(?<!\w)(?i:стих(?:и|ов|ами|ах)?|стихотворени\w+|поэм\w+|роман(?:а|ы|ов)?|рассказ(?:а|ы|ов)?|пьес\w+"
    r"|песн\w+|песен|на музыку|сочинени\w+|кюй|кюя|кюи|кюев|письм\w+|писем|рукопис\w+|дневник\w*"
    r"|наследи\w+|творчеств\w+|жизн\w+|подвиг\w*|судьб\w+|имен(?:и|ем)|имя|в честь|вещ(?:и|ей|ами)"
    r"|коллекци\w+|портрет\w*|бюст\w*|памятник\w*|могил\w+|дом\w*-музе\w+|строк\w*|цитат\w*|образ(?:а|у|ом)?|эпох[аиу]"
    r"|биографи\w+"
    r"|завет\w*|романс\w*|этюд\w*|полотн\w*|лирик[аиу]|поэзи\w+|произведени\w+|труд(?:ы|ов|ах)|вклад\w*"
    r"|фотографи\w+|снимк\w+)"
    r"(?:\s+[«“\"][^»”\"\n]{1,80}[»”\"])?"
    r"(?P<between>(?:,?\s+[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_-]*){0,4})\s+$"
)
# Of an artist whose works are shown, and of an author whose book is presented, that is no sign.
_OWN_SHOW = re.compile(
    r"(?i:выставк|вернисаж|экспозици|презентаци|альбом|сборник|книг|вечер)\w*\s+(?:(?![а-яё]+(?:н[ыао]|л[аи]|лись|лась)\s)[а-яё-]+\s+){0,2}$"
)
# Between a work and a name: words after which the name is that of who does something.
_DOES = re.compile(r"(?:л|ла|ло|ли|лся|лась|лись|лось|[еи]т|[ую]т|[ая]т|ица|ик|ец|ель|ор)(?:\s|$)", re.I)
_DECLINED = re.compile(r"(?:а|я|ы|и|ой|ого|ей)$", re.I)
_OF_DISTRICT = re.compile(r"(?<!\w)(?i:район\w{0,2}|сел[оае]|пос[её]л(?:ок|ка|ке)|станци[яи])\s+$")
_OFFICE = re.compile(
    r"(?i:аким|глав[аыуе]|руководител|председател|жител|маслихат|представител|прокурор|депутат|директор)\w*"
)
# «Мүсірепов айтқандай», «как писал Абай».
_QUOTED_BEHIND = re.compile(
    r"\s+(?:айтқандай|айтпақшы|айтқан(?!ы)|жазғандай|жырлағандай|айтып кет|айтып өткендей)", re.I
)
_QUOTED_BEFORE = re.compile(
    r"(?<!\w)(?:как|где|когда)[- ](?:то )?(?:говорил|писал|сказал|учил)[аи]?\s+(?:[^\W\d_]+\s+){0,3}$",
    re.I,
)
# Whom somebody tells of: «… туралы айтты», «рассказала о Шокане Уалиханове», «recalled her teacher …».
_TOLD_OF_BEHIND = re.compile(r"\s+(?:туралы|жайлы|жайында|жөнінде|хақында)(?!\w)", re.I)
_TOLD_OF_BEFORE = re.compile(r"(?<!\w)(?:о(?:бо?)?|вспомин\w+|вспомнил\w*)\s+(?:[а-яё-]+\s+){0,3}$", re.I)
_ENGLISH_BEFORE = re.compile(
    r"(?<!\w)(?:(?:letters|poems|works|life|memory|portrait|novels?|songs|manuscripts|legacy|bust|house|museum)"
    r"\s+(?:of|by)|monument to|dedicated to|named (?:after|for)|(?:recall|remember|quot|honou?r)\w*|about)"
    r"\s+(?:(?:the|a|an|her|his|their|late|great|poet|writer|composer|teacher|scholar)\s+){0,4}$",
    re.I,
)
# Who gave or kept what is shown.
_GIVER = re.compile(
    r"(?:тапсырған|тапсырушы|сыйлаған|даритель|сдатчик|фондообразователь)\s*[:–—-]\s*$"
    r"|(?:из|из личного|из семейного) архива\s+(?:[а-яё]+\s+)?$",
    re.I,
)
_SAID_TO_BE = re.compile(r"[»”\"][\s,–—-]*(?:деген екен|депті|деп жырла|деп жазған)")
_QUOTES = re.compile(
    r"«[^»\n]{3,600}»|“[^”\n]{3,600}”|„[^“”\n]{3,600}[“”]|(?<![^\s(])\"(?=\S)[^\"\n]{3,400}(?<=\S)\"(?!\w)"
)
_DASH = re.compile(r"[ \t]*[–—-]\s+(?=\S)")
_TURN = re.compile(r"[,.!?…»\"][ \t]*[–—-]\s+")
# Between names of one list: «Хиуаз Доспанованың, Бауыржан Момышұлының».
_LISTED = re.compile(r"\s*(?:,|(?<!\w)(?:және|мен|пен|бен|и|,\s*и)(?!\w))\s*(?:[а-яёәғқңөұүһі]+\s+){0,2}")


def only_mentioned(text: str, spans: Sequence[NameSpan], is_prose: bool = True) -> set[int]:
    """Which of the names (by their number) are only spoken of. `is_prose`: what stands in quotation marks, or
    behind the dash of a dialogue, is somebody's words or a title; captions have neither."""
    said = quotations(text) if is_prose else []
    behind = {n for n, span in enumerate(spans) if _by_what_follows(text, span)}
    before = {n for n, span in enumerate(spans) if _by_what_precedes(text, span)}
    # «…, Төлеген Айбергенов шығармалары», «стихи Олжаса Сулейменова и Мукагали Макатаева».
    for n in reversed(range(len(spans) - 1)):
        if n + 1 in behind and _are_listed(text, spans[n], spans[n + 1]):
            behind.add(n)
    for n in range(1, len(spans)):
        words = text[spans[n].start : spans[n].end]
        if n - 1 in before and _are_listed(text, spans[n - 1], spans[n]) and _DECLINED.search(words):
            before.add(n)
    within = {n for n, span in enumerate(spans) if any(a < span.start and span.end < b for a, b in said)}
    return behind | before | within | {n for n, span in enumerate(spans) if _is_gone(text, span)}


def _is_gone(text: str, span: NameSpan) -> bool:
    """Whom the event remembers, and who is quoted."""
    before = text[max(0, span.start - 110) : span.start]
    return bool(
        _REMEMBERED_BEHIND.match(text, span.end)
        or _REMEMBERED_BEFORE.search(before)
        or _LATE.search(before)
        or _QUOTED_BEHIND.match(text, span.end)
        or _TOLD_OF_BEHIND.match(text, span.end)
        or _ENGLISH_BEFORE.search(before)
        or _GIVER.search(before)
        or (_TOLD_OF_BEFORE.search(before) and _is_declined(text, span))
        or _QUOTED_BEFORE.search(before)
        or _SAID_TO_BE.match(text, _end_of_quote(text, span.end))
    )


def _end_of_quote(text: str, at: int) -> int:
    """Where the words behind «Мұхтар Әуезов: » end; where the name ends when there are none."""
    opened = re.compile(r"\s*:\s*[«“\"][^»”\"\n]{3,300}(?=[»”\"])").match(text, at)
    return opened.end() if opened else at


def _by_what_follows(text: str, span: NameSpan) -> bool:
    """«Қасым Аманжоловтың «Өзім туралы» өлеңін», «Төлеген Айбергенов шығармалары», «… ескерткіші»."""
    if _MONUMENT_BEHIND.match(text, span.end):
        return True
    if _KK_GENITIVE.search(text[span.start : span.end]):
        return bool(_WORK_BEHIND.match(text, span.end) or _PERFORMED.match(text, span.end))
    return not span.name.initials and bool(_BARE_WORK_BEHIND.match(text, span.end))


def _by_what_precedes(text: str, span: NameSpan) -> bool:
    """«стихи Олжаса Сулейменова», «дом-музей Карима Сутюшева», «район Магжана Жумабаева»."""
    before = text[max(0, span.start - 110) : span.start]
    if not _DECLINED.search(text[span.start : span.end]):
        return False
    district, work = _OF_DISTRICT.search(before), _RUSSIAN_WORK.search(before)
    if district:
        office = _OFFICE.search(before[max(0, district.start() - 40) : district.start()])
        return _is_declined(text, span) and not office
    if work is None or _OWN_SHOW.search(before[: work.start()]):
        return False
    return _is_declined(text, span) or not _DOES.search(work["between"])


def _is_declined(text: str, span: NameSpan) -> bool:
    """Whether the words differ from the nominative: «аким района Асан Оспанов» stands in it."""
    name = span.name
    words = text[span.start : span.end].split()
    parts = {part for part in (name.surname, name.given, name.patronymic) if part}
    return any(word not in parts for word in words if len(word) > 2 and not word.endswith("."))


def quotations(text: str) -> list[tuple[int, int]]:
    """Where somebody is quoted, and titles: what stands in quotation marks, and the turns of a dialogue."""
    found = [match.span() for match in _QUOTES.finditer(text)]
    for line in re.finditer(r"[^\n]+", text):
        begin = _DASH.match(line[0])
        if begin is None:
            continue
        turns = [turn.end() for turn in _TURN.finditer(line[0], begin.end())]
        # A list has dashes too: only what says who speaks is a dialogue.
        if not turns:
            continue
        edges = [begin.start(), *turns, len(line[0])]
        for at in range(0, len(edges) - 1, 2):
            found.append((line.start() + edges[at], line.start() + edges[at + 1]))
    return found


def _are_listed(text: str, one: NameSpan, other: NameSpan) -> bool:
    """Whether two names stand beside each other in a list, in the same case."""
    if not _LISTED.fullmatch(text[one.end : other.start]):
        return False
    cases = [bool(_KK_GENITIVE.search(text[span.start : span.end])) for span in (one, other)]
    return cases[0] == cases[1] or cases[1]
