"""Which lines of other laptops count: those that the laptop that wrote them has sealed with its key.

``laptop`` operations say which key a laptop has, signed by an organiser's key or by that of an invitation an organiser
vouched for; ``seal`` operations are signed by that key.  Both stand in a log of their own, whose name sorts before all
others, so that whoever fetches many lines hears of the seals first.  A line without its seal waits beside the log.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from kiosk.core import authority, seals
from kiosk.core.hash_chain import chain_after
from kiosk.core.operation import Kind, Operation
from kiosk.store import log, signatures, sync_rows
from kiosk.store.authority import Authority, is_genuine, signer_with
from kiosk.store.log import COLUMNS, Row

UNSEALED = "seal"
"""Why a line waits beside the log: the laptop that wrote it has not signed that it did."""

FIRST_OF_ALL = "0-"
"""Begins the name of a log of seals."""

SEALS = (Kind.LAPTOP, Kind.SEAL)
"""What is said of laptops' keys and by them."""

_SIGNED_ALONE = (*SEALS, Kind.GRANT, Kind.WITHDRAW)
"""Kinds of which every line is signed by itself, with the place where it stands: they need no seal."""

_LOG, _SEQ, _DESK, _KIND, _CHAIN, _DIGEST = (
    COLUMNS.index(name) for name in ("log_id", "seq", "desk_id", "kind", "chain", "digest")
)
_FIXED = [COLUMNS.index(name) for name in (
    "log_id", "seq", "op_id", "desk_id", "v", "kind", "session", "direction", "wall_us", "offset_us", "hlc",
)]  # fmt: skip
Name = tuple[str, int]
Append = Callable[[Kind, str, dict[str, object], log.Sign], None]


class Voucher(NamedTuple):
    """What a laptop was invited with: the private key of its invitation, and the organiser's key and signature."""

    private: bytes
    by: str
    signature: str


