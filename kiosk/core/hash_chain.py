"""The hash chain of a log: what makes a changed, removed or inserted line noticeable.

Every operation keeps two SHA-256 values.  ``digest`` is over what may have to be erased one day (subject, operator,
payload), salted with a random ``nonce`` that is erased with it: afterwards nobody can find out by guessing whose line
it was.  ``chain`` is over everything else, the digest, and the chain of the line before.  So the chain of a log can be
checked from its first line to its last, whatever was erased.  What that promises: ``docs/decisions/audit-chain.md``.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from kiosk.core.operation import Operation

NONCE_BYTES = 16
FIRST = b""
"""What stands in for the chain before the first line of a log."""

_LONGEST_GAP = 1_000
"""Of lines missing in a row: a number that was changed may leave more than anybody can count."""

to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False).encode
"""The one spelling of a value as JSON, however it travelled: digests are over it, and the log stores it."""


class Tampering(StrEnum):
    """What happened to a line of a log."""

    CHANGED = "changed"  # it does not say what it said when it was written
    REMOVED = "removed"  # its number is missing
    INSERTED = "inserted"  # it was put between two lines that belong together


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line of a log that is not as it was written."""

    log_id: str
    seq: int
    fault: Tampering


def digest_of(nonce: bytes, subject: str, operator: str, payload: str) -> bytes:
    """The digest of what may be erased; ``payload`` is its JSON text."""
    # As to_json([subject, operator]) spells it: a text by itself is spelled five times as fast.
    who = f"[{to_json(subject)},{to_json(operator)}]"
    return sha256(nonce + who.encode() + payload.encode()).digest()


def chain_after(previous: bytes, fixed: Sequence[object], digest: bytes) -> bytes:
    """The chain of a line when ``previous`` is that of the line before it; ``fixed`` as ``fixed_columns`` gives it."""
    return sha256(previous + to_json(fixed).encode() + digest).digest()


def fixed_columns(op: Operation) -> tuple[object, ...]:
    """What of a line is never erased, in the order in which the chain takes it."""
    return (
        op.log_id, op.seq, op.op_id, op.desk_id, op.v, op.kind, op.session, op.direction, op.wall_us, op.offset_us,
        op.hlc,
    )  # fmt: skip


def log_digest(heads: Mapping[str, tuple[int, bytes]]) -> str:
    """One number for all that is in the logs: who writes it down can later tell that nothing was changed or cut off.

    ``heads`` gives number and chain of the last line of each log.
    """
    told = "".join(f"{log_id} {seq} {chain.hex()}\n" for log_id, (seq, chain) in sorted(heads.items()))
    return sha256(told.encode()).hexdigest()


def broken_lines(operations: Iterable[Operation]) -> Iterator[BrokenLine]:
    """The lines of one log that are not as they were written; ``operations`` in the order of their numbers.

    A line rewritten together with its own digest and chain is told by the line after it.  That the end of a log was cut
    off cannot be seen here: only whoever knows how far the log went can tell.
    """
    expected, inserted = 1, 0
    sound = previous = FIRST  # the chain of the last line that was in order, and of the line before
    suspect: Operation | None = None
    for op in operations:
        gap = range(expected, op.seq)[:_LONGEST_GAP]
        yield from (BrokenLine(op.log_id, missing, Tampering.REMOVED) for missing in gap)
        is_linked = op.seq > expected or _follows(op, previous, inserted)
        if suspect is not None:
            was_put_in = not is_linked and _follows(op, sound, inserted + 1)
            inserted += was_put_in
            is_linked = is_linked or was_put_in
            yield BrokenLine(op.log_id, suspect.seq, Tampering.INSERTED if was_put_in else Tampering.CHANGED)
            suspect = None
        if is_linked and says_what_it_said(op):
            sound = op.chain
        else:
            suspect = op
        expected, previous = op.seq + 1, op.chain
    if suspect is not None:
        yield BrokenLine(suspect.log_id, suspect.seq, Tampering.CHANGED)


def fault_of_line(op: Operation, payload: str, previous: bytes | None) -> str:
    """What is wrong with a line of another desk as a word, or nothing: ``chain`` where it does not go on from
    ``previous`` (None: nobody knows what was before it), ``changed`` where it does not say what it was written with.

    ``payload`` is its JSON as it came.
    """
    if previous is not None and chain_after(previous, fixed_columns(op), op.digest) != op.chain:
        return "chain"
    if op.nonce is not None and digest_of(op.nonce, op.subject, op.operator, payload) == op.digest:
        return ""  # as every line that is in order
    return "" if says_what_it_said(op) else "changed"


def says_what_it_said(op: Operation) -> bool:
    """Whether what can be erased is as it was written, or was erased whole."""
    if op.nonce is None:
        return not (op.subject or op.operator or op.payload)
    return digest_of(op.nonce, op.subject, op.operator, to_json(op.payload)) == op.digest


def _follows(op: Operation, previous: bytes, inserted: int) -> bool:
    """Whether the line's chain goes on from ``previous``, its number moved on by so many lines put in before it."""
    as_written = op if not inserted else replace(op, seq=op.seq - inserted)
    return chain_after(previous, fixed_columns(as_written), op.digest) == op.chain
