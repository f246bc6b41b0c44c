"""Where somebody should have gone who was refused at the wrong door."""

from collections.abc import Collection, Mapping

from kiosk.core.agenda import opens_at
from kiosk.core.attendance import REGISTRATION, Direction
from kiosk.core.programme import Admission, Session
from kiosk.core.roster import Registered, may_enter
from kiosk.core.scan import Answer, Verdict

WRONG_DOOR = frozenset({
    Verdict.NO_SESSION, Verdict.TOO_EARLY, Verdict.TOO_LATE, Verdict.NOT_ELIGIBLE, Verdict.NOT_REGISTERED,
})  # fmt: skip
"""Refusals that say: not here, or not now."""


def right_session(
    answer: Answer, programme: Mapping[str, Session], person: Registered, been: Collection[str]
) -> Session | None:
    """The session that is open now for ``person``, who was refused entry to another; None where there is none.

    Registration comes first, then what the person is on a list of or what is for their category, then the session that
    starts nearest.  ``been`` are codes of sessions that the person has entered and not left.
    """
    if answer.verdict not in WRONG_DOOR or answer.accepted or answer.direction is Direction.OUT:
        return None
    fitting = [
        session
        for session in programme.values()
        if session.code != answer.session
        and session.code not in been
        and opens_at(session) <= answer.at < session.ends_at
        and may_enter(person, session)
    ]
    return min(
        fitting,
        key=lambda session: (
            session.kind != REGISTRATION,
            session.admission is Admission.OPEN,
            abs(session.starts_at - answer.at),
            session.code,
        ),
        default=None,
    )


def is_at_hand(session: Session, room: str | None) -> bool:
    """Whether a desk in ``room`` (none: the one door of the event) may check people in to ``session``.

    Registration holds nobody, so it does no harm from anywhere.  Into any other room people have to walk first.
    """
    return not room or session.room == room or session.kind == REGISTRATION
