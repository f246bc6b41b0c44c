"""One sentence for each answer to a scan: what it means, and what to do."""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from kiosk.core.agenda import opens_at
from kiosk.core.attendance import HANDOUT, Direction
from kiosk.core.programme import Session, Tracking
from kiosk.core.scan import Answer, Previous, Verdict
from kiosk.words.catalogue import N_, _, title_of
from kiosk.words.terms import headline


def message(answer: Answer, programme: Mapping[str, Session], zone: tzinfo) -> str:
    """One sentence for an answer: what it means and what to do; moments in the event's time zone."""
    session = programme.get(answer.session or "")
    title = title_of(session) if session else ""
    previous = answer.previous
    values = {
        "session": title,
        "reason": answer.reason,
        "opens": _clock(opens_at(session), zone) if session else "",
        "ended": _clock(session.ends_at, zone) if session else "",
        "capacity": session.capacity if session else "",
        "when": _clock(previous.at, zone, answer.at) if previous else "",
        "desk": previous.desk if previous else "",
        "number": answer.party.number if answer.party else "",
        "size": answer.party.size if answer.party else "",
    }
    if answer.verdict is Verdict.REPEAT and previous is not None:
        return _("The same code twice within five seconds; the first answer applies: {first}.").format(
            first=headline(Verdict.ADMITTED if previous.overridden else previous.verdict)
        )
    if answer.verdict is Verdict.CANCELLED and answer.reason:
        return _("This registration was cancelled: {reason}").format(**values)
    if answer.verdict is Verdict.LEFT and session is not None and session.tracking is Tracking.ENTRY:
        return _("Noted. {session} tracks entries only: attendance runs to its end.").format(**values)
    if answer.left and answer.verdict in (Verdict.ADMITTED, Verdict.ADMITTED_UNLISTED):
        return _("Welcome to {session}. {left}").format(left=left_text(answer, programme), **values)
    if answer.verdict is Verdict.NO_SESSION:
        return _next_opening(answer, programme, zone)
    if answer.verdict is Verdict.NOT_IN and session is None:
        return _("Nothing is open here, so there is nothing to leave.")
    if answer.verdict is Verdict.NOT_IN and previous is not None:
        return _left_already(answer, previous, programme, zone)
    if answer.overridden:
        return _(_overridden(answer, session)).format(**values)
    if session is not None and session.kind == HANDOUT:
        return _(_of_handout(answer)).format(**values)
    return _(_MESSAGES[answer.verdict]).format(**values)


def _overridden(answer: Answer, session: Session | None) -> str:
    if session is not None and session.kind == HANDOUT:
        return N_("{session} was handed out by decision of the desk.")
    if answer.direction is Direction.OUT:
        return N_("Left {session} by decision of the desk.")
    return N_("Admitted to {session} by decision of the desk.")


def _of_handout(answer: Answer) -> str:
    """Somebody not listed yet is given one, too; what came back already is told with when."""
    if answer.accepted and answer.person is None:
        return _MESSAGES[Verdict.ADMITTED_UNLISTED]
    if answer.verdict is Verdict.NOT_LENT and answer.previous is not None:
        return N_("{session} was returned at {when} already, desk {desk}.")
    return _MESSAGES[answer.verdict]


def word_of(answer: Answer) -> str:
    """The one word of an answer: who goes out again has left, and was not absent."""
    if answer.overridden and answer.verdict in OF_HANDOUTS:
        return _("Hand it out anyway")
    if answer.overridden:
        return _("Admitted anyway")
    if answer.verdict is Verdict.NOT_IN and answer.previous is not None:
        return _("Left already")
    return headline(answer.verdict)


