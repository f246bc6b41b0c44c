"""The audit trail: who changed people, rules and attendance, when, at which desk, from what to what.

It is told from the operations and stored nowhere: an entry is an operation held against those before it.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kiosk.core.earlier_shapes import in_todays_shape
from kiosk.core.mail import Outcome
from kiosk.core.operation import SIGNED, TEXTS, Kind, Operation, fold_edit
from kiosk.core.roster import Status

SECRET_FIELDS = frozenset({"secret", "tag"})
"""Fields of an event that nobody may read: whoever knows them can forge tickets."""
HIDDEN_FIELDS = frozenset({"listed"})
"""What lists said of a person changes nothing in the records."""


class Action(StrEnum):
    """What somebody did."""

    ADDED = "added"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    BLOCKED = "blocked"
    RESTORED = "restored"
    NEW_CODE = "new_code"
    SESSION_CHANGED = "session_changed"
    SESSION_REMOVED = "session_removed"
    OWN_FIELD_CHANGED = "own_field_changed"
    OWN_FIELD_REMOVED = "own_field_removed"
    HANDOUT_CHANGED = "handout_changed"
    HANDOUT_REMOVED = "handout_removed"
    EVENT_CHANGED = "event_changed"
    ADMITTED = "admitted"
    LEFT = "left"
    GIVEN = "given"
    RETURNED = "returned"
    TAKEN_BACK = "taken_back"
    CERTIFIED = "certified"
    CERTIFICATE_REVOKED = "certificate_revoked"
    BADGE = "badge"  # told of one person only: an event has one for everybody
    MAIL_BEGUN = "mail_begun"  # told of one person only, and while no answer is known
    MAIL_SENT = "mail_sent"
    MAIL_REFUSED = "mail_refused"
    MAIL_PUT_OFF = "mail_put_off"
    MAIL_UNSURE = "mail_unsure"
    OPERATOR_CHANGED = "operator_changed"
    MEETING_CHANGED = "meeting_changed"
    JOINED = "joined"  # two entries were said to be one person, or two
    LAYOUT_CHANGED = "layout_changed"
    ACCEPTED = "accepted"  # a double admission was left as it is
    ERASED = "erased"
    REMOVED = "removed"  # the import that brought somebody was taken back
    TRANSLATED = "translated"  # what a name is called in other languages
    IMPORTED = "imported"
    IMPORT_TAKEN_BACK = "import_taken_back"
    OTHER = "other"  # something this version does not know, kept and told with its kind


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: ``before`` and ``after`` hold only the fields that differ.

    ``at`` is aware, in UTC, by the corrected clock; ``desk`` is the laptop's id, or its name where that is known.
    ``subject`` is the id of the person or the code of the session; ``name`` is what the person was called by then.
    """

    op_id: str
    at: datetime
    operator: str
    desk: str
    action: Action
    kind: str
    subject: str
    name: str
    before: Mapping[str, object]
    after: Mapping[str, object]
    reason: str = ""


def trail(operations: Iterable[Operation]) -> Iterator[Entry]:
    """The changes that ``operations`` made, given in the order of their logical clocks; what was erased is not told."""
    return _entries(operations, _TELLERS)


def trail_of_person(operations: Iterable[Operation]) -> Iterator[Entry]:
    """As ``trail``, of what was done about one person: badges are told, the first ticket is part of the entry, and a
    mail that was begun is told as long as nobody knows what became of it.
    """
    own = list(operations)
    answered = {op.payload.get("of") for op in own if op.kind == Kind.MAIL and op.nonce is not None}
    heard = (op for op in own if op.kind != Kind.MAIL or op.op_id not in answered)
    told = _entries(heard, _TELLERS | {Kind.BADGE: _badge, Kind.MAIL: _mail_or_its_begin})
    return (entry for entry in told if entry.action is not Action.NEW_CODE or entry.before)


def _entries(operations: Iterable[Operation], tellers: Mapping[str, "Teller"]) -> Iterator[Entry]:
    known = _Known()
    for op in operations:
        if op.nonce is None:
            continue
        teller = tellers.get(op.kind, _other)
        entry = teller(op, known)
        if entry is not None:
            yield entry


class _Known:
    """What is known by the line that is being told: the fields of every subject, and the scans that can be voided."""

    def __init__(self) -> None:
        self.fields: dict[tuple[str, str], dict[str, object]] = {}
        self.scans: dict[str, Operation] = {}

    def change(self, op: Operation) -> tuple[dict[str, object], dict[str, object], bool]:
        """Fields before and after where they differ, and whether there was nothing before."""
        held = self.fields.setdefault((op.kind, op.subject), {})
        is_new = not held
        told = in_todays_shape(op.kind, op.payload)
        edit = {name: value for name, value in told.items() if name not in HIDDEN_FIELDS and name != SIGNED}
        before: dict[str, object] = {}
        changed: dict[str, object] = {}
        for name, value in edit.items():
            was, now = _difference(name, held.get(name), value)
            if was == now:
                continue
            changed[name] = now
            if name in held:
                before[name] = was
        fold_edit(held, edit)
        return before, changed, is_new

    def name_of(self, person: str) -> str:
        return str(self.fields.get((Kind.ATTENDEE, person), {}).get("name", ""))


