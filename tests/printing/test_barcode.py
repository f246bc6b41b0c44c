"""Bar codes: what is printed is read back, and what no scanner could read is told before printing."""

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from printing import code128, documents
from printing.errors import PrintingError
from printing.kinds.barcode import Barcode
from printing.layout_writing import to_toml
from printing.setting import Finding, Trouble
from tests.printing import pages
from tests.printing.people import record

DIGITS = "1234567890123456789012345678901234"
BARCODE = '[[item]]\nkind = "barcode"\ntext = "{code}"\nx = 10\ny = 20\nwidth = 70\nheight = 15\n'


def bars_of(picture) -> list[str]:
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.Code128)
    return [code.text for code in found]


@pytest.fixture
def printed(layout_of, shipped_fonts, tmp_path):
    """The page of a record with this code, as a picture, and its text."""

    def page(code: str, item: str = BARCODE):
        out = tmp_path / "page.pdf"
        documents.write_pdf(layout_of(item), [record(code=code)], out, fonts=shipped_fonts, title="")
        return pages.picture(out), pages.read(out)[0].text

    return page


@pytest.mark.parametrize("code", [DIGITS, "A-0042", "7", "12345", "ORDER 77/x~", "abcABC123456789", "{}|\\ !"])
def test_what_is_printed_is_read_back_and_stands_below_in_letters(printed, code):
    picture, text = printed(code)
    assert bars_of(picture) == [code.strip()]
    assert code.strip() in text


def test_without_the_line_below_the_bars_are_read_and_nothing_is_written(printed):
    picture, text = printed(DIGITS, BARCODE + "readable = false\n")
    assert bars_of(picture) == [DIGITS]
    assert text.strip() == ""


def test_the_quiet_zones_are_white_on_a_coloured_ground(printed):
    ground = '[[item]]\nkind = "box"\nx = 5\ny = 15\nwidth = 80\nheight = 30\nfill = "#14213D"\n'
    picture, _ = printed(DIGITS, ground + BARCODE)
    assert bars_of(picture) == [DIGITS]


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40))
def test_the_bars_of_any_plain_text_are_whole_characters_and_its_width_is_known(text):
    bars = code128.widths(text)
    assert sum(bars) % 11 == 2, "characters of eleven modules, and a stop of thirteen"
    assert (len(bars) - 7) % 6 == 0
    assert code128.width_needed(text) == pytest.approx((sum(bars) + 20) * code128.LEAST_MODULE)


def test_pairs_of_digits_share_a_character():
    assert sum(code128.widths(DIGITS)) == (2 + 17) * 11 + 13
    assert sum(code128.widths("A" * 34)) == (2 + 34) * 11 + 13


@pytest.mark.parametrize(
    ("code", "finding"),
    [
        ("김하늘 kim", Finding(Trouble.UNENCODABLE, 1, "code", "김하늘 kim", "김하늘")),
        ("ñ", Finding(Trouble.UNENCODABLE, 1, "code", "ñ", "ñ")),
        ("A" * 40, Finding(Trouble.NARROW_BARS, 1, "code", "A" * 40, "0.14")),
    ],
)
def test_a_text_that_does_not_fit_or_cannot_be_said_is_told_before_printing(layout_of, shipped_fonts, code, finding):
    found = documents.check(layout_of(BARCODE), [record(code=code), record(code="A-1")], shipped_fonts)
    assert found.all == (finding,)


def test_where_there_can_be_no_bars_the_text_stands_in_their_place(printed):
    picture, text = printed("김하늘")
    assert bars_of(picture) == []
    assert "김하늘" in text


def test_nothing_is_drawn_for_an_empty_text(printed):
    picture, text = printed("")
    assert picture.getextrema() == (255, 255)
    assert text.strip() == ""


@pytest.mark.parametrize(
    ("changed", "code", "details"),
    [
        (("width = 70", "width = 60"), "layout.unreadable_barcode", {"width": "60", "needed": "60.5"}),
        (('"{code}"', '"{name}"'), "layout.not_in_barcode", {"characters": "남궁늘봄"}),
        (("height = 15", "height = 8"), "layout.out_of_range", {"least": "8.6"}),
        (('"{code}"', '"{cod}"'), "layout.unknown_field", {"field": "cod"}),
    ],
)
def test_a_bar_code_nobody_could_read_is_a_fault_of_the_layout(layout_of, changed, code, details):
    with pytest.raises(PrintingError) as caught:
        layout_of(BARCODE.replace(*changed))
    assert caught.value.code == code
    assert details.items() <= caught.value.details.items()
    assert caught.value.details["line"] >= 11


def test_nothing_may_lie_on_a_bar_code(layout_of):
    with pytest.raises(PrintingError, match=r"layout\.covers_code"):
        layout_of(BARCODE + '[[item]]\nkind = "text"\ntext = "x"\nx = 12\ny = 22\nwidth = 20\nheight = 6\nsize = 8\n')


@pytest.mark.parametrize("more", ["", "readable = false\n", 'when = "name"\n'])
def test_it_is_written_as_it_is_read(layout_of, more):
    (item,) = (layout := layout_of(BARCODE + more)).items
    assert isinstance(item, Barcode)
    text = to_toml(layout)
    assert layout_of(text, head="").items == (item,)
