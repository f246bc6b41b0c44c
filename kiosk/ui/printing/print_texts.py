"""What is said of printing: how each printer and the queue stand, in sentences, the worst first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo

from kiosk.core.print_job import PrintJob, State
from kiosk.core.printer_setup import PrintSetup
from kiosk.ui.services.print_desk import PrintDesk
from kiosk.words import error_messages, terms
from kiosk.words.catalogue import _

SYMBOLS = {
    State.QUEUED: "…",
    State.HELD: "Ⅱ",
    State.SENT: "▶",
    State.PRINTED: "✓",
    State.FAILED: "✕",
    State.UNKNOWN: "?",
    State.CANCELLED: "–",
}
"""A sign for each state beside its word, so that none is told by colour alone."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing to know: a few words for the light, the whole sentence, and whether somebody has to act now."""

    words: str
    sentence: str
    is_trouble: bool = True


def news(prints: PrintDesk) -> list[News]:
    """All there is to know of printing now, the worst first; empty while all is well."""
    told = [_of_printer(code, trouble.details) for trouble in prints.troubles.values() if (code := trouble.code)]
    counts = prints.queue.counts
    if any(not (job.printer or prints.setup.printer_for(job.paper)) for job in prints.queue.waiting):
        told.append(News(_("No printer"), error_messages.explain("printer.none_chosen")))
    if failed := counts.get(State.FAILED, 0):
        sentence = _("Failed: {count}. Check them under Printing.").format(count=failed)
        told.append(News(_("{count} failed").format(count=failed), sentence))
    if unknown := counts.get(State.UNKNOWN, 0):
        sentence = _(
            "It is unclear whether these were printed: {count}. Check the printer, then confirm under Printing."
        )
        told.append(News(_("{count} unknown").format(count=unknown), sentence.format(count=unknown)))
    return told + _paper(prints.setup)


def state_text(job: PrintJob) -> str:
    """The state as sign and word."""
    return f"{SYMBOLS[job.state]}  {terms.print_word(job.state)}"


def why_text(job: PrintJob) -> str:
    """Why something is printed, or what went wrong with it."""
    if job.state is State.FAILED and job.trouble:
        return error_messages.explain(job.trouble, job.details)
    if job.state is State.UNKNOWN:
        return _("Was it printed? Check the printer.")
    return job.reason or terms.print_word(job.occasion)


def time_text(job: PrintJob, zone: tzinfo) -> str:
    """When it changed last."""
    return f"{job.changed_at.astimezone(zone):%H:%M:%S}"


def _paper(setup: PrintSetup) -> list[News]:
    told = []
    for name in dict.fromkeys(setup.assigned().values()):
        printer = setup.of(name)
        if printer.left == 0:
            sentence = _("{printer} should be out of paper by now. Refill it and enter how much.")
            told.append(News(_("Paper used up"), sentence.format(printer=name)))
        elif printer.runs_out:
            sentence = _("{printer} runs out of paper in {count} {count:badge|badges}. Have some ready.")
            words = _("Paper for {count}").format(count=printer.left)
            told.append(News(words, sentence.format(printer=name, count=printer.left), is_trouble=False))
        if printer.paused:
            sentence = _("The printer {printer} is paused here. Its badges wait until you resume it under Printing.")
            told.append(News(_("Paused"), sentence.format(printer=name), is_trouble=False))
    return told


def _of_printer(code: str, details: Mapping[str, object]) -> News:
    words = {
        "printer.missing": _("Printer missing"),
        "printer.no_service": _("No print service"),
        "printer.no_commands": _("No print service"),
        "printer.rejects": _("Printer takes no jobs"),
        "printer.stopped": _("Printer stopped"),
        "printer.paper_out": _("No paper"),
        "printer.jam": _("Paper jam"),
        "printer.cover_open": _("Cover open"),
        "printer.offline": _("Printer not reached"),
        "printer.ink_out": _("No ink"),
    }
    return News(words.get(code, _("Printer trouble")), error_messages.explain(code, details))
