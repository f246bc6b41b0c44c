"""Printers and jobs of Windows, asked of its spooler: how a printer is, what became of a job, taking one back.

The spooler forgets a job as soon as the printer has it, so what was seen of it last decides: one that vanished while
nothing was wrong was printed, one that was being deleted was cancelled, and of any other nobody can tell.
"""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from printing.errors import PrintingError
from printing.spooled import Fate, Status

_PRINTER_PAUSED, _PRINTER_DELETING, _WORK_OFFLINE = 0x1, 0x4, 0x400
# PRINTER_STATUS_*, the most telling first.
_REASONS = {
    0x00000008: "printer.jam",
    0x00000010: "printer.paper_out",
    0x00000040: "printer.paper_out",
    0x00400000: "printer.cover_open",
    0x00040000: "printer.ink_out",
    0x00000080: "printer.offline",
    0x00001000: "printer.offline",
    0x00100000: "printer.stopped",
    0x00000002: "printer.stopped",
    _PRINTER_PAUSED: "printer.stopped",
}
# JOB_STATUS_*
_PAUSED, _ERROR, _DELETING, _PRINTED, _DELETED, _COMPLETE = 0x1, 0x2, 0x4, 0x80, 0x100, 0x1000
_HELD_UP = _PAUSED | _ERROR | 0x20 | 0x40 | 0x200 | 0x400  # offline, out of paper, blocked, a person is wanted
_CANCEL = 5  # JOB_CONTROL_DELETE
_NOT_ANSWERING = (5, 1722, 1723, 1726)  # access denied, and what a call to a service that is down says
_JOBS, _LEVEL = 1000, 1

_seen: dict[str, int] = {}
"""What was seen last of each job that this program handed over, by its name in the queue."""


class _Time(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_ushort) for name in ("year", "month", "weekday", "day", "hour", "minute", "second", "ms")
    ]


class _Job(ctypes.Structure):
    """JOB_INFO_1W"""

    _fields_ = [
        ("id", ctypes.c_uint32), ("printer", ctypes.c_wchar_p), ("machine", ctypes.c_wchar_p),
        ("user", ctypes.c_wchar_p), ("document", ctypes.c_wchar_p), ("datatype", ctypes.c_wchar_p),
        ("text", ctypes.c_wchar_p), ("status", ctypes.c_uint32), ("priority", ctypes.c_uint32),
        ("position", ctypes.c_uint32), ("pages", ctypes.c_uint32), ("printed", ctypes.c_uint32), ("at", _Time),
    ]  # fmt: skip


class _Printer(ctypes.Structure):
    """PRINTER_INFO_2W"""

    _fields_ = [
        *((name, ctypes.c_wchar_p) for name in "server printer share port driver comment location".split()),
        ("mode", ctypes.c_void_p),
        *((name, ctypes.c_wchar_p) for name in "separator processor datatype parameters".split()),
        ("security", ctypes.c_void_p),
        *((name, ctypes.c_uint32) for name in "attributes priority default start until status jobs speed".split()),
    ]


def status(printer: str) -> Status:
    """How a printer is now.  Raises ``printer.missing`` and ``printer.no_service``."""
    with _opened(printer) as (spooler, handle):
        found = _asked(spooler.GetPrinterW, handle, 2, printer)
        info = _Printer.from_buffer(found)
        return Status(printer, trouble_of(info.status, info.attributes))


def trouble_of(status: int, attributes: int = 0) -> str:
    """The code of what a printer's status tells; empty when nothing is wrong."""
    if status & _PRINTER_DELETING:
        return "printer.rejects"
    if attributes & _WORK_OFFLINE:
        return "printer.offline"
    return next((code for bit, code in _REASONS.items() if status & bit), "")


def find(printer: str, title: str) -> str:
    """What the queue calls the job of this title, which nobody else has; empty where it is not there (any more)."""
    with _opened(printer) as (spooler, handle):
        for number, document, seen in _jobs(spooler, handle):
            if document == title:
                spool_id = f"{number}@{printer}"
                _seen[spool_id] = seen
                return spool_id
    return ""


