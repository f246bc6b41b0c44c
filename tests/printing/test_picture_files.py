"""Pictures and layouts that come from outside: two formats, bounded, from their own folder only."""

from pathlib import Path

import pytest
from PIL import Image

from printing import layout
from printing.errors import PrintingError
from printing.picture_files import opened_picture

EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\nshowpage\n"
HEAD = "[layout]\nname = 'x'\n"


def picture(path: Path, kind: str, side: int = 8) -> Path:
    Image.new("L", (side, side)).save(path, kind)
    return path


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_png_and_jpeg_are_opened_whatever_they_are_called(kind: str, tmp_path: Path):
    with opened_picture(picture(tmp_path / "any.name", kind)) as opened:
        assert opened.size == (8, 8)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "PPM", "PDF", "ICO", "WEBP"])
def test_other_formats_are_no_pictures_even_under_the_name_of_one(kind: str, tmp_path: Path):
    with pytest.raises(OSError, match=r"."), opened_picture(picture(tmp_path / "seal.png", kind, 16)):
        pass


def test_what_another_program_would_have_to_read_is_no_picture(tmp_path: Path):
    eps = tmp_path / "seal.png"
    eps.write_bytes(EPS)
    with pytest.raises(OSError, match=r"."), opened_picture(eps):
        pass


@pytest.mark.parametrize("side", [9_000, 20_000])
def test_a_picture_of_very_many_pixels_is_refused_before_it_is_decoded(side: int, tmp_path: Path):
    bomb = tmp_path / "bomb.png"
    Image.new("1", (side, side)).save(bomb)
    with pytest.raises(OSError, match=r"."), opened_picture(bomb):
        pass


@pytest.mark.parametrize("text", ["a=" + "[" * 3_000, "a=" + "{b=" * 3_000, "x" * 2_000_000])
def test_a_layout_that_is_a_bomb_is_refused_in_a_sentence(text: str, tmp_path: Path):
    bomb = tmp_path / "badge-x.toml"
    bomb.write_text(text, encoding="utf-8")
    with pytest.raises(PrintingError, match=r"layout\.(not_toml|unreadable)"):
        layout.load(bomb)
