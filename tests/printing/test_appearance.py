"""The shipped layouts look as they were judged good: each is compared with a reference picture.

``KIOSK_RENEW_PICTURES=1`` writes the pictures anew; look at every one of them before they are committed.
"""

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from printing import documents
from tests.printing import pages
from tests.printing.layouts import SHIPPED
from tests.printing.people import EXTREMES, record

REFERENCE = Path(__file__).parent / "reference"
# Enough to see type and spacing, little enough to keep: 20 to 60 kB a picture.
DPI = {"badge": 120, "ticket": 72, "certificate": 50, "certificate-en": 50}
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
    documents.write_pdf(shipped_layout(name), [person], out, fonts=shipped_fonts, title=name)
    compare(pages.picture(out, dpi=DPI[name], mode="RGB"), f"{name}-{number}", tmp_path)


def test_badges_on_a_sheet_look_as_judged_good(shipped_layout, shipped_fonts, a4, tmp_path):
    out = tmp_path / "page.pdf"
    people = [record(number, **EXTREMES[number % len(EXTREMES)]) for number in range(10)]
    documents.write_pdf(shipped_layout("badge"), people, out, fonts=shipped_fonts, title="badges", sheet=a4)
    compare(pages.picture(out, dpi=45, mode="RGB"), "badge-a4", tmp_path)
