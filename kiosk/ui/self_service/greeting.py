"""What an attendee at the self-service desk is told: few words, in their language, about nobody but themselves.

Why somebody is not let in is between them and the staff: the screen says no reason that others could read, and no name
beside a refusal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum

from kiosk.core.agenda import opens_at
from kiosk.core.programme import Session
from kiosk.core.scan import Answer, Verdict
from kiosk.core.texts import in_language
from kiosk.ui.check_in.answer_text import Kind
from kiosk.ui.widgets.symbols import Symbol
from kiosk.words.catalogue import N_, say


class Badge(StrEnum):
    """What is known of the person's badge."""

    NONE = "none"
    PRINTING = "printing"
    READY = "ready"
    AT_THE_DESK = "at_the_desk"


@dataclass(frozen=True, slots=True)
class Greeting:
    """``title`` is read from afar; ``line`` says what is next.  ``needs_staff`` lights the way to the staff."""

    kind: Kind
    symbol: Symbol
    title: str
    name: str = ""
    line: str = ""
    needs_staff: bool = False

    @property
    def spoken(self) -> str:
        """For a screen reader."""
        return ". ".join(filter(None, (self.title, self.name, self.line)))


BADGES = {
    Badge.NONE: "",
    Badge.PRINTING: N_("Your badge is being printed."),
    Badge.READY: N_("Please take your badge."),
    Badge.AT_THE_DESK: N_("Please pick up your badge at the staff desk."),
}


def start(session: Session | None, language: str) -> Greeting:
    """What is shown while nobody is there."""
    line = in_language(session.titles, language) if session else ""
    return Greeting(Kind.IDLE, Symbol.SCAN, say(N_("Scan your ticket"), language), line=line)


def greeting(
    answer: Answer, programme: Mapping[str, Session], zone: tzinfo, language: str, badge: Badge = Badge.NONE
) -> Greeting:
    """The answer to a scan as its person is told it."""
    session = programme.get(answer.session or "")
    verdict = answer.previous.verdict if answer.verdict is Verdict.REPEAT and answer.previous else answer.verdict
    name = say(N_("{name}"), language).format(name=answer.person.name) if answer.person else ""
    title = in_language(session.titles, language) if session else ""
    line = say(BADGES[badge], language) if badge is not Badge.NONE else title
    if verdict is Verdict.GIVEN:
        return Greeting(Kind.DONE, Symbol.TICK, say(N_("Please take one"), language), name, title)
    if verdict is Verdict.RETURNED:
        return Greeting(Kind.DONE, Symbol.OUT, say(N_("Thank you for returning it"), language), name, title)
    if verdict is Verdict.LEFT:
        return Greeting(Kind.DONE, Symbol.OUT, say(N_("See you again"), language), name, title)
    if verdict is Verdict.ALREADY_IN:
        return Greeting(Kind.DONE, Symbol.TICK, say(N_("You are checked in already"), language), name, line)
    if verdict in (Verdict.ADMITTED, Verdict.ADMITTED_UNLISTED, Verdict.COMPANION) or answer.overridden:
        return Greeting(Kind.DONE, Symbol.TICK, say(N_("Welcome"), language), name, line)
    return _refusal(verdict, answer, programme, zone, language)


def lost(language: str) -> Greeting:
    """The scan is not on the disk: the person must not walk on."""
    return Greeting(
        Kind.ALARM, Symbol.ALARM, say(N_("Please scan again"), language), line=say(_ASK, language), needs_staff=True
    )


_ASK = N_("Please ask our staff.")
_NOT_OPEN = (Verdict.NO_SESSION, Verdict.TOO_EARLY)
_TITLES = {
    Verdict.UNKNOWN: N_("This code is not recognised"),
    Verdict.OTHER_EVENT: N_("This ticket is for another event"),
    Verdict.NOT_IN: N_("You are not checked in"),
    Verdict.TOO_LATE: N_("This session has ended"),
    Verdict.FULL: N_("The room is full"),
    Verdict.ALREADY_GIVEN: N_("You have been given one already"),
    Verdict.NONE_LEFT: N_("None are left"),
}


def _refusal(
    verdict: Verdict, answer: Answer, programme: Mapping[str, Session], zone: tzinfo, language: str
) -> Greeting:
    """A reason that anybody may read, or only the way to the staff."""
    title, line = say(_TITLES.get(verdict, N_("One moment, please")), language), say(_ASK, language)
    if verdict in _NOT_OPEN:
        title = say(N_("Not open yet"), language)
        coming = programme.get(answer.opens_next or answer.session or "")
        if coming is not None:
            opens = f"{opens_at(coming).astimezone(zone):%H:%M}"
            line = say(N_("{session}, from {opens}"), language).format(
                session=in_language(coming.titles, language), opens=opens
            )
    return Greeting(Kind.ATTENTION, Symbol.ATTENTION, title, line=line, needs_staff=verdict not in _NOT_OPEN)
