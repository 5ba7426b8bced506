"""Letters: repair, folding, romanisation there and back, keyboards; and the words of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.alphabet import fold, normalise, spellings, swap_layout, to_cyrillic, to_latin
from language.detect import language
from language.romanisation import to_passport
from language.tokens import tokens

KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
WORDS = st.text(alphabet=KAZAKH + KAZAKH.upper(), min_size=1, max_size=15)

REPAIRS = [
    ("кiтaпxaнa", "кітапхана"),
    ("Қapағaнды", "Қарағанды"),
    ("ӘдeбиeТ", "ӘдебиеТ"),
    ("əлем", "әлем"),
    ("Саrd", "Card"),
    ("EXPOға", "EXPOға"),
    ("OpenTalkқа", "OpenTalkқа"),
    ("кітап\u00adхана", "кітапхана"),
    ("кітап-\nхана", "кітапхана"),
    ("кітап\u00ad\n  хана", "кітапхана"),
    ("іс-\nшара", "іс-шара"),
    ("Алматы-\nАстана", "Алматы-\nАстана"),
    ("и\u0306од", "йод"),
    ("2024-\n2025", "2024-\n2025"),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "meant"), REPAIRS)
def test_normalise_puts_right_what_was_mistyped(typed: str, meant: str) -> None:
    assert normalise(typed) == meant


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ҚАҒАҢ", "каган"),
        ("Өзбекәлі", "озбекали"),
        ("Ұлы Үйсін", "улы уисин"),
        ("һауа", "хауа"),
        ("Ёлка", "елка"),
        ("Гүлнәр", "гулнар"),
        ("Гульнар", "гулнар"),
        ("Qaraǵandy", "qaragandy"),
        ("объект", "обект"),
        ("и\u0306", "и"),
    ],
)
def test_fold_writes_what_a_russian_keyboard_would(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once).replace("\n", "").replace("-", "") == once.replace("\n", "").replace("-", "")


ROMANISATIONS = [
    ("Қарағанды", "Qarağandy", "Karagandy", ["Qaraǵandy", "Qarağandy", "Qarag'andy", "Karagandy"]),
    ("Бақытжамал", "Baqytjamal", "Bakytzhamal", ["Baqytjamal", "Bakytzhamal"]),
    ("Шымкент", "Şymkent", "Shymkent", ["Şymkent", "Shymkent", "Šymkent"]),
    ("Тоқаев", "Toqaev", "Tokaev", ["Toqaev", "Tokayev", "Tokaev"]),
    ("Асхат", "As·hat", "Askhat", ["As·hat", "Askhat"]),
    ("Қайырбекқызы", "Qaiyrbekqyzy", "Kaiyrbekkyzy", ["Qaiyrbekqyzy", "Qaıyrbekqyzy"]),
    ("Өскемен", "Öskemen", "Oskemen", ["Öskemen", "Óskemen", "O'skemen"]),
    ("акция", "akciya", "aktsiya", ["akciya"]),
]


@pytest.mark.parametrize(("cyrillic", "latin", "passport", "read"), ROMANISATIONS)
def test_romanisations(cyrillic: str, latin: str, passport: str, read: list[str]) -> None:
    assert to_latin(cyrillic) == latin
    assert to_passport(cyrillic) == passport
    assert [fold(to_cyrillic(form)) for form in read] == [fold(cyrillic)] * len(read)


@given(WORDS)
def test_latin_and_back_is_a_word_with_the_same_fold(word: str) -> None:
    assert fold(to_cyrillic(to_latin(word))) == fold(word)


@given(st.text(max_size=100))
def test_changing_the_script_leaves_everything_but_letters(text: str) -> None:
    plain = "".join(char for char in text if not char.isalpha() and char not in "·'’ʼ")
    latin = to_latin(text)
    assert [char for char in latin if char.isdigit()] == [char for char in text if char.isdigit()]
    assert to_latin(plain) == plain
    assert to_cyrillic(plain) == plain


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("karagandy", "караганды"),
        ("Qaraǵandy", "караганды"),
        ("Караганда", "караганды"),
        ("Қарағанды", "караганда"),
        ("ospanova", "оспанова"),
        ("Baqytjamal", "бакытжамал"),
        ("kitaphana", "китапхана"),
        ("rossia", "россия"),
        ("Казахстан", "казакстан"),
        ("Kazakhstan", "казакстан"),
        ("Москва", "маскеу"),
    ],
)
def test_spellings_cross_scripts_and_names_of_places(query: str, found: str) -> None:
    assert found in spellings(query)


def test_a_kazakh_word_that_is_no_such_place_has_no_other_spellings() -> None:
    assert spellings("кітап") == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rbnfg", "китап"),
        ("r3nfg", "кітап"),
        ("китап", "rbnfg"),
        ("Rfhf5fyls 2024", "Карағанды 2024"),
        ("дшикфкн", "library"),
        ("0fpf0", "қазақ"),
        ("2ktv", "әлем"),
        ("2024", "2024"),
        ("", ""),
    ],
)
def test_the_other_keyboard(typed: str, meant: str) -> None:
    assert swap_layout(typed).lower() == meant.lower()


@given(WORDS)
def test_a_word_typed_on_the_wrong_keyboard_comes_back(word: str) -> None:
    low = "".join(char for char in word.lower() if char not in "әіңғүұқөһёхъжэбю")
    assert swap_layout(swap_layout(low)) == low


def test_words_and_where_they_are() -> None:
    text = "Кіта\u00adпхана-\n  лар и\u0306од O’Hara Қарағанды09 Н.В.Гоголь кiтaп"
    found = [(token.text, text[token.start : token.end]) for token in tokens(text)]
    assert found == [
        ("Кітапханалар", "Кіта\u00adпхана-\n  лар"),
        ("йод", "и\u0306од"),
        ("O’Hara", "O’Hara"),
        ("Қарағанды", "Қарағанды"),
        ("09", "09"),
        ("Н", "Н"),
        ("В", "В"),
        ("Гоголь", "Гоголь"),
        ("кітап", "кiтaп"),
    ]


@given(st.text(max_size=300))
def test_tokens_are_in_order_and_inside_the_text(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert token.text
        end = token.end


@given(st.text(alphabet="абвқәіұ \n-\u00ad\u0306иaeo.19", max_size=60))
def test_a_token_s_letters_are_those_of_its_span(text: str) -> None:
    for token in tokens(text):
        span = text[token.start : token.end]
        assert fold(normalise(span)) == fold(token.text) or "-" in span


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Қазақстан кітапханалары", "kk"),
        ("кино мен театр", "kk"),
        ("Открытие областной библиотеки", "ru"),
        ("The library was opened", "en"),
        ("2024", ""),
        ("", ""),
        ("адамдар мен балалар", "kk"),
        ("в городе", "ru"),
        ("Кітапхана (Karaganda Regional Library)", "kk"),
        ("(Book day)", "en"),
        ("Oqyrmandar kúni", "kk"),
        ("Café of the town library, opened in 1998", "en"),
    ],
)
def test_the_language_of_a_text(text: str, code: str) -> None:
    assert language(text) == code
