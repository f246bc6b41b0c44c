"""Whose signature counts in one event file: the grants in its log, and what they allow."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
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
        self._spoken_by = ""

    def forget(self) -> None:
        """Read the grants again when next asked."""
        self._grants = None

    def root(self) -> str:
        """The key that vouches for all others, hexadecimal; the latest where there are several; empty without one."""
        return next((key for key, grant in reversed(self._known().items()) if authority.is_root(grant)), "")

    def is_granted(self, key: str) -> bool:
        """Whether a key is an organiser's."""
        return key in self._known()

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
                if _is_genuine(grant) and self._may_grant(grant, known, trusted):
                    known[grant.subject] = grant
                    found.append(grant)
                    left.remove(grant)
                    grew = True
        return found

    def fault(self, op: Operation, grants: Sequence[Operation] = ()) -> str:
        """Why an operation of another desk does not count, or nothing; ``grants`` are those accepted with it."""
        known = self._known() | {grant.subject: grant for grant in grants}
        if not known or op.kind == Kind.GRANT or not self._is_decided(op.kind, op.subject, op.payload, op.desk_id):
            return ""
        if authority.signature_of(op)[0] in known and _is_genuine(op):
            return ""
        return "" if any(_was_before(op, grant) for grant in known.values()) else UNSIGNED

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
            for grant in self._known().values() if authority.is_root(grant)
            for log_id, reached in _history(grant).items()
        )  # fmt: skip

    def _is_decided(self, kind: str, subject: str, payload: Mapping[str, Any], laptop: str = "") -> bool:
        laptop = laptop or self._laptop
        if kind != Kind.VOID:
            return authority.needs_organiser(kind, payload, laptop)
        scans = self._db.execute("SELECT desk_id FROM op WHERE op_id = ? AND kind = 'scan'", (subject,)).fetchall()
        return (laptop,) not in scans

    def _own_key(self) -> bytes | None:
        private = signatures.key_of_laptop(self._laptop) if self._known() else None
        return private if private is not None and self.is_granted(signatures.public_of(private)) else None

    def _may_grant(self, grant: Operation, known: Mapping[str, Operation], trusted: Sequence[str]) -> bool:
        if not authority.is_root(grant):
            return authority.signature_of(grant)[0] in known
        return authority.fingerprint(grant.subject) in trusted if trusted else not known

    def _known(self) -> dict[str, Operation]:
        if self._grants is None:
            self._grants = {op.subject: op for op in log.of_kind(self._db, Kind.GRANT)}
        return self._grants


def signer_with(private: bytes) -> Callable[[bytes], dict[str, str]]:
    """What signs with a key: of the bytes of a statement the fields of its signature."""
    return lambda message: {"by": signatures.public_of(private), "signature": signatures.sign(private, message)}


def waiting(connection: sqlite3.Connection, scans: Iterable[str] | None = None) -> list[Row]:
    """Lines set aside for want of a signature; with ``scans`` only those that take these back."""
    of_scans = list(scans or ())
    rows = connection.execute(
        f"SELECT {', '.join(log.COLUMNS)} FROM set_aside WHERE reason = ? AND taken = 1 ORDER BY hlc, op_id",
        (UNSIGNED,),
    ).fetchall()
    kind, subject = log.COLUMNS.index("kind"), log.COLUMNS.index("subject")
    return rows if scans is None else [row for row in rows if row[kind] == Kind.VOID and row[subject] in of_scans]


def history_of(connection: sqlite3.Connection) -> dict[str, object]:
    """How far each log reaches, as a root keeps it: number and chain of its last line."""
    return {log_id: [seq, chain.hex()] for log_id, (seq, chain) in log.chain_heads(connection).items()}


def _is_genuine(op: Operation) -> bool:
    by, signature = authority.signature_of(op)
    return bool(signature) and signatures.is_signed(by, signature, authority.statement_of(op))


def _was_before(op: Operation, grant: Operation) -> bool:
    """Whether an operation is of the history that a root found, which nobody could sign."""
    return authority.is_root(grant) and op.seq <= _history(grant).get(op.log_id, (0, ""))[0]


def _history(grant: Operation) -> dict[str, tuple[int, str]]:
    found = grant.payload.get("history")
    told = found.items() if isinstance(found, Mapping) else ()
    return {
        log_id: (reached[0], str(reached[1])) for log_id, reached in told
        if isinstance(reached, list) and len(reached) == 2 and type(reached[0]) is int
    }  # fmt: skip
