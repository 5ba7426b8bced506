"""The search page as a visitor sees it, without scripts: what it finds, shows, narrows down and keeps."""

from __future__ import annotations

import html
import re
from itertools import pairwise

import pytest
from flask import Flask
from room import Visitor, link, links, room
from story import Muragat

from reading_room.cards import marked
from reading_room.histogram import FEWEST_BARS, MOST_BARS, bars
from reading_room.search_request import Wanted, kept


@pytest.fixture(scope="module")
def app(ingested: Muragat) -> Flask:
    return room(ingested.archive)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)


def found(page: str) -> list[str]:
    """The ids on the cards of a page, in order."""
    return re.findall(r'<a class="frame" href="/items/([0-9-]+)"', page)


def facets(page: str) -> str:
    """The part of a page that narrows down."""
    return page.partition('id="facets"')[2]


@pytest.mark.parametrize(
    "query",
    [
        "person:лебедева", "тұлға:Лебедева", "персона:лебедевой", "person:Lebedeva",
        "күні:2023-10", "дата:2023", "date:2023", "14.10.2023 -күн OR date:14.10.2023",
        "оқиға:фотокөрме", "событие:фотокорме", "event:fotokorme", "фотокөрме", "Көктерек",
    ],
)  # fmt: skip
def test_the_page_finds_what_the_command_finds(ingested: Muragat, visitor: Visitor, query: str) -> None:
    answer = ingested.json("search", "--", query)
    page = visitor.get("/", query_string={"q": query}).text
    assert answer["total"] > 0
    assert found(page) == [hit["id"] for hit in answer["hits"]]


def test_the_first_page_helps(visitor: Visitor) -> None:
    page = visitor.get("/").text
    assert "For example:" in page and len(found(page)) == 6
    examples = [address for address, said in links(page) if said and "q=" in address and "/?" in address]
    assert len(examples) >= 3
    for address in examples[:4]:
        assert found(visitor.get(address).text), address


def test_without_an_answer_the_page_helps_with_what_there_is(visitor: Visitor) -> None:
    page = visitor.get("/?q=ыңғайсыздандырылмаған").text
    assert "Nothing was found" in page and found(page) == []
    example = link(page.partition("In this archive")[2], "Сейілова")
    assert found(visitor.get(example).text)


def test_an_empty_archive_says_so(muragat: Muragat) -> None:
    muragat.run("index", "rebuild")
    assert "There is nothing to show yet" in Visitor(room(muragat.archive)).get("/").text


def test_what_was_probably_meant_is_offered(visitor: Visitor) -> None:
    page = visitor.get("/?q=фотокөреме").text
    assert found(page) == []
    assert found(visitor.get(link(page.partition("Did you mean")[2], "фотокөрме")).text)


def test_facets_narrow_down_and_can_be_left_out(visitor: Visitor) -> None:
    page = visitor.get("/").text
    narrowed = link(facets(page), "Көктерек 1958")
    inside = visitor.get(narrowed).text
    assert 0 < len(found(inside)) < len(found(page))
    assert set(found(visitor.get(link(inside, "Leave out: Көктерек 1958")).text)) == set(found(page))


def test_every_facet_counts_what_it_finds(visitor: Visitor) -> None:
    page = facets(visitor.get("/").text)
    counted = [(address, said) for address, said in links(page) if re.search(r" \d+$", said)]
    assert len(counted) > 8
    for address, said in counted:
        assert len(found(visitor.get(address).text)) == int(said.rpartition(" ")[2]), said


def test_two_persons_can_be_asked_for_together(visitor: Visitor) -> None:
    one = visitor.get(link(facets(visitor.get("/").text), "Лебедева")).text
    both = visitor.get(link(facets(one), "Омарова"))
    assert both.request.args.getlist("person") and len(both.request.args.getlist("person")) == 2
    assert set(found(both.text)) <= set(found(one))


def test_each_bar_of_the_years_is_a_link(visitor: Visitor) -> None:
    page = visitor.get("/").text
    years = re.findall(r'<a href="([^"]+)" aria-label="([^:"]+): (\d+)"', page)
    assert sum(int(count) for _, _, count in years) >= 6
    for address, _, count in years:
        assert len(found(visitor.get(html.unescape(address)).text)) == int(count)


