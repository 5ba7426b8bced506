"""What a reader may not see does not exist for them, wherever they look."""

from __future__ import annotations

import re
import shutil

import pytest
from flask import Flask
from room import HERE, Visitor, add_users, room, visitors
from story import Muragat

SECRET = {"0001-0001": ("closed", "құпиясөзбір"), "0001-0005": ("staff", "құпиясөзекі")}
PERSON, EVENT, PLACE = "Жасырынов Тасырын Елеусізұлы", "Жабық мәжіліс", "Беймәлім ауыл"


@pytest.fixture(scope="module")
def guarded(ingested: Muragat, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The sample archive; a closed item and one for staff alone have a word, a person, an event, a place."""
    own = Muragat(tmp_path_factory.mktemp("guarded") / "archive")
    shutil.copytree(ingested.archive, own.archive)
    for item_id, (access, word) in SECRET.items():
        own.run(
            *("edit", item_id, "--rights", access, "--caption", f"{word} қарапайым", "--add-person", PERSON),
            *("--event", EVENT, "--place", PLACE, "--title", word, "--date", "1931"),
        )
    add_users(own.archive, "reader", "archivist")
    return room(own.archive)


@pytest.fixture(scope="module")
def reader(guarded: Flask) -> Visitor:
    return visitors(guarded, "reader")["reader"]


@pytest.fixture(scope="module")
def archivist(guarded: Flask) -> Visitor:
    return visitors(guarded, "archivist")["archivist"]


SEARCHES = [
    "", "құпиясөзбір", "құпиясөзекі", "қарапайым", "person:Жасырынов", 'event:"Жабық мәжіліс"',
    "place:Беймәлім", "date:1931", "rights:closed", "rights:staff", "id:0001-0001", "id:0001", "-көрме",
    "құпия*", "құпиясөзбар", "rights:closed OR id:0001-0005", "(", "-rights:public",
]  # fmt: skip


@pytest.mark.parametrize("query", SEARCHES)
def test_a_reader_finds_nothing_of_it(reader: Visitor, query: str) -> None:
    page = reader.get("/", query_string={"q": query}).text
    api = reader.get("/api/v1/search", query_string={"q": query, "facets": "1", "limit": "100"})
    for text in (page.replace(f'value="{query}"', ""), api.text.replace(query, "")):
        for secret in (*SECRET, "Жасырынов", "мәжіліс", "Беймәлім", "1931"):
            if secret not in query:
                assert secret not in text, secret
        words = {"құпиясөзбір", "құпиясөзекі"} - {query}
        assert not [word for word in words if word in text]


def test_an_archivist_finds_it_with_a_mark(archivist: Visitor) -> None:
    page = archivist.get("/?q=қарапайым").text
    assert set(re.findall(r"0001-000\d", page)) == set(SECRET)
    assert "Closed" in page and "For staff" in page


@pytest.mark.parametrize("item_id", SECRET)
@pytest.mark.parametrize(
    "address", ["/items/{}", "/items/{}/front/thumbnail", "/items/{}/front/240", "/api/v1/items/{}"]
)
def test_direct_addresses_are_not_there(
    reader: Visitor, archivist: Visitor, item_id: str, address: str
) -> None:
    answer, missing = reader.get(address.format(item_id)), reader.get(address.format("0001-9999"))
    assert answer.status_code == missing.status_code == 404
    told = [reader.told(address.format(one), without=one) for one in (item_id, "0001-9999")]
    assert told[0] == told[1]
    assert archivist.get(address.format(item_id)).status_code == 200


def test_no_route_tells_of_an_item_that_a_reader_may_not_see(guarded: Flask, reader: Visitor) -> None:
    """Every address with the number of an item answers as if there were none."""
    values = {"side": "front", "long_side": 240, "page": 1, "size": "page"}
    walked = [rule for rule in guarded.url_map.iter_rules() if "item_id" in rule.arguments]
    for rule in walked:
        told = []
        for item_id in (*SECRET, "0001-9999"):
            given = {name: values[name] for name in rule.arguments - {"item_id"}}
            with guarded.test_request_context(base_url=HERE):
                address = guarded.url_for(rule.endpoint, item_id=item_id, **given)
            answer = reader.client.open(address, method=min(rule.methods or ()), base_url=HERE)
            # A form's token holds the second at which it was made.
            text = re.sub(r'(name="csrf_token" value=)"[^"]+"', r"\1", answer.text)
            told.append((answer.status_code, text.replace(item_id, "")))
        assert len(set(told)) == 1 and told[0][0] in (403, 404, 405), rule.endpoint
    assert len(walked) >= 8


@pytest.mark.parametrize(
    "typed", ["жасыр", "Тасырын", "жабық", "мәжі", "құпия", "қарапа", "person:Жас", "event:Жаб"]
)
def test_nothing_of_it_is_suggested(reader: Visitor, archivist: Visitor, typed: str) -> None:
    rows = reader.get("/suggestions", query_string={"q": typed}).get_json()["suggestions"]
    labels = " ".join(row["label"] for row in rows)
    assert not re.search("Жасырынов|мәжіліс|құпиясөз|қарапайым", labels, re.IGNORECASE)
    assert archivist.get("/suggestions", query_string={"q": typed}).get_json()["suggestions"]


def test_counts_are_of_what_is_seen(reader: Visitor, archivist: Visitor) -> None:
    seen = reader.get("/api/v1/search?facets=1&limit=100").get_json()
    every = archivist.get("/api/v1/search?facets=1&limit=100").get_json()
    assert every["total"] - seen["total"] == len(SECRET)
    assert seen["left_out"] == 0
    assert sum(one["count"] for one in seen["facets"]["kind"]) == seen["total"] == len(seen["hits"])


def test_the_name_of_a_filter_tells_nothing(reader: Visitor, archivist: Visitor) -> None:
    persons = archivist.get("/api/v1/search?q=қарапайым&facets=1").get_json()["facets"]["person"]
    [number] = [one["id"] for one in persons if one["value"].startswith("Жасырынов")]
    assert "Жасырынов" in archivist.get(f"/?person={number}").text
    page = reader.get(f"/?person={number}").text
    assert "Жасырынов" not in page and "0 items" in page


def test_readers_are_offered_nothing_that_they_may_not_do(reader: Visitor) -> None:
    page = reader.get("/").text
    assert "For staff only" not in page and "Not reviewed yet" not in page