def _left_already(answer: Answer, previous: Previous, programme: Mapping[str, Session], zone: tzinfo) -> str:
    """When this stay ended: by an exit, or by entering somewhere else."""
    of, by = programme.get(answer.session or ""), programme.get(previous.session or "")
    title, when = title_of(of) if of else answer.session or "", _clock(previous.at, zone, answer.at)
    if by is None or previous.session == answer.session:
        return _("Left {session} at {when} already, desk {desk}.").format(session=title, when=when, desk=previous.desk)
    return _("Left {session} at {when} already, by entering {other}.").format(
        session=title, when=when, other=title_of(by)
    )


def left_text(answer: Answer, programme: Mapping[str, Session]) -> str:
    """Which sessions the entry ended the stay in; empty when none."""
    titles = [title_of(programme[code]) if code in programme else code for code in answer.left]
    return _("Left {session} by entering here.").format(session=", ".join(titles)) if titles else ""


OF_HANDOUTS = (Verdict.ALREADY_GIVEN, Verdict.NONE_LEFT)
"""Refusals that say by themselves that something was to be handed out."""
_MESSAGES = {
    Verdict.UNKNOWN: N_("This is not a code of this event. Find the person by name."),
    Verdict.OTHER_EVENT: N_(
        "This ticket is for another event. Ask for the ticket of this one, or find the person by name."
    ),
    Verdict.FORGED: N_("This code was not issued by this event. Find the person by name and check who they are."),
    Verdict.REVOKED: N_("This code was replaced by a newer one. Ask for the latest ticket."),
    Verdict.CANCELLED: N_("This registration was cancelled. Ask the organiser."),
    Verdict.BLOCKED: N_("The organiser blocked this registration: {reason}"),
    Verdict.NOT_CONFIRMED: N_(
        "This registration is not confirmed yet: a place, a payment or an approval is pending. Ask the organiser."
    ),
    Verdict.TOO_EARLY: N_("{session} opens for entry at {opens}."),
    Verdict.TOO_LATE: N_("{session} ended at {ended}."),
    Verdict.NOT_ELIGIBLE: N_("{session} is for other categories."),
    Verdict.NOT_REGISTERED: N_("Not on the list of {session}."),
    Verdict.REPEAT: N_("The same code twice within five seconds."),
    Verdict.ALREADY_IN: N_("Came in at {when}, desk {desk}."),
    Verdict.ALREADY_GIVEN: N_("{session} was handed out at {when} already, desk {desk}."),
    Verdict.NOT_LENT: N_("{session} was not lent to this person, so there is nothing to return."),
    Verdict.NONE_LEFT: N_("All of {session} are handed out: {capacity}."),
    Verdict.RETURNED: N_("{session} was returned."),
    Verdict.COMPANION: N_("Welcome to {session}: {number} of {size} on this ticket."),
    Verdict.GIVEN: N_("Hand out: {session}."),
    Verdict.NOT_IN: N_("No entry to {session} is open, so there is nothing to leave."),
    Verdict.FULL: N_("{session} has reached its {capacity} {capacity:place|places}."),
    Verdict.HOUSE_RULE: N_("A rule of this event refuses the entry: {reason}"),
    Verdict.LEFT: N_("Left {session}."),
    Verdict.ADMITTED: N_("Welcome to {session}."),
    Verdict.ADMITTED_UNLISTED: N_(
        "The ticket is genuine; the name will follow when the desks have exchanged their records."
    ),
}


def _next_opening(answer: Answer, programme: Mapping[str, Session], zone: tzinfo) -> str:
    coming = programme.get(answer.opens_next or "")
    if coming is None:
        return _("Nothing more opens here.")
    return _("Nothing is open for entry here. Next: {session}, from {opens}.").format(
        session=title_of(coming), opens=_clock(opens_at(coming), zone, answer.at)
    )


def _clock(at: datetime, zone: tzinfo, today: datetime | None = None) -> str:
    """The time of day; with the date when it is another day than ``today``."""
    local = at.astimezone(zone)
    if today is not None and local.date() != today.astimezone(zone).date():
        return f"{local:%m-%d %H:%M}"
    return f"{local:%H:%M}"
