"""Places whose names differ between Kazakh, Russian and English beyond letters.

General knowledge of the country's official names. A renamed town is not listed under its old name unless
the old one is only another spelling (Алма-Ата, Чимкент): Гурьев and Целиноград are other names, and surnames
too.
"""

from __future__ import annotations

from language.alphabet import fold

# The stem in front of | is what Russian case endings are added to: Караганд|а, -ы, -е, -ой.
_GROUPS = """
қарағанды караганд|а karaganda
қазақстан казахстан| kazakhstan
алматы алмат|ы алмаат|а almaata
шымкент чимкент| chimkent
семей семипалатинск| semipalatinsk
өскемен усть-каменогорск| ust-kamenogorsk
орал уральск| uralsk
петропавл петропавловск| petropavlovsk
жамбыл джамбул| dzhambul
жезқазған джезказган| dzhezkazgan
балқаш балхаш| balkhash
көкшетау кокчетав| kokchetav
торғай тургай| turgay
жетісу семиречь|е zhetysu
ертіс иртыш| irtysh
есіл ишим| ishim
еділ волг|а volga
жайық урал| ural
мәскеу москв|а moscow
ресей росси|я russia
қытай кита|й china
өзбекстан узбекистан| uzbekistan
қырғызстан кыргызстан| киргизи|я kyrgyzstan
тәжікстан таджикистан| tajikistan
түрікменстан туркменистан| turkmenistan
түркия турци|я turkey
ташкент ташкент| tashkent
бішкек бишкек| bishkek
мысыр египет| egypt
үндістан инди|я india
жапония япони|я japan
алмания германи|я germany
"""


def _forms() -> dict[str, tuple[str, ...]]:
    """Each folded form of a place → the folded forms of the same place in other languages."""
    table: dict[str, tuple[str, ...]] = {}
    for line in _GROUPS.split("\n"):
        words = [fold(part) for form in line.split() for part in _with_stem(form)]
        for word in words:
            if "-" not in word:
                table[word] = tuple(
                    other for other in dict.fromkeys(words) if other != word and "-" not in other
                )
    return table


def _with_stem(form: str) -> tuple[str, ...]:
    stem, bar, ending = form.partition("|")
    return tuple(dict.fromkeys((stem + ending, stem) if bar else (form,)))


FORMS = _forms()
