"""What Windows tells of printers and jobs, in our words; with a spooler it is tried by the journey on Windows."""

import sys

import pytest

from printing import windows_spooler
from printing.errors import PrintingError
from printing.spooled import Fate
from printing.windows_spooler import fate_of, trouble_of

SPOOLING, PRINTING, RETAINED = 0x8, 0x10, 0x2000
PAUSED, ERROR, DELETING, OFFLINE, NO_PAPER, PRINTED, DELETED, COMPLETE = 0x1, 0x2, 0x4, 0x20, 0x40, 0x80, 0x100, 0x1000


@pytest.mark.parametrize(
    ("now", "before", "fate"),
    [
        (0, None, Fate.WAITING),
        (SPOOLING, None, Fate.WAITING),
        (PRINTING, SPOOLING, Fate.WAITING),
        (PRINTING | NO_PAPER, PRINTING, Fate.STOPPED),
        (PRINTING | OFFLINE, None, Fate.STOPPED),
        (PAUSED, None, Fate.STOPPED),
        (ERROR | PRINTING, None, Fate.STOPPED),
        (PRINTED | RETAINED, PRINTING, Fate.PRINTED),
        (COMPLETE, PRINTING, Fate.PRINTED),
        (DELETING, PRINTING, Fate.CANCELLED),
        (DELETED | PRINTED, PRINTING, Fate.CANCELLED),
        (DELETING | ERROR, PRINTING, Fate.CANCELLED),
        (None, PRINTING, Fate.PRINTED),
        (None, 0, Fate.PRINTED),
        (None, PRINTED, Fate.PRINTED),
        (None, DELETING, Fate.CANCELLED),
        (None, PRINTING | NO_PAPER, Fate.GONE),
        (None, ERROR, Fate.GONE),
        (None, None, Fate.GONE),
    ],
)
def test_a_job_that_is_gone_is_judged_by_what_was_seen_last(now: int | None, before: int | None, fate: Fate):
    assert fate_of(now, before) is fate


@pytest.mark.parametrize(
    ("status", "attributes", "code"),
    [
        (0, 0, ""),
        (0x400, 0, ""),  # printing
        (0x20000, 0, ""),  # little ink is no trouble yet
        (0x8, 0, "printer.jam"),
        (0x10, 0, "printer.paper_out"),
        (0x40, 0, "printer.paper_out"),
        (0x400000, 0, "printer.cover_open"),
        (0x40000, 0, "printer.ink_out"),
        (0x80, 0, "printer.offline"),
        (0x1000, 0, "printer.offline"),
        (0x1, 0, "printer.stopped"),
        (0x2, 0, "printer.stopped"),
        (0x2 | 0x10, 0, "printer.paper_out"),
        (0x4, 0, "printer.rejects"),
        (0, 0x400, "printer.offline"),  # “use printer offline” of its queue
        (0, 0x40, ""),  # a local printer
    ],
)
def test_the_reason_a_printer_gives_is_told_by_its_code(status: int, attributes: int, code: str):
    assert trouble_of(status, attributes) == code


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a spooler")
def test_elsewhere_nothing_is_asked_and_nothing_taken_back():
    with pytest.raises(PrintingError) as told:
        windows_spooler.status("Badge")
    assert told.value.code == "printer.no_service"
    assert not windows_spooler.cancel("7@Badge")


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows has a spooler")
def test_a_printer_that_is_not_there_is_missing():
    with pytest.raises(PrintingError) as told:
        windows_spooler.status("없는 프린터")
    assert told.value.code == "printer.missing"
