"""The columns of the table: what each is called in kk, ru and en, and whether it comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

LANGUAGES = ("kk", "ru", "en")
# How a column is drawn down in a spreadsheet, and which list it offers.
Offer = Literal["", "events", "persons", "access", "forms", "yes_no"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Only `editable` ones are read back; `width` is in characters; `offer` is its drop-down."""

    key: str
    headings: Mapping[str, str]
    width: int = 20
    editable: bool = True
    offer: Offer = ""

    def names(self) -> set[str]:
        """Everything that the heading may say: the words of each language, and the key."""
        return {self.key.casefold(), *(words.casefold() for words in self.headings.values())}


def _column(
    key: str, kk: str, ru: str, en: str, width: int = 20, *, editable: bool = True, offer: Offer = ""
) -> Column:
    return Column(key, {"kk": kk, "ru": ru, "en": en}, width, editable, offer)


ID, BASE = "id", "base"
COLUMNS = (
    _column(ID, "Нөмірі", "Номер", "Id", 12, editable=False),
    _column("file", "Файл", "Файл", "File", 22, editable=False),
    _column("kind", "Түрі", "Вид", "Kind", 11, editable=False),
    _column("title", "Атауы", "Название", "Title", 32),
    _column("caption", "Суреттегі жазу", "Подпись", "Caption", 50),
    _column("date", "Күні (EDTF)", "Дата (EDTF)", "Date (EDTF)", 15),
    _column("date_words", "Күні сөзбен", "Дата словами", "Date in words", 22, editable=False),
    _column("event", "Оқиға", "Событие", "Event", 32, offer="events"),
    _column("place", "Орны", "Место", "Place", 22),
    _column("persons", "Тұлғалар", "Персоны", "Persons", 44),
    _column("add_person", "Тұлға қосу", "Добавить персону", "Add a person", 32, offer="persons"),
    _column(
        "suggested", "Ұсынылған тұлғалар", "Предложенные персоны", "Suggested persons", 36, editable=False
    ),
    _column("unidentified", "Белгісіз адам саны", "Неопознано человек", "Unidentified persons", 13),
    _column("author", "Авторы", "Автор", "Author", 24),
    _column("reference", "Мұрағаттық шифр", "Архивный шифр", "Reference code", 22),
    _column("form", "Түпнұсқа түрі", "Вид подлинника", "Form of the original", 15, offer="forms"),
    _column("inscription", "Артындағы жазу", "Надпись на обороте", "Inscription on the back", 36),
    _column("transcript", "Құжат мәтіні", "Текст документа", "Transcript", 50),
    _column("keywords", "Түйін сөздер", "Ключевые слова", "Keywords", 26),
    _column("access", "Қолжетімділік", "Доступ", "Access", 11, offer="access"),
    _column("rights", "Құқық туралы", "О правах", "Rights statement", 26),
    _column("holder", "Құқық иесі", "Правообладатель", "Rights holder", 22),
    _column("permission_until", "Рұқсат мерзімі", "Разрешение действует до", "Permission until", 14),
    _column("consent", "Суреттегі адамдардың келісімі", "Согласие изображённых лиц", "Consent", 22),
    _column("publish", "Жариялауға болады", "Можно публиковать", "May be published", 12, offer="yes_no"),
    _column("reviewed", "Қаралды", "Проверено", "Reviewed", 11, offer="yes_no"),
    _column(BASE, "Экспорт ізі", "След экспорта", "As exported", 12, editable=False),
)
BY_KEY = {one.key: one for one in COLUMNS}
_BY_NAME = {
    # A table that was saved in cp1251 has «?» for the letters of Kazakh, in its headings too.
    **{name.encode("cp1251", "replace").decode("cp1251"): one for one in COLUMNS for name in one.names()},
    **{name: one for one in COLUMNS for name in one.names()},
}


def named(heading: str) -> Column | None:
    """The column that a heading means, in whatever language, or None."""
    return _BY_NAME.get(" ".join(heading.split()).casefold())


