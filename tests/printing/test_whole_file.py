"""Files appear whole or not at all, under names as long as the system takes."""

import errno
from datetime import UTC, datetime

import pytest

from printing import documents, layout_writing, rendering
from printing.errors import PrintingError
from printing.report import write_report
from printing.report_blocks import Heading, Report
from printing.whole_file import whole
from tests.printing.layouts import TEXT

LONG = "가" * 83  # 249 bytes, and the ending makes 254 of the 255 there are


def test_what_was_there_stays_when_writing_fails_and_nothing_is_left_beside_it(tmp_path):
    out = tmp_path / "out.bin"
    out.write_bytes(b"before")
    for error in (OSError(errno.ENOSPC, "full"), ValueError("a fault")):
        with pytest.raises((PrintingError, ValueError)), whole(out) as unfinished:
            unfinished.write_bytes(b"half")
            raise error
        assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("out.bin", b"before")]


@pytest.mark.parametrize("kind", ["documents", "layout", "pictures", "report"])
def test_every_writer_takes_a_name_as_long_as_the_system_does(kind, layout_of, shipped_fonts, tmp_path):
    layout, folder = layout_of(TEXT), tmp_path / "out"
    folder.mkdir()
    if kind == "documents":
        documents.write_pdf(layout, [{"name": "가"}], folder / f"{LONG}.pdf", fonts=shipped_fonts, title="")
    elif kind == "layout":
        layout_writing.save(layout, folder / f"{LONG}.toml")
    elif kind == "pictures":
        list(rendering.write_pictures(layout, [({"name": "가"}, folder / f"{LONG}.png")], fonts=shipped_fonts))
    else:
        report = Report("제목", [], [Heading("장")], "끝")
        write_report(report, folder / f"{LONG}.pdf", shipped_fonts, made_at=datetime(2024, 2, 28, tzinfo=UTC))
    (file,) = folder.iterdir()
    assert file.stem == LONG
