"""Printing through CUPS, on Linux: exact paper, nothing scaled, and the state of a job as the server knows it."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from printing import ipp
from printing.errors import PrintingError
from printing.spooled import Fate, Status

_PATIENCE = 30  # seconds
_NEAR = 1.0  # millimetres by which a driver may round a size of its own
_INCH = 25.4
_SIZE = re.compile(r"_(min_|max_)?([0-9.]+)x([0-9.]+)(mm|in)$")
_REQUEST = re.compile(r"request id is (\S+-\d+)")
_PRINTER = (
    "printer-state", "printer-state-reasons", "printer-state-message", "printer-is-accepting-jobs", "media-supported",
)  # fmt: skip
_STOPPED = 5
# Reasons that a person at the printer has to mend (RFC 8011, section 5.4.12), each with or without its severity.
_REASONS = {
    "media-empty": "printer.paper_out",
    "media-needed": "printer.paper_out",
    "media-jam": "printer.jam",
    "cover-open": "printer.cover_open",
    "door-open": "printer.cover_open",
    "offline": "printer.offline",
    "connecting-to-device": "printer.offline",
    "timed-out": "printer.offline",
    "marker-supply-empty": "printer.ink_out",
    "toner-empty": "printer.ink_out",
}
# RFC 8011, section 5.3.7; a job that the server stopped goes on when the printer does.
_FATES = {
    3: Fate.WAITING, 4: Fate.WAITING, 5: Fate.WAITING, 6: Fate.STOPPED, 7: Fate.CANCELLED, 8: Fate.ABORTED,
    9: Fate.PRINTED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """A size of paper that a queue knows by ``name``, millimetres."""

    name: str
    width: float
    height: float

    def fits(self, width: float, height: float) -> bool:
        """Whether a page of this size goes on it."""
        return abs(self.width - width) <= _NEAR and abs(self.height - height) <= _NEAR


@dataclass(frozen=True, slots=True)
class Media:
    """The paper a queue takes: sizes by name, and between which two any size may be asked for (or None).

    A raw queue names nothing and takes whatever it is given.
    """

    sizes: tuple[Size, ...]
    smallest: Size | None = None
    largest: Size | None = None

    @property
    def is_raw(self) -> bool:
        """Whether the queue has no driver and so no paper of its own."""
        return not self.sizes and self.largest is None

    def options(self, width: float, height: float) -> tuple[str, ...] | None:
        """The options for a page of this size; None when the queue has no such paper."""
        if self.is_raw:
            return ()
        named = next((size for size in self.sizes if size.fits(width, height)), None)
        if named is not None:
            return ("-o", f"media={named.name}")
        low, high = self.smallest, self.largest
        if low and high and low.width <= width <= high.width and low.height <= height <= high.height:
            # Asked for as ``media`` the server would cut the size down to whole points.
            return ("-o", f"PageSize=Custom.{width:.3f}x{height:.3f}mm")
        return None


def names() -> list[str]:
    """The queues of the server.  Raises ``printer.no_service``."""
    _, answer = ipp.ask(ipp.CUPS_GET_PRINTERS, "ipp://localhost/", ("printer-name",))
    return sorted(str(name) for name in answer.get("printer-name", ()))


def status(printer: str) -> Status:
    """Whether a queue takes and prints jobs now.  Raises ``printer.missing`` and ``printer.no_service``."""
    return _status(printer, _ask_printer(printer))


def media(printer: str) -> Media:
    """The paper of a queue.  Raises ``printer.missing`` and ``printer.no_service``."""
    return media_of(_ask_printer(printer).get("media-supported", ()))


def media_of(names: Iterable[object]) -> Media:
    """The paper that self-describing names (PWG 5101.1) tell of."""
    sizes, ends = [], {}
    for name in names:
        found = _SIZE.search(str(name))
        if found is None:
            continue
        end, width, height, unit = found.groups()
        scale = _INCH if unit == "in" else 1.0
        size = Size(str(name), float(width) * scale, float(height) * scale)
        if end:
            ends[end] = size
        else:
            sizes.append(size)
    return Media(tuple(sizes), ends.get("min_"), ends.get("max_"))


def hand_over(file: Path, printer: str, title: str, options: tuple[str, ...]) -> str:
    """Give a PDF to a queue; returns what the queue calls the job.  Raises ``printer.refused`` with the reason."""
    answer = _run("lp", "-d", printer, "-t", title, "-o", "print-scaling=none", *options, "--", str(file))
    request = _REQUEST.search(answer.stdout)
    if answer.returncode or request is None:
        raise PrintingError("printer.refused", printer=printer, why=_reason(answer.stderr))
    return request.group(1)


def fate(spool_id: str, title: str) -> Fate:
    """What became of a job; ``GONE`` when the server has none of this name.  Raises ``printer.no_service``."""
    _, _, number = spool_id.rpartition("-")
    state, answer = ipp.ask(ipp.GET_JOB_ATTRIBUTES, f"ipp://localhost/jobs/{number}", ("job-state", "job-name"))
    # A server set up anew counts from 1 again: another job may have this number by now.
    if state == ipp.NOT_FOUND or answer.get("job-name", [title]) != [title]:
        return Fate.GONE
    state_of_job = answer.get("job-state", [0])[0]
    return _FATES.get(state_of_job, Fate.GONE) if isinstance(state_of_job, int) else Fate.GONE


def cancel(spool_id: str) -> bool:
    """Take a job back; whether the server did."""
    return _run("cancel", spool_id).returncode == 0


def _ask_printer(printer: str) -> ipp.Attributes:
    state, answer = ipp.ask(ipp.GET_PRINTER_ATTRIBUTES, f"ipp://localhost/printers/{quote(printer)}", _PRINTER)
    if state == ipp.NOT_FOUND:
        raise PrintingError("printer.missing", printer=printer)
    return answer


def _status(printer: str, answer: ipp.Attributes) -> Status:
    message = str(answer.get("printer-state-message", [""])[0])
    reasons = [str(reason) for reason in answer.get("printer-state-reasons", ())]
    known = [code for start, code in _REASONS.items() if any(reason.startswith(start) for reason in reasons)]
    if answer.get("printer-is-accepting-jobs") == [False]:
        return Status(printer, "printer.rejects", message)
    if answer.get("printer-state") == [_STOPPED]:
        return Status(printer, "printer.stopped", message)
    return Status(printer, known[0] if known else "", message)


def _run(command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which(command)
    if program is None:
        raise PrintingError("printer.no_commands", command=command, package="cups-client")
    try:
        return subprocess.run(
            [program, *arguments], env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True,
            errors="replace", timeout=_PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as trouble:
        raise PrintingError("printer.no_service", why=f"{command}: {_PATIENCE} s") from trouble


def _reason(said: str) -> str:
    """What ``lp`` said, without its own name before it."""
    return said.strip().splitlines()[-1].removeprefix("lp: ").removeprefix("Error - ") if said.strip() else "lp"
