"""Staff look for a photograph in whatever form and script they type."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image
from story import Muragat

from archive.errors import Busy
from archive.home import open_archive
from workflows.finding import Question, counts, find, ids
from workflows.open_index import OpenIndex

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
    assert answer["facets"].keys() == {"person", "event", "year", "kind", "place"}
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


@pytest.mark.parametrize("query", ["-has:person", "-rights:closed", "-hat"])
def test_a_minus_with_letters_of_options_is_a_query(ingested: Muragat, query: str) -> None:
    assert ingested.json("search", query)["query"] == query


@pytest.mark.parametrize(
    ("words", "line", "marks"),
    [
        (["кітап date:2024-13 көрме"], "кітап date:2024-13 көрме", "      ^^^^^^^^^^^^"),
        (["kind:banana"], "kind:banana", "^^^^^^^^^^^"),
        (["а\nб", "id:x"], "а б id:x", "    ^^^^"),
        (["сөз " * 30, "date:x", "соңы " * 30], "сөз сөз сөз сөз  date:x", "                 ^^^^^^"),
    ],
)
def test_an_error_points_at_the_part(ingested: Muragat, words: list[str], line: str, marks: str) -> None:
    told = ingested.run("search", *words, code=2).stderr.splitlines()
    assert told[1].startswith(f"       {line}") or line in told[1]
    assert told[1][told[2].index("^") : len(told[2])] == line[marks.index("^") : len(marks)].strip()
    assert told[2].strip() == marks.strip() and "raceback" not in "".join(told)


def test_the_value_of_an_option_needs_no_pointing(ingested: Muragat) -> None:
    told = ingested.run("search", "көрме", "--date", "2024-13", code=2).stderr
    assert "'2024-13' is not a date: there is no month 13." in told and "^" not in told


def test_filters_stand_beside_the_query(ingested: Muragat) -> None:
    answer = ingested.json("search", "көрме", "--person", "Лебедева", "--date", "2023", "--kind", "photo")
    assert "көрме 2.jpg" in [hit["original"]["name"] for hit in answer["hits"]]


def test_closed_items_are_left_out_and_said_to_be(own: Muragat) -> None:
    before = own.json("search", "фотокөрме", "--facets")
    first, second = (hit["id"] for hit in before["hits"][:2])
    own.run("edit", first, "--rights", "closed")
    own.run("edit", second, "--rights", "staff")
    answer = own.json("search", "фотокөрме", "--facets")
    assert answer["total"] == before["total"] - 1 and first not in {hit["id"] for hit in answer["hits"]}
    assert sum(v["count"] for v in answer["facets"]["kind"]) == answer["total"]
    assert answer["left_out"] == 1
    assert answer["notes"][-1] == "1 closed item was left out: --closed shows it."
    assert own.json("search", "фотокөрме", "--closed")["total"] == before["total"]
    assert own.json("search", "rights:closed")["total"] == 1
    assert own.json("search", f"id:{first}")["total"] == 1
    assert own.json("search", f"id:{first} OR фотокөрме")["left_out"] == 0
    assert own.json("search", "-rights:closed", "фотокөрме")["left_out"] == 0


def test_a_closed_item_that_answers_alone_is_no_slip_of_the_pen(own: Muragat) -> None:
    for hit in own.json("search", "фотошежіре")["hits"]:
        own.run("edit", hit["id"], "--rights", "closed")
    answer = own.json("search", "фотошежіре")
    assert (answer["total"], answer["did_you_mean"]) == (0, None) and answer["left_out"] > 1
    assert "closed items were left out: --closed shows them." in answer["notes"][-1]


PUBLIC = frozenset({"public"})


def test_what_a_reader_may_not_see_does_not_exist(own: Muragat) -> None:
    archive = open_archive(own.archive)
    shown = {hit["id"] for hit in find(archive, Question("омарова", limit=50))["hits"]}
    assert shown
    for number, one in enumerate(sorted(shown)):
        own.run("edit", one, "--rights", ("staff", "closed")[number % 2])
    answer = find(archive, Question("омарова", facets=True, may_see=PUBLIC, closed=False))
    assert (answer["total"], answer["left_out"], answer["hits"], answer["notes"]) == (0, 0, [], [])
    assert all(not values for values in answer["facets"].values())
    assert find(archive, Question("омарва", may_see=PUBLIC))["did_you_mean"] is None
    assert find(archive, Question("омарва"))["did_you_mean"] == "омарова"
    everything = find(archive, Question("", limit=50, may_see=PUBLIC))
    assert shown.isdisjoint(hit["id"] for hit in everything["hits"])
    assert ids(archive, Question("омарова", may_see=PUBLIC)) == ()
    assert set(ids(archive, Question("омарова"))) == shown
    closed = {"rights:closed": len(shown) // 2}
    assert counts(archive, ["rights:closed"], Question("омарова")) == closed
    assert counts(archive, ["rights:closed"], Question(may_see=PUBLIC)) == {"rights:closed": 0}
    assert find(archive, Question(may_see=frozenset()))["total"] == 0


def test_an_index_that_is_behind_shows_nothing_that_was_closed_since(
    own: Muragat, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = open_archive(own.archive)
    one = find(archive, Question("фотокөрме", may_see=PUBLIC))["hits"][0]["id"]
    monkeypatch.setattr("workflows.indexing.update", lambda archive: (_ for _ in ()).throw(Busy("later")))
    own.run("edit", one, "--rights", "closed")
    hits = find(archive, Question("фотокөрме", may_see=PUBLIC))["hits"]
    assert hits and one not in {hit["id"] for hit in hits}


def test_an_open_index_follows_what_is_decided(own: Muragat) -> None:
    archive = open_archive(own.archive)
    kept = OpenIndex(archive.index_folder)
    first = find(archive, Question("фотокөрме"), kept)
    assert first["total"] == find(archive, Question("фотокөрме"))["total"]
    with kept.engine() as (engine, _):
        pass
    assert find(archive, Question("реставратор"), kept)["total"] == 0
    with kept.engine() as (same, _):
        assert same is engine
    own.run("edit", first["hits"][0]["id"], "--title", "Реставратор")
    assert find(archive, Question("реставратор"), kept)["total"] == 1
    own.run("index", "rebuild")
    assert find(archive, Question("реставратор"), kept)["total"] == 1
    kept.close()
    assert find(archive, Question("реставратор"), kept)["total"] == 1
    kept.close()


def test_threads_share_an_open_index(own: Muragat) -> None:
    archive = open_archive(own.archive)
    kept = OpenIndex(archive.index_folder)
    queries = ["фотокөрме", "оқушы", "омарова", "көрме", "date:2023", '"алғыс хат"'] * 10
    expected = {query: ids(archive, Question(query)) for query in queries}
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda query: ids(archive, Question(query), kept), queries))
    assert found == [expected[query] for query in queries]
    kept.close()


def test_who_is_to_be_seen_comes_before_who_took_part(ingested: Muragat) -> None:
    for query in ("омарова", "person:омарова", "Омаровамен"):
        hits = ingested.json("search", query)["hits"]
        assert hits[0]["id"] == "0001-0003", query
        assert len(hits) == 4
        assert hits[0]["score"] > hits[1]["score"]