class Seals:
    """The laptops' keys and seals of one event, as far as they are genuine."""

    def __init__(self, connection: sqlite3.Connection, keys: Authority, laptop: str) -> None:
        self._db, self._organisers, self._laptop = connection, keys, laptop
        self._keys: dict[str, set[str]] | None = None
        self._sealed: dict[tuple[str, str], dict[int, str]] = {}

    def forget(self) -> None:
        """Read keys and seals again when next asked."""
        self._keys = None

    def is_needed(self, laptop: str) -> bool:
        """Whether lines of a laptop count only with a seal."""
        return laptop in self._known() or self._organisers.are_laptops_sealed()

    def learn(self, op: Operation, grants: Iterable[Operation] = ()) -> bool:
        """Take a laptop's key or a seal for what it says, if it is genuine; ``grants`` are those accepted with it."""
        by, granted = authority.signature_of(op)[0], self._organisers.granted() | {one.subject: one for one in grants}
        if op.kind == Kind.LAPTOP:
            is_true = self._is_vouched(op, by, granted)
        else:
            is_true = by in self._known().get(op.desk_id, ()) or _is_organisers_laptop(op, granted)
        is_true = is_true and is_genuine(op)
        if is_true:
            self._take(op, granted)
        return is_true

    def unsealed(self, rows: Sequence[Row]) -> set[Name]:
        """Those of ``rows``, each log in its order, that need a seal and have none, here or among the rows."""
        self.learn_all(rows)
        found: set[Name] = set()
        for (log_id, laptop), lines in groupby(rows, key=lambda row: (row[_LOG], row[_DESK])):
            if self.is_needed(laptop):
                found |= self._unsealed_of(log_id, laptop, list(lines))
        return found

    def learn_all(self, rows: Iterable[Row]) -> None:
        """Take all keys and seals among rows for what they say, if they are genuine."""
        told = [row for row in rows if row[_KIND] in SEALS]
        for row in sorted(told, key=lambda row: row[_KIND]):  # keys first
            try:
                self.learn(log.operation_from(row))
            except (ValueError, TypeError, AttributeError, RecursionError, sqlite3.DatabaseError):
                continue  # what is wrong with it is told when it is tried

    def unsealed_here(self, laptops: Collection[str] | None) -> list[Row]:
        """Lines of other laptops, or of these, in the log that need a seal and have none: they came before it was known
        that they do.
        """
        rows: list[Row] = []
        if laptops is not None and (not laptops or self._organisers.are_laptops_sealed()):
            return rows
        for log_id in sync_rows.heads(self._db):
            laptop = sync_rows.desk_of(self._db, log_id)
            if laptop != self._laptop and self.is_needed(laptop) and (laptops is None or laptop in laptops):
                lines = sync_rows.rows_after(self._db, log_id, 0, -1)
                names = self.unsealed(lines) - self._names_beside(log_id)
                rows += [line for line in lines if (line[_LOG], line[_SEQ]) in names]
        return rows

    def sealed_now(self, logs: Iterable[str]) -> list[Row]:
        """Lines of these logs that wait for a seal, and have it by now."""
        rows: list[Row] = []
        for log_id in logs:
            first = self._first_waiting(log_id)
            if first is None:
                continue
            names = self._names_beside(log_id, UNSEALED)
            lines = sync_rows.rows_after(self._db, log_id, first - 1, -1)
            names -= self.unsealed(lines)
            rows += [line for line in lines if (line[_LOG], line[_SEQ]) in names and line[_KIND] not in _SIGNED_ALONE]
        return rows

    def _first_waiting(self, log_id: str) -> int | None:
        """The number of the first line of a log that waits for a seal, where there is one that may reach it."""
        found = self._db.execute(
            "SELECT seq, desk_id FROM set_aside WHERE log_id = ? AND reason = ? AND taken = 1 ORDER BY seq LIMIT 1",
            (log_id, UNSEALED),
        ).fetchone()
        if found is None:
            return None
        first, laptop = found
        reached = sync_rows.head_of(self._db, log_id)
        return first if any(first <= seq <= reached for seq in self._sealed_of(laptop, log_id)) else None

    def logs_waiting(self) -> set[str]:
        """The logs of which lines wait for a seal."""
        found = self._db.execute("SELECT DISTINCT log_id FROM set_aside WHERE reason = ? AND taken = 1", (UNSEALED,))
        return {log_id for (log_id,) in found}

    def seal(self, rows: Sequence[Row], voucher: Callable[[], Voucher | None], append: Append) -> bool:
        """Sign that what is about to be sent was written here, inside a transaction; whether anything had to be signed.

        An organiser's laptop vouches for whatever it has in its log and sends, as for that of a laptop that was lost.
        ``append`` adds an operation to the log of seals.
        """
        private = signatures.key_of_laptop(self._laptop) if self._organisers.root() else None
        if private is None:
            return False
        public = signatures.public_of(private)
        is_new = public not in self._known().get(self._laptop, ())
        if is_new and not self._introduce(private, voucher, append):
            return False
        heads = self._heads_to_seal(rows, is_organiser=self._organisers.is_granted(public))
        if heads:
            append(Kind.SEAL, self._laptop, seals.fields(heads), signer_with(private))
        return bool(heads) or is_new

    def _introduce(self, private: bytes, voucher: Callable[[], Voucher | None], append: Append) -> bool:
        """Name the key of this laptop, and seal with it what it wrote before it had one.

        What came from others in its name waits for a seal, and goes on waiting.
        """
        public, told = signatures.public_of(private), dict[str, object]()
        if not self._organisers.is_granted(public):
            found = voucher()
            if found is None or not self._organisers.is_granted(found.by):
                return False
            told["vouched"] = {"by": found.by, "signature": found.signature}
            private = found.private
        before = {
            log_id: (seq, chain.hex()) for log_id, (seq, chain) in log.chain_heads(self._db).items()
            if sync_rows.desk_of(self._db, log_id) == self._laptop and not self._names_beside(log_id, UNSEALED)
        }  # fmt: skip
        append(Kind.LAPTOP, public, told | seals.fields(before), signer_with(private))
        return True

    def _heads_to_seal(self, rows: Sequence[Row], *, is_organiser: bool) -> dict[str, tuple[int, str]]:
        heads: dict[str, tuple[int, str]] = {}
        for log_id, lines in groupby((row for row in rows if row[_KIND] not in SEALS), key=lambda row: row[_LOG]):
            told = list(lines)
            last = told[-1]
            if last[_DESK] == self._laptop:
                # What another wrote in the name of this laptop waits here for a seal like anything else.
                is_due = last[_SEQ] not in self._sealed_of(self._laptop, log_id)
                is_due = is_due and not self._names_beside(log_id, UNSEALED)
            else:
                is_due = is_organiser and bool(self.unsealed(told)) and not self._is_beside(log_id)
            if is_due:
                heads[log_id] = (last[_SEQ], last[_CHAIN].hex())
        return heads

    def _is_beside(self, log_id: str) -> bool:
        """Whether any line of a log was set aside here: such a log is not vouched for."""
        return bool(self._names_beside(log_id))

    def _unsealed_of(self, log_id: str, laptop: str, lines: Sequence[Row]) -> set[Name]:
        sealed, before = self._sealed_of(laptop, log_id), self._organisers.history_reach(log_id)
        covered: set[int] = set()
        if any(row[_SEQ] in sealed for row in lines):
            linked = [False, *(_goes_on(one, other) for one, other in pairwise(lines))]
            told = [(row[_SEQ], row[_CHAIN].hex(), is_linked) for row, is_linked in zip(lines, linked, strict=True)]
            covered = seals.covered(told, sealed)
        return {
            (log_id, row[_SEQ]) for row in lines
            if row[_SEQ] > before and row[_SEQ] not in covered and row[_KIND] not in _SIGNED_ALONE
        }  # fmt: skip

    def _sealed_of(self, laptop: str, log_id: str) -> Mapping[int, str]:
        self._known()
        own, organisers = self._sealed.get((laptop, log_id), {}), self._sealed.get(("", log_id), {})
        return {**own, **organisers} if organisers else own

    def _names_beside(self, log_id: str, reason: str = "") -> set[Name]:
        """The lines of a log that were set aside, for this reason or for any."""
        found = self._db.execute(
            "SELECT log_id, seq FROM set_aside WHERE log_id = ?1 AND taken = 1 AND (?2 = '' OR reason = ?2)",
            (log_id, reason),
        )
        return set(found.fetchall())

    @staticmethod
    def _is_vouched(op: Operation, by: str, granted: Mapping[str, Operation]) -> bool:
        if by in granted:
            return by == op.subject
        organiser, signature = seals.voucher_of(op)
        return organiser in granted and signatures.is_signed(organiser, signature, seals.voucher(by))

    def _take(self, op: Operation, granted: Mapping[str, Operation]) -> None:
        if op.kind == Kind.LAPTOP:
            self._known().setdefault(op.desk_id, set()).add(op.subject)
        laptops = (op.desk_id, "") if op.kind == Kind.SEAL and _is_organisers_laptop(op, granted) else (op.desk_id,)
        for log_id, (seq, chain) in seals.heads_of(op).items():
            for laptop in laptops:
                self._sealed.setdefault((laptop, log_id), {})[seq] = chain

    def _known(self) -> dict[str, set[str]]:
        if self._keys is None:
            self._keys, self._sealed = {}, {}
            granted = self._organisers.granted()
            for kind in SEALS:
                for op in log.of_kind(self._db, kind):
                    self._take(op, granted)
        return self._keys


def _is_organisers_laptop(op: Operation, granted: Mapping[str, Operation]) -> bool:
    """Whether a seal is that of an organiser's laptop, which may vouch for whatever it sends."""
    grant = granted.get(authority.signature_of(op)[0])
    return grant is not None and grant.payload.get("laptop") == op.desk_id


def _goes_on(one: Row, other: Row) -> bool:
    if other[_SEQ] != one[_SEQ] + 1:
        return False
    fixed: list[object] = [other[place] for place in _FIXED]
    return chain_after(one[_CHAIN], fixed, other[_DIGEST]) == bytes(other[_CHAIN])
