"""Badges per second on one core, beside the way a page is usually drawn with the same library."""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from printing import documents, fonts, layout, sheet
from tests.benchmarks import Figure

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


TITLE = "Badges"
_COUNTS = (84, 1000, 10_000)
_MOST_DRAWN_PLAINLY = 1000  # it would take minutes


def measure() -> Iterator[Figure]:
    """Processor time of each way on one core, and bytes a badge with the fonts included."""
    shipped = fonts.load_folder(RESOURCES / "fonts")
    badge = layout.load(RESOURCES / "layouts" / "badge.toml")
    a4 = sheet.load(RESOURCES / "layouts" / "sheets" / "a4.toml")
    for count in _COUNTS:
        people = list(_people(min(count, _MOST_DRAWN_PLAINLY)))
        plain, _ = _measured(people, _plain_way(shipped))
        people = list(_people(count))
        for way, chosen in (("one a page", None), ("ten on A4", a4)):
            per_second, size = _measured(people, _our_way(badge, shipped, chosen))
            yield Figure(
                f"{count:,} badges, {way}",
                f"{per_second:,.0f} badges/s, {size:,.0f} bytes each",
                f"drawn plainly with a QR widget {plain:,.0f} badges/s",
                f"{per_second / plain:.1f} × as fast",
            )


def _our_way(badge: layout.Layout, shipped: fonts.Fonts, chosen: sheet.Sheet | None) -> Callable:
    def write(people: list[dict[str, str]], out: Path) -> None:
        documents.write_pdf(badge, people, out, fonts=shipped, title="badges", sheet=chosen)

    return write


def _plain_way(shipped: fonts.Fonts) -> Callable:
    """The same texts, band and code by the library's own drawing calls, each name shrunk step by step."""
    names = {weight: chain[0].ttf.fontName for weight, chain in shipped.chains.items()}
    for chain in shipped.chains.values():
        pdfmetrics.registerFont(chain[0].ttf)

    def text(canvas: Canvas, value: str, weight: fonts.Weight, size: float, x: float, y: float) -> None:
        while canvas.stringWidth(value, names[weight], size) > 53 * mm and size > 6:
            size -= 0.5
        canvas.setFont(names[weight], size)
        canvas.drawString(x * mm, y * mm, value)

    def write(people: list[dict[str, str]], out: Path) -> None:
        canvas = Canvas(str(out), pagesize=(90 * mm, 55 * mm), pageCompression=1)
        for person in people:
            text(canvas, person["name"], fonts.Weight.EXTRABOLD, 42, 6, 39)
            text(canvas, person["affiliation"], fonts.Weight.BOLD, 12, 6, 19)
            text(canvas, person["title"], fonts.Weight.REGULAR, 10.5, 6, 14)
            canvas.setFillColorRGB(0.1, 0.3, 0.8)
            canvas.rect(0, 0, 90 * mm, 11 * mm, stroke=0, fill=1)
            canvas.setFillColorRGB(1, 1, 1)
            text(canvas, person["category"], fonts.Weight.EXTRABOLD, 18, 6, 3)
            text(canvas, person["event_name"], fonts.Weight.BOLD, 9, 34, 4)
            code = Drawing(22 * mm, 22 * mm)
            code.add(QrCodeWidget(person["code"], barWidth=22 * mm, barHeight=22 * mm, barLevel="M"))
            code.drawOn(canvas, 65 * mm, 12 * mm)
            canvas.showPage()
        canvas.save()

    return write


def _measured(people: list[dict[str, str]], write: Callable) -> tuple[float, float]:
    """Badges a second of processor time, and bytes a badge."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        write(people, Path(folder) / "badges.pdf")
        spent = time.process_time() - started
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
    return len(people) / spent, size / len(people)


def _people(count: int) -> Iterator[dict[str, str]]:
    """Invented people; the code differs for each, the name nearly always."""
    chance = random.Random(count)
    for number in range(count):
        yield {
            "name": "김" + "".join(chr(chance.randrange(0xAC00, 0xD7A4)) for _ in range(2)),
            "affiliation": chance.choice(("㈜누리데이터랩", "한국생산기술연구원 동남본부 첨단제조공정연구그룹")),
            "title": chance.choice(("부장", "책임연구원")),
            "category": chance.choice("산학연관"),
            "event_name": "창원 강소특구 릴레이 합동 워크숍",
            "code": f"{number:034d}",
        }
