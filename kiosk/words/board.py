"""The live board in words: each part as a title, headings and rows, for screens, screen readers and terminals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from kiosk.core.board import Board, DeskLine, RoomLine, Step
from kiosk.core.figures import Headcount
from kiosk.core.scan import Verdict
from kiosk.words.catalogue import _, title_of
from kiosk.words.live import PHASES
from kiosk.words.names import category_of, name_of
from kiosk.words.sessions import day_text
from kiosk.words.terms import VERDICTS


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the board: what it is called, what it counts, and its figures as a table."""

    title: str
    counts: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def headline(board: Board, zone: tzinfo) -> str:
    """The day, and how many came of those expected, in one sentence."""
    if board.kept_since is not None:
        when = f"{board.kept_since.astimezone(zone):%Y-%m-%d %H:%M}"
        sentence = _("Personal data of this event was erased on {when}. The figures that were kept are in the report.")
        return sentence.format(when=when)
    if board.day is None:
        return _("There is no programme yet.")
    count = board.whole
    return _("{day}: {came} came of {expected} expected, {inside} inside now").format(
        day=day_text(board.day), came=f"{count.of_expected:,}", expected=f"{count.expected:,}",
        inside=f"{count.inside:,}",
    )  # fmt: skip


def parts_of(board: Board, zone: tzinfo) -> tuple[Part, ...]:
    """Every part of the board that has figures of its own."""
    return (
        arrivals_part(board, zone), rooms_part(board.rooms), categories_part(board),
        desks_part(board.desks, board.at, zone), refused_part(board),
    )  # fmt: skip


def arrivals_part(board: Board, zone: tzinfo) -> Part:
    """How many had come by when: a row for each quarter of an hour in which somebody came."""
    rows = tuple((f"{step.at.astimezone(zone):%H:%M}", f"{step.people:,}") for step in _quarters(board.arrivals))
    counts = _("People by their first entry of the day, added up. {came} came, {expected} are expected.").format(
        came=f"{board.whole.came:,}", expected=f"{board.whole.expected:,}"
    )
    return Part(_("Arrivals"), counts, (_("By"), _("Came")), rows)


def rooms_part(rooms: Iterable[RoomLine]) -> Part:
    """What is on in each room, how many are there, and for how many there is room."""
    header = (_("Room"), _("Session"), _("When"), _("People"), _("Expected"), _("Capacity"))
    counts = _("Inside now where exits are scanned, otherwise everyone who entered.")
    return Part(_("Rooms"), counts, header, tuple(map(_room_row, rooms)))


def categories_part(board: Board) -> Part:
    """Who came of each category."""
    header = (_("Category"), _("Came"), _("Expected"), _("Not here yet"), _("Beside the list"), _("Inside now"))
    rows = tuple(
        (category_of(name) or _("without a category"), *_numbers(
            count.of_expected, count.expected, count.absent, count.beside, count.inside
        ))
        for name, count in board.categories.items()
    )  # fmt: skip
    return Part(_("Categories"), _("People who came of those expected today."), header, rows)


def desks_part(desks: Iterable[DeskLine], at: datetime, zone: tzinfo) -> Part:
    """Desks heard of."""
    header = (_("Desk"), _("Scans that day"), _("Last scan"))
    rows = tuple((desk.name, f"{desk.scans:,}", last_text(desk, at, zone)) for desk in desks)
    return Part(_("Desks"), _("Scans of all kinds, and when each desk was heard of last."), header, rows)


def refused_part(board: Board) -> Part:
    """What was refused and why."""
    rows = tuple((verdict_text(one.verdict), f"{one.count:,}") for one in board.refused)
    return Part(_("Refused"), _("Scans refused that day and not undone."), (_("Reason"), _("Scans")), rows)


def people_text(line: RoomLine) -> str:
    """How many are in a room, and what the number counts."""
    if line.counts_inside:
        return _("{count} inside").format(count=f"{line.people:,}")
    return _("{count} came").format(count=f"{line.people:,}")


def of_text(count: Headcount) -> str:
    """So many of those expected, in numbers."""
    if count.beside:
        return _("{came} of {expected}, {beside} beside").format(
            came=f"{count.of_expected:,}", expected=f"{count.expected:,}", beside=f"{count.beside:,}"
        )
    return _("{came} of {expected}").format(came=f"{count.of_expected:,}", expected=f"{count.expected:,}")


def room_text(line: RoomLine) -> str:
    """The people of a room beside its places, or beside those expected where nobody said how many places it has."""
    if line.session.capacity is not None:
        return _("{people}, {places} {places:place|places}").format(
            people=people_text(line), places=line.session.capacity
        )
    return _("{people}, {expected} expected").format(people=people_text(line), expected=f"{line.expected:,}")


def last_text(desk: DeskLine, at: datetime, zone: tzinfo) -> str:
    """When a desk was heard of last; with the date where it was another day."""
    last = desk.last.astimezone(zone)
    return f"{last:%H:%M:%S}" if last.date() == at.astimezone(zone).date() else f"{last:%Y-%m-%d %H:%M}"


def verdict_text(verdict: str) -> str:
    """Why scans were refused."""
    return _(VERDICTS[Verdict(verdict)])


def _room_row(line: RoomLine) -> tuple[str, ...]:
    places = "–" if line.session.capacity is None else f"{line.session.capacity:,}"
    return (
        name_of(line.session.room) or "–", title_of(line.session), _(PHASES[line.phase]), people_text(line),
        f"{line.expected:,}", places,
    )  # fmt: skip


def _numbers(*numbers: int) -> tuple[str, ...]:
    return tuple(f"{number:,}" for number in numbers)


def _quarters(steps: Iterable[Step]) -> list[Step]:
    """The last step of each quarter of an hour."""
    by_quarter = {int(step.at.timestamp() - 1) // 900: step for step in steps}
    return list(by_quarter.values())
