"""Badge layouts of pretix come in with their texts, places and colours; what has no counterpart is named."""

import json
from pathlib import Path

import pytest

from printing import layout as layout_file
from printing import layout_editing as editing
from printing.errors import PrintingError
from printing.fonts import Weight
from printing.items import Align, Frame, LeftOut, Valign
from printing.kinds.qr_code import Qr
from printing.kinds.text import Text
from printing.pretix_layout import read_pretix

FIELDS = layout_file.load(Path(__file__).parents[2] / "resources" / "layouts" / "badge.toml").fields
NAME = {
    "type": "textarea", "page": 1, "left": "5.00", "bottom": "30.00", "fontsize": "20.0", "lineheight": "1",
    "color": [20, 33, 61, 1], "fontfamily": "Open Sans", "bold": True, "italic": False, "width": "80.00",
    "downward": False, "content": "attendee_name", "text": "x", "text_i18n": {}, "rotation": 0, "align": "center",
}  # fmt: skip
COMPANY = NAME | {"bottom": "28.00", "fontsize": 12, "bold": False, "downward": True, "content": "attendee_company"}
BOX = {
    "type": "textcontainer", "page": 1, "left": 5, "bottom": 2, "width": 50, "height": 10, "fontsize": 9,
    "verticalalign": "bottom", "content": "other", "text": "{event_name}<br>환영합니다", "align": "right",
}  # fmt: skip
SIZE = [{"width": 90, "height": 55}]
CODE = {"type": "barcodearea", "page": 1, "left": "66.00", "bottom": "3.00", "size": "20.00", "content": "secret"}


@pytest.fixture
def read(tmp_path: Path):
    """Reads elements as pretix exports them."""

    def imported(content: object):
        file = tmp_path / "conference.json"
        file.write_text(json.dumps(content), encoding="utf-8")
        return read_pretix(file, FIELDS)

    return imported


def test_places_are_turned_from_the_lower_left_to_the_upper_left_corner(read):
    layout = read({"layout": [NAME, COMPANY, BOX, CODE], "size": [{"width": "90", "height": "55"}]}).layout
    name, company, box, code = layout.items
    assert (layout.width, layout.height) == (90, 55)
    assert name.frame.y + name.frame.height == pytest.approx(55 - 30)  # it grows upwards from its lower edge
    assert company.frame.y == pytest.approx(55 - 28)  # and this one hangs down from its upper edge
    assert box.frame == Frame(5, 55 - 2 - 10, 50, 10)
    assert code.frame == Frame(66, 55 - 3 - 20, 20, 20)


def test_texts_come_with_their_look_and_our_fields(read):
    name, company, box, code = read([NAME, COMPANY, BOX, CODE]).layout.items
    assert name.templates.own == ("{name}",)
    assert (name.style.size, name.style.weight, name.style.align, name.style.valign) == (
        20, Weight.BOLD, Align.CENTER, Valign.BOTTOM,
    )  # fmt: skip
    assert name.style.colour.plain == "#14213D"
    assert (company.templates.own, company.style.valign) == (("{affiliation}",), Valign.TOP)
    assert (box.templates.own, box.style.align) == (("{event_name}\n환영합니다",), Align.RIGHT)
    assert code.template == "{code}"


def test_only_the_fields_that_are_shown_are_declared(read):
    assert set(read([NAME, CODE]).layout.fields) == {"name", "code"}


def test_a_code_drawn_without_margin_gets_its_quiet_zone_around_it(read):
    bare = CODE | {"left": 30, "bottom": 20, "nowhitespace": True}
    (item,) = read({"layout": [bare], "size": {"width": 90, "height": 60}}).layout.items
    assert isinstance(item, Qr)
    assert item.frame.width == pytest.approx(20 * 29 / 21)
    assert item.frame.x + item.frame.width / 2 == pytest.approx(40)


@pytest.mark.parametrize(
    ("element", "why"),
    [
        (NAME | {"rotation": 180}, "rotated"),
        (NAME | {"page": 2}, "page"),
        (NAME | {"content": "invoice_city"}, "variable"),
        (BOX | {"text": "{price} €"}, "variable"),
        (NAME | {"width": "wide"}, "values"),
        (NAME | {"left": 4000}, "values"),
        (NAME | {"left": 200}, "values"),
        ({"type": "imagearea", "left": 1, "bottom": 1, "width": 9, "height": 9, "content": "photo"}, "picture"),
        ({"type": "poweredby", "left": 1, "bottom": 1, "size": 9, "content": "dark"}, "kind"),
    ],
)
def test_what_has_no_counterpart_is_named_and_the_rest_comes_in(read, element, why):
    imported = read({"layout": [NAME, element, CODE], "size": SIZE})
    assert imported.left_out == (LeftOut(2, element["type"], why),)
    assert [type(item) for item in imported.layout.items] == [Text, Qr]


def test_without_a_size_the_smallest_usual_page_that_holds_everything_is_taken(read):
    assert (read([NAME, CODE]).layout.width, read([NAME, CODE]).layout.height) == (90, 55)
    portrait = read([NAME | {"left": 2, "width": 70}, BOX | {"bottom": 85}]).layout
    assert (portrait.width, portrait.height) == (74, 105)


def test_an_imported_layout_prints(read):
    layout = read({"name": "회의", "layout": [NAME, COMPANY | {"width": 60}, BOX, CODE], "size": SIZE}).layout
    assert editing.fault_of(layout) is None
    assert layout.label == {"ko": "회의", "en": "회의"}


@pytest.mark.parametrize("content", ["text", {"layout": "text"}, [], [1], {"layout": [{"kind": "textarea"}]}, 5, None])
def test_what_is_no_layout_of_pretix_is_told(read, content):
    with pytest.raises(PrintingError) as told:
        read(content)
    assert told.value.code == "layout.not_pretix"


def test_a_file_that_is_no_json_or_not_there_is_told(tmp_path):
    (tmp_path / "photo.json").write_bytes(b"\xff\xd8\xff")
    for name, code in (("photo.json", "layout.not_pretix"), ("missing.json", "layout.cannot_read")):
        with pytest.raises(PrintingError) as told:
            read_pretix(tmp_path / name, FIELDS)
        assert told.value.code == code
