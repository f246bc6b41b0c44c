"""Layout files: the shipped ones are sound, and a fault in one is told with its file and line."""

import re
from pathlib import Path

import pytest

from kiosk.words import error_messages
from printing import layout, sheet
from printing.errors import PrintingError
from printing.items import Frame
from printing.kinds.box import Box
from printing.kinds.line import Line
from printing.kinds.picture import Picture
from printing.kinds.qr_code import Qr
from printing.kinds.text import Text
from tests.printing.layouts import CODE, MINIMAL, SHIPPED, TEXT

ROWS = (
    '[[item]]\nkind = "rows"\nfield = "name"\nx = 5\ny = 20\nwidth = 40\nheight = 20\nrow_height = 5\nsize = 8\n'
    "[item.heading]\nsize = 8\n[[item.column]]\nwidth = 20\n[[item.column]]\nwidth = 30\n"
)


def test_every_shipped_layout_is_tested_here(resources):
    assert {file.stem for file in (resources / "layouts").glob("*.toml")} == set(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_layouts_are_sound_and_show_every_field_they_declare(shipped_layout, resources, name):
    found = shipped_layout(name)
    text = (resources / "layouts" / f"{name}.toml").read_text(encoding="utf-8")
    unused = [field for field in found.fields if not re.search(rf'\{{{field}\}}|= "{field}"', text)]
    assert unused == []
    assert set(found.label) == {"ko", "en"}
    assert found.sample().keys() == found.fields.keys()


SHEETS = sorted(file.stem for file in (Path(__file__).parents[2] / "resources" / "layouts" / "sheets").glob("*.toml"))


@pytest.mark.parametrize("name", SHEETS)
def test_every_shipped_sheet_is_sound_and_says_where_its_labels_are_known_from(resources, name):
    found = sheet.load(resources / "layouts" / "sheets" / f"{name}.toml")
    assert set(found.label) == {"ko", "en"}
    assert bool(found.labels) is bool(found.source)
    if found.labels:
        frames = found.labels.frames()
        assert not any(a.overlaps(b) for a in frames for b in frames if a is not b)
        assert str(len(frames)) in found.label["ko"]


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("of", SHIPPED)
def test_shipped_layouts_stay_inside_paper_and_labels_of_the_sheets_they_fit(shipped_layout, resources, name, of):
    paper_or_labels = sheet.load(resources / "layouts" / "sheets" / f"{name}.toml")
    try:
        found = sheet.arrange(paper_or_labels, shipped_layout(of))
    except PrintingError as trouble:
        assert trouble.code in ("printing.sheet_too_small", "printing.label_too_small")
        assert name not in ("single", "a4")
        return
    paper = (found.width, found.height)
    if paper_or_labels.labels:
        for cell, label in zip(found.cells, paper_or_labels.labels.frames(), strict=True):
            edge = found.bleed
            painted = Frame(cell.x - edge, cell.y - edge, cell.width + 2 * edge, cell.height + 2 * edge)
            assert painted.inside(label)
    for cell in found.cells:
        assert cell.x >= 0 and cell.y >= 0
        assert cell.x + cell.width <= paper[0] and cell.y + cell.height <= paper[1]
    assert not any(a.overlaps(b) for a in found.cells for b in found.cells if a is not b)
    for x1, y1, x2, y2 in found.marks:
        assert 0 <= min(x1, x2) <= max(x1, x2) <= paper[0]
        assert 0 <= min(y1, y2) <= max(y1, y2) <= paper[1]


def test_a_sheet_holds_as_many_as_fit(shipped_layout, a4):
    assert len(sheet.arrange(a4, shipped_layout("badge")).cells) == 10
    assert len(sheet.arrange(a4, shipped_layout("ticket")).cells) == 4
    assert len(sheet.arrange(a4, shipped_layout("badge-a6")).cells) == 4
    assert len(sheet.arrange(a4, shipped_layout("badge-a6-folded")).cells) == 2
    assert len(sheet.arrange(a4, shipped_layout("certificate")).cells) == 1


def test_crop_marks_stand_outside_the_pages_when_there_is_room(shipped_layout, a4):
    found = sheet.arrange(a4, shipped_layout("badge"))
    for x1, y1, x2, y2 in found.marks:
        mark = Line(x1, y1, x2, y2, 0.1, None).frame
        assert not any(mark.overlaps(cell) for cell in found.cells)
    assert len(found.marks) == 2 * 4 + 2 * 10


def test_a_layout_larger_than_the_sheet_is_refused(layout_of):
    with pytest.raises(PrintingError) as caught:
        sheet.arrange(sheet.Sheet("card", {}, width=80, height=50), layout_of(TEXT))
    assert (caught.value.code, caught.value.details) == (
        "printing.sheet_too_small",
        {"layout": "test", "sheet": "card"},
    )


def test_all_kinds_of_items_are_read(layout_of, tmp_path, checkout):
    picture = checkout / "tests" / "printing" / "reference" / "badge-1.png"
    (tmp_path / "seal.png").write_bytes(picture.read_bytes())
    found = layout_of(
        TEXT
        + CODE
        + '[[item]]\nkind = "box"\nx = 1\ny = 1\nwidth = 9\nheight = 9\nfill = "#FFFFFF"\nradius = 2\n'
        + '[[item]]\nkind = "line"\nx1 = 1\ny1 = 50\nx2 = 80\ny2 = 50\ndash = 1\nwhen = "name"\n'
        + '[[item]]\nkind = "picture"\nfile = "seal.png"\nx = 5\ny = 40\nwidth = 9\nheight = 9\nunless = "name"\n'
    )
    assert [type(item) for item in found.items] == [Text, Qr, Box, Line, Picture]


# Every fault: the items (they begin in line 11 of the file), the code, the line it is found in.
FAULTS = {
    "not TOML": (TEXT + "colour = \n", "layout.not_toml", 19),
    "a key misspelt": (TEXT + 'color = "#000000"\n', "layout.unknown_key", 19),
    "a key missing": (TEXT.replace("width = 40\n", ""), "layout.missing_key", 11),
    "the second item": (TEXT + "\n" + TEXT.replace("x = 5", 'x = "5"'), "layout.not_a_number", 23),
    "a number out of range": (TEXT.replace("size = 12", "size = 1"), "layout.out_of_range", 18),
    "comfort above the size": (TEXT + "comfort = 14\n", "layout.out_of_range", 19),
    "no text": (TEXT.replace('"{name}"', "7"), "layout.not_a_text", 13),
    "an unknown kind": (TEXT.replace('"text"', '"txet"'), "layout.unknown_choice", 12),
    "an unknown weight": (TEXT + 'weight = "heavy"\n', "layout.unknown_choice", 19),
    "a field nobody declared": (TEXT.replace("{name}", "{nmae}"), "layout.unknown_field", 13),
    "a condition nobody declared": (TEXT + 'when = "nmae"\n', "layout.unknown_field", 19),
    "a brace left open": (TEXT.replace("{name}", "{name"), "layout.bad_hole", 13),
    "a colour by a wrong name": (TEXT + 'colour = "reddish"\n', "layout.bad_colour", 19),
    "letters taller than their box": (TEXT.replace("height = 10", "height = 3"), "layout.text_too_tall", 11),
    "text beyond the page": (TEXT.replace("x = 5", "x = 51"), "layout.outside_page", 11),
    "a code beyond the page": (CODE.replace("x = 60", "x = 71"), "layout.outside_page", 11),
    "a code too small to be read": (CODE.replace("size = 20", "size = 11.5"), "layout.unreadable_qr", 16),
    "text on a code's white margin": (TEXT.replace("width = 40", "width = 56") + CODE, "layout.covers_code", 11),
    "a box over a code": (
        CODE + '[[item]]\nkind = "box"\nx = 50\ny = 9\nwidth = 11\nheight = 9\nfill = "#000000"\n',
        "layout.covers_code",
        17,
    ),
    "a side of a layout that is not folded": (TEXT + 'side = "back"\n', "layout.not_folded", 19),
    "a picture of two things": (
        '[[item]]\nkind = "picture"\nfile = "no.png"\nfield = "name"\nx = 5\ny = 9\nwidth = 9\nheight = 9\n',
        "layout.picture_of_what",
        13,
    ),
    "an unknown form": (TEXT.replace("size = 12", 'size = 12\nalign = "middle"'), "layout.unknown_choice", 19),
    "a seal nobody declared": (TEXT + 'seal = "stamp"\n', "layout.unknown_field", 19),
    "an invisible box": ('[[item]]\nkind = "box"\nx = 5\ny = 9\nwidth = 9\nheight = 9\n', "layout.invisible_box", 11),
    "no picture": (
        '[[item]]\nkind = "picture"\nfile = "no.png"\nx = 5\ny = 9\nwidth = 9\nheight = 9\n',
        "layout.picture_missing",
        13,
    ),
    "no picture in the file": (
        '[[item]]\nkind = "picture"\nfile = "test.toml"\nx = 5\ny = 9\nwidth = 9\nheight = 9\n',
        "layout.picture_unreadable",
        13,
    ),
    "columns wider than the table": (ROWS, "layout.columns_too_wide", 24),
    "a table without columns": (ROWS.split("[[item.column]]")[0], "layout.columns_too_wide", 11),
    "a column's key": (ROWS.replace("width = 30", "width = 20\nalgin = 1"), "layout.unknown_key", 26),
    "a palette by an unknown field": (
        '[colours.band]\nby = "kategory"\ndefault = "#000000"\nvalues = {}\n',
        "layout.unknown_field",
        12,
    ),
    "a palette's colour": (
        '[colours.band]\nby = "name"\ndefault = "#000000"\n[colours.band.values]\n"산" = "blue"\n',
        "layout.bad_colour",
        15,
    ),
    "a text over several lines before it": (
        TEXT.replace('"{name}"', '"""\n[[item]]\nx = 1"""') + "colr = 1\n",
        "layout.unknown_key",
        21,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_file_line_and_a_whole_sentence(layout_of, tmp_path, fault):
    text, code, line = FAULTS[fault]
    with pytest.raises(PrintingError) as caught:
        layout_of(text)
    details = caught.value.details
    assert (caught.value.code, details["line"], details["file"]) == (code, line, str(tmp_path / "test.toml"))
    assert f"line {line}" in error_messages.SENTENCES[code].format(**details)


def test_the_examples_of_the_documentation_can_be_read(tmp_path, checkout):
    text = (checkout / "docs" / "layouts.md").read_text(encoding="utf-8")
    whole, table, paper, labels = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    shown = ("sessions_text", "total_sessions", "total_minutes")
    fields = "".join(f'{name} = {{ ko = "가", en = "a" }}\n' for name in shown)
    page = MINIMAL.replace("width = 90\nheight = 55", "width = 210\nheight = 297")
    for name, content in {"badge": whole, "certificate": page.rstrip() + "\n" + fields + table}.items():
        file = tmp_path / f"{name}.toml"
        file.write_text(content, encoding="utf-8")
        assert len(layout.load(file).items) == 1
    file = tmp_path / "a4.toml"
    file.write_text(paper, encoding="utf-8")
    assert sheet.load(file).mark == 3.5
    file.write_text(labels, encoding="utf-8")
    assert len(sheet.load(file).labels.frames()) == 8


def test_a_layout_speaks_a_language_it_has_a_name_in(layout_of):
    with pytest.raises(PrintingError) as caught:
        layout_of(TEXT, MINIMAL.replace("width = 90", 'width = 90\nlanguage = "fr"'))
    assert (caught.value.code, caught.value.details["line"]) == ("layout.unknown_choice", 5)


def test_the_head_of_these_tests_has_ten_lines():
    assert MINIMAL.count("\n") == 10


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00name"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, content):
    file = tmp_path / "badge.toml"
    if content:
        file.write_bytes(content)
    with pytest.raises(PrintingError) as caught:
        layout.load(file)
    assert (caught.value.code, caught.value.details["file"]) == ("layout.unreadable", str(file))


def test_every_code_of_this_package_has_a_sentence(checkout: Path):
    sources = "\n".join(file.read_text(encoding="utf-8") for file in (checkout / "printing").glob("*.py"))
    codes = set(re.findall(r'"((?:layout|printing)\.[a-z_]+)"', sources))
    assert len(codes) > 20
    assert codes - error_messages.SENTENCES.keys() == set()
