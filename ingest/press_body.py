"""A press text without what is not part of it: names of pictures, menus, counters, telephone numbers. Pure.

What is taken out is blanked, so that offsets stay those of the text as it was received.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.model import Evidence
from ingest.picture_lists import PICTURE, entries, plain_name
from ingest.sentences import sentence_span

FIELD = "event_text"
_LINE_END = re.compile(r"\n")
# A line of this share of the longest was broken because the margin was near, not because it was over.
_WRAPPED, _CLOSE, _FULL, _NARROW, _BROAD = 0.6, 0.8, 0.93, 50, 120
# Behind these headings a page lists other pages.
_OTHER_PAGES = re.compile(
    r"(?:читайте также|(?:по|дру)\w* новости|смотрите также|по теме|ещё по теме|похожие (?:новости"
    r"|материалы|статьи)"
    r"|последние новости|популярное|рекомендуем|ұқсас (?:жаңалықтар|материалдар)|соңғы жаңалықтар"
    r"|басқа жаңалықтар"
    r"|тағы оқыңыз(?:дар)?|оқи отырыңыз|осы тақырыпта(?:ғы)?(?: (?:басқа )?\w+)?|related (?:news|posts"
    r"|articles)|read (?:also|more)|latest news"
    r"|комментарии\W*\d*\W*|пікірлер\W*\d*\W*|leave a (?:comment|reply)|пікір қалдыру"
    r"|оставить комментарий|(?:(?:мне )?нравится|ұнайды|ұнату|like)\W+(?:комментировать|пікір\w*|comment)"
    r"\W+(?:поделиться|бөлісу|share)|\W*[\d ]+\W*(?:комментари\w+|пікір\w*)\W*\d+.{0,40})\s*[:.…]?",
    re.IGNORECASE,
)
# What web pages put around their texts, in whole lines.
_BOILERPLATE = re.compile(
    r"(?:бөлісу|бөлісіңіз|поделиться|share)\b.{0,80}"
    r"|(?:.{0,20}\b(?:cookie|куки)s?\b.{0,300})"
    r"|(?:оқу уақыты|время чтения|reading time)\b.{0,40}|\d+\s*(?:мин(?:ут\w*)?|min)(?: чтения| оқу)?"
    r"|(?:көрілім(?:дер)?|қаралым(?:дар)?|қаралды|просмотр(?:ов|ы|ено)?|просмотрено|views?|оқылды"
    r"|прочитано)\b.{0,40}"
    r"|\d+\s*(?:рет)?\s*(?:көрілім|қаралым|қаралды|просмотр\w*|views?|оқылды|комментари\w*|пікір\w*|лайк\w*"
    r"|likes?)"
    r"|(?:басты бет|главная|home)(?:\s*[/>»→|·•—–-].*)?|(?:меню|мәзір|menu|іздеу|поиск|search|кіру|войти"
    r"|тіркелу|регистрация)"
    r"|(?:қаз|каз|kaz|kz|қз|рус|ru|rus|eng?|en)(?:\s*[|/·•,]?\s*(?:қаз|каз|kaz|kz|рус|ru|rus|eng?|en))+"
    r"|(?:нашар көр|версия для слабовид|для слабовидящих|мобильді нұсқа|мобильная версия).{0,60}"
    r"|(?:барлық құқық|все права|©|copyright|all rights).{0,200}"
    r"|(?:материал\w*\s+(?:көшір|қайта бас|пайдалан)|при (?:использовании|копировании|цитировании)).{0,250}"
    r"|(?:жазылыңыз|жазылу|подпис(?:ывайтесь|аться|ка)|бізге жазыл|бізді .*(?:оқыңыз|жазыл)|следите за"
    r"|наш (?:канал|телеграм)).{0,120}"
    r"|(?:facebook|instagram|telegram|whats ?app|youtube|twitter|vkontakte|вконтакте|tik ?tok|linkedin"
    r"|viber|x)(?:\s*[|/·•,]?\s*(?:facebook|instagram|telegram|whats ?app|youtube|twitter|vk|вконтакте"
    r"|tik ?tok|linkedin|viber))*"
    r"|(?:тегтер|теги|tags|хэштегтер|кілт сөздер|ключевые слова)\s*:.{0,200}|(?:#[^\s#]+\s*)+"
    r"|(?:толығырақ|подробнее|читать далее|оқу|ары қарай оқу|read more|алға|артқа|назад|вперед|далее"
    r"|жоғарыға|наверх|басып шығару|распечатать|печать)(?:\s*[.…»>→]+)?"
    r"|(?:жарияланған|жарияланды|опубликовано|дата публикации|published|жаңартылған|обновлено)\b.{0,60}"
    r"|(?:тел(?:ефон)?|факс|e-?mail|эл\.? ?пошта|мекен-?жай\w*|адрес|address|phone|байланыс|контакт\w*"
    r"|жұмыс уақыты|режим работы|жұмыс кестесі)\s*[.:].{0,200}"
    r"|\d{6},.{0,160}|(?:дереккөз|источник|сілтеме|ссылка|фото из|source)\s*:?\s.{0,120}"
    r"|(?:осы файлды|скачать|жүктеу|жүктеп алу|download).{0,60}"
    r"|(?:алдыңғы|келесі|предыдущ\w+|следующ\w+|previous|next)\s+(?:жаңалық|жазба|мақала|материал|новость|запись"
    r"|статья|post|article)\w*\s*[:»>→].{0,200}"
    # Heads of letters, and whom they greet; who drew up the paper and who answers questions.
    r"|(?:от(?: кого)?|кому|копия|кімнен|кімге|from|to|cc|sent|отправлено|жіберілді)\s*:.{0,200}"
    r"|(?:здравствуйте|добрый (?:день|вечер)|уважаем\w+|дорог(?:ие|ой|ая)|құрметті|қымбатты|ардақты"
    r"|сәлеметсі[зң]|қайырлы күн|dear)(?!\w)[^.?:\n]{0,90}[!,]"
    r"|(?:с уважением|құрметпен|с наилучшими пожеланиями|best regards|sincerely)(?!\w).{0,120}"
    r"|(?:отч[её]т\s+|есепті\s+)?(?:составил\w*|подготовил\w*|дайындаған|құрастырған|толтырған)\s*[:–—-].{0,100}"
    r"|(?:контакт\w*|байланыс|анықтама|для справок|по вопросам|қосымша ақпарат|дополнительная информация"
    r"|(?:бас|главный|шеф-)\s?редактор\w*|жауапты хатшы)(?!\w)[^:–—\n]{0,40}[:–—].{0,160}",
    re.IGNORECASE | re.DOTALL,
)
# What stands above the heading of a page: the way to it, and its languages.
NAVIGATION = re.compile(
    r"(?:новости|события|культура|жаңалықтар|оқиғалар|мәдениет|қоғам|общество"
    r"|news)(?:\s*[/»›>→]\s*[^/»›>→\n]{2,40})+|"
    r"(?:басты бет|главная|home)\b.*|(?:меню|мәзір|menu)"
    r"|(?:қаз|каз|kaz|kz|қз|рус|ru|rus|eng?)(?:\s*[|/·•,]?\s*(?:қаз|каз|kaz|kz|рус|ru|rus|eng?|en))+",
    re.IGNORECASE,
)
# Headings of a report's parts: quarters, half-years, bare years, numbers of issues.
_PERIODS = re.compile(
    r"(?:[ivx]{1,4}|\d{1,2})\s*[-–.)]?\s*(?:ші|шы|й|ый|ой)?\s*(?:тоқсан|квартал|жарты ?жылдық|полугодие"
    r"|quarter)\w*(?:[\s,]*\d{4}\s*(?:ж\.?|жыл\w*|г\.?|год\w*)?)?"
    r"|(?:\d{4}\s*(?:ж\.?|жыл\w*|г\.?|год\w*)?[\s,]*)(?:[ivx]{1,4}|\d{1,2})\s*[-–.)]?\s*(?:ші|шы|й|ый"
    r"|ой)?\s*(?:тоқсан|квартал|жарты ?жылдық|полугодие)\w*"
    r"|(?:бірінші|екінші|үшінші|төртінші|первый|второй|третий|четв[её]ртый)\s+(?:тоқсан|квартал)\w*"
    r"|(?:19|20)\d\d\s*(?:ж\.?|жыл\w*|г\.?|год\w*)?|№\s*\d+.{0,20}|\d{1,3}\s*[-–]?\s*бет|стр\.?\s*\d+"
    r"|page \d+",
    re.IGNORECASE,
)
# A name as files of pictures bear it, when no such file came: «қарағанды гл», «семей 12».
_LIKE_A_NAME = re.compile(r"(?:[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]+[ _-]){1,3}(?:гл|бас|негізгі|глав|\d{1,3})")
_INLINE = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
    r"|(?<!\w)\+?[78][\s(-]*\d{3}[\s)-]*\d{2,3}(?:[\s-]*\d{2}){2}(?!\d)"
)
_MARKDOWN = re.compile(
    r"^\s{0,3}(?:#{1,6}\s+|>\s?)|\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)|`+", re.MULTILINE
)
_MARKDOWN_LINK = re.compile(r"(!?\[)([^\]\n]*)(\]\([^)\n]*\))")


@dataclass(frozen=True, slots=True)
class Body:
    """A press text: `text` as it was received, `plain` as long and with blanks for what says nothing.

    `offset` is where the text begins in the whole that evidence counts in.
    """

    text: str
    plain: str
    offset: int = 0

    def evidence(self, start: int, end: int) -> Evidence:
        """Where the text says something: the words, their span, and the sentence."""
        first, last = sentence_span(self.plain, start, end, _LINE_END)
        sentence = " ".join(self.text[first:last].split())
        return Evidence(FIELD, self.text[start:end], start + self.offset, end + self.offset, sentence)


def body(text: str, pictures: Collection[str] = (), offset: int = 0) -> Body:
    """The text with everything blanked that is none of it. `pictures`: names of the picture files."""
    left_overs = {plain_name(name) for name in pictures}
    plain = _blanked(text, _INLINE)
    plain = _MARKDOWN_LINK.sub(lambda found: " " * len(found[1]) + _alt(found) + " " * len(found[3]), plain)
    plain = _blanked(plain, _MARKDOWN)
    for one in entries(text, pictures):
        # What is said of one picture is said of no other: the list of captions is not part of the text.
        plain = plain[: one.start] + re.sub(r"[^\n]", " ", plain[one.start : one.end]) + plain[one.end :]
    lines = _without_approval(plain.split("\n"))
    kept = [line if says_something(line, left_overs) else " " * len(line) for line in lines]
    return Body(text, _unwrapped(_without_other_pages(kept)), offset)


def _alt(found: re.Match[str]) -> str:
    return " " * len(found[2]) if found[1] == "![" else found[2]


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: " " * len(found[0]), text)


def says_something(line: str, left_overs: Collection[str]) -> bool:
    """Whether a line is part of the text: not the name of a picture, a menu, a number or a bare heading."""
    plain = line.strip(" \t•·*–—-|")
    # Several names of pictures may stand in one line, apart by wide gaps.
    parts = {plain_name(part) for part in re.split(r"\s{2,}|\t|[,;]", plain) if part.strip()}
    if not parts or parts <= set(left_overs):
        return False
    if all(_LIKE_A_NAME.fullmatch(part) for part in parts) or PICTURE.search(plain):
        return False
    letters = sum(character.isalpha() for character in plain)
    if letters < 3 or letters * 2 < len(plain.replace(" ", "")):
        return False
    return not _BOILERPLATE.fullmatch(plain) and not _PERIODS.fullmatch(plain)


_APPROVED = re.compile(r"\W*(?:утверждаю|согласовано|бекітемін|келісілді|келісілген)\W*", re.IGNORECASE)
_DAY_OF_APPROVAL = re.compile(r".*(?:(?:19|20)\d\d\s*(?:г|ж|год|жыл)|_{2,}\s*20\d\d)", re.IGNORECASE)
# Lines of who approved a paper: office, signature, day.
_APPROVAL = 6


def _without_approval(lines: Sequence[str]) -> list[str]:
    """The lines without «УТВЕРЖДАЮ» and who signed it when."""
    kept = list(lines)
    for number, line in enumerate(lines):
        if not _APPROVED.fullmatch(line):
            continue
        said = [at for at in range(number, len(lines)) if lines[at].strip()][:_APPROVAL]
        ends = next((n for n, at in enumerate(said) if _DAY_OF_APPROVAL.match(lines[at])), 2)
        for at in said[: ends + 1]:
            kept[at] = " " * len(lines[at])
    return kept


def _without_other_pages(lines: Sequence[str]) -> list[str]:
    """The lines without lists of other pages: short lines without a stop behind such a heading."""
    kept: list[str] = []
    listing = False
    for line in lines:
        plain = line.strip()
        if _OTHER_PAGES.fullmatch(plain):
            listing = True
        elif listing and len(plain) > 200:
            listing = False
        kept.append(" " * len(line) if listing else line)
    return kept


def _unwrapped(lines: Sequence[str]) -> str:
    """The text with blanks for line ends inside a paragraph, where a margin broke the lines."""
    longest = max(map(len, lines), default=0)
    long_ones = sum(len(line) >= _NARROW for line in lines)
    if longest > _BROAD or long_ones < 3:
        return "\n".join(lines)
    pairs = pairwise(lines)
    ends = [" " if _goes_on(one, other, longest) else "\n" for one, other in pairs]
    return "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))


def _goes_on(line: str, following: str, longest: int) -> bool:
    line, following = line.rstrip(), following.strip()
    if not line.strip() or not following or following[0] in "-–—•*":
        return False
    if len(line) < longest * _WRAPPED:
        return False
    if following[0].islower():
        return True
    # What begins with a capital goes on only where its first word had no room: a heading ends by itself.
    had_no_room = len(line) + 1 + len(following.split()[0]) > longest * _FULL
    return line[-1] not in ".!?:;" and had_no_room and len(line) >= longest * _CLOSE