Teller = Callable[[Operation, _Known], Entry | None]


def _entry(
    op: Operation,
    action: Action,
    known: _Known,
    before: Mapping[str, object],
    after: Mapping[str, object],
    subject: str = "",
    reason: str = "",
) -> Entry:
    whom = subject or op.subject
    return Entry(
        op.op_id, op.at, op.operator, op.desk_id, action, op.kind, whom, known.name_of(whom), before, after,
        reason,
    )  # fmt: skip


_BY_STATUS: dict[object, Action] = {
    Status.CANCELLED: Action.CANCELLED, Status.BLOCKED: Action.BLOCKED, Status.REGISTERED: Action.RESTORED,
}  # fmt: skip


def _attendee(op: Operation, known: _Known) -> Entry | None:
    before, after, is_new = known.change(op)
    if not after:
        return None
    reason = str(after.pop("status_reason", "") or "")
    before.pop("status_reason", None)
    action = Action.ADDED if is_new else Action.CHANGED
    if after.get("removed"):
        action = Action.REMOVED
    elif not is_new and "status" in after:
        action = _BY_STATUS.get(after["status"], Action.CHANGED)
    return _entry(op, action, known, before, after, reason=reason)


def _ticket(op: Operation, known: _Known) -> Entry:
    replaced = {"ticket_code": list(op.payload["revokes"])} if op.payload["revokes"] else {}
    given = {"ticket_code": op.payload["key"]}
    return _entry(op, Action.NEW_CODE, known, replaced, given, reason=str(op.payload.get("reason", "")))


def _session(op: Operation, known: _Known) -> Entry | None:
    return _edit(op, known, Action.SESSION_CHANGED, Action.SESSION_REMOVED)


def _handout(op: Operation, known: _Known) -> Entry | None:
    return _edit(op, known, Action.HANDOUT_CHANGED, Action.HANDOUT_REMOVED)


def _own_field(op: Operation, known: _Known) -> Entry | None:
    return _edit(op, known, Action.OWN_FIELD_CHANGED, Action.OWN_FIELD_REMOVED)


def _edit(op: Operation, known: _Known, changed: Action, removed: Action) -> Entry | None:
    before, after, is_new = known.change(op)
    if not after:
        return None
    return _entry(op, removed if after.get("removed") else changed, known, {} if is_new else before, after)


def _event(op: Operation, known: _Known) -> Entry | None:
    before, after, _ = known.change(op)
    told, before = (
        {name: _value_of_event(name, value) for name, value in fields.items() if name not in SECRET_FIELDS}
        for fields in (after, before)
    )
    return _entry(op, Action.EVENT_CHANGED, known, before, told) if told else None


def _value_of_event(name: str, value: object) -> object:
    """A picture is told by its fingerprint: whether it is another one is all a line can say."""
    return hashlib.sha256(str(value).encode()).hexdigest()[:12] if name in ("seal", "picture") and value else value


def _scan(op: Operation, known: _Known) -> Entry | None:
    """A refusal changes nobody's attendance and is told in the list of scans."""
    known.scans[op.op_id] = op
    if not op.payload["accepted"]:
        return None
    goes_out = op.direction == "out"
    action = Action.LEFT if goes_out else Action.ADMITTED
    if (Kind.HANDOUT, op.session or "") in known.fields:
        action = Action.RETURNED if goes_out else Action.GIVEN
    after = {"session": op.session, "desk": op.payload["desk"]}
    return _entry(op, action, known, {}, after, reason=str(op.payload.get("override") or ""))


def _void(op: Operation, known: _Known) -> Entry:
    scan = known.scans.get(op.subject)
    before = {"session": scan.session, "direction": scan.direction} if scan else {}
    return _entry(
        op, Action.TAKEN_BACK, known, before, {}, subject=scan.subject if scan else op.subject,
        reason=str(op.payload.get("reason", "")),
    )  # fmt: skip


def _certificate(op: Operation, known: _Known) -> Entry:
    """A reissue is told with the number it replaces and its reason."""
    replaced = op.payload.get("replaces")
    before = {"serial": replaced} if replaced else {}
    reason = str(op.payload.get("reason") or "")
    return _entry(op, Action.CERTIFIED, known, before, {"serial": op.payload["serial"]}, reason=reason)


def _revoke(op: Operation, known: _Known) -> Entry:
    before = {"serial": op.payload["serial"]}
    return _entry(op, Action.CERTIFICATE_REVOKED, known, before, {}, reason=str(op.payload["reason"]))


def _badge(op: Operation, known: _Known) -> Entry:
    return _entry(op, Action.BADGE, known, {}, {}, reason=str(op.payload.get("reason") or ""))


