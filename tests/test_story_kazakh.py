"""Staff type a word as they know it; the caption has it in another form, spelling or script."""

from __future__ import annotations

import pyexiv2
import pytest
from PIL import Image
from story import Muragat

# Query, caption, whether the caption answers the query.
PAIRS = [
    ("мұражай", "Облыстық мұражайлардағы түнгі экскурсия", True),
    ("мұражайлар", "мұражайдың жаңа залы", True),
    ("ауыл", "Ауылымыздың алғашқы мұғалімдері", True),
    ("дәптер", "оқушының дәптері табылды", True),
    ("орын", "бірінші орны бар жүлдегер", True),
    ("мұғалім", "мұғалімдеріне алғыс айтты", True),
    ("Жезқазған", "Жезқазғандағы мыс қорыту зауыты", True),
    ("жезказган", "Жезқазған кеншілері", True),
    ("zhezkazgan", "Жезқазған теміржолшылары", True),
    ("Jezqazǵan", "Жезқазған спортшылары", True),
    ("сейтова", "Сейтоваға диплом табысталды", True),
    ("seitova", "Сейтова Ләззат сөз сөйледі", True),
    ("мектеп", "Meктeп түлектерi", True),
    ("выставка", "на выставках народного творчества", True),
    ("музей", "в музее открыта экспозиция", True),
    ("teacher", "The Teachers of the first school", True),
    ("Әуезов", "М.О.Әуезов атындағы театр", True),
    ("Теміртау", "«Теміртау70: болат қала» форумы", True),
    ("дәстүр", "ұлттық дәстүрлеріміз жаңғырды", True),
    ("жазушы", "жазушылармен кездесу", True),
    ("көшірме", "кужаттардын коширмелеринин тизими", True),
    ("шежиресинин", "ауылдың шежіресі басылып шықты", True),
    ("медаль", "медалімен марапатталды", True),
    ("қара", "солдан оңға қарай тұрғандар", False),
    ("үш", "бейбітшілік үшін күрескерлер", False),
    ("сурет", "суретші көрме ашты", False),
    ("тау", "тауық өсіру шаруашылығы", False),
    ("бас", "баспасөз мәслихаты", False),
    ("қар", "қаржы бөлімінің отырысы", False),
    ("кітап", "кітапхана қоры", False),
]


@pytest.fixture(scope="module")
def captioned(tmp_path_factory: pytest.TempPathFactory) -> Muragat:
    """An archive with one photograph for each caption, its number in the file name."""
    folder = tmp_path_factory.mktemp("kazakh")
    card = folder / "x"
    card.mkdir()
    for number, (_, caption, _) in enumerate(PAIRS):
        path = card / f"{number}.jpg"
        Image.new("RGB", (64, 48), (number, 100, 150)).save(path)
        with pyexiv2.Image(str(path)) as image:
            image.modify_xmp({"Xmp.dc.description": {"lang=x-default": caption}})
    made = Muragat(folder / "archive")
    made.run("init", made.archive)
    made.run("ingest", card, "--no-ocr", "--event", "x")
    return made


@pytest.mark.parametrize("number", range(len(PAIRS)))
def test_a_caption_answers_its_word(captioned: Muragat, number: int) -> None:
    query, _, wanted = PAIRS[number]
    found = {hit["original"]["name"] for hit in captioned.json("search", query, "--limit", "100")["hits"]}
    assert (f"{number}.jpg" in found) is wanted


def test_the_form_that_was_typed_comes_first(captioned: Muragat) -> None:
    first = captioned.json("search", "мұражайдың")["hits"][0]
    assert first["caption"] == "мұражайдың жаңа залы"
