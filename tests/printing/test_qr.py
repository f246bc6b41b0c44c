"""Codes are small, and every real decoder reads them."""

import pytest
import qrcode
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


def of_another_maker(text: str) -> qr.Matrix:
    made = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0, mask_pattern=2)
    made.add_data(text)
    made.make()
    return made.modules


@given(st.from_regex(r"[0-9]{34}", fullmatch=True))
def test_codes_of_tickets_are_module_for_module_those_of_another_maker(text):
    assert qr.matrix(text) == of_another_maker(text)


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=200))
def test_plain_codes_are_no_larger_than_those_of_another_maker(text):
    assert len(qr.matrix(text)) <= len(of_another_maker(text))


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
