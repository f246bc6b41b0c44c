"""Tickets by mail: whom a mail can reach, what it says, and what became of those sent so far.

A mail is noted twice: when it is begun, before a server hears of it, and when the server has answered.  One that was
begun and has no answer may have been accepted: it is unsure, and nobody sends it again unasked.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from kiosk.core.operation import Operation
from kiosk.core.roster import Attendee

PLACEHOLDERS = (
    "name", "affiliation", "title", "event", "dates", "place", "organiser", "sessions", "code",
)  # fmt: skip
"""What may stand in braces in a mail's words."""

LONGEST_SUBJECT, LONGEST_BODY = 500, 50_000

_HOLE = re.compile(r"\{(\w*)\}")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_LONGEST_LOCAL, _LONGEST_ADDRESS = 64, 254  # RFC 5321, section 4.5.3.1


class Outcome(StrEnum):
    """What became of one mail."""

    BEGUN = "begun"  # a server is about to hear of it
    SENT = "sent"  # a server took it over
    REFUSED = "refused"  # a server refused it for good
    PUT_OFF = "put_off"  # a server did not take it now, and certainly does not have it
    UNSURE = "unsure"  # handed over whole, and no answer came


class MailState(StrEnum):
    """How somebody stands to their ticket."""

    DUE = "due"  # to be sent
    SENT = "sent"
    CHANGED = "changed"  # sent, and it would say something else now
    REFUSED = "refused"
    UNSURE = "unsure"
    NO_ADDRESS = "no_address"
    BAD_ADDRESS = "bad_address"
    NOT_INVITED = "not_invited"  # cancelled, blocked, or not confirmed


SENDABLE = frozenset({MailState.DUE, MailState.SENT, MailState.CHANGED, MailState.REFUSED, MailState.UNSURE})
"""States of people whom a mail can reach at all."""


@dataclass(frozen=True, slots=True)
class Sending:
    """One mail to one person: begun ``at`` (aware) at which laptop, to which address, what it said, and what the server
    answered.  ``mail`` is the id of the operation that began it.
    """

    mail: str
    desk: str
    at: datetime
    address: str
    content: str
    outcome: Outcome = Outcome.BEGUN
    server: str = ""

    @property
    def is_unsure(self) -> bool:
        """Whether a server may have it, and nobody knows."""
        return self.outcome in (Outcome.BEGUN, Outcome.UNSURE)


@dataclass(frozen=True, slots=True)
class Words:
    """What a mail says in one language, with its placeholders."""

    subject: str
    body: str


class WordsError(ValueError):
    """Words that cannot be sent: ``code`` of a trouble and its details."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code, self.details = code, details


def check_words(words: Words) -> None:
    """Raises ``WordsError`` for words that nobody could fill in or send."""
    for part, text, longest in (
        ("subject", words.subject, LONGEST_SUBJECT), ("body", words.body, LONGEST_BODY),
    ):  # fmt: skip
        if not text.strip():
            raise WordsError("mail.empty_words", part=part)
        if len(text) > longest:
            raise WordsError("mail.long_words", part=part, most=longest)
        for name in _HOLE.findall(text):
            if name not in PLACEHOLDERS:
                known = ", ".join(f"{{{each}}}" for each in PLACEHOLDERS)
                raise WordsError("mail.unknown_placeholder", placeholder=f"{{{name}}}", known=known)


def filled(text: str, values: Mapping[str, str]) -> str:
    """``text`` with its placeholders filled in, in one go: what a name holds is never filled in again."""
    return _HOLE.sub(lambda hole: values.get(hole[1], hole[0]), text)


def reachable_address(email: str) -> str:
    """The address as a server takes it, its domain in ASCII; empty where it is none that a mail could go to.

    Line ends, commas and everything else that could add a second recipient or a header are not part of any address.
    """
    local, at, domain = email.strip(" ").rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii") if domain.isprintable() else ""
    except UnicodeError:
        return ""
    labels = ascii_domain.split(".")
    address = f"{local}{at}{ascii_domain.lower()}"
    good = (
        len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
        and _LOCAL.fullmatch(local) is not None
        and len(local) <= _LONGEST_LOCAL
        and len(address) <= _LONGEST_ADDRESS
    )
    return address if good else ""


def content_mark(*parts: object) -> str:
    """A fingerprint of all that a mail says: two of the same are the same mail."""
    return sha256(json.dumps(parts, ensure_ascii=False, default=str).encode("utf-8", "replace")).hexdigest()[:32]


def sendings(operations: Iterable[Operation]) -> list[Sending]:
    """The mails that ``operations`` (of one person, in the order of their logical clocks) tell of, the oldest first.

    Of several answers to one mail that the server took it counts; otherwise the latest.
    """
    found: dict[str, Sending] = {}
    for op in operations:
        outcome = _outcome(op.payload.get("state"))
        if outcome is Outcome.BEGUN:
            address, content = str(op.payload.get("address", "")), str(op.payload.get("content", ""))
            found[op.op_id] = Sending(op.op_id, op.desk_id, op.at, address, content)
            continue
        begun = found.get(str(op.payload.get("of", "")))
        if outcome is not None and begun is not None and begun.outcome is not Outcome.SENT:
            found[begun.mail] = replace(begun, outcome=outcome, server=str(op.payload.get("server", "")))
    return list(found.values())


def state_of(person: Attendee, content: str, mails: Iterable[Sending]) -> MailState:
    """How somebody stands to their ticket, whose mail would say ``content`` now."""
    if not person.is_registered:
        return MailState.NOT_INVITED
    if not person.email.strip():
        return MailState.NO_ADDRESS
    address = reachable_address(person.email)
    if not address:
        return MailState.BAD_ADDRESS
    answered = [mail for mail in mails if mail.outcome is not Outcome.PUT_OFF]
    if any(mail.outcome is Outcome.SENT and mail.content == content for mail in answered):
        return MailState.SENT
    if not answered:
        return MailState.DUE
    last = answered[-1]
    if last.is_unsure:
        return MailState.UNSURE
    if last.outcome is Outcome.REFUSED and last.address == address:
        return MailState.REFUSED
    return MailState.CHANGED if any(mail.outcome is Outcome.SENT for mail in answered) else MailState.DUE


def _outcome(word: object) -> Outcome | None:
    """The outcome of this word; None for one that a newer version knows."""
    return Outcome(str(word)) if word in set(Outcome) else None
