"""The print set-up of a laptop: written down, read back, and read with sense when the file has none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.print_job import Paper
from kiosk.core.printer_setup import FARTHEST, Mode, PaperSetup, PrinterSetup, PrintSetup, as_values, from_values

SETUP = PrintSetup(
    Mode.ON_CHECK_IN,
    Paper.LABEL,
    {Paper.LABEL: PaperSetup("브라더", "label"), Paper.REPORT: PaperSetup("office")},
    {"브라더": PrinterSetup(1.5, -2.0, "90", 40, 10, paused=True)},
)


def test_a_set_up_comes_back_as_it_was_written():
    assert from_values(json.loads(json.dumps(as_values(SETUP)))) == SETUP


@pytest.mark.parametrize("value", [None, [], 3, {"papers": 1}, {"papers": {"badge": 2}}, {"mode": "loud"}])
def test_nonsense_takes_the_default(value: object):
    assert from_values(value) == PrintSetup()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
)
printer = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("right", "down", "turn", "left", "warn_at", "paused"), anything)
)


@given(st.dictionaries(st.text(max_size=3), printer, max_size=2))
def test_whatever_stands_in_the_file_a_printer_is_set_up_within_reason(printers: dict):
    for found in from_values({"printers": printers}).printers.values():
        assert abs(found.right) <= FARTHEST and abs(found.down) <= FARTHEST
        assert found.left is None or found.left >= 0


def test_paper_is_counted_down_and_warns_in_time():
    setup = PrintSetup().with_printer("zebra", left=22, warn_at=20)
    assert not setup.of("zebra").runs_out
    setup = setup.after_printing("zebra", 2)
    assert (setup.of("zebra").left, setup.of("zebra").runs_out) == (20, True)
    assert setup.after_printing("zebra", 99).of("zebra").left == 0
    assert PrintSetup().after_printing("zebra", 1).of("zebra").left is None


def test_badges_take_the_layout_of_the_event_and_labels_one_of_their_own():
    setup = PrintSetup().with_paper(Paper.BADGE, printer="zebra")
    assert (setup.printer_for(Paper.BADGE), setup.layout_for(Paper.BADGE)) == ("zebra", "")
    assert setup.layout_for(Paper.LABEL) == "badge-label-100x62"
    assert setup.assigned() == {Paper.BADGE: "zebra"}
