"""Codes are small, and every real decoder reads them."""

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from printing import qr
from printing.errors import PrintingError
from tests.printing import pages

TICKET = "1234567890123456789012345678901234"


def drawn(code: qr.Matrix, module: int = 4) -> Image.Image:
    side = len(code) + 2 * qr.QUIET
    image = Image.new("L", (side, side), 255)
    for y, row in enumerate(code):
        for x, dark in enumerate(row):
            image.putpixel((x + qr.QUIET, y + qr.QUIET), 0 if dark else 255)
    return image.resize((side * module, side * module), Image.Resampling.NEAREST)


def test_34_digits_make_the_smallest_symbol():
    assert len(qr.matrix(TICKET)) == 21
    assert len(qr.matrix(TICKET + "5")) == 25


def test_the_mask_is_the_one_that_reads_best():
    (found,) = zxingcpp.read_barcodes(drawn(qr.matrix(TICKET)))
    assert found.extra == {"DataMask": 2, "ECLevel": "M", "Version": "1", "UEC": 1.0}


@given(st.from_regex(r"[0-9]{34}", fullmatch=True))
def test_every_ticket_code_is_read_back(text):
    assert pages.codes(drawn(qr.matrix(text))) == [text]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60))
def test_codes_of_other_systems_are_read_back(text):
    found = zxingcpp.read_barcodes(drawn(qr.matrix(text)), formats=zxingcpp.BarcodeFormat.QRCode)
    assert [code.bytes.decode() for code in found] == [text]


def test_the_path_fills_exactly_the_dark_modules():
    code = qr.matrix(TICKET)
    dark = set()
    for bar in qr.path(code).removesuffix(" f").split(" re"):
        if bar:
            x, y, length, height = map(int, bar.split())
            assert height == 1
            dark |= {(column, len(code) - 1 - y) for column in range(x, x + length)}
    assert dark == {(x, y) for y, row in enumerate(code) for x, module in enumerate(row) if module}


def test_a_code_too_long_for_any_symbol_is_refused():
    with pytest.raises(PrintingError) as caught:
        qr.matrix("x" * 3000)
    assert (caught.value.code, caught.value.details) == ("printing.code_too_long", {"length": 3000})


@pytest.mark.parametrize("module_px", [6, 12, 24])
def test_the_picture_for_phones_is_crisp_has_its_quiet_zone_and_is_read(tmp_path, module_px):
    file = tmp_path / "ticket.png"
    qr.write_png(TICKET, file, module_px=module_px)
    with Image.open(file) as image:
        assert image.size == (29 * module_px, 29 * module_px)
        assert {value for _, value in image.getcolors()} == {0, 255}
        quiet = 4 * module_px
        assert image.point(lambda value: 255 - value).getbbox() == (quiet, quiet, 25 * module_px, 25 * module_px)
        assert pages.codes(image) == [TICKET]


def test_a_caption_stands_below_the_code_and_leaves_it_readable(tmp_path, resources):
    file = tmp_path / "ticket.png"
    font = resources / "fonts" / "PretendardGOV-Bold.ttf"
    qr.write_png(TICKET, file, caption="남궁늘봄 · 창원 강소특구 릴레이 합동 워크숍", font=font)
    with Image.open(file) as image:
        below = image.crop((0, 29 * 24, image.width, image.height))
        left, top, right, bottom = below.point(lambda value: 255 - value).getbbox()
        assert 0 < left < right < image.width
        assert 0 <= top < bottom < below.height
        assert pages.codes(image) == [TICKET]


def test_a_picture_that_cannot_be_written_is_named(tmp_path):
    file = tmp_path / "missing" / "ticket.png"
    with pytest.raises(PrintingError) as caught:
        qr.write_png(TICKET, file)
    assert (caught.value.code, caught.value.details) == (
        "printing.cannot_write", {"file": str(file), "why": "No such file or directory"},
    )  # fmt: skip
