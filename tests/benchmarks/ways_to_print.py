"""Ways to print the same badges and certificates, each as it is usually done; run one by one in a process of its own.

    python -m tests.benchmarks.ways_to_print WAY COUNT

prints processor time, peak memory and bytes as JSON.  Fonts are opened and libraries imported before the clock starts.
"""

import atexit
import base64
import io
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

import qrcode
from qrcode.image.svg import SvgPathImage
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from kiosk.actions.event import create_records
from kiosk.actions.papers.sealing import Sealing
from kiosk.actions.preparing.demonstration import DETAILS
from kiosk.core.certificate_paper import IssuedCertificate, Paper, mark_of
from printing import documents, fonts, layout, sheet
from printing.layout import Layout

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SHIPPED = fonts.load_folder(RESOURCES / "fonts")
NAMES = {weight: chain[0].ttf.fontName for weight, chain in SHIPPED.chains.items()}
Record = dict[str, str]
Way = Callable[[Iterable[Record], Path], None]


def people(count: int) -> Iterator[Record]:
    """Invented people; the code differs for each, the name nearly always."""
    chance = random.Random(count)
    sessions = "\n".join(f"세션 {number}\t2. 27.(화) {9 + number}:00~{10 + number}:00\t60" for number in range(3))
    for number in range(count):
        yield {
            "name": "김" + "".join(chr(chance.randrange(0xAC00, 0xD7A4)) for _ in range(2)),
            "affiliation": chance.choice(("㈜누리데이터랩", "한국생산기술연구원 동남본부 첨단제조공정연구그룹")),
            "title": chance.choice(("부장", "책임연구원")),
            "category": chance.choice("산학연관"),
            "event_name": "창원 강소특구 릴레이 합동 워크숍",
            "event_dates": "2024. 2. 27.(화) ~ 2. 28.(수)",
            "event_place": "그랜드 머큐어 앰배서더 창원",
            "organiser": "창원특례시 · 한국전기연구원",
            "code": f"{number:034d}",
            "serial": f"A-{number:04d}",
            "sessions_text": sessions,
            "total_sessions": "3",
            "total_time": "3시간",
            "issued_on": "2024년 2월 28일",
        }


def ours(name: str, sheet_name: str | None, records: Iterable[Record], out: Path) -> None:
    """This program."""
    chosen = layout.load(RESOURCES / "layouts" / f"{name}.toml")
    paper = sheet.load(RESOURCES / "layouts" / "sheets" / f"{sheet_name}.toml") if sheet_name else None
    documents.write_pdf(chosen, records, out, fonts=SHIPPED, title=name, sheet=paper)


@cache
def _sealing() -> tuple[Sealing, Layout]:
    """What seals certificates, by the keys of an event made for it."""
    folder = tempfile.TemporaryDirectory()
    records = create_records(Path(folder.name) / "event.kiosk", DETAILS)
    atexit.register(folder.cleanup)
    atexit.register(records.close)
    return Sealing(records), layout.load(RESOURCES / "layouts" / "certificate.toml")


def signed(records: Iterable[Record], out: Path) -> None:
    """This program's certificates as they go out: with codes, credentials, structure, and the signature of the file."""
    sealing, chosen = _sealing()
    now = datetime.now(UTC)

    def rows() -> Iterator[Record]:
        for record in records:
            paper = Paper("", "certificate", "ko", record)
            issued = IssuedCertificate(record["serial"], "", now, {}, mark=mark_of(record["serial"], paper))
            yield record | {"code": sealing.code_of(issued, paper)}

    documents.write_pdf(
        chosen, rows(), out, fonts=SHIPPED, title="certificate", made_at=now, finish=sealing.finishing(chosen)
    )


def _text(canvas: Canvas, value: str, weight: str, size: float, x: float, y: float, width: float = 53) -> None:
    font = NAMES[fonts.Weight(weight)]
    while canvas.stringWidth(value, font, size) > width * mm and size > 6:
        size -= 0.5
    canvas.setFont(font, size)
    canvas.drawString(x * mm, y * mm, value)


