"""What is written into an exported copy comes back letter by letter, for us and for other programs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from media import metadata
from media.embed import Caption, EmbedFailed, embed, read_back

LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
CAPTION = Caption(
    titles={"kk": "Ұлытаудағы той", "ru": "Праздник в Улытау", "en": "Feast at Ulytau"},
    descriptions={"kk": f"Солдан оңға: «{LETTERS}», бірінші қатар\nекінші жол", "ru": "Слева направо"},
    persons=("Әлия Оспанова", "Бауыржан Ұзақов"),
    keywords=("той, жиын", "Ұлытау"),
    creator="Серік Ахметов",
    rights="© Жезқазған мұражайы",
    credit="Қор 12",
    place="Ұлытау",
    date="2024-09-18T10:11:12+05:00",
    identifier="0003-0017",
)


@pytest.fixture(params=["a.jpg", "a.tif"])
def picture(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / request.param
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("RGB", (64, 48), (120, 90, 60)).save(path, icc_profile=profile)
    return path


def test_a_caption_comes_back(picture: Path) -> None:
    embed(picture, CAPTION)
    assert read_back(picture) == CAPTION


def test_other_programs_find_it_in_iptc_and_exif(picture: Path) -> None:
    embed(picture, CAPTION)
    found = metadata.read(str(picture))
    assert LETTERS in found["iptc"]["Caption"]
    assert found["iptc"]["ObjectName"] == "Ұлытаудағы той"
    assert found["iptc"]["DateCreated"] == "2024-09-18"
    assert LETTERS in found["exif"]["ImageDescription"]
    assert found["exif"]["Artist"] == "Серік Ахметов"
    assert found["exif"]["DateTimeOriginal"] == "2024:09:18 10:11:12"
    assert found["exif"]["OffsetTimeOriginal"] == "+05:00"
    assert found["problems"] == []


def test_iptc_is_marked_as_utf8(picture: Path) -> None:
    embed(picture, CAPTION)
    assert b"\x1c\x01\x5a\x00\x03\x1b%G" in picture.read_bytes()


def test_the_picture_and_its_profile_stay(picture: Path) -> None:
    with Image.open(picture) as image:
        before, profile = image.tobytes(), image.info["icc_profile"]
    embed(picture, CAPTION)
    with Image.open(picture) as image:
        assert image.tobytes() == before
        assert image.info["icc_profile"] == profile


def test_embedding_again_replaces(picture: Path) -> None:
    embed(picture, CAPTION)
    embed(picture, Caption(titles={"ru": "Другое"}))
    assert read_back(picture) == Caption(titles={"ru": "Другое"})
    assert "Byline" not in metadata.read(str(picture))["iptc"]


def test_a_long_title_is_cut_at_a_whole_letter_in_iptc_only(picture: Path) -> None:
    embed(picture, Caption(titles={"kk": "Ә" * 60}))
    assert read_back(picture).titles == {"kk": "Ә" * 60}
    assert metadata.read(str(picture))["iptc"]["ObjectName"] == "Ә" * 32


def test_texts_longer_than_a_segment_are_cut_not_refused(picture: Path) -> None:
    embed(picture, Caption(descriptions=dict.fromkeys(("kk", "ru", "en"), "сөз " * 50000)))
    assert len(read_back(picture).descriptions["kk"]) <= 4000


def test_a_file_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_text("no picture")
    with pytest.raises(EmbedFailed, match=r"a\.jpg"):
        embed(path, CAPTION)


TEXT = st.text(
    st.characters(blacklist_categories=["C", "Zl", "Zp"]) | st.sampled_from(LETTERS + '",;=\n'), max_size=40
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(title=TEXT, description=TEXT, persons=st.lists(TEXT, max_size=3))
@example(title="", description="\ufffd", persons=[])
def test_any_text_comes_back(title: str, description: str, persons: list[str]) -> None:
    path = Path(os.environ.get("TMPDIR", "/tmp"), f"muragat-embed-{os.getpid()}.jpg")
    Image.new("RGB", (8, 8)).save(path)
    try:
        embed(path, Caption({"kk": title}, {"kk": description, "ru": title}, tuple(persons)))
    finally:
        path.unlink()
