"""Today's name finds the earlier ones and the reverse, in every language, script and form."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import maintain, schema
from index.named_places import facet_names, facet_of
from index.query import parse
from tests.index_world import Catalogue, event, item

ITEMS = {
    "astana": item(1, "ашылу салтанаты", place="Астана"),
    "tselinograd": item(2, "демонстрация", place="Целиноград"),
    "akmola": item(3, "өңір көрмесі", place="Ақмола облысы"),
    "alma_ata": item(4, "шеру", place="г. Алма-Ата"),
    "temirtau": item(5, "домна", place="Қарағанды облысы, Теміртау қ."),
    "caption": item(6, "Митинг в Целинограде, стадион"),
    "guryev": item(7, "порт", place="Гурьев, порт"),
    "surname": item(8, "Гурьев открыл заседание. Верный путь"),
    "of_event": item(9, event=event("Форум", place="Нұр-Сұлтан қаласы")),
    "unknown": item(10, place="Париж, Лувр"),
    "gps": item(11, metadata={"facts": {"city": "Chimkent", "country": "Kazakhstan"}}),
    "nowhere": item(12, "алма бағы, ата мұра"),
}
FOUND = [
    ("place:астана", "astana tselinograd of_event"),
    ("place:Целиноград", "astana tselinograd of_event"),
    ("place:целинограде", "astana tselinograd of_event"),
    ("орны:Астанада", "astana tselinograd of_event"),
    ("место:Нур-Султан", "astana tselinograd of_event"),
    ("place:Nur-Sultan", "astana tselinograd of_event"),
    ("place:Tselinograd", "astana tselinograd of_event"),
    ("place:акмолинск", "astana tselinograd of_event"),
    ("place:ақмола", "astana tselinograd of_event akmola"),
    ('place:"Ақмола облысы"', "akmola"),
    ('place:"Целиноградская область"', "akmola"),
    ("place:алматы", "alma_ata"),
    ("place:Верный", "alma_ata"),
    ("place:Almaty", "alma_ata"),
    ('place:"Алма-Ате"', "alma_ata"),
    ("place:теміртау", "temirtau"),
    ('place:"Карагандинская область"', "temirtau"),
    ("place:қарағанды", "temirtau"),
    ("place:атырау", "guryev"),
    ("place:гурьев", "guryev"),
    ("place:шымкент", "gps"),
    ("place:париж", "unknown"),
    ("place:целин*", "tselinograd"),
    ("астана", "astana tselinograd of_event caption"),
    ("астанада", "astana tselinograd of_event caption"),
    ("Astana", "astana tselinograd of_event caption"),
    ("целиноград", "astana tselinograd of_event caption"),
    ("алма-ата", "alma_ata"),
    ("алматы", "alma_ata"),
    ("алма", "alma_ata nowhere"),
    ("атырау", "guryev"),
    ("гурьев", "guryev surname"),
    ("целиноград -астана", "tselinograd caption of_event"),
    ("астана стадион", "caption"),
    ('"астана"', "astana"),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> maintain.WhooshEngine:
    folder: Path = tmp_path_factory.mktemp("places")
    maintain.update(folder, Catalogue(list(ITEMS.values())))
    return maintain.open_current(folder)[0]


@pytest.mark.parametrize(("query", "names"), FOUND)
def test_a_place_is_found_by_all_its_names(engine: maintain.WhooshEngine, query: str, names: str) -> None:
    found = set(engine.search(parse(query).tree).ids)
    assert {name for name, one in ITEMS.items() if one.id in found} == set(names.split())


def test_the_name_that_was_typed_ranks_first(engine: maintain.WhooshEngine) -> None:
    for query, first in (("астана", "astana"), ("целиноград", "tselinograd")):
        ids = engine.search(parse(query).tree).ids
        assert ids[0] == ITEMS[first].id


def test_the_facet_counts_places_by_what_they_are_called_today(engine: maintain.WhooshEngine) -> None:
    counted = dict(engine.search(parse("").tree, facets=True).facets["place"])
    assert counted == {
        "@astana": 3,
        "@akmola-region": 1,
        "@almaty": 1,
        "@temirtau": 1,
        "@atyrau": 1,
        "@shymkent": 1,
        "Париж, Лувр": 1,
    }


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("Целиноград", "@astana"),
        ("Алматы, Абай даңғылы", "@almaty"),
        ("  Опера\nтеатры ", "Опера театры"),
        ("@home", "home"),
        ("", ""),
    ],
)
def test_what_stands_in_the_facet(text: str, facet: str) -> None:
    assert facet_of(text) == facet
    if facet.startswith("@"):
        assert set(facet_names(facet)) == {"kk", "ru", "en"}
    else:
        assert facet_names(facet) == {}


def test_the_fingerprint_follows_the_gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    whole = Path.read_bytes

    def noted(path: Path) -> bytes:
        read.append(path.name)
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", noted)
    schema.fingerprint.cache_clear()
    schema.fingerprint()
    schema.fingerprint.cache_clear()
    assert {"places.py", "gazetteer_towns.py", "gazetteer_forms.py", "named_places.py"} <= set(read)
