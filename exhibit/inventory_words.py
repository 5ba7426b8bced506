"""The words of the inventory in Kazakh and Russian, one line each."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES = ("kk", "ru")

_LINES = """
title | Фотоқұжаттар тізімдемесі | Опись фотодокументов
fonds | Қор № {} | Фонд № {}
inventory | Тізімдеме № {} | Опись № {}
years | {} жж. | {} гг.
year | {} ж. | {} г.
selection | Іріктеу: {} | Выборка: {}
no | № | №
reference | Мұрағаттық шифры, нөмірі | Архивный шифр, номер
annotation | Аннотация: оқиға, тұлғалар, мазмұны | Аннотация: событие, лица, содержание
author | Түсірілім авторы | Автор съёмки
date | Түсірілген күні | Дата съёмки
place | Түсірілген орны | Место съёмки
form | Түпнұсқа түрі | Вид подлинника
count | Жақ / бет саны | Сторон / страниц
size | Өлшемі, пиксель | Размер, пикселы
note | Ескертпе | Примечание
missing | Жетіспейді | Не хватает
missing_event | оқиға | событие
missing_persons | тұлғалар | лица
missing_author | автор | автор
missing_date | күні | дата
missing_place | орны | место
missing_form | түпнұсқа түрі | вид подлинника
form_negative | негатив | негатив
form_print | фотобасылым (позитив) | фотоотпечаток (позитив)
form_slide | слайд | слайд
form_digital | цифрлық | цифровой
inscription | Артындағы жазу | Надпись на обороте
staff | қызметтік пайдалану үшін | для служебного пользования
closed | жабық | закрыт
unpublished | жариялауға болмайды | не подлежит публикации
unwilling | жариялауға келіспейді: {} | не желает публикации: {}
permission | рұқсат {} дейін | разрешение до {}
unidentified | аты белгісіз: {} | не опознано: {}
unconfirmed | (?) — расталмаған есім | (?) — имя не подтверждено
of_them | оның ішінде {} | в том числе {}
photographs | фотосурет | фотографий
documents | құжат | документов
incomplete | Аннотациясы толық емес: {} | С неполной аннотацией: {}
left_out | Енгізілмеген жабық сақтау бірлігі: {} | Не включено закрытых: {}
compiled | Тізімдемені құрастырған | Опись составил(а)
approved | Мұрағат меңгерушісі | Заведующий архивом
post | лауазымы | должность
signature | қолы | подпись
name | аты-жөні | расшифровка подписи
day | күні | дата
"""


def _table() -> dict[str, dict[str, str]]:
    rows = (line.split(" | ") for line in _LINES.strip().splitlines())
    return {key: {"kk": kk, "ru": ru} for key, kk, ru in rows}


WORDS: Mapping[str, Mapping[str, str]] = _table()
