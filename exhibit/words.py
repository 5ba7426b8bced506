"""The words of a package in Kazakh, Russian and English, one line each."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGE_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
_IN_LANGUAGE = {
    "kk": {"kk": "қазақша", "ru": "орысша", "en": "ағылшынша"},
    "ru": {"kk": "по-казахски", "ru": "по-русски", "en": "по-английски"},
    "en": {"kk": "in Kazakh", "ru": "in Russian", "en": "in English"},
}

_LINES = """
search | Іздеу | Поиск | Search
search_hint | Сөз, есім, жер немесе жыл | Слово, имя, место или год | A word, a name, a place or a year
person | Тұлға | Персона | Person
persons | Тұлғалар | Персоны | Persons
year | Жыл | Год | Year
all | Барлығы | Все | All
shown | Көрсетілгені | Показано | Shown
nothing | Ештеңе табылмады | Ничего не найдено | Nothing found
clear | Тазарту | Сбросить | Clear
close | Жабу | Закрыть | Close
previous | Алдыңғы | Предыдущий | Previous
next | Келесі | Следующий | Next
language | Тіл | Язык | Language
dark | Күңгірт | Тёмная | Dark
light | Ашық | Светлая | Light
colours | Түстер | Оформление | Colours
print | Басып шығару | Печать | Print
skip | Экспонаттарға өту | Перейти к экспонатам | Skip to the works
no | № | № | No.
thumbnail | Кескін | Изображение | Image
archive_no | Мұрағат нөмірі | Архивный номер | Archive no.
title | Атауы | Название | Title
annotation | Аннотация | Аннотация | Annotation
date | Күні | Дата | Date
edtf | Күні (EDTF) | Дата (EDTF) | Date (EDTF)
date_unknown | күні белгісіз | дата неизвестна | date unknown
place | Орны | Место | Place
author | Авторы | Автор | Author
reference | Шифр (қор/тізімдеме/іс) | Шифр (фонд/опись/дело) | Reference code
pages | Беттер саны | Страниц | Pages
previous_page | Алдыңғы бет | Предыдущая страница | Previous page
next_page | Келесі бет | Следующая страница | Next page
size | Өлшемі, пиксель | Размер, пикселы | Size, pixels
cm | см | см | cm
print_size | 300 dpi баспа, см | Печать при 300 dpi, см | Print at 300 dpi, cm
rights | Құқықтар | Права | Rights
credit | Дереккөз | Источник | Credit
file | Файл | Файл | File
original | Түпнұсқа файлдың аты | Имя исходного файла | Name of the original file
sha256 | Түпнұсқаның SHA-256 | SHA-256 подлинника | SHA-256 of the original
unconfirmed_mark | есімі расталмаған | имя не подтверждено | name not confirmed
checklist | Экспонаттар тізімі | Список экспонатов | Checklist
labels | Заттаңбалар | Этикетки | Labels
contact_sheet | Шолу парағы | Контактный лист | Contact sheet
gallery | Галерея | Галерея | Gallery
report | Тексеру есебі | Отчёт о проверке | Report
images_print | Баспаға арналған кескіндер | Изображения для печати | Images for print
images_web | Экранға арналған кескіндер | Изображения для экрана | Images for the screen
records | Толық жазбалар | Полные записи | Whole records
manifest | Бақылау қосындылары | Контрольные суммы | Checksums
iiif | IIIF манифесі | Манифест IIIF | IIIF manifest
exhibition | Көрме | Выставка | Exhibition
works | Экспонаттар | Экспонаты | Works
opens | Ашылуы | Открытие | Opens
closes | Жабылуы | Закрытие | Closes
contact | Байланыс | Контакт | Contact
contents | Мазмұны | Содержание | Contents
prepared | Жинақ өзгертілген уақыт | Набор изменён | Set last changed
colour_space | Түс кеңістігі | Цветовое пространство | Colour space
left_out | Енгізілмегендер және себебі | Что не вошло и почему | What was left out, and why
none_left_out | Барлығы енгізілді. | Вошло всё. | Nothing was left out.
note | Ескерту | Замечание | Note
checks | Басып шығарар алдында қараңыз | Посмотрите перед печатью | Look at these before printing
level_serious | Шешілуі керек | Необходимо решить | To be settled first
level_warning | Басып шығарар алдында қараңыз | Посмотрите перед печатью | Look at these before printing
level_note | Мәлімет үшін | К сведению | For information
rights_unknown | көрсетілмеген | не указаны | not stated
no_checks | Ескерту жоқ. | Замечаний нет. | Nothing to look at.
front | алдыңғы беті | лицевая сторона | front
back_side | артқы беті | оборот | back
words | сөз | слов | words
left_to_right | солдан оңға қарай | слева направо | left to right
row | {}-қатар | {}-й ряд | row {}
from_left | солдан {}-орында | {}-й слева | no. {} from left
in_picture | суретте | на снимке | in the picture
in_document | құжатта аталған | названы в документе | named in the document
page | бет | стр. | page
check_missing | Каталогта жоқ. | В каталоге нет. | Not in the catalogue.
check_closed | Қолжетімділік шектелген. | Доступ ограничен. | Access is restricted.
check_unpublished | Жариялауға болмайды. | Не подлежит публикации. | Not to be published.
check_person | Жариялауға келіспеген: {} | Не желает публикации: {} | Does not want to be published: {}
check_joined | Басқа жазбаға қосылған: {} | Присоединено к другой записи: {} | Joined to another: {}
check_permission | Рұқсаттың соңғы күні: {} | Разрешение заканчивается: {} | Permission ends: {}
check_duplicate | Дәл осы кескін: № {} | То же изображение: № {} | The same picture: no. {}
check_back | Артқы беті енгізілмеді. | Оборот не включён. | The back is not included.
check_unread | Түпнұсқа оқылмады: {} | Подлинник не прочитан: {} | The original could not be read: {}
check_small | 300 dpi үшін кіші: {} см | Мало для 300 dpi: {} см | Too small for 300 dpi: {} cm
check_translation | Мәтіні жоқ: {} | Нет текста: {} | Text missing: {}
check_label_length | 20–70 сөз емес: {} | Не 20–70 слов: {} | Not 20–70 words: {}
check_no_date | Күні көрсетілмеген. | Дата не указана. | No date.
check_no_author | Авторы көрсетілмеген. | Автор не указан. | No author.
check_unconfirmed | Есімдер расталмаған: {} | Имена не подтверждены: {} | Names not confirmed: {}
check_overflow | Мәтін сыймайды. | Текст не помещается. | The text does not fit.
"""


def _table() -> dict[str, dict[str, str]]:
    rows = (line.split(" | ") for line in _LINES.strip().splitlines())
    return {key: {"kk": kk, "ru": ru, "en": en} for key, kk, ru, en in rows}


WORDS: Mapping[str, Mapping[str, str]] = _table()


def word(key: str, code: str) -> str:
    """The word or sentence `key` in the language `code`."""
    return WORDS[key][code]


def sentence(kind: str, detail: str, code: str) -> str:
    """What a check of this kind says, in the language `code`; in short where there is no `detail`."""
    if kind == "translation":
        detail = ", ".join(_IN_LANGUAGE[code][one] for one in detail.split())
    if kind == "small":
        detail = in_figures(detail, code)
    said = WORDS[f"check_{kind}"][code]
    return said.replace("{}", detail) if detail else f"{said.partition(':')[0].rstrip('.')}."


def in_figures(text: str, code: str) -> str:
    """Figures as the language writes them: 13,5 in Kazakh and Russian."""
    return text if code == "en" else text.replace(".", ",")
