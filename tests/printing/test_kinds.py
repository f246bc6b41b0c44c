"""The register of kinds: one more kind is read, written, drawn and edited, and a forgotten part is told at once."""

import dataclasses
import inspect

import pytest

from printing import documents, kinds, layout_editing
from printing.errors import PrintingError
from printing.fonts import Fonts
from printing.items import Item
from printing.kinds.kind import Kind, OfferedKind, Ready
from printing.layout_writing import to_toml
from tests.printing import pages
from tests.printing.people import record
from tests.printing.rings import ReadyRing, Ring, RingKind

RING = '[[item]]\nkind = "ring"\nx = 20\ny = 10\nsize = 30\nfilled = true\n'


@pytest.fixture
def ring_kind():
    kind = RingKind()
    take_out = kinds.register(kind)
    yield kind
    take_out()


def test_a_kind_that_was_registered_is_read_written_drawn_and_edited(
    ring_kind, layout_of, shipped_fonts: Fonts, tmp_path
):
    layout = layout_of(RING)
    (item,) = layout.items
    assert isinstance(item, Ring) and item.filled
    (again,) = layout_of(to_toml(layout), head="").items
    assert dataclasses.asdict(again) == dataclasses.asdict(item)
    documents.write_pdf(layout, [record()] * 2, tmp_path / "ring.pdf", fonts=shipped_fonts, title="")
    for page in range(2):
        picture = pages.picture(tmp_path / "ring.pdf", page, dpi=100)
        left, top, right, bottom = (edge / 100 * 25.4 for edge in picture.point(lambda grey: 255 - grey).getbbox())
        assert (left, top, right, bottom) == pytest.approx((20, 10, 50, 40), abs=0.7)
    made = layout_editing.added(layout, layout_editing.new_item(layout, ring_kind))
    assert layout_editing.fault_of(made) is None
    assert {one.name for one in layout_editing.properties_of(made.items[-1])} >= {"x", "width", "filled", "when"}
    copy = layout_editing.duplicated(made, 1).items[-1]
    assert copy.frame != made.items[1].frame


def test_its_faults_are_told_with_their_line_like_those_of_every_kind(ring_kind, layout_of):
    with pytest.raises(PrintingError) as caught:
        layout_of(RING + "width = 3\n")
    assert (caught.value.code, caught.value.details["key"], caught.value.details["line"]) == (
        "layout.unknown_key", "width", 17,
    )  # fmt: skip


def test_a_word_that_no_kind_has_is_told_with_the_words_there_are(layout_of):
    with pytest.raises(PrintingError) as caught:
        layout_of(RING)
    assert caught.value.details["known"] == "text, qr, barcode, box, line, picture, rows"


def abstract_parts(base: type) -> list[str]:
    return sorted(getattr(base, "__abstractmethods__", ()))


@pytest.mark.parametrize("part", abstract_parts(OfferedKind))
def test_a_kind_that_forgot_a_part_cannot_be_made(part):
    forgetful = type("Forgetful", (RingKind,), {part: getattr(OfferedKind, part)})
    with pytest.raises(TypeError, match=part):
        forgetful()


@pytest.mark.parametrize("part", abstract_parts(Ready))
def test_what_is_ready_must_paint_and_tell(part):
    forgetful = type("Forgetful", (ReadyRing,), {part: getattr(Ready, part)})
    with pytest.raises(TypeError, match=part):
        forgetful(None)


@pytest.mark.parametrize("part", ["name", "item", "label"])
def test_a_kind_without_a_name_items_or_a_label_is_not_registered(part):
    nameless = type("Nameless", (OfferedKind,), {
        name: value for name, value in vars(RingKind).items() if name != part and not name.startswith("__")
    })  # fmt: skip
    with pytest.raises(ValueError, match=part):
        kinds.register(nameless())


def test_two_kinds_cannot_share_a_name_or_their_items(ring_kind):
    with pytest.raises(ValueError, match="ring"):
        kinds.register(RingKind())


def test_an_item_that_nobody_registered_is_no_empty_place_but_an_error(layout_of, shipped_fonts, tmp_path):
    stray = RingKind().new(layout_editing.Ground(90, 55, (), ""), None)
    layout = layout_editing.added(layout_of(""), stray)
    with pytest.raises(LookupError):
        documents.write_pdf(layout, [record()], tmp_path / "x.pdf", fonts=shipped_fonts, title="")


def test_every_registered_kind_is_one_module_of_its_own_with_its_items():
    for name in kinds.kind_names():
        kind = kinds.kind_named(name)
        assert isinstance(kind, Kind) and issubclass(kind.item, Item)
        assert inspect.getmodule(kind.item) is inspect.getmodule(type(kind))
