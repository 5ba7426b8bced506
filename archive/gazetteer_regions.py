"""The regions of Kazakhstan, of today and of the past, for `archive.gazetteer`.

Put together for this project from general knowledge of the country's administrative history: the regions of
1932–1939 and their renamings in 1962 and 1992, the decree of 24 December 1960 on the Virgin Lands Territory
(Целинный край, until October 1965) and of 24 April 1961 on its Tselinograd region, the regions merged by the
decrees of April and May 1997, the decree of 19 June 2018 on Turkistan region, and that of 3 May 2022 on
Abai, Zhetisu and Ulytau regions, in force since 8 June 2022. Where a day is not certain the year stands;
where the year is not, the bound is open.
"""

from __future__ import annotations

TABLE = """
region | | | Абай облысы, область Абай, Abai Region 2022-06-08.. = Абайская область
region | | | Ақмола облысы, Акмолинская область, Akmola Region 1992-07-06.. ;
    Целиноград облысы, Целиноградская область, Tselinograd Region 1961-04-24..1992-07-06 ;
    Ақмола облысы, Акмолинская область, Akmolinsk Region 1939..1960
region | | | Ақтөбе облысы, Актюбинская область, Aktobe Region 1932.. = Aktyubinsk Region
region | | | Алматы облысы, Алматинская область, Almaty Region 1993.. ;
    Алматы облысы, Алма-Атинская область, Alma-Ata Region 1932..1993
region | | | Атырау облысы, Атырауская область, Atyrau Region 1992.. ;
    Гурьев облысы, Гурьевская область, Guryev Region 1938..1992
region | | | Батыс Қазақстан облысы, Западно-Казахстанская область, West Kazakhstan Region 1992.. ;
    Орал облысы, Уральская область, Uralsk Region 1962..1992 ;
    Батыс Қазақстан облысы, Западно-Казахстанская область, West Kazakhstan Region 1932..1962 = БҚО, ЗКО
region | | | Жамбыл облысы, Жамбылская область, Zhambyl Region 199X.. ;
    Жамбыл облысы, Джамбулская область, Dzhambul Region 1939..199X = Джамбульская область
region | | | Жетісу облысы, область Жетісу, Zhetisu Region 2022-06-08.. = Жетысуская область, область Жетысу
region | | | Қарағанды облысы, Карагандинская область, Karaganda Region 1932.. = Karagandy Region
region | | | Қостанай облысы, Костанайская область, Kostanay Region 1997.. ;
    Қостанай облысы, Кустанайская область, Kustanay Region 1936..1997
region | | | Қызылорда облысы, Кызылординская область, Kyzylorda Region 1997.. ;
    Қызылорда облысы, Кзыл-Ординская область, Kzyl-Orda Region 1938..1997
region | | | Маңғыстау облысы, Мангистауская область, Mangystau Region 1990.. ;
    Маңғышлақ облысы, Мангышлакская область, Mangyshlak Region 1973..1988
region | | | Павлодар облысы, Павлодарская область, Pavlodar Region 1938..
region | | | Солтүстік Қазақстан облысы, Северо-Казахстанская область, North Kazakhstan Region 1936..
    = СҚО, СКО
region | | | Түркістан облысы, Туркестанская область, Turkistan Region 2018-06-19.. ;
    Оңтүстік Қазақстан облысы, Южно-Казахстанская область, South Kazakhstan Region 1992..2018-06-19 ;
    Шымкент облысы, Чимкентская область, Chimkent Region 1962..1992 ;
    Оңтүстік Қазақстан облысы, Южно-Казахстанская область, South Kazakhstan Region 1932..1962 = ОҚО, ЮКО
region | | | Ұлытау облысы, область Улытау, Ulytau Region 2022-06-08.. = Улытауская область
region | | | Шығыс Қазақстан облысы, Восточно-Казахстанская область, East Kazakhstan Region 1932.. = ШҚО, ВКО
former region | | | Тың өлкесі, Целинный край, Virgin Lands Territory 1960..1965
former region | | | Жезқазған облысы, Джезказганская область, Dzhezkazgan Region 1973..1997
    = Жезказганская область
former region | | | Көкшетау облысы, Кокчетавская область, Kokchetav Region 1944..1997 = Кокшетауская область
former region | | | Семей облысы, Семипалатинская область, Semipalatinsk Region 1939..1997
former region | | | Талдықорған облысы, Талды-Курганская область, Taldy-Kurgan Region 1944..1997
    = Талдыкорганская область
former region | | | Торғай облысы, Тургайская область, Turgay Region 1970..1997
former region | | | Жетісу облысы, Семиреченская область, Semirechye Region 1867..
"""
