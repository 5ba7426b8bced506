"""What gatherings are called, in Kazakh and Russian, in the forms that titles and sentences have. Pure."""

from __future__ import annotations

import re
from functools import cache

from language.morphology import stems

# Too general to be part of a title.
GENERAL = frozenset(("шара", "іс-шара", "мероприятие"))
_KAZAKH = """
форум көрме конференция семинар кеш жиын жиналыс фестиваль байқау кездесу симпозиум конгресс құрылтай акция
апталық айлық онкүндік лекция дәріс тренинг салтанат мереке той мерейтой спектакль концерт экспедиция
презентация тұсаукесер оқу сайыс жәрмеңке марафон олимпиада викторина вебинар отырыс сессия алаң слёт
шеберхана экскурсия сағат күн мектеп диктант флешмоб челлендж үстел диалог брифинг дебат пікірталас хакатон
квест айтыс мүшәйра ашылу
"""
KAZAKH = tuple(_KAZAKH.split())
# Russian: the nominative, and the beginning that its cases share.
_RUSSIAN = """
выставка/выставк фотовыставка/фотовыставк встреча/встреч вечер/вечер чтения/чтени праздник/праздник
юбилей/юбиле конкурс/конкурс съезд/съезд марафон/марафон олимпиада/олимпиад конференция/конференци
семинар/семинар форум/форум фестиваль/фестивал презентация/презентаци акция/акци лекция/лекци
экскурсия/экскурси концерт/концерт конгресс/конгресс симпозиум/симпозиум мастер-класс/мастер-класс
экспозиция/экспозици викторина/викторин заседание/заседани открытие/открыти совещание/совещани
тренинг/тренинг вебинар/вебинар ярмарка/ярмарк неделя/недел час/час декада/декад турнир/турнир слёт/слёт
экспедиция/экспедици спектакль/спектакл диктант/диктант брифинг/брифинг диалог/диалог проект/проект
сессия/сесси
"""
RUSSIAN = {noun: beginning for noun, _, beginning in (one.partition("/") for one in _RUSSIAN.split())}
# What happens to them in sentences.
_HELD = re.compile(
    r"(?<!\w)(?:өтті|өтуде|өтеді|өткен|болды|ашылды|ашылған|ұйымдастырылды|ұйымдастырған|өткізді|өткізілді"
    r"|басталды|аяқталды"
    r"|қатысты|тойланды|атап өт(?:ті|ілді)|бас қосты|жалғасты|түсті|кездесті|құрылды|жиналды"
    r"|состоял(?:ась|ся|ось|ись)|состоится|про(?:ш[её]л|шла|шло|шли|йд[её]т|ходил\w*|ходит)|пров[её]л[аи]?"
    r"|проведен\w*|провели"
    r"|открыл(?:ась|ся|ось|ись|а|и)?|открыта?|организован\w*|организовал\w*|начал(?:ась|ся|ось|ись)"
    r"|стартовал\w*"
    r"|заверши\w+|собрал\w*|приня(?:л|ла|ли) участие|отмети\w+|отпраздновал\w*|посвящ[её]н\w*|встретил\w*"
    r"|презентовал\w*|чествовал\w*|вручен\w*|вручил\w*|подписан\w*|установлен\w*|наград(?:ил|жд[её]н)\w*"
    r"|приглаша\w+"
    r"|посетил\w*|шақырамыз|шақырады|ашты|табыс(?:та|етіл)\w*ды|тапсырылды|орнатылды|пайдалануға берілді"
    r"|жүргізілді|марапатталды|қойылды"
    r"|(?:was|were) (?:held|opened)|took place|opened)(?!\w)",
    re.IGNORECASE,
)


@cache
def is_gathering(word: str) -> bool:
    """Whether a Kazakh word, in any of its cases, is what a gathering is called (or ends so: «фотокөрме»)."""
    lemmas = {word.lower(), *(one.lower() for one in stems(word.lower()))}
    return any(one == noun or (one.endswith(noun) and len(noun) > 4) for one in lemmas for noun in KAZAKH)


@cache
def is_general(word: str) -> bool:
    """Whether the word only says that something was held: «шарасы», «мероприятие»."""
    lemmas = {word.lower(), *(one.lower() for one in stems(word.lower()))}
    return bool(lemmas & GENERAL)


@cache
def russian_gathering(word: str) -> str | None:
    """The nominative of the Russian gathering that `word` is in one of its cases, or None."""
    low = word.lower()
    for nominative, beginning in RUSSIAN.items():
        ending = low.removeprefix(beginning)
        if low.startswith(beginning) and len(ending) <= 3:
            return nominative
    return None


def is_held(sentence: str) -> bool:
    """Whether a sentence says that something took place."""
    return _HELD.search(sentence) is not None
