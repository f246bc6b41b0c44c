"""Whose signature counts in one event file: the grants in its log, and what they allow."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from kiosk.core import authority
from kiosk.core.operation import Kind, Operation
from kiosk.store import log, signatures
from kiosk.store.log import Row

UNSIGNED = "authority"
"""Why a line is set aside that needs an organiser's signature and has none that counts."""


class Authority:
    """The organisers' keys of one event.  A grant in the log has been judged: whoever is named there has one.

    ``laptop`` is who writes here.
    """

    def __init__(self, connection: sqlite3.Connection, laptop: str) -> None:
        self._db, self._laptop = connection, laptop
        self._grants: dict[str, Operation] | None = None
        self._ended: dict[str, Operation] | None = None
        self._reach: dict[str, int] | None = None
        self._spoken_by = ""

    def forget(self) -> None:
        """Read the grants again when next asked."""
        self._grants = self._ended = self._reach = None

    def root(self) -> str:
        """The key that vouches for all others, hexadecimal; the latest where there are several; empty without one."""
        return next((key for key, grant in reversed(self._known().items()) if authority.is_root(grant)), "")

    def is_granted(self, key: str) -> bool:
        """Whether a key is an organiser's, and goes on being one."""
        return key in self._known() and key not in self._withdrawn()

    def granted(self) -> dict[str, Operation]:
        """What made each key an organiser's that ever was one."""
        return self._known()

    def are_laptops_sealed(self) -> bool:
        """Whether every laptop of the event has a key: the program that began it gave them one."""
        root = self._known().get(self.root())
        return root is not None and root.payload.get("sealed") is True

    def history_reach(self, log_id: str) -> int:
        """How far a log went when a root was made: so far it stands as it is."""
        if self._reach is None:
            self._reach = {}
            for grant in self._roots():
                for name, (seq, _chain) in _history(grant).items():
                    self._reach[name] = max(seq, self._reach.get(name, 0))
        return self._reach.get(log_id, 0)

    def is_organisers_laptop(self) -> bool:
        """Whether what is written here needs nobody's PIN to count."""
        return self._own_key() is not None

    def signing_key(self, person: str) -> bytes | None:
        """The private key with which an organiser's word is signed here: that of the laptop, or of the ``person`` (a
        public key) whose PIN was entered.
        """
        own = self._own_key()
        if own is not None or not self._known():
            return own
        return next((signatures.opened(key) for key in (person, self._spoken_by) if self.is_granted(key)), None)

    def speak_by(self, private: bytes) -> None:
        """Sign by the key of the recovery code that was typed, while this event is open."""
        self._spoken_by = signatures.keep_open(private)

    def is_needed(self, kind: str, subject: str, payload: Mapping[str, Any]) -> bool:
        """Whether what is about to be written here counts only with an organiser's signature."""
        return kind in authority.MAY_NEED and bool(self._known()) and self._is_decided(kind, subject, payload)

    def accepted(self, grants: Iterable[Operation], trusted: Sequence[str]) -> list[Operation]:
        """Those of ``grants`` that count: signed by an organiser's key, or by themselves where that is the root.

        ``trusted`` are the marks of roots that this laptop was told of by an invitation (``authority.fingerprint``);
        without any the first root that comes is the one.
        """
        known, left, found = dict(self._known()), list(grants), list[Operation]()
        grew = True
        while grew:
            grew = False
            for grant in list(left):
                if is_genuine(grant) and self._may_grant(grant, known, trusted) and not self._is_past(grant):
                    known[grant.subject] = grant
                    found.append(grant)
                    left.remove(grant)
                    grew = True
        return found

    def fault(self, op: Operation, grants: Sequence[Operation] = ()) -> str:
        """Why an operation of another desk does not count, or nothing; ``grants`` are those accepted with it."""
        known = self._known() | {grant.subject: grant for grant in grants}
        if not known or not self._is_decided(op.kind, op.subject, op.payload, op.desk_id):
            return ""
        if op.kind == Kind.GRANT:
            return UNSIGNED if self._is_past(op) else ""
        if authority.signature_of(op)[0] in known and is_genuine(op) and not self._is_past(op):
            return ""
        return "" if any(_was_before(op, grant) for grant in known.values() if authority.is_root(grant)) else UNSIGNED

    def unheeded(self) -> list[Row]:
        """What was taken in before there was a root, and does not count by it."""
        marks = ",".join("?" * len(authority.MAY_NEED))
        rows: list[Row] = self._db.execute(
            f"SELECT {', '.join(log.COLUMNS)} FROM op WHERE kind IN ({marks}) AND kind <> 'scan' AND nonce IS NOT NULL",
            sorted(authority.MAY_NEED),
        ).fetchall()
        return [row for row in rows if self.fault(log.operation_from(row))]

    def is_history_whole(self) -> bool:
        """Whether the logs that a root found are here as they were then; a log that is not here yet says nothing."""
        return all(
            (chain := log.chain_at(self._db, log_id, reached[0])) is None or chain.hex() == reached[1]
            for grant in self._roots()
            for log_id, reached in _history(grant).items()
        )  # fmt: skip

    def _is_decided(self, kind: str, subject: str, payload: Mapping[str, Any], laptop: str = "") -> bool:
        laptop = laptop or self._laptop
        if kind != Kind.VOID:
            return authority.needs_organiser(kind, payload, laptop)
        scans = self._db.execute("SELECT desk_id FROM op WHERE op_id = ? AND kind = 'scan'", (subject,)).fetchall()
        return (laptop,) not in scans

    def _own_key(self) -> bytes | None:
        """The key of the laptop that writes here; where it only reads, whichever organiser's key lies in its folder."""
        laptops = [self._laptop] if self._laptop else [grant.payload.get("laptop") for grant in self._known().values()]
        keys = (
            (signatures.key_of_laptop(laptop) for laptop in laptops if isinstance(laptop, str)) if self._known() else ()
        )
        return next((key for key in keys if key is not None and self.is_granted(signatures.public_of(key))), None)

    def _may_grant(self, grant: Operation, known: Mapping[str, Operation], trusted: Sequence[str]) -> bool:
        if not authority.is_root(grant):
            return authority.signature_of(grant)[0] in known
        return authority.fingerprint(grant.subject) in trusted if trusted else not known

    def _roots(self) -> list[Operation]:
        return [grant for grant in self._known().values() if authority.is_root(grant)]

    def _known(self) -> dict[str, Operation]:
        if self._grants is None:
            self._grants = {op.subject: op for op in log.of_kind(self._db, Kind.GRANT)}
        return self._grants

    def _withdrawn(self) -> dict[str, Operation]:
        """What ended each key that is an organiser's no more.  A root is not ended, and what it says goes first."""
        if self._ended is None:
            known, ended = self._known(), dict[str, Operation]()
            roots = {grant.subject for grant in self._roots()}
            words = log.of_kind(self._db, Kind.WITHDRAW)
            for op in sorted(words, key=lambda op: (authority.signature_of(op)[0] not in roots, op.hlc, op.op_id)):
                by = authority.signature_of(op)[0]
                if op.subject not in roots and by in known and not _is_past(op, ended):
                    ended.setdefault(op.subject, op)
            self._ended = ended
        return self._ended

    def _is_past(self, op: Operation) -> bool:
        return _is_past(op, self._withdrawn())