def _badge(canvas: Canvas, person: Record, draw_code: Callable[[Canvas, str], None]) -> None:
    """The badge by the library's own drawing calls, each text shrunk step by step."""
    _text(canvas, person["name"], "extrabold", 42, 6, 39)
    _text(canvas, person["affiliation"], "bold", 12, 6, 19)
    _text(canvas, person["title"], "regular", 10.5, 6, 14)
    canvas.setFillColorRGB(0.1, 0.3, 0.8)
    canvas.rect(0, 0, 90 * mm, 11 * mm, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    _text(canvas, person["category"], "extrabold", 18, 6, 3)
    _text(canvas, person["event_name"], "bold", 9, 34, 4)
    canvas.setFillColorRGB(0, 0, 0)
    draw_code(canvas, person["code"])


def _widget(canvas: Canvas, code: str) -> None:
    """The library's QR widget: a rectangle for every module."""
    drawing = Drawing(22 * mm, 22 * mm)
    drawing.add(QrCodeWidget(code, barWidth=22 * mm, barHeight=22 * mm, barLevel="M"))
    drawing.drawOn(canvas, 65 * mm, 12 * mm)


def _one_path(canvas: Canvas, code: str) -> None:
    """qrcode's matrix as one path of the library."""
    made = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    made.add_data(code)
    modules = made.get_matrix()
    size = 22 * mm / len(modules)
    path = canvas.beginPath()
    for row, line in enumerate(modules):
        for column, dark in enumerate(line):
            if dark:
                path.rect(65 * mm + column * size, 12 * mm + (len(modules) - 1 - row) * size, size, size)
    canvas.drawPath(path, stroke=0, fill=1)


def _certificate(canvas: Canvas, person: Record) -> None:
    canvas.setLineWidth(2)
    canvas.rect(11 * mm, 11 * mm, 188 * mm, 275 * mm)
    _text(canvas, "수 료 증", "extrabold", 50, 70, 240, 100)
    for line, field in enumerate(("name", "affiliation", "event_name", "event_dates", "event_place")):
        _text(canvas, field, "bold", 11, 34, 205 - 10 * line)
        _text(canvas, person[field], "regular", 13, 60, 205 - 10 * line, 120)
    _text(canvas, "위 사람은 위 행사의 과정을 성실히 이수하였으므로 이 증서를 수여합니다.", "bold", 15, 30, 145, 150)
    for line, row in enumerate(person["sessions_text"].splitlines()):
        for x, cell in zip((30, 110, 165), row.split("\t"), strict=True):
            _text(canvas, cell, "regular", 10, x, 120 - 8 * line)
    _text(canvas, person["issued_on"], "regular", 14, 85, 55)
    _text(canvas, person["organiser"], "extrabold", 23, 50, 38, 120)


def plainly(draw_code: Callable[[Canvas, str], None], records: Iterable[Record], out: Path) -> None:
    """One canvas, a page for each person, drawn with the library's calls."""
    canvas = Canvas(str(out), pagesize=(90 * mm, 55 * mm), pageCompression=1)
    for person in records:
        _badge(canvas, person, draw_code)
        canvas.showPage()
    canvas.save()


def merged(size: tuple[float, float], draw: Callable[[Canvas, Record], None], records: Iterable[Record], out: Path):
    """A PDF for each person, merged with pypdf: the way of a well-known ticket shop."""
    from pypdf import PdfReader, PdfWriter  # only for this comparison

    writer = PdfWriter()
    for person in records:
        one = io.BytesIO()
        canvas = Canvas(one, pagesize=(size[0] * mm, size[1] * mm), pageCompression=1)
        draw(canvas, person)
        canvas.showPage()
        canvas.save()
        one.seek(0)
        writer.add_page(PdfReader(one).pages[0])
    with out.open("wb") as file:
        writer.write(file)


def html(records: Iterable[Record], out: Path) -> None:
    """A page of HTML for each person through WeasyPrint, the code as SVG."""
    import weasyprint  # only for this comparison

    faces = "".join(
        f"@font-face {{ font-family: P; font-weight: {number};"
        f" src: url('{(RESOURCES / 'fonts' / f'PretendardGOV-{name}.ttf').as_uri()}'); }}"
        for name, number in (("Regular", 400), ("Bold", 700), ("ExtraBold", 800))
    )
    style = (
        faces + "@page { size: 90mm 55mm; margin: 0 } body { margin: 0; font-family: P }"
        "section { page-break-after: always; position: relative; width: 90mm; height: 55mm }"
        "section * { position: absolute; margin: 0 }"
        "h1 { left: 6mm; top: 4mm; font-size: 42pt; font-weight: 800 } h2 { left: 6mm; top: 30mm; font-size: 12pt;"
        " width: 54mm } p { left: 6mm; top: 37mm; font-size: 10pt } img { left: 65mm; top: 20mm; width: 22mm }"
        "footer { left: 0; top: 44mm; width: 90mm; height: 11mm; background: #1D4ED8; color: white }"
    )
    pages = "".join(
        f"<section><h1>{one['name']}</h1><h2>{one['affiliation']}</h2><p>{one['title']}</p>"
        f"<img src='{_svg(one['code'])}'><footer>{one['category']} {one['event_name']}</footer></section>"
        for one in records
    )
    weasyprint.HTML(string=f"<style>{style}</style>{pages}").write_pdf(out)


def _svg(code: str) -> str:
    made = io.BytesIO()
    qrcode.make(code, image_factory=SvgPathImage).save(made)
    return "data:image/svg+xml;base64," + base64.b64encode(made.getvalue()).decode()


WAYS: dict[str, Way] = {
    "badges": partial(ours, "badge", None),
    "badges on A4": partial(ours, "badge", "a4"),
    "certificates": partial(ours, "certificate", None),
    "certificates signed": signed,
    "plainly with a QR widget": partial(plainly, _widget),
    "plainly with one path": partial(plainly, _one_path),
    "badges merged": partial(merged, (90, 55), lambda canvas, one: _badge(canvas, one, _widget)),
    "certificates merged": partial(merged, (210, 297), _certificate),
    "html": html,
}


def main(way: str, count: int) -> None:
    """Print ``count`` documents once and tell what it took."""
    for chain in SHIPPED.chains.values():
        pdfmetrics.registerFont(chain[0].ttf)
    if way == "certificates signed":
        _sealing()
    if way == "html":
        import weasyprint  # noqa: F401 - imported before the clock starts
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        WAYS[way](people(count), Path(folder) / "out.pdf")
        spent = time.process_time() - begun
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
    print(json.dumps({"seconds": spent, "megabytes": peak_megabytes(), "bytes": size}))


def peak_megabytes() -> float:
    """The most memory that this process itself held.

    On Linux ``ru_maxrss`` begins with the peak of whoever started the process, up to the moment of exec; the high-water
    mark of its own memory does not.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        mark = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(mark.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2  # bytes on macOS


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
