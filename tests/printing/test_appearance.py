"""The shipped layouts look as they were judged good: each is compared with a reference picture.

``KIOSK_RENEW_PICTURES=1`` writes the pictures anew; look at every one of them before they are committed.
"""

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from printing import documents, sheet
from tests.printing import pages
from tests.printing.layouts import SHIPPED
from tests.printing.people import EXTREMES, record, workshop

REFERENCE = Path(__file__).parent / "reference"
# Enough to see type and spacing, little enough to keep: 20 to 60 kB a picture.
DPI = {
    "badge": 120,
    "badge-a6": 72,
    "badge-a6-folded": 60,
    "badge-label-100x62": 100,
    "badge-label-62x38": 130,
    "ticket-list": 110,
}
_A4_DPI, _SMALL_DPI = 50, 72
_UNSEEN = 8  # of 255: rounding between builds of the renderer


def compare(image: Image.Image, name: str, tmp_path: Path) -> None:
    """Fail if ``image`` is not the reference picture, and leave the new one and the difference in ``tmp_path``."""
    file = REFERENCE / f"{name}.png"
    if os.environ.get("KIOSK_RENEW_PICTURES"):
        image.save(file, optimize=True)
        return
    with Image.open(file) as reference:
        assert image.size == reference.size
        difference = ImageChops.difference(image, reference.convert("RGB"))
    if max(most for _, most in difference.getextrema()) > _UNSEEN:
        image.save(tmp_path / f"{name}.png")
        difference.point(lambda value: min(255, value * 4)).save(tmp_path / f"{name}-difference.png")
        pytest.fail(f"{name} looks different: see {tmp_path}")


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("number", range(1, len(EXTREMES) + 1))
def test_shipped_layouts_look_as_judged_good(shipped_layout, shipped_fonts, tmp_path, name, number):
    out = tmp_path / "page.pdf"
    person = record(number, **EXTREMES[number - 1])
    layout = shipped_layout(name)
    documents.write_pdf(layout, [person], out, fonts=shipped_fonts, title=name)
    dpi = DPI.get(name, _A4_DPI if layout.width > 105 else _SMALL_DPI)
    compare(pages.picture(out, dpi=dpi, mode="RGB"), f"{name}-{number}", tmp_path)


def test_badges_on_a_sheet_look_as_judged_good(shipped_layout, shipped_fonts, a4, tmp_path):
    out = tmp_path / "page.pdf"
    people = [record(number, **EXTREMES[number % len(EXTREMES)]) for number in range(10)]
    documents.write_pdf(shipped_layout("badge"), people, out, fonts=shipped_fonts, title="badges", sheet=a4)
    compare(pages.picture(out, dpi=45, mode="RGB"), "badge-a4", tmp_path)


def test_the_list_for_the_desk_looks_as_judged_good(shipped_layout, shipped_fonts, resources, tmp_path):
    out = tmp_path / "page.pdf"
    people = sorted(workshop()[:27], key=lambda person: person["name"])
    listing = sheet.load(resources / "layouts" / "sheets" / "a4-list.toml")
    documents.write_pdf(
        shipped_layout("ticket-list"), people, out, fonts=shipped_fonts, title="현장 확인용 QR 목록", sheet=listing
    )
    compare(pages.picture(out, dpi=60, mode="RGB"), "ticket-list-a4", tmp_path)


def test_a_difference_leaves_both_pictures_to_look_at(tmp_path, monkeypatch):
    monkeypatch.delenv("KIOSK_RENEW_PICTURES", raising=False)
    with Image.open(REFERENCE / "badge-1.png") as reference:
        changed = reference.convert("RGB")
    changed.paste((255, 0, 0), (10, 10, 40, 40))
    with pytest.raises(pytest.fail.Exception, match="badge-1 looks different"):
        compare(changed, "badge-1", tmp_path)
    with Image.open(tmp_path / "badge-1-difference.png") as difference:
        assert difference.getbbox() == (10, 10, 40, 40)