def signer_with(private: bytes) -> Callable[[bytes], dict[str, str]]:
    """What signs with a key: of the bytes of a statement the fields of its signature."""
    return lambda message: {"by": signatures.public_of(private), "signature": signatures.sign(private, message)}


def waiting(
    connection: sqlite3.Connection,
    scans: Collection[str] | None = None,
    kinds: Collection[str] = (),
    reason: str = UNSIGNED,
) -> list[Row]:
    """Lines set aside for want of a signature; with ``scans`` only those that take these back, with ``kinds`` such."""
    if scans is not None and not scans:
        return []
    rows: list[Row] = connection.execute(
        f"SELECT {', '.join(log.COLUMNS)} FROM set_aside WHERE reason = ? AND taken = 1 ORDER BY hlc, op_id", (reason,)
    ).fetchall()
    kind, subject = log.COLUMNS.index("kind"), log.COLUMNS.index("subject")
    if kinds:
        return [row for row in rows if row[kind] in kinds]
    return rows if scans is None else [row for row in rows if row[kind] == Kind.VOID and row[subject] in scans]


def history_of(connection: sqlite3.Connection) -> dict[str, object]:
    """How far each log reaches, as a root keeps it: number and chain of its last line."""
    return {log_id: [seq, chain.hex()] for log_id, (seq, chain) in log.chain_heads(connection).items()}


def is_genuine(op: Operation) -> bool:
    """Whether an operation is signed by the key that it names."""
    by, signature = authority.signature_of(op)
    try:
        return bool(signature) and signatures.is_signed(by, signature, authority.statement_of(op))
    except ValueError:  # it says a number that is none, which nobody can sign
        return False


def _is_past(op: Operation, withdrawn: Mapping[str, Operation]) -> bool:
    """Whether an operation was signed with a key that was an organiser's no more."""
    ended = withdrawn.get(authority.signature_of(op)[0])
    return ended is not None and op.op_id != ended.op_id and not _was_before(op, ended)


def _was_before(op: Operation, teller: Operation) -> bool:
    """Whether an operation is of the history that a root found, which nobody could sign, or that a withdrawal did."""
    return op.seq <= _history(teller).get(op.log_id, (0, ""))[0]


def _history(teller: Operation) -> dict[str, tuple[int, str]]:
    found = teller.payload.get("history")
    told = found.items() if isinstance(found, Mapping) else ()
    return {
        log_id: (reached[0], str(reached[1])) for log_id, reached in told
        if isinstance(reached, list) and len(reached) == 2 and type(reached[0]) is int
    }  # fmt: skip
