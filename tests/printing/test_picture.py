"""Tickets as pictures: what a telephone shows is what the layout says, and every code is read from it."""

import pytest
from PIL import Image, ImageChops

from printing import documents, qr
from printing.compose import Finding, Trouble
from printing.errors import PrintingError
from printing.items import Qr
from printing.picture import PicturePainter
from tests.printing import pages
from tests.printing.layouts import CODE, TEXT
from tests.printing.people import EXTREMES, record, workshop


@pytest.fixture
def paint(shipped_fonts, tmp_path):
    """Paints a record as a picture."""

    def to_picture(layout, given, dpi=300):
        out = tmp_path / "ticket.png"
        found = PicturePainter(layout, shipped_fonts, dpi).write(given, out)
        with Image.open(out) as picture:
            return picture.convert("RGB"), found

    return to_picture


@pytest.mark.parametrize("dpi", [150, 300])
def test_every_code_of_a_workshop_is_read_from_its_picture(shipped_layout, paint, dpi):
    layout = shipped_layout("ticket-phone")
    for person in workshop()[:20]:
        picture, found = paint(layout, person, dpi)
        assert pages.codes(picture.convert("L")) == [person["code"]]
        assert found == ()


def test_modules_are_whole_pixels_and_the_quiet_zone_is_white(layout_of, paint):
    picture, _ = paint(layout_of(CODE), record(), 300)
    grey = picture.convert("L")
    assert {value for _, value in grey.getcolors()} == {0, 255}
    left, top, right, bottom = grey.point(lambda value: 255 - value).getbbox()
    assert right - left == bottom - top and (right - left) % 21 == 0
    module, side = (right - left) / 21, 20 * 300 / 25.4
    assert module * (21 + 2 * qr.QUIET) <= side
    x, y = 60 * 300 / 25.4, 5 * 300 / 25.4
    assert min(left - x, top - y, x + side - right, y + side - bottom) >= qr.QUIET * module - 1


@pytest.mark.parametrize("name", ["ticket-phone", "ticket", "badge", "badge-a6"])
@pytest.mark.parametrize("person", EXTREMES, ids=lambda person: person["name"])
def test_picture_and_paper_look_alike(shipped_layout, shipped_fonts, paint, tmp_path, name, person):
    """Two painters, one look: blurred, so that only what stands elsewhere or is missing counts."""
    layout, given = shipped_layout(name), record(**person)
    out = tmp_path / "page.pdf"
    documents.write_pdf(layout, [given], out, fonts=shipped_fonts, title=name)
    paper = pages.picture(out, dpi=150, mode="RGB")
    picture, _ = paint(layout, given, 150)
    for image in (paper, picture):
        for code in (item.frame for item in layout.items if isinstance(item, Qr)):
            edges = (code.x, code.y, code.x + code.width, code.y + code.height)
            image.paste((255, 255, 255), tuple(round(edge * 150 / 25.4) for edge in edges))
    small = (paper.width // 16, paper.height // 16)
    difference = ImageChops.difference(
        paper.resize(small, Image.Resampling.BOX), picture.resize(small, Image.Resampling.BOX)
    )
    assert max(most for _, most in difference.getextrema()) < 80


def test_what_a_picture_could_not_show_is_told(layout_of, paint):
    _, found = paint(layout_of(TEXT), {"name": "이😀철"})
    assert found == (Finding(Trouble.MISSING_CHARACTER, 1, "name", "이😀철", "😀"),)


def test_a_picture_that_cannot_be_written_is_named_and_nothing_is_left(layout_of, shipped_fonts, tmp_path):
    file = tmp_path / "missing" / "ticket.png"
    with pytest.raises(PrintingError) as caught:
        PicturePainter(layout_of(TEXT), shipped_fonts).write({"name": "가"}, file)
    assert (caught.value.code, caught.value.details) == (
        "printing.cannot_write", {"file": str(file), "why": "No such file or directory"},
    )  # fmt: skip