def test_years_can_be_typed(visitor: Visitor) -> None:
    assert found(visitor.get("/?from=1950&to=1960").text) == found(visitor.get("/?q=date:1950..1960").text)
    assert found(visitor.get("/?from=&to=1960").text) == found(visitor.get("/?q=date:..1960").text)
    assert visitor.get("/?from=банан").status_code == 400


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([("1958", 3)], {1958: 3}),
        ([("1930..1932", 2), ("1931", 1)], {1930: 2, 1931: 3, 1932: 2}),
        ([("1940", 1), ("..1945", 1), ("1944..", 2)], {1940: 2, 1944: 3, 1945: 3}),
        ([("..1945", 1)], {1945: 1}),
    ],
)
def test_bars_count_what_may_be_of_their_years(
    years: list[tuple[str, int]], expected: dict[int, int]
) -> None:
    shown = {bar.first: bar.count for bar in bars(years)}
    assert {year: shown[year] for year in expected} == expected
    assert len(shown) >= FEWEST_BARS


@pytest.mark.parametrize("last", [1901, 1950, 2000, 2024])
def test_there_are_never_too_many_bars(last: int) -> None:
    many = bars([("1900", 1), (str(last), 1)])
    assert FEWEST_BARS <= len(many) <= MOST_BARS
    assert [bar.count for bar in many if bar.count] == [1, 1]
    assert all(one.last + 1 == other.first for one, other in pairwise(many))


def test_no_year_no_bars() -> None:
    assert bars([]) == []


@pytest.mark.parametrize("query", ["date:2024-13", "kind:banana", "күні:2024-02-30"])
def test_an_impossible_value_is_pointed_at(visitor: Visitor, query: str) -> None:
    answer = visitor.get("/", query_string={"q": f"көрме {query} мектеп"})
    assert answer.status_code == 400
    assert f"көрме <mark>{query}</mark> мектеп" in answer.text
    assert f'value="көрме {query} мектеп"' in answer.text


@pytest.mark.parametrize(
    "address", ["/?date=2024-13", "/?kind=banana", "/?id=x&has=a", "/?rights=?", "/?has=1"]
)
def test_an_impossible_filter_is_told(visitor: Visitor, address: str) -> None:
    answer = visitor.get(address)
    assert answer.status_code in (200, 400)
    assert answer.status_code == 200 or 'role="alert"' in answer.text


@pytest.mark.parametrize(
    "address",
    ["/?page=0", "/?page=-1", "/?page=9999999999", "/?page=x", "/?sort=x&view=y", "/?q=" + "а" * 5000],
)
def test_an_odd_address_is_no_fault(visitor: Visitor, address: str) -> None:
    assert visitor.get(address).status_code == 200


def test_a_page_behind_the_last_one_leads_back(visitor: Visitor) -> None:
    page = visitor.get("/?page=77").text
    assert len(found(visitor.get(link(page, "To the first page")).text)) == 6


