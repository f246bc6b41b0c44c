"""Who was sent their ticket, who is due, and whom no mail can reach."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.actions.mails.words import check
from kiosk.actions.mails.write_letters import Letter, LetterWriter
from kiosk.core.access import Permission
from kiosk.core.mail import SENDABLE, MailState, Sending, Words, reachable_address, state_of
from kiosk.core.operation import as_text
from kiosk.core.roster import Attendee
from kiosk.errors import KioskError
from kiosk.store.records import Records

CHOICES = (MailState.DUE, MailState.CHANGED, MailState.REFUSED, MailState.UNSURE)
"""Groups of people to send to; by themselves only those due are."""

_WHY_NOT = {
    MailState.NO_ADDRESS: "mail.no_address",
    MailState.BAD_ADDRESS: "mail.bad_address",
    MailState.NOT_INVITED: "mail.not_invited",
}


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody of the roster, what they would be sent, how they stand to it, and the last mail to them."""

    letter: Letter
    state: MailState
    last: Sending | None

    @property
    def person(self) -> Attendee:
        """Who it is."""
        return self.letter.person


@takes_event
def mail_roll(records: Records) -> list[Receiver]:
    """Everybody of the roster, in its order."""
    require(records, Permission.SEND_MAIL)
    writer, mails = LetterWriter(records), records.mails.all()
    return [receiver_of(writer, person, mails.get(person.id, [])) for person in records.people.all()]


def receiver_of(writer: LetterWriter, person: Attendee, mails: list[Sending]) -> Receiver:
    """How one person stands to their ticket."""
    letter = writer.letter(person)
    return Receiver(letter, state_of(person, letter.content, mails), mails[-1] if mails else None)


@takes_event
def sample_letter(records: Records, language: str, words: Words) -> Letter:
    """What somebody whose language it is would be sent in these words, or else anybody; raises ``KioskError`` for words
    that cannot be sent, and when there is nobody.
    """
    check(words)
    writer = LetterWriter(records)
    registered = (person for person in records.people.each() if person.is_registered)
    first = next(registered, None)
    if first is None:
        raise KioskError("mail.nobody")
    person = next((one for one in chain((first,), registered) if writer.language_of(one) == language), first)
    return writer.letter(person, words, language)


@takes_event
def due_count(records: Records) -> int:
    """How many people a first mail could go to and has not: quick, without writing anybody's letter."""
    reached = records.mails.reached()
    return sum(
        person not in reached and bool(reachable_address(address)) for person, address in records.people.addresses()
    )


def chosen(roll: Iterable[Receiver], only: Iterable[str] = (MailState.DUE,)) -> list[Receiver]:
    """Of a roll whom to send to: groups by the words of ``CHOICES``, and people by id or code whatever they got.

    Raises ``KioskError`` for an id or code that nobody has, and for somebody named whom no mail can reach.
    """
    everybody = list(roll)
    known = {key: one for one in everybody for key in (one.person.id, one.person.ticket_code) if key}
    found: dict[str, Receiver] = {}
    for word in only:
        if word in CHOICES:
            found |= {one.person.id: one for one in everybody if one.state == word}
            continue
        one = known.get(word) or known.get(re.sub(r"[\s-]", "", word))
        if one is None:
            raise KioskError("attendee.unknown", id=word)
        if one.state not in SENDABLE:
            raise KioskError(_WHY_NOT[one.state], name=one.person.name, email=one.person.email)
        found[one.person.id] = one
    return [one for one in everybody if one.person.id in found]


def unreachable(roll: Iterable[Receiver]) -> Iterator[Receiver]:
    """Those whose registration stands and who have no address, or none that is one."""
    return (one for one in roll if one.state in (MailState.NO_ADDRESS, MailState.BAD_ADDRESS))


def roll_json(one: Receiver) -> dict[str, object]:
    """A person as ``kiosk mail --json`` prints them."""
    last = one.last
    return {
        "attendee_id": one.person.id, "name": one.person.name, "email": one.person.email,
        "language": one.letter.language, "state": str(one.state), "outcome": last and str(last.outcome),
        "at": last and as_text(last.at), "address": last and last.address, "server": last.server if last else "",
    }  # fmt: skip