# What stands behind the heading's corner, for those who fill the table in.
NOTES: Mapping[str, Mapping[str, str]] = {
    ID: {
        "kk": "Нөмірді өзгертпеңіз: жол соған қарап танылады.",
        "ru": "Не меняйте номер: по нему узнаётся строка.",
        "en": "Leave the id as it is: the row is known by it.",
    },
    "date": {
        "kk": "2024-09-18, 2024-09, 1958~ (шамамен), 193X (1930-жылдар), 1941/1945. "
        "Бос болса, оқиғаның күні алынады.",
        "ru": "2024-09-18, 2024-09, 1958~ (около), 193X (1930-е), 1941/1945. Пусто: дата берётся от события.",
        "en": "2024-09-18, 2024-09, 1958~ (about), 193X (the 1930s), 1941/1945. "
        "Empty: the event's date counts.",
    },
    "date_words": {
        "kk": "Тек мәлімет: «Күні (EDTF)» бағанын түзетіңіз.",
        "ru": "Только для сведения: исправляйте столбец «Дата (EDTF)».",
        "en": "For information: correct the column «Date (EDTF)».",
    },
    "event": {
        "kk": "Тізімнен таңдаңыз. Жаңа атау жазсаңыз, жаңа оқиға жасалады.",
        "ru": "Выберите из списка. Новое название создаёт новое событие.",
        "en": "Choose from the list. A new name makes a new event.",
    },
    "persons": {
        "kk": "Әр жолда бір адам: аты-жөні [нөмірі] орны. Жаңа адамды нөмірсіз жазыңыз; орнын | белгісінен "
        "кейін жазыңыз: Ахметова Сәуле | солдан 2-орында. Жол өшірілсе, адам алынады.",
        "ru": "В каждой строке один человек: имя [номер] место на снимке. Нового пишите без номера, место — "
        "после знака |: Ахметова Сауле | 2-я слева. Удалённая строка убирает человека.",
        "en": "One person a line: name [id] place in the picture. Write a new one without an id, the place "
        "behind | : Akhmetova Saule | 2nd from left. A deleted line takes the person away.",
    },
    "add_person": {
        "kk": "Тізімнен таңдалған адам «Тұлғалар» бағанына қосылады.",
        "ru": "Выбранный из списка человек добавится в столбец «Персоны».",
        "en": "The person chosen from the list is added to «Persons».",
    },
    "suggested": {
        "kk": "Тек мәлімет: машина ұсынған есімдер. Растау үшін жолды «Тұлғалар» бағанына көшіріңіз.",
        "ru": "Только для сведения: предложено машиной. Чтобы подтвердить, перенесите строку в «Персоны».",
        "en": "For information: names that the machine suggests. To confirm one, copy its line to «Persons».",
    },
    "keywords": {
        "kk": "Нүктелі үтірмен бөліңіз.",
        "ru": "Разделяйте точкой с запятой.",
        "en": "Separate them with semicolons.",
    },
    "access": {
        "kk": "public: бәріне; staff: қызметкерлерге; closed: жабық.",
        "ru": "public: всем; staff: сотрудникам; closed: закрыто.",
        "en": "public: everybody; staff: staff only; closed: nobody outside the archivists.",
    },
    "permission_until": {
        "kk": "Соңғы күні: 2030-12-31.",
        "ru": "Последний день: 2030-12-31.",
        "en": "The last day: 2030-12-31.",
    },
    "publish": {"kk": "yes (иә) немесе no (жоқ).", "ru": "yes (да) или no (нет).", "en": "yes or no."},
    "reviewed": {"kk": "yes (иә) немесе no (жоқ).", "ru": "yes (да) или no (нет).", "en": "yes or no."},
    BASE: {
        "kk": "Экспорт кезінде не болғаны: өзгертпеңіз.",
        "ru": "Что было при экспорте: не меняйте.",
        "en": "What stood here at the export: leave it as it is.",
    },
}