def test_pages_of_many_answers(app: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reading_room.search_request.PAGE_SIZE", 2)
    monkeypatch.setattr("reading_room.pages_search.PAGE_SIZE", 2)
    seen, page = [], visitor.get("/?sort=id").text
    for _ in range(2):
        seen += found(page)
        page = visitor.get(link(page, "Next")).text
    seen += found(page)
    assert seen == sorted(set(seen)) and len(seen) == 6
    assert "Next" not in page and "page 3 of 3" in page


def test_order_and_view_stand_in_the_address(visitor: Visitor) -> None:
    page = visitor.get("/?q=көрме").text
    dated = link(page, "By date")
    assert "sort=date" in dated and "q=" in dated
    listed = visitor.get(link(visitor.get(dated).text, "List"))
    assert listed.request.args["view"] == "list" and listed.request.args["sort"] == "date"
    assert 'class="cards list"' in listed.text


def test_found_words_are_marked(visitor: Visitor) -> None:
    page = visitor.get("/?q=мектеп&view=list").text
    marked_words = re.findall(r"<mark>([^<]+)</mark>", page)
    assert marked_words and all(word.lower().startswith("мекте") for word in marked_words)


@pytest.mark.parametrize(
    ("snippet", "shown"),
    [
        ("a <mark>b</mark> c", "a <mark>b</mark> c"),
        ("&lt;b&gt; <mark>x</mark>", "&lt;b&gt; <mark>x</mark>"),
        ("<img src=x>", "&lt;img src=x&gt;"),
        ("<mark>a", "&lt;mark&gt;a"),
        ("<mark onclick=x>a</mark>", "&lt;mark onclick=x&gt;a&lt;/mark&gt;"),
        ("</mark><mark>", "&lt;/mark&gt;&lt;mark&gt;"),
        ("", ""),
    ],
)
def test_a_snippet_has_no_markup_but_marks(snippet: str, shown: str) -> None:
    assert str(marked(snippet)) == shown


def test_suggestions_are_persons_events_and_words(visitor: Visitor) -> None:
    def suggested(typed: str) -> list[tuple[str, str]]:
        rows = visitor.get("/suggestions", query_string={"q": typed}).get_json()["suggestions"]
        return [(row["kind"], row["label"]) for row in rows]

    lebedeva = ("person", "Лебедева Ирина Павловна")
    for typed in ("лебе", "Lebed", "Ирина Леб", "көрме лебе", "person:леб", 'тұлға:"лебедева ир', "-лебе"):
        assert lebedeva in suggested(typed), typed
    assert ("event", "Көктерек 1958") in suggested("көктерек")
    assert any(kind == "word" and label.startswith("фотокөрме") for kind, label in suggested("фотокө"))
    for typed in ("", "л", "лебе ", "date:лебе", "ыыыы", '"лебе', "person:", "((((", "OR"):
        assert lebedeva not in suggested(typed), typed


def test_a_suggestion_stands_in_the_place_of_what_was_begun(visitor: Visitor) -> None:
    rows = visitor.get("/suggestions", query_string={"q": "көрме -ирина леб"}).get_json()["suggestions"]
    assert rows[0]["query"] == 'көрме -person:"Лебедева Ирина Павловна" '
    assert found(visitor.get("/", query_string={"q": rows[0]["query"].replace("-p", "p")}).text)


def test_a_suggestion_finds_as_many_as_it_says(visitor: Visitor) -> None:
    for typed in ("жұ", "кө", "мек", "фото"):
        for row in visitor.get("/suggestions", query_string={"q": typed}).get_json()["suggestions"]:
            answer = visitor.get("/api/v1/search", query_string={"q": row["query"]}).get_json()
            assert answer["total"] == row["count"], row


def test_a_search_is_kept_under_a_name(own: Muragat) -> None:
    visitor = Visitor(room(own.archive))
    where = "/?q=көрме&person=P00001&sort=date"
    page = visitor.get(where).text
    query = html.unescape(re.search(r'name="query" value="([^"]*)"', page)[1])  # type: ignore[index]
    assert visitor.post("/searches", page=where, name="  Менің   іздеуім ", query=query).status_code == 303
    address = link(visitor.get("/").text, "Менің іздеуім")
    assert found(visitor.get(address).text) == found(page)
    for name in ("", "а" * 81):
        assert visitor.post("/searches", page=where, name=name, query=query).status_code == 400
    assert visitor.post("/searches/forget", page="/", name="Менің іздеуім").status_code == 303
    assert "Менің іздеуім" not in visitor.get("/").text


def test_a_kept_search_leads_nowhere_else(own: Muragat) -> None:
    visitor = Visitor(room(own.archive))
    for query in ("//evil.example", "https://evil.example", "\r\nLocation: x", "q=a&lang=ru&next=//evil"):
        answer = visitor.post("/searches", page="/?q=a", name="x", query=query)
        assert answer.status_code == 303
        assert re.match(r"/(\?|$)", answer.headers["Location"]) and "evil" not in answer.headers["Location"]


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(
            'а "б & в" #?%', (("person", "P1"), ("person", "P2"), ("place", "Қарағанды & 1")), "date", "list"
        ),
    ],
)
def test_an_address_means_the_same_when_it_is_read(wanted: Wanted) -> None:
    assert kept(wanted.query_string) == wanted
