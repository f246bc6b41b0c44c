"""Changing a layout as an editor does, and coming to rest beside neighbours."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing import layout as layout_file
from printing import layout_editing as editing
from printing.items import Colour, Frame
from printing.kinds import kind_named, offered_kinds
from printing.kinds.box import Box
from printing.kinds.line import Line
from printing.kinds.properties import Editor, Property
from printing.kinds.qr_code import Qr
from printing.kinds.text import Text
from printing.layout_snapping import MOVE, Grip, dragged, snapped
from printing.layout_writing import to_toml

BADGE = Path(__file__).parents[2] / "resources" / "layouts" / "badge.toml"
PAGE = Frame(0, 0, 90, 55)
BLACK = Colour("#000000")
FRAMES = st.builds(
    Frame, *(st.floats(-50, 150, allow_nan=False),) * 2, *(st.floats(1, 150, allow_nan=False),) * 2
)  # fmt: skip


@pytest.fixture
def badge() -> layout_file.Layout:
    return layout_file.load(BADGE)


def number_of(layout: layout_file.Layout, kind: type) -> int:
    return next(number for number, item in enumerate(layout.items) if isinstance(item, kind))


# -- changes -----------------------------------------------------------------------------------------------------------


def test_a_change_gives_a_new_layout_and_leaves_the_old_one_as_it_was(badge):
    before = to_toml(badge)
    changed = editing.moved(badge, 0, 1, 2)
    assert to_toml(badge) == before
    assert (changed.items[0].frame.x, changed.items[0].frame.y) == (
        badge.items[0].frame.x + 1,
        badge.items[0].frame.y + 2,
    )
    assert changed.items[1:] == badge.items[1:]


def test_a_code_stays_square_whichever_side_is_pulled(badge):
    number = number_of(badge, Qr)
    frame = editing.placed(badge, number, Frame(60, 10, 25, 24)).items[number].frame
    assert (frame.width, frame.height) == (25, 25)


@pytest.mark.parametrize(
    ("line", "frame", "ends"),
    [
        (Line(10, 20, 30, 40, 0.3, BLACK), Frame(0, 0, 10, 5), (0, 0, 10, 5)),
        (Line(30, 20, 10, 40, 0.3, BLACK), Frame(0, 0, 10, 5), (10, 0, 0, 5)),
        (Line(10, 20, 30, 20, 0.3, BLACK), Frame(5, 6, 40, 3), (5, 6, 45, 6)),
        (Line(10, 20, 10, 40, 0.3, BLACK), Frame(5, 6, 3, 9), (5, 6, 5, 15)),
    ],
)
def test_a_line_keeps_its_slope_and_a_level_one_stays_level(badge, line, frame, ends):
    layout = editing.added(badge, line)
    moved = editing.placed(layout, len(layout.items) - 1, frame).items[-1]
    assert (moved.x1, moved.y1, moved.x2, moved.y2) == ends


def test_nothing_becomes_too_small_to_be_taken_hold_of(badge):
    frame = editing.placed(badge, 0, Frame(5, 5, 0, -3)).items[0].frame
    assert (frame.width, frame.height) == (editing.SMALLEST, editing.SMALLEST)


def entry(layout: layout_file.Layout, number: int, name: str) -> Property:
    return next(one for one in editing.properties_of(layout.items[number]) if one.name == name)


def test_a_smaller_size_takes_the_comfortable_and_the_smallest_size_with_it_when_it_is_there(badge):
    name = number_of(badge, Text)
    before = badge.items[name].style
    passing = editing.with_value(badge, name, entry(badge, name, "size"), 3.0)
    style = passing.items[name].style
    assert (style.size, style.comfort, style.smallest) == (3.0, before.comfort, before.smallest)
    assert editing.settled(badge, name) is badge
    style = editing.settled(passing, name).items[name].style
    assert style.smallest <= style.comfort <= style.size == 3.0


def test_a_layout_on_its_way_is_judged_and_written_as_it_will_be_when_it_is_there(badge):
    name = number_of(badge, Text)
    passing = editing.with_value(badge, name, entry(badge, name, "size"), 9.0)
    assert editing.fault_of(passing) is None
    assert to_toml(passing) == to_toml(editing.settled(passing, name)) == to_toml(editing.in_order(passing))


def test_no_value_of_any_kind_changes_another(badge):
    """Each property of each kind, set to its least and its most: every other one reads as before."""
    for kind in offered_kinds():
        layout = editing.added(badge, editing.new_item(badge, kind))
        number = len(layout.items) - 1
        offered = editing.properties_of(layout.items[number])
        for one in offered:
            if one.editor not in (Editor.MILLIMETRES, Editor.POINTS, Editor.NUMBER, Editor.COUNT):
                continue
            others = [other for other in offered if other is not one]
            before = [other.read(layout.items[number]) for other in others]
            for value in (one.least, one.most):
                item = editing.with_value(layout, number, one, value).items[number]
                assert one.read(item) == value
                assert [other.read(item) for other in others] == before, (kind.name, one.name)


def test_a_thin_band_stays_thin_when_it_is_moved(badge):
    layout = editing.added(badge, Box(Frame(5, 5, 40, 0.4), Colour("#000000"), None, 0.0))
    frame = editing.moved(layout, len(layout.items) - 1, 1, 1).items[-1].frame
    assert (frame.width, frame.height) == (40, 0.4)


def test_items_go_above_and_below_one_another_and_stop_at_the_ends(badge):
    last = len(badge.items) - 1
    above, place = editing.reordered(badge, 0, 1)
    assert (above.items[1], place) == (badge.items[0], 1)
    assert editing.reordered(badge, last, 5) == (badge, last)
    assert editing.reordered(badge, 0, -5) == (badge, 0)


def test_a_copy_lies_beside_its_original_and_on_the_page(badge):
    for number in range(len(badge.items)):
        copy = editing.duplicated(badge, number)
        assert len(copy.items) == len(badge.items) + 1
        assert copy.items[-1].frame != badge.items[number].frame
        assert type(copy.items[-1]) is type(badge.items[number])


@pytest.mark.parametrize("kind", offered_kinds(), ids=lambda kind: kind.name)
def test_a_new_item_is_in_the_middle_of_the_page_and_prints(badge, kind, tmp_path):
    picture = tmp_path / "seal.png"
    picture.write_bytes(_png())
    empty = replace(badge, items=())
    layout = editing.added(empty, editing.new_item(empty, kind, file=picture))
    assert isinstance(layout.items[0], kind.item)
    frame = layout.items[0].frame
    assert frame.x + frame.width / 2 == pytest.approx(badge.width / 2)
    assert frame.y + frame.height / 2 == pytest.approx(badge.height / 2)
    assert editing.fault_of(layout) is None


def _png() -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()


# -- faults ------------------------------------------------------------------------------------------------------------


def test_a_fault_names_the_item_and_a_printable_layout_has_none(badge):
    assert editing.fault_of(badge) is None
    code = number_of(badge, Qr)
    small = editing.placed(badge, code, Frame(65, 20, 8, 8))
    fault = editing.fault_of(small)
    assert (fault.code, fault.item) == ("layout.unreadable_qr", code)
    away = editing.moved(badge, 0, 500, 0)
    fault = editing.fault_of(away)
    assert (fault.code, fault.item) == ("layout.outside_page", 0)


def test_a_picture_that_is_gone_is_named(badge, tmp_path):
    layout = editing.added(badge, editing.new_item(badge, kind_named("picture"), file=tmp_path / "seal.png"))
    fault = editing.fault_of(layout)
    assert (fault.code, fault.item, fault.details) == (
        "layout.picture_missing", len(badge.items), {"picture": "seal.png"},
    )  # fmt: skip


# -- coming to rest ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grip", "across", "down", "result"),
    [
        (MOVE, 3, -2, Frame(13, 18, 30, 40)),
        (Grip(1, 0), 5, 9, Frame(10, 20, 35, 40)),
        (Grip(-1, 0), 5, 9, Frame(15, 20, 25, 40)),
        (Grip(-1, -1), -5, -5, Frame(5, 15, 35, 45)),
        (Grip(1, 1), -100, -100, Frame(10, 20, 1, 1)),
        (Grip(-1, -1), 100, 100, Frame(39, 59, 1, 1)),
    ],
)
def test_a_grip_moves_its_sides_and_no_side_passes_the_one_opposite(grip, across, down, result):
    assert dragged(Frame(10, 20, 30, 40), grip, across, down) == result


def test_a_frame_comes_to_rest_at_a_neighbours_edge_and_shows_the_guide():
    rest = snapped(Frame(10.4, 30, 20, 5), MOVE, [Frame(10, 5, 40, 10)], PAGE, reach=1)
    assert rest.frame.x == pytest.approx(10)
    assert rest.upright == (10, 30)  # the edge it came to, and the neighbour's middle that happens to lie there too


def test_a_frame_comes_to_rest_with_its_middle_in_the_middle_of_the_page():
    rest = snapped(Frame(34.6, 3.1, 20, 5), MOVE, [], PAGE, reach=1)
    assert rest.frame.x == pytest.approx(35)
    assert rest.upright == (45,)


def test_far_from_everything_positions_are_on_the_grid():
    rest = snapped(Frame(13.2, 7.6, 11, 7), MOVE, [], PAGE, reach=0.2)
    assert (rest.frame.x, rest.frame.y) == (13.0, 7.5)
    assert (rest.upright, rest.level) == ((), ())


@given(FRAMES, st.sampled_from([Grip(a, d) for a in (-1, 0, 1) for d in (-1, 0, 1)]), st.lists(FRAMES, max_size=4))
def test_coming_to_rest_moves_no_side_further_than_its_reach_or_half_the_grid(frame, grip, neighbours):
    rest = snapped(frame, grip, neighbours, PAGE, reach=1.5)
    sides = [
        (frame.x, rest.frame.x),
        (frame.y, rest.frame.y),
        (frame.x + frame.width, rest.frame.x + rest.frame.width),
        (frame.y + frame.height, rest.frame.y + rest.frame.height),
    ]
    assert all(abs(before - after) <= 1.5 + 1e-9 for before, after in sides)
    if grip != MOVE:
        kept = [(grip.across != -1, sides[0]), (grip.across != 1, sides[2])]
        assert all(before == pytest.approx(after) for stays, (before, after) in kept if stays)
