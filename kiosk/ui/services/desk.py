"""One event open at this desk: its lanes, what is known of it, and the news that screens tell one another."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from kiosk import clock
from kiosk.actions.door.overview import Overview, overview_of
from kiosk.actions.event import zone_of
from kiosk.actions.keeping.backup import changed_lines, open_checked
from kiosk.actions.keeping.erase_traces import Finished, finish_erasure
from kiosk.actions.keeping.privacy import is_overdue
from kiosk.actions.papers.printer_setup import load_setup
from kiosk.core.event import EventDetails
from kiosk.core.hash_chain import BrokenLine
from kiosk.core.open_event import OpenEvent
from kiosk.core.own_field import OwnField
from kiosk.core.printer_setup import PrintSetup
from kiosk.core.programme import Session
from kiosk.errors import KioskError
from kiosk.settings import DEFAULT_DESK, Settings
from kiosk.ui.services.device import Device
from kiosk.ui.services.guard import Guard, keep_signing_out
from kiosk.ui.services.lanes import Cancelled, Lane, PapersLane, Progress, RecordsLane
from kiosk.ui.services.people import People
from kiosk.ui.services.print_desk import PrintDesk
from kiosk.ui.services.works import Works
from kiosk.ui.widgets.present import present
from kiosk.words import error_messages, names
from kiosk.words.catalogue import _


class Desk(QObject):
    """The open event as the screens see it.  ``overview`` is complete from ``opened`` on.

    After changing the roster or the programme a screen calls ``tell_roster_changed`` or ``tell_programme_changed``;
    the signals come when the overview is up to date.  ``now`` gives the present moment, aware, in UTC.  At a desk that
    ``is_practice`` no paper comes out of any printer, and none is opened.
    """

    opened = Signal()
    refused = Signal(KioskError)
    programme_changed = Signal()
    roster_changed = Signal()
    checked_in = Signal(object)  # an Answer
    self_service_wanted = Signal()
    others_worked = Signal()  # operations of other desks arrived
    trouble = Signal(str)  # a sentence for the message bar
    broken = Signal(str)  # the report of a bug
    encryption_wanted = Signal()

    def __init__(
        self,
        path: Path,
        device: Device,
        parent: QObject | None = None,
        *,
        now: Callable[[], datetime] = clock.now,
        is_practice: bool = False,
    ) -> None:
        super().__init__(parent)
        self.path, self.is_practice = path, is_practice
        self.device, self.works = device, Works()
        self.now = now
        self._overview: Overview | None = None
        self.lane: RecordsLane
        self.access = Guard(now, self)
        self.access.signed_out.connect(lambda name: self.lane.run(partial(keep_signing_out, name)))
        self.lane = RecordsLane(lambda: open_checked(path, desk_id=device.settings.desk_id), self)
        self.papers = PapersLane(path, self)
        # Lists and the search index are read beside the papers: finding a person never waits for a batch of badges.
        self.reader = PapersLane(path, self, "reader")
        # Sending takes as long as a provider wants: it keeps no paper waiting.
        self.mails = PapersLane(path, self, "mails")
        self.people = People(self)
        setup = PrintSetup() if is_practice else load_setup()
        self.prints = PrintDesk(path, self.lane, lambda: self.desk_name, setup, self)
        self.prints.not_kept.connect(self._on_trouble)
        for lane in (self.lane, self.papers, self.reader, self.mails, self.prints.lane):
            self._listen(lane)
        self.lane.run(overview_of, self._on_opened, self.refused.emit)

    @property
    def settings(self) -> Settings:
        """This laptop's settings; changed by ``device.change``."""
        return self.device.settings

    @property
    def desk_name(self) -> str:
        """What this desk is called in the log and to the next desk."""
        return self.settings.desk or DEFAULT_DESK

    @property
    def has_opened(self) -> bool:
        """Whether the event was read: before ``opened`` nothing is known of it."""
        return self._overview is not None

    @property
    def overview(self) -> Overview:
        """What was read of the event last; there is none before ``opened``."""
        return present(self._overview)

    @property
    def details(self) -> EventDetails:
        """What the event says of itself."""
        return self.overview.details

    @property
    def programme(self) -> dict[str, Session]:
        """All sessions by code, in the order of their start."""
        return self.overview.programme

    @property
    def doors(self) -> dict[str, Session]:
        """Everything that is scanned for: the sessions, then what is handed out."""
        return self.overview.programme | self.overview.handouts

    @property
    def own_fields(self) -> dict[str, OwnField]:
        """The event's own fields of its people, by code."""
        return self.overview.own_fields

    @property
    def zone(self) -> ZoneInfo:
        """The event's time zone."""
        return zone_of(self.details.timezone)

    def explain(self, error: KioskError) -> str:
        """The sentence for expected trouble, in the user's language."""
        # An event that is open was there: neither the sentence for a wrong name nor that for a file left over helps.
        if error.code in ("event.missing", "event.left_behind"):
            return error_messages.explain("event.gone", {"file": self.path.name})
        return error_messages.explain(error.code, error.details)

    def tell_roster_changed(self) -> None:
        """People were added or changed: bring the overview up to date, then tell the screens."""
        self.lane.run(overview_of, self._on_new_roster)

    def tell_programme_changed(self) -> None:
        """The programme or the event's details changed: bring the overview up to date, then tell the screens."""
        self.lane.run(overview_of, self._on_new_programme)

    def tell_access_changed(self) -> None:
        """The people of the desk or the rules for them changed: bring the overview up to date."""
        self.lane.run(overview_of, self._take)

    def close(self) -> None:
        """Finish what waits to be stored and let the event file go."""
        self.access.close()
        self.prints.close()
        for lane in (self.mails, self.reader, self.papers, self.lane):
            lane.close()

    def adopt(self, lane: Lane) -> None:
        """Take a further lane among those of the desk: its trouble is told, and what it does is done by whoever is
        signed in.
        """
        self._listen(lane)

    def _listen(self, lane: Lane) -> None:
        lane.trouble.connect(self._on_trouble)
        lane.broken.connect(self.broken)
        lane.signed_in = lambda: self.access.signed_in
        lane.want_organiser = self.access.want_organiser

    def _on_trouble(self, error: KioskError) -> None:
        self.trouble.emit(self.explain(error))

    def _take(self, overview: Overview) -> None:
        self._overview = overview
        names.use_names(overview.translations)
        self.access.use(overview.operators, overview.access)

    def _on_opened(self, overview: Overview) -> None:
        self._take(overview)
        self.prints.start()
        today = self.now().astimezone(self.zone).date()
        self.papers.run(partial(_look_over, today), self._on_looked_over)
        folder = Path(self.settings.copies_folder) if self.settings.copies_folder else None
        finish = partial(finish_erasure, now=self.now(), folder=folder, desk_id=self.settings.desk_id)
        self.lane.run(lambda records: finish(records), self._on_erasure_finished)
        self.opened.emit()

    def _on_looked_over(self, found: tuple[tuple[BrokenLine, ...], bool]) -> None:
        broken, overdue = found
        if overdue:
            self.trouble.emit(
                _("Personal data of this event should have been erased by now: see Documents, Personal data.")
            )
        if broken:
            self.trouble.emit(error_messages.explain("event.tampered", {"file": self.path.name, "count": len(broken)}))

    def _on_erasure_finished(self, finished: Finished | None) -> None:
        """An erasure that had been cut off went on at this start."""
        if finished is not None:
            told = [error_messages.explain("purge.finished", {"files": len(finished.files)})]
            told += [error_messages.explain("purge.left", {"file": path.name}) for path in finished.left]
            told += [error_messages.explain(finished.hub_missed)] if finished.hub_missed else []
            self.trouble.emit("\n".join(told))

    def _on_new_roster(self, overview: Overview) -> None:
        self._take(overview)
        self.roster_changed.emit()

    def _on_new_programme(self, overview: Overview) -> None:
        self._take(overview)
        self.programme_changed.emit()


def _look_over(
    today: date, records: OpenEvent, _progress: Progress, _cancelled: Cancelled
) -> tuple[tuple[BrokenLine, ...], bool]:
    return changed_lines(records), is_overdue(records, today)
