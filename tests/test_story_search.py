"""Staff look for a photograph in whatever form and script they type."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from story import Muragat

ITEM_FIELDS = {
    "id", "kind", "title", "caption", "text", "date", "event", "persons", "place", "original", "sides",
    "pages", "author", "reference", "width", "height", "rights", "score", "snippet",
}  # fmt: skip


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("мектеп оқушысы", "көрме 3.jpg"),
        ("мектеп окушылары", "көрме 3.jpg"),
        ("shkola OR mektep", "көрме 3.jpg"),
        ("person:омарова", "көрме 3.jpg"),
        ("тұлға:омароваға", "көрме 3.jpg"),
        ("персона:Omarova", "көрме 3.jpg"),
        ("благодарственные письма", "көрме 1.jpg"),
        ('"алғыс хат"', "көрме 1.jpg"),
        ("date:1958-06", "оқу залы.jpg"),
        ("date:1950..1959 kind:photo", "оқу залы.jpg"),
        ("күні:2023-10-14 шеберлік", "көрме 2.jpg"),
        ("оқиға:көне сабақ", "көрме 2.jpg"),
        ("event:суреттер мект*", "көрме 3.jpg"),
    ],
)
def test_it_is_found(ingested: Muragat, query: str, name: str) -> None:
    hits = ingested.json("search", query)["hits"]
    assert name in [hit["original"]["name"] for hit in hits]


@pytest.mark.parametrize(
    "query", ["көрме -алғыс", "place:Алматы", "person:Пушкин", "date:1999", "is:reviewed"]
)
def test_it_is_not_found(ingested: Muragat, query: str) -> None:
    hits = ingested.json("search", query)["hits"]
    assert "көрме 1.jpg" not in [hit["original"]["name"] for hit in hits]


def test_an_answer_has_the_shape_that_programs_rely_on(ingested: Muragat) -> None:
    answer = ingested.json("search", "фотокөрме", "--facets", "--limit", "2")
    assert answer.keys() >= {"query", "total", "ms", "hits", "facets", "did_you_mean", "notes"}
    assert answer["facets"].keys() == {"person", "event", "year", "kind"}
    assert {"value": "2023", "count": 4} in answer["facets"]["year"]
    assert len(answer["hits"]) == 2 < answer["total"]
    for hit in answer["hits"]:
        assert hit.keys() >= ITEM_FIELDS
        assert not hit.keys() & {"metadata", "readings", "event_text"}


def test_the_found_word_is_marked_in_its_form(ingested: Muragat) -> None:
    hit = ingested.json("search", "оқушы")["hits"][0]
    assert "<mark>оқушылары</mark>" in hit["snippet"]


def test_the_wrong_keyboard_is_noticed(ingested: Muragat) -> None:
    answer = ingested.json("search", "vtrntg")
    assert answer["total"] == 0
    assert answer["did_you_mean"] is not None
    assert ingested.json("search", answer["did_you_mean"])["total"] > 0


def test_the_words_of_the_press_text_find_the_pictures_of_the_event(ingested: Muragat) -> None:
    answer = ingested.json("search", "фотошежіре")
    assert {hit["event"]["name"] for hit in answer["hits"]} == {
        "Көктеректе «Көне суреттер сөйлейді» атты фотокөрме ашылды"
    }
    assert "<mark>фотошежіресін</mark>" in answer["hits"][0]["snippet"]
    assert any("press text" in note for note in answer["notes"])
    school = ingested.json("search", "мектеп")
    assert [hit["original"]["name"] for hit in school["hits"]] == ["көрме 3.jpg"]
    assert ingested.json("search", "мектеп", "-фотошежіре")["total"] == 1


def test_the_press_text_speaks_for_pictures_that_say_nothing(muragat: Muragat, tmp_path: Path) -> None:
    card = tmp_path / "card"
    card.mkdir()
    Image.new("RGB", (60, 40), (9, 90, 90)).save(card / "1.jpg")
    Image.new("RGB", (60, 40), (90, 9, 90)).save(card / "2.jpg")
    (card / "баспасөз.txt").write_text("Кітапханаға тарту\n\nБізге екі жүз роман сыйға тартылды.", "utf-8")
    muragat.run("ingest", card, "--no-ocr")
    muragat.run("edit", "0001-0001", "--caption", "Тарту етілген романдар")
    hits = muragat.json("search", "роман")["hits"]
    assert [hit["original"]["name"] for hit in hits] == ["1.jpg", "2.jpg"]


def test_sorting_by_date_puts_the_oldest_first(ingested: Muragat) -> None:
    hits = ingested.json("search", "kind:photo", "--sort", "date")["hits"]
    days = [hit["date"]["earliest"] for hit in hits]
    assert days == sorted(days)


def test_nothing_found_is_no_error(ingested: Muragat) -> None:
    assert ingested.json("search", "жоқсөз")["total"] == 0


def test_odd_queries_give_answers(ingested: Muragat) -> None:
    for query in ('"unbalanced', "((((", "a OR", "*", "-", "person:", "[ TO ]", "кіт*", "~9"):
        assert ingested.json("search", "--", query)["total"] >= 0


def test_filters_stand_beside_the_query(ingested: Muragat) -> None:
    answer = ingested.json("search", "көрме", "--person", "Лебедева", "--date", "2023", "--kind", "photo")
    assert "көрме 2.jpg" in [hit["original"]["name"] for hit in answer["hits"]]
