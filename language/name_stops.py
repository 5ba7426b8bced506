"""Capitalised words of captions that are no names, told by lists and by the endings of ordinary words."""

from __future__ import annotations

import re

from language.alphabet import fold
from language.data.no_names import CAPTION_WORDS, PRONOUNS, TOWNS
from language.data.places import FORMS as PLACES

# Endings of Russian adjectives, verbs and abstract nouns that no surname has. -ых, -ой, -ник are not here:
# Черных, Толстой, Мельник.
_RU_ORDINARY = re.compile(
    r"..(?:ый|[ое]е|ы[ей]|ого|его|ому|ему|ыми|ими|[ую]ю|[нкхгвлтщшж]ая|няя|[нщш]ий|[аяуеи]ет|[аяуею]ют|[еи]тся|[ую]тся|лся|лась|лось|лись"
    r"|[аяиеы]ть|ться|вшие|ени[еяюи]|ени[ея]м|ани[еяюи]|ост[ьи]|остью|ци[яиюей]{1,2}|тел[ьяюи]|телем|телей|логи[яи]|ческ\w+)$"
)
# Endings of Kazakh words that stand before a name and are neither given names nor surnames: possessives of
# "our" and "your", plural possessives, finite verbs.
_KK_ORDINARY = re.compile(
    r"..(?:[ыі]?м[ыі]з|[ыі]ң[ыі]з|[лдт]ар[ыі]|[лдт]ер[ыі]|[ыі]лды|[ыі]лді|[ыі]пт[ыі]|[ае]т[ыі]н|йт[ыі]н|[ае]д[ыі]|йд[ыі]|м[ае]ды|м[ае]ді)$"
)
# … and endings that a surname may have, but no given name: participles, trades, qualities.
_NO_GIVEN = re.compile(
    r"..(?:[ықлнтсйруеі][ғгқк][ае]н|[ауеі]н[ғг][ае]н|[уы]ш[ыі]|[лдт][ыі][қк]|[бғгзйкқлмнпрстш]ш[ыі]|[лс][ыі]з|[дт][ае]ғ[ыі]|с[ыі]|[дт]ас"
    r"|ни[кц][аиуые]?|щи[кц][аиуые]?|ист[аы]?|истк[аи]|арь|ар[яи]|[аи]тор|ор[аы]|ик[иа]|льщица|[чнлртв]ка|[чн]ки|анин|ане|[цч]ы|ец)$"
)
# What surnames without a Russian suffix end in: Ukrainian and Belarusian, German and Jewish, Polish, and
# the second parts of Kazakh names.
_SURNAME_LIKE = re.compile(
    r"..(?:[иуюая]к|ко|ло|ец|ич|[еи]й|ер[тг]?|[мд]ан|м[ае]йн|штейн|берг|бург|гоф|[дт]т|нц|ль[дц]?|них|ых|[ау]й|[оа]л|идзе"
    r"|бай|бек|хан|[кқ]ан|ғали|қали|жан|мұрат|ұлы|болат|мұхамбет|мұхамед|с[еұ]й?[ті]т?|шар|бол|ғазы|баш|тай)$"
)


_KAZAKH_ENDS = (
    "бек",
    "бай",
    "хан",
    "ғали",
    "қали",
    "мұрат",
    "болат",
    "ұлы",
    "мұхамбет",
    "гелді",
    "келді",
    "берген",
)
_PLACE_ENDINGS = ("стан", "град", "горск", "бург", "ополь", "инск", "өзек", "бұлақ", "булак", "көл", "құдық")


def is_no_name(low: str) -> bool:
    """Whether a Cyrillic word in lower case is an ordinary word of captions or has the ending of one."""
    if low in PRONOUNS or low in CAPTION_WORDS:
        return True
    return bool(_RU_ORDINARY.search(low) or _KK_ORDINARY.search(low))


def is_no_given(low: str) -> bool:
    """Whether a word that no list knows cannot be a given name: «Түсірген», «Снимок», «Учительница»."""
    return bool(_NO_GIVEN.search(low))


def is_kazakh_surname(low: str) -> bool:
    """Whether a word ends in what only Kazakh names end in (Сейдімбек, Керейхан)."""
    return len(low) > 5 and low.endswith(_KAZAKH_ENDS)


def looks_like_surname(low: str) -> bool:
    """Whether a word that no list knows ends as surnames do (Довжик, Вебер, Керейхан)."""
    return bool(_SURNAME_LIKE.search(low))


def is_place(low: str) -> bool:
    """Whether a word in lower case names a town or a country, or ends as such names do."""
    return low in TOWNS or fold(low) in PLACES or low.endswith(_PLACE_ENDINGS)