def fate(spool_id: str) -> Fate:
    """What became of a job.  Raises ``printer.missing`` and ``printer.no_service``."""
    number, _, printer = spool_id.partition("@")
    with _opened(printer) as (spooler, handle):
        now = next((seen for job, _, seen in _jobs(spooler, handle) if str(job) == number), None)
    told = fate_of(now, _seen.get(spool_id))
    if now is not None:
        _seen[spool_id] = now
    elif told is not Fate.WAITING:
        _seen.pop(spool_id, None)
    return told


def fate_of(now: int | None, before: int | None) -> Fate:
    """What a job's status tells; ``now`` is None when it is no longer in the queue, ``before`` what was seen last."""
    if now is not None:
        if now & (_DELETING | _DELETED):
            return Fate.CANCELLED
        if now & _HELD_UP:
            return Fate.STOPPED
        return Fate.PRINTED if now & (_PRINTED | _COMPLETE) else Fate.WAITING
    if before is None or before & _HELD_UP:
        return Fate.GONE
    return Fate.CANCELLED if before & (_DELETING | _DELETED) else Fate.PRINTED


def cancel(spool_id: str) -> bool:
    """Take a job back; whether the spooler did."""
    number, _, printer = spool_id.partition("@")
    try:
        with _opened(printer) as (spooler, handle):
            return bool(spooler.SetJobW(handle, ctypes.c_uint32(int(number)), 0, None, _CANCEL))
    except (PrintingError, ValueError):
        return False


@contextmanager
def _opened(printer: str) -> Iterator[tuple[ctypes.CDLL, ctypes.c_void_p]]:
    """The spooler's library, and its handle of a printer."""
    if sys.platform != "win32":
        raise PrintingError("printer.no_service", why=sys.platform)
    spooler, handle = ctypes.WinDLL("winspool.drv", use_last_error=True), ctypes.c_void_p()
    if not spooler.OpenPrinterW(ctypes.c_wchar_p(printer), ctypes.byref(handle), None):
        raise _trouble(printer)
    try:
        yield spooler, handle
    finally:
        spooler.ClosePrinter(handle)


def _jobs(spooler: ctypes.CDLL, handle: ctypes.c_void_p) -> list[tuple[int, str, int]]:
    """Number, title and status of what is in a queue."""
    needed, count = ctypes.c_uint32(), ctypes.c_uint32()
    spooler.EnumJobsW(handle, 0, _JOBS, _LEVEL, None, 0, ctypes.byref(needed), ctypes.byref(count))
    room = ctypes.create_string_buffer(max(1, needed.value))
    if not spooler.EnumJobsW(handle, 0, _JOBS, _LEVEL, room, needed, ctypes.byref(needed), ctypes.byref(count)):
        return []
    jobs = ctypes.cast(room, ctypes.POINTER(_Job))
    return [(jobs[number].id, jobs[number].document or "", jobs[number].status) for number in range(count.value)]


def _asked(call: object, handle: ctypes.c_void_p, level: int, printer: str) -> ctypes.Array[ctypes.c_char]:
    """The answer of a call that first tells how much room it needs."""
    needed = ctypes.c_uint32()
    call(handle, level, None, 0, ctypes.byref(needed))  # type: ignore[operator]
    room = ctypes.create_string_buffer(max(ctypes.sizeof(_Printer), needed.value))
    if not call(handle, level, room, needed, ctypes.byref(needed)):  # type: ignore[operator]
        raise _trouble(printer)
    return room


def _trouble(printer: str) -> PrintingError:
    """What to tell when the spooler refuses: it does not run (RPC), or there is no such printer."""
    if sys.platform == "win32" and (code := ctypes.get_last_error()) in _NOT_ANSWERING:
        return PrintingError("printer.no_service", why=ctypes.FormatError(code))
    return PrintingError("printer.missing", printer=printer)
