"""Pure parts of reading: geometry, rows, TSV, words of two readings, judging."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import (
    captions,
    detect,
    doubt,
    fill,
    lines,
    page_way,
    regions,
    thresholds,
    tsv,
    words,
)
from ingest.boxes import Box, along_the_words
from ingest.doubt import Spoken

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def page_row(page: int) -> str:
    return f"1\t{page}\t0\t0\t0\t0\t0\t0\t10\t10\t-1\t\n"


def word_row(page: int, text: str, confidence: float = 96.0, left: int = 0) -> str:
    return f"5\t{page}\t1\t1\t1\t1\t{left}\t0\t10\t10\t{confidence}\t{text}\n"


def test_tsv_gives_words_page_by_page_and_a_page_without_words() -> None:
    answer = HEAD + page_row(1) + word_row(1, "Абай") + page_row(2) + page_row(3) + word_row(3, "жол")
    found = tsv.words_by_page(answer, 3)
    assert [[word.text for word in page] for page in found] == [["Абай"], [], ["жол"]]
    assert found[0][0].confidence == 96.0


@pytest.mark.parametrize(
    "answer",
    ["", HEAD, HEAD + page_row(1), "segmentation fault", HEAD + page_row(1) + page_row(2) + "5\t2\t1\n",
     HEAD + page_row(1) + page_row(2) + page_row(3), HEAD + "x\ty\t0\t0\t0\t0\t0\t0\t0\t0\t0\tz\n"],
)  # fmt: skip
def test_tsv_that_is_not_an_answer_for_two_pictures_is_refused(answer: str) -> None:
    with pytest.raises(ValueError):
        tsv.words_by_page(answer, 2)


@given(st.floats(-44, 134), st.floats(40, 400), st.floats(5, 39))
def test_the_corners_of_a_box_span_its_width_and_height(angle: float, width: float, height: float) -> None:
    top_left, top_right, bottom_right, _ = Box(100, 80, width, height, angle, 1).corners()
    assert np.hypot(*(top_right - top_left)) == pytest.approx(width, rel=1e-3)
    assert np.hypot(*(bottom_right - top_right)) == pytest.approx(height, rel=1e-3)


@pytest.mark.parametrize(
    ("box", "width", "angle"),
    [(Box(0, 0, 9, 90, 90, 1), 90, 0), (Box(0, 0, 90, 9, 3, 1), 90, 3), (Box(0, 0, 9, 90, 87, 1), 90, -3),
     (Box(0, 0, 9, 90, 0, 1), 90, 90)],
)  # fmt: skip
def test_words_run_along_the_longer_side(box: Box, width: float, angle: float) -> None:
    found = along_the_words(box)
    assert (found.width, found.angle) == (width, angle)


def test_rows_go_from_top_to_bottom_and_from_left_to_right_along_the_tilt() -> None:
    level = [Box(300, 12, 80, 20, 0, 1), Box(100, 10, 80, 20, 0, 1), Box(100, 50, 80, 20, 0, 1)]
    for angle in (0.0, 4.0, -4.0):
        turn = np.radians(angle)
        tilted = [
            Box(
                b.x * np.cos(turn) - b.y * np.sin(turn),
                b.x * np.sin(turn) + b.y * np.cos(turn),
                80,
                20,
                angle,
                1,
            )
            for b in level
        ]
        order = [tilted.index(box) for row in lines.rows(tilted) for box in row.boxes]
        assert order == [1, 0, 2]
        assert len(lines.rows(tilted)) == 2


@pytest.mark.parametrize("angle", [0, 3, -3, 20, 90])
def test_a_cut_line_is_level_whatever_its_angle(angle: float) -> None:
    import cv2

    picture = np.full((400, 400, 3), 255, np.uint8)
    bar = Box(200, 200, 200, 20, angle, 1)
    cv2.fillPoly(picture, [bar.corners().astype(np.int32)], (0, 0, 0))
    crop = lines.grey(lines.cut(picture, Box(200, 200, 220, 40, angle, 1)))
    ink = (crop < 128).mean(axis=1)
    assert ink[len(ink) // 2] > 0.8
    assert ink[:4].max() < 0.1
    assert ink[-4:].max() < 0.1


def test_polarity_becomes_dark_on_light() -> None:
    dark = np.full((40, 200), 20, np.uint8)
    dark[15:25, 50:60] = 240
    assert np.median(lines.dark_on_light(dark)) > 200
    assert np.array_equal(lines.dark_on_light(255 - dark), 255 - dark)


def test_letters_with_an_outline_are_lifted_off_a_photograph() -> None:
    ramp = np.linspace(40, 200, 44)[:, None, None] + np.linspace(-30, 40, 400)[None, :, None]
    photo = np.repeat(ramp, 3, axis=2).astype(np.uint8)
    for left in range(20, 380, 20):
        photo[10:34, left : left + 12] = 0
        photo[12:32, left + 2 : left + 8] = (255, 255, 0)
    assert fill.is_on_picture(photo)
    _, clean = fill.filled_letters(photo)
    assert clean[14:30, 63:67].max() < 100
    assert clean[:9].min() == 255


def test_letters_with_an_outline_are_told_from_a_plain_ground_of_middle_grey_too() -> None:
    wall = np.full((44, 400, 3), 120, np.uint8)
    assert not fill.is_on_picture(wall)
    for left in range(20, 380, 20):
        wall[10:34, left : left + 12] = 0
    assert not fill.is_on_picture(wall)
    for left in range(20, 380, 20):
        wall[12:32, left + 2 : left + 8] = 255
    assert fill.is_on_picture(wall)


@pytest.mark.parametrize("ground", [40, 120, 200])
def test_dark_letters_with_a_light_outline_are_lifted_too(ground: int) -> None:
    wall = np.full((44, 400, 3), ground, np.uint8)
    wall[:, ::7] = 255 - ground
    for left in range(20, 380, 20):
        wall[8:36, left : left + 14] = 255
        wall[11:33, left + 3 : left + 9] = 0
    soft, clean = fill.filled_letters(wall)
    for image in (soft, clean):
        assert image[14:30, 64:68].max() < 100
        assert image[14:30, 60:62].min() > 200


def test_a_sky_as_bright_as_the_letters_is_no_letter() -> None:
    sky = np.full((44, 400, 3), 90, np.uint8)
    sky[:12, 200:300] = 250
    for left in range(20, 380, 20):
        sky[10:34, left : left + 12] = 0
        sky[12:32, left + 2 : left + 10] = 250
    _, clean = fill.filled_letters(sky)
    assert clean[:9, 200:300].min() == 255
    assert clean[16:28, 63:67].max() < 100
    assert clean[16:28, 224:228].max() < 100


def test_the_edge_of_a_picture_with_ink_is_looked_at_and_without_ink_is_not() -> None:
    small = np.random.default_rng(1).integers(0, 255, (480, 640, 3)).astype(np.uint8)
    small[440:] = 250
    assert regions.parts_to_look_at([], small) == []
    small[455:459, 100:300:3] = 120
    (part,) = regions.parts_to_look_at([], small)
    assert part.top <= 445
    assert part.bottom == 480


@pytest.mark.parametrize("size", [(480, 640), (3001, 4003), (13, 5000), (1, 1), (700, 655)])
def test_the_first_look_is_small_whatever_the_picture(size: tuple[int, int]) -> None:
    small = detect._small(np.full((*size, 3), 200, np.uint8))
    assert all(side % 32 == 0 and 32 <= side <= 672 for side in small.shape[:2])
    assert np.abs(small.astype(int) - 200).max() == 0


def test_a_map_of_two_bars_gives_two_boxes_that_reach_beyond_them() -> None:
    probability = np.zeros((96, 320), np.float32)
    probability[20:30, 20:220] = 0.9
    probability[60:70, 20:120] = 0.9
    probability[90, 300:302] = 0.9
    found = sorted(detect.boxes_of_map(probability), key=lambda box: box.y)
    assert [round(box.y) for box in found] == [24, 64]
    assert found[0].width > 200
    assert found[0].height > 10


def test_a_narrow_line_of_small_letters_is_looked_for_across_the_page() -> None:
    paper = np.full((640, 512, 3), 230, np.uint8)
    (narrow,) = regions.parts_to_look_at([Box(120, 500, 150, 14, 0, 0.9)], paper)
    (wide,) = regions.parts_to_look_at([Box(200, 500, 300, 14, 0, 0.9)], paper)
    assert (narrow.left, narrow.right) == (0, 512)
    assert wide.right < 512


def spoken(text: str, confidence: float = 96, start: float = 0.0, end: float = 0.1) -> Spoken:
    return Spoken(text, confidence, start, end)


def test_the_surer_word_of_two_readings_is_taken_and_the_rest_stays() -> None:
    first = (spoken("Абай", 96, 0, 0.3), spoken("жслы", 40, 0.35, 0.6), spoken("кітабы", 95, 0.65, 1))
    other = (spoken("А6ай", 60, 0, 0.3), spoken("жолы", 93, 0.35, 0.6), spoken("кітабы", 96, 0.65, 1))
    assert [word.text for word in doubt.best([first, other])] == ["Абай", "жолы", "кітабы"]


def test_words_that_one_reading_splits_are_one_stretch() -> None:
    first = (spoken("Пан", 60, 0, 0.2), spoken("ельдік", 60, 0.2, 0.5), spoken("сессия", 96, 0.6, 1))
    other = (spoken("Панельдік", 95, 0, 0.5), spoken("сессия", 96, 0.6, 1))
    assert [word.text for word in doubt.best([first, other])] == ["Панельдік", "сессия"]


def test_hopeless_lines_are_read_again_only_when_long_and_on_a_picture() -> None:
    garbage = (spoken("ЕЕ>=|", 9, 0, 1),)
    plain, busy = np.full((50, 600, 3), 230, np.uint8), np.zeros((50, 600, 3), np.uint8)
    busy[:, ::2] = 255
    busy[:, 300:] //= 3
    assert doubt.is_doubtful(garbage, busy)
    for reading, crop in ((garbage, plain), (garbage, busy[:, 200:400]), ((), busy)):
        assert not doubt.is_doubtful(reading, crop)
    assert doubt.is_doubtful((spoken("Абай", 60),), plain)
    assert not doubt.is_doubtful((spoken("Абай", 95),), plain)


def test_a_garbled_reading_is_replaced_whole_and_nothing_stays_nothing() -> None:
    garbled = (spoken("|||", 12, 0, 1),)
    clear = (spoken("Алматы,", 95, 0, 0.5), spoken("1975", 95, 0.6, 1))
    assert doubt.best([garbled, clear]) == clear
    assert doubt.best([(), ()]) == ()


@pytest.mark.parametrize(
    ("word", "again", "text"),
    [
        (spoken("1995", 96), (spoken("1993", 97),), "1993"),
        (spoken("1995", 96), (spoken("1993", 60),), "1995"),
        (spoken("1995", 96), (spoken("1895", 97),), "1995"),
        (spoken("25.05.1985", 96), (spoken("23.05.1985", 95),), "23.05.1985"),
        (spoken("ЕХРО", 88), (spoken("EXPO", 96),), "EXPO"),
        (spoken("Орептаік", 88), (spoken("Opentalk", 58),), "Opentalk"),
        (spoken("Арман", 88), (spoken("Apman", 88),), "Арман"),
        (spoken("қажет", 88), (spoken("kaxet", 88),), "қажет"),
        (spoken("обьединения", 92), (spoken("объединения", 96),), "объединения"),
        (spoken("училиша", 93), (spoken("училища", 88),), "училища"),
        (spoken("поселке,", 92), (spoken("посёлке,", 96),), "посёлке,"),
        (spoken("поселке,", 92), (spoken("посёлке,", 40),), "поселке,"),
        (spoken("школы", 93), (spoken("ШКОЛЫ", 96),), "школы"),
        (spoken("шеше", 93), (spoken("шёлк", 96),), "шеше"),
    ],
)
def test_a_second_look_at_a_word_counts_only_for_known_confusions(
    word: Spoken, again: tuple[Spoken, ...], text: str
) -> None:
    assert words.settled(word, again).text == text


def test_languages_of_latin_letters_are_told_from_the_others() -> None:
    assert captions.latin_languages("kaz+rus+eng") == "eng"
    assert captions.latin_languages("Cyrillic+eng+deu") == "eng+deu"
    assert captions.latin_languages("kaz+rus") == ""


def test_only_words_that_may_be_confused_are_read_again() -> None:
    assert words.is_ambiguous(spoken("1995"))
    assert not words.is_ambiguous(spoken("1994"))
    assert words.is_ambiguous(spoken("ЕХРО", 88))
    assert not words.is_ambiguous(spoken("ЕХРО", 97))
    assert not words.is_ambiguous(spoken("қызметкерлер", 80))
    assert words.is_ambiguous(spoken("вьюга", 93))
    assert words.is_ambiguous(spoken("училиша", 93))
    assert not words.is_ambiguous(spoken("кітапханашы", 90))


def test_words_of_a_latin_line_are_latin() -> None:
    line = (spoken("Bayyrjan", 92, 0, 0.2), spoken("теп", 93, 0.25, 0.3), spoken("Gulnar", 80, 0.35, 0.6))
    latin = (spoken("Bayyrian", 95, 0, 0.2), spoken("men", 90, 0.25, 0.3), spoken("Gulner", 99, 0.35, 0.6))
    assert words.has_strangers(line)
    assert [word.text for word in words.in_latin(line, latin)] == ["Bayyrjan", "men", "Gulnar"]


def test_cyrillic_words_beside_a_latin_name_stay() -> None:
    line = (spoken("Opentalk", 92, 0, 0.4), spoken("алаңы", 96, 0.5, 0.8))
    latin = (spoken("Opentalk", 92, 0, 0.4), spoken("anatibl", 40, 0.5, 0.8))
    assert words.in_latin(line, latin) == line
    assert not words.has_strangers((spoken("Кітапхана"), spoken("күні"), spoken("EXPO")))
    assert not words.has_strangers((spoken("Opentalk"), spoken("2017")))


@pytest.mark.parametrize("angle", [0.0, 1.5, -3.0, 5.0])
def test_the_skew_of_a_page_is_found(angle: float) -> None:
    page = np.full((800, 600), 255, np.uint8)
    chance = np.random.default_rng(3)
    for top in range(100, 700, 40):
        for left in np.cumsum(chance.integers(9, 22, 30)) + 60:
            page[top + chance.integers(0, 3) : top + 14, left : left + 7] = 0
    tilted, _ = page_way._straight(page, -angle)
    assert page_way.skew(np.asarray(tilted)) == pytest.approx(angle, abs=0.15)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_turned_page_leads_back_to_the_picture(turns: int) -> None:
    page = np.zeros((60, 100), np.uint8)
    page[10:14, 20:24] = 255
    turned, matrix = page_way._turned(page, turns)
    y, x = np.argwhere(turned == 255).mean(axis=0) + 0.5
    back = np.linalg.inv(matrix) @ (x, y, 1)
    assert back[:2] == pytest.approx((22, 12), abs=0.6)


def test_every_threshold_has_a_docstring_and_a_number() -> None:
    source = Path(thresholds.__file__).read_text(encoding="utf-8")
    names = [name for name in dir(thresholds) if name.isupper()]
    assert names
    assert source.count('"""') // 2 >= len(names) * 0.7
