"""In which order boxes of text are read, and how high they are where lines are set closely."""

from __future__ import annotations

import pytest

from ingest import blocks
from ingest.boxes import Box, kept_apart


def order_of(*places: tuple[float, float, float]) -> list[int]:
    """The numbers of level boxes (x, y, width), 20 high, in reading order."""
    boxes = [Box(x, y, width, 20, 0, 1) for x, y, width in places]
    found = blocks.in_reading_order(boxes)
    return [boxes.index(box) for box in found]


@pytest.mark.parametrize(
    ("places", "order"),
    [
        # Two captions side by side under two photographs.
        ([(200, 10, 300), (600, 10, 300), (200, 35, 280), (600, 36, 200)], [0, 2, 1, 3]),
        # Four of them, two above two: each pair by itself, the shorter side too.
        ([(200, 10, 300), (600, 10, 300), (600, 36, 200), (200, 510, 300), (600, 508, 250), (200, 535, 300)],
         [0, 1, 2, 3, 5, 4]),
        # A table of names and of what they are: row by row.
        ([(60, 10, 110), (260, 10, 90), (60, 40, 100), (260, 40, 120)], [0, 1, 2, 3]),
        # Words of one line that the detector tore apart.
        ([(100, 40, 180), (320, 41, 200), (100, 10, 180), (310, 11, 190)], [2, 3, 0, 1]),
    ],
)  # fmt: skip
def test_captions_side_by_side_are_read_one_after_the_other(
    places: list[tuple[float, float, float]], order: list[int]
) -> None:
    assert order_of(*places) == order


def test_boxes_of_closely_set_lines_end_half_way_to_the_next() -> None:
    close = [Box(100, 50, 300, 40, 2, 1), Box(101, 76, 280, 40, 0, 1), Box(100, 150, 300, 40, 0, 1)]
    first, second, alone = kept_apart(close)
    assert first.corners()[:, 1].max() == pytest.approx(second.corners()[:, 1].min(), abs=6)
    assert second.y + second.height / 2 == pytest.approx(96)
    assert alone == close[2]
    assert kept_apart([Box(100, 50, 90, 40, 0, 1), Box(220, 52, 90, 40, 0, 1)])[0].height == 40
