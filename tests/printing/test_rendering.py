"""Pages as pictures: what a telephone or the window shows is the PDF, and every code is read from it."""

import errno
import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image, ImageChops

from printing import documents, rendering
from printing.errors import PrintingError
from printing.setting import Finding, Trouble
from tests.printing import pages
from tests.printing.layouts import CODE, TEXT
from tests.printing.people import record, workshop


@pytest.fixture
def paint(shipped_fonts, tmp_path):
    """Writes records as pictures."""

    def to_pictures(layout, records, dpi=300):
        outs = [tmp_path / f"{number}.png" for number in range(len(records))]
        found = list(rendering.write_pictures(layout, zip(records, outs, strict=True), fonts=shipped_fonts, dpi=dpi))
        pictures = []
        for out in outs:
            with Image.open(out) as picture:
                pictures.append(picture.convert("RGB"))
        return pictures, found

    return to_pictures


@pytest.mark.parametrize("dpi", [150, 300])
def test_every_code_of_a_workshop_is_read_from_its_picture(shipped_layout, paint, dpi):
    people = workshop()[:60]  # more than go into one PDF
    pictures, found = paint(shipped_layout("ticket-phone"), people, dpi)
    assert [pages.codes(picture.convert("L")) for picture in pictures] == [[person["code"]] for person in people]
    assert found == [()] * len(people)


def test_a_picture_is_the_page_that_is_printed(shipped_layout, shipped_fonts, paint, tmp_path):
    layout, person = shipped_layout("ticket-phone"), workshop()[0]
    documents.write_pdf(layout, [person], tmp_path / "page.pdf", fonts=shipped_fonts, title="")
    (picture,), _ = paint(layout, [person], 150)
    paper = pages.picture(tmp_path / "page.pdf", dpi=150, mode="RGB")
    assert ImageChops.difference(picture, paper).getbbox() is None


def test_of_a_folded_page_the_front_is_shown(shipped_layout, paint):
    layout = shipped_layout("badge-a6-folded")
    (picture,), _ = paint(layout, [workshop()[0]], 100)
    size = (layout.width / 25.4 * 100, layout.height / 25.4 * 100)
    assert (picture.width, picture.height) == pytest.approx(size, abs=1)


def test_what_a_picture_could_not_show_is_told_with_the_number_of_its_document(layout_of, paint):
    records = [{"name": "이철"}] * 51 + [{"name": "이😀철"}]
    _, found = paint(layout_of(TEXT), records)
    assert found == [()] * 51 + [(Finding(Trouble.MISSING_CHARACTER, 52, "name", "이😀철", "😀"),)]


def test_a_picture_that_cannot_be_written_is_named_and_nothing_is_left(layout_of, shipped_fonts, tmp_path):
    file = tmp_path / "missing" / "ticket.png"
    with pytest.raises(PrintingError) as caught:
        list(rendering.write_pictures(layout_of(TEXT), [({"name": "가"}, file)], fonts=shipped_fonts))
    assert (caught.value.code, caught.value.details) == (
        "printing.cannot_write", {"file": str(file), "why": os.strerror(errno.ENOENT)},
    )  # fmt: skip


def test_who_stops_asking_has_whole_files_only(layout_of, shipped_fonts, tmp_path):
    outs = [tmp_path / f"{number}.png" for number in range(5)]
    made = rendering.write_pictures(layout_of(TEXT), [({"name": "가"}, out) for out in outs], fonts=shipped_fonts)
    next(made)
    made.close()
    assert [file.name for file in tmp_path.glob("*.png")] == ["0.png"]
    assert not list(tmp_path.glob(".*.part"))


@pytest.fixture
def pdf(layout_of, shipped_fonts, tmp_path) -> bytes:
    documents.write_pdf(layout_of(CODE), [record()], tmp_path / "page.pdf", fonts=shipped_fonts, title="")
    return (tmp_path / "page.pdf").read_bytes()


@pytest.mark.parametrize(("asked", "size"), [((900,), (900, 550)), ((900, 100), (164, 100)), ((90, 900), (90, 55))])
def test_a_page_is_as_large_as_was_asked_for(pdf, asked, size):
    page = rendering.render(pdf, *asked)
    assert (page.width, page.height, len(page.pixels)) == (*size, 4 * size[0] * size[1])


def test_many_threads_may_ask_at_once_and_get_the_same(pdf):
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: rendering.render(pdf, 300), range(40)))
    assert len(found) == 1
