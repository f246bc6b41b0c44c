"""What a change of the programme would do to minutes and certificates of those who were scanned already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.core import attendance
from kiosk.core.attendance import AttendanceStatus, Movement
from kiosk.core.certificate import Rule, entitlement
from kiosk.core.programme import Session
from kiosk.core.roster import Attendee


@dataclass(frozen=True, slots=True)
class Effect:
    """A session people were admitted to, as it is and as it would be.

    ``came`` and ``minutes`` are people with at least a whole minute in it and the sum of their whole minutes, before
    and after; ``gain`` and ``lose`` are people who would earn a certificate then, or no longer, by all the changes
    together; ``issued`` counts certificates given out, which keep what they say.
    """

    before: Session
    after: Session
    admitted: int
    came: tuple[int, int]
    minutes: tuple[int, int]
    gain: int
    lose: int
    issued: int

    @property
    def moved(self) -> bool:
        """Whether its hours would be others."""
        return (self.before.starts_at, self.before.ends_at) != (self.after.starts_at, self.after.ends_at)

    @property
    def renamed(self) -> bool:
        """Whether its title would be another."""
        return dict(self.before.titles) != dict(self.after.titles)


def changes_attendance(before: Session, after: Session) -> bool:
    """Whether a change can be seen in minutes, in certificates or in what they say."""
    return _shape(before) != _shape(after) or dict(before.titles) != dict(after.titles)


def effects(
    people: Iterable[tuple[Attendee, Sequence[Movement]]], rule: Rule,
    before: Mapping[str, Session], after: Mapping[str, Session], admitted: Mapping[str, int], issued: int,
) -> tuple[Effect, ...]:  # fmt: skip
    """An effect for each session of ``admitted`` (people by session code), between the programmes ``before`` and
    ``after``; ``people`` are all who were scanned, with their movements."""
    sums = [{code: [0, 0] for code in admitted} for _ in (before, after)]
    gain = lose = 0
    for attendee, own in people:
        earned = []
        for programme, sum_of in zip((before, after), sums, strict=True):
            stays = attendance.stays(own, programme)
            judged = [attendance.attendance(session, stays) for session in programme.values()]
            for one in judged:
                if one.session in sum_of and one.status is not AttendanceStatus.ABSENT:
                    sum_of[one.session][0] += one.minutes > 0
                    sum_of[one.session][1] += one.minutes
            earned.append(bool(attendee.name) and entitlement(attendee, judged, programme, rule).earned)
        gain += earned == [False, True]
        lose += earned == [True, False]
    was, would = sums
    return tuple(
        Effect(before[code], after[code], count, (was[code][0], would[code][0]), (was[code][1], would[code][1]), gain,
               lose, issued)
        for code, count in admitted.items()
    )  # fmt: skip


def _shape(session: Session) -> tuple[object, ...]:
    return session.starts_at, session.ends_at, session.kind, session.tracking, session.counts, session.minimum_share
