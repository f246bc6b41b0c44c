"""What a list changes in a person, three ways: by what it said last time, what it says now, and what the desk has.

What the list did not change stays as the desk has it.  What both changed is decided by a person.  An empty cell says
nothing.  Nobody who was cancelled or blocked comes back without being asked about.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from kiosk.core.lists.company import same_company
from kiosk.core.lists.consent import REFUSED
from kiosk.core.lists.person_name import name_key
from kiosk.core.lists.roster_file import RosterRow
from kiosk.core.roster import KEPT, OWN, Attendee, Status, value_of

DESK, FILE = "desk", "file"
"""Whose value is to stand where both changed."""

Listed = Mapping[str, Any]
"""What lists said of a person last, by field; ``sessions`` is a list of codes."""

PASSED_ON_BLANK = ("name_latin", "email", "phone", "needs", "consent", "mark")
"""What was of the person who passed a registration on, and is not of whoever has it now."""

_OUT = (Status.CANCELLED, Status.BLOCKED)
_KEPT = frozenset(KEPT)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both the list and the desk changed, with both values."""

    field: str
    desk: str
    file: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What a list changes: ``changes`` by field (``status`` a Status, ``sessions`` a tuple of codes), ``listed`` what
    it says otherwise than last time, ``conflicts`` what has to be decided before anything of it may be stored."""

    changes: Mapping[str, object] = field(default_factory=dict)
    listed: Listed = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()


def merge(
    attendee: Attendee,
    person: RosterRow,
    listed: Listed,
    answers: Mapping[str, str],
    *,
    renewed: bool = False,
    carried: bool = False,
) -> Merged:
    """What ``person`` of a list means for ``attendee``, of whom lists said ``listed`` so far.

    ``answers`` say by field whose value stands where both changed; ``renewed`` that this is a list known already, of
    which a mark taken away means something; ``carried`` that the registration was passed on to the person of the list.
    """
    changes: dict[str, object] = {}
    now: dict[str, object] = {}
    conflicts: list[Conflict] = []
    for name, value in person.fields.items():
        if not value:
            continue
        if listed.get(name) != value:
            now[name] = value
        decided = FILE if carried and name != "status" else answers.get(name)
        match _decide(name, value_of(attendee, name), value, listed.get(name), decided):
            case "take":
                changes[name] = Status(value) if name == "status" else value
                now[name] = value
            case "ask":
                conflicts.append(Conflict(name, str(value_of(attendee, name)), value))
    if person.refuses_consent:
        conflicts += _merge_refusal(attendee.consent, listed.get("consent"), answers.get("consent"), changes, now)
    _merge_sessions(attendee, person, listed, changes, now, renewed=renewed)
    if carried:
        blank = (name for name in PASSED_ON_BLANK if getattr(attendee, name) and not person.fields.get(name))
        changes |= dict.fromkeys(blank, "")
    return Merged(changes, now, tuple(conflicts))


def _merge_refusal(
    desk: str, before: object, answer: str | None, changes: dict[str, object], now: dict[str, object]
) -> list[Conflict]:
    """Consent that a list gave before and now takes back is gone; of one that the desk was given, a person decides."""
    if before != REFUSED:
        now["consent"] = REFUSED
    if not desk:
        return []
    match _decide("consent", desk, REFUSED, before, answer):
        case "take":
            changes["consent"] = ""
        case "ask":
            return [Conflict("consent", desk, "")]
    return []


def _decide(name: str, desk: str, file: str, before: object, answer: str | None) -> str:
    """``keep`` the desk's value, ``take`` the file's, or ``ask``."""
    if desk == file or before == file:
        return "keep" if desk == file or answer != FILE else "take"
    if name == "status" and desk in _OUT:
        return _answered(answer)
    if before == desk or (not desk and before is None):
        return "take"
    if _are_alike(name, desk, file):
        return "keep"
    return _answered(answer)


def _answered(answer: str | None) -> str:
    return {FILE: "take", DESK: "keep"}.get(answer or "", "ask")


def _are_alike(name: str, one: str, other: str) -> bool:
    """Whether two values say the same, written in two ways."""
    if name == "affiliation":
        return same_company(one, other)
    if name in ("name", "name_latin"):
        return name_key(one) == name_key(other)
    return one.casefold() == other.casefold()


def _merge_sessions(
    attendee: Attendee,
    person: RosterRow,
    listed: Listed,
    changes: dict[str, object],
    now: dict[str, object],
    *,
    renewed: bool,
) -> None:
    """Sessions the list added or took away since last time; those the desk gave or took stay as they are there."""
    sessions = person.sessions
    if sessions is None:
        return
    before = set(listed.get("sessions") or ())
    added = sessions - before
    removed = _taken_away(sessions, person.session_columns, before) if renewed else frozenset()
    if added or removed:
        now["sessions"] = sorted((before | sessions) - removed)
    after = (set(attendee.sessions) - removed) | added
    if after != set(attendee.sessions):
        changes["sessions"] = tuple(sorted(after))


def _taken_away(sessions: frozenset[str], columns: frozenset[str] | None, before: Collection[str]) -> frozenset[str]:
    """Sessions of last time that are not there now; an empty list of sessions says nothing."""
    if columns is None:
        return frozenset(before) - sessions if sessions else frozenset()
    return (frozenset(before) & columns) - sessions


def new_fields(person: RosterRow) -> dict[str, object]:
    """What is kept of somebody who is new: the fields that say something.  Called for every row of a list."""
    fields: dict[str, object] = {
        name: value for name, value in person.fields.items() if value and (name in _KEPT or name.startswith(OWN))
    }
    fields["status"] = Status(person.fields.get("status") or Status.REGISTERED)
    if person.sessions:
        fields["sessions"] = tuple(sorted(person.sessions))
    return fields