_BY_ANSWER = {
    Outcome.SENT: Action.MAIL_SENT, Outcome.REFUSED: Action.MAIL_REFUSED, Outcome.PUT_OFF: Action.MAIL_PUT_OFF,
    Outcome.UNSURE: Action.MAIL_UNSURE,
}  # fmt: skip


def _mail(op: Operation, known: _Known) -> Entry | None:
    """A mail by what became of it, where it went, and what its server said."""
    action = _BY_ANSWER.get(op.payload["state"])
    if action is None:
        return None
    after = {name: op.payload[name] for name in ("address", "server") if op.payload.get(name)}
    return _entry(op, action, known, {}, after)


def _mail_or_its_begin(op: Operation, known: _Known) -> Entry | None:
    if op.payload["state"] != Outcome.BEGUN:
        return _mail(op, known)
    return _entry(op, Action.MAIL_BEGUN, known, {}, {"address": op.payload.get("address", "")})


def _operator(op: Operation, known: _Known) -> Entry | None:
    """Role, and that there is a new PIN; never what is kept of the PIN."""
    before, after, is_new = known.change(op)
    secret = ("pin", "key")
    told = {name: value for name, value in after.items() if name not in secret and (name, is_new) != ("removed", True)}
    if "pin" in after and not is_new:
        told["pin"] = True
    before = {name: value for name, value in before.items() if name not in secret}
    return replace(_entry(op, Action.OPERATOR_CHANGED, known, before, told), name=op.subject) if told else None


def _other(op: Operation, known: _Known) -> Entry:
    """Of a kind not known here the fields are named, not their contents: they may be secret."""
    _before, after, _ = known.change(op)
    return _entry(op, Action.OTHER, known, {}, {"fields": sorted(after)})


def _meeting(op: Operation, known: _Known) -> Entry | None:
    before, after, is_new = known.change(op)
    return _entry(op, Action.MEETING_CHANGED, known, {} if is_new else before, after) if after else None


def _merge(op: Operation, known: _Known) -> Entry:
    """The other entry is told by its name; ``same`` says whether they are one person."""
    other = str(op.payload["into"])
    after = {"into": known.name_of(other) or other, "same": op.payload["same"]}
    return _entry(op, Action.JOINED, known, {}, after)


def _import(op: Operation, known: _Known) -> Entry:
    """A list is told by the name of its file and the numbers of people it brought and changed."""
    _before, after, is_new = known.change(op)
    if not is_new:
        return _entry(op, Action.IMPORT_TAKEN_BACK, known, {}, {})
    told = {name: value for name, value in after.items() if name in ("file", "new", "changed")}
    return _entry(op, Action.IMPORTED, known, {}, told)


def _translation(op: Operation, known: _Known) -> Entry | None:
    before, after, _ = known.change(op)
    return replace(_entry(op, Action.TRANSLATED, known, before, after), name=op.subject) if after else None


def _only(action: Action) -> Callable[[Operation, _Known], Entry]:
    """Of a kind whose content nobody reads in a list: that it was done."""
    return lambda op, known: _entry(op, action, known, {}, {})


def _nothing(_op: Operation, _known: _Known) -> None:
    """Changes no record: paper is told by the print queue, sign-ins are counted when a PIN is entered."""


_TELLERS: dict[str, Teller] = {
    Kind.ATTENDEE: _attendee,
    Kind.TICKET: _ticket,
    Kind.SESSION: _session,
    Kind.HANDOUT: _handout,
    Kind.OWN_FIELD: _own_field,
    Kind.EVENT: _event,
    Kind.SCAN: _scan,
    Kind.VOID: _void,
    Kind.CERTIFICATE: _certificate,
    Kind.REVOKE: _revoke,
    Kind.MAIL: _mail,
    Kind.OPERATOR: _operator,
    Kind.MEETING: _meeting,
    Kind.MERGE: _merge,
    Kind.IMPORT: _import,
    Kind.TRANSLATION: _translation,
    Kind.LAYOUT: _only(Action.LAYOUT_CHANGED),
    Kind.ACCEPT: _only(Action.ACCEPTED),
    Kind.PURGE: _only(Action.ERASED),
    **dict.fromkeys((Kind.BADGE, Kind.CLOCK, Kind.SIGN_IN, Kind.CALL, Kind.FORM), _nothing),
    **dict.fromkeys((Kind.GRANT, Kind.WITHDRAW, Kind.LAPTOP, Kind.SEAL), _nothing),
}


def _difference(name: str, was: object, now: object) -> tuple[object, object]:
    """The values of a field before and after; of texts only the languages that differ."""
    if name not in TEXTS or not isinstance(now, Mapping):
        return was, now
    earlier = was if isinstance(was, Mapping) else {}
    languages = [language for language, text in now.items() if earlier.get(language, "") != text]
    return {each: earlier.get(each, "") for each in languages}, {each: now[each] for each in languages}
