"""Kazakh pronouns whose case forms are irregular, and words that look inflected and are not.

Written down for this project from general knowledge of the language: the tables of pronouns (есімдік) of any
school grammar, postpositions (септеулік), conjunctions (жалғаулық), particles (демеулік), adverbs (үстеу),
and adjectives in -ғы of times and places, which dictionaries list as words. Left to the rules, «үшін» (for)
would be a form of «үш» (three), «оның» (his) of «он» (ten), and «қарай» (towards) of «қара» (black).
"""

from __future__ import annotations

_PRONOUNS = """
мен мені менің маған менде менен менімен менікі
сен сені сенің саған сенде сенен сенімен сенікі
ол оны оның оған онда одан онан онымен онікі ондағы
бұл бұны бұның бұған бұнда бұдан бұнымен бұндағы мұны мұның мұнда мұнан мұнымен мұндағы мұныкі
сол соны соның соған сонда содан сонан сонымен сонікі сондағы
осы осыны осының осыған осында осыдан осымен осындағы
анау ананы ананың анаған анада анадан
мынау мынаны мынаның мынаған мынада мынадан мынадай
бәрі бәрін бәрінің бәріне бәрінде бәрінен бәрімен
"""

_UNINFLECTED = """
үшін сайын арқылы туралы жайлы бойынша сияқты секілді тәрізді тақылетті
қарай таман гөрі шейін дейін кейін бері әрі астам жуық қарамастан орай сәйкес байланысты қатысты
және немесе егер өйткені әйтпесе дегенмен біресе тіпті сонда-да сондықтан сондай-ақ яки болмаса
қалай қалайша осылай солай олай бұлай былай осылайша солайша қанша қаншама сонша соншама мұнша мұншама
осынша онша нешінші неліктен ешқайда әлдеқайда неғұрлым соғұрлым кейбір кейбіреу қайсыбір әлдекім әлденеше
тағы тағыда енді сосын қайта қайтадан мүлде мүлдем барынша көбіне көбінесе әйтеуір бәлкім ақыры ақырында
баяғыда жуырда таяуда ілгері кері ары арман шамалы әне міне мына ана екен емес ғой мейлі
бірте-бірте оқта-текте анда-санда ара-тұра
жылғы күнгі айғы таңғы түнгі кешкі күндізгі жазғы қысқы күзгі көктемгі бұрынғы кейінгі соңғы қазіргі арғы
бергі баяғы әуелгі шеткі үстіңгі астыңғы ішкі сыртқы артқы алдыңғы ортаңғы
"""


def _stems() -> dict[str, tuple[str, ...]]:
    """Each of these words → its dictionary forms, itself included."""
    table: dict[str, tuple[str, ...]] = {word: (word,) for word in _UNINFLECTED.split()}
    for line in _PRONOUNS.strip().splitlines():
        base, *forms = line.split()
        table[base] = (base,)
        table.update({form: (base, form) for form in forms})
    return table


STEMS = _stems()
