"""What a laptop signs of its logs, and what that covers.

A *seal* names lines of logs, each by its number and chain, over the signature of the laptop that wrote them.  As the
chain of a line is over everything before it, one signature vouches for a whole log up to there.
"""

from collections.abc import Mapping, Sequence

from kiosk.core.hash_chain import to_json
from kiosk.core.operation import Operation

Heads = Mapping[str, tuple[int, str]]
"""Of logs the number and the chain (hexadecimal) of one line each."""


def voucher(key: str) -> bytes:
    """What an organiser signs when they invite a laptop; ``key`` is the public one that the invitation is."""
    return to_json(["checkin-kiosk: whoever has this key may name a laptop's", key]).encode()


def heads_of(op: Operation) -> dict[str, tuple[int, str]]:
    """The lines that an operation seals; what makes no sense is left out."""
    told = op.payload.get("heads")
    return {
        log_id: (head[0], head[1]) for log_id, head in (told.items() if isinstance(told, Mapping) else ())
        if isinstance(head, list) and len(head) == 2 and type(head[0]) is int and isinstance(head[1], str)
    }  # fmt: skip


def voucher_of(op: Operation) -> tuple[str, str]:
    """The organiser's key and signature by which a laptop was invited, both hexadecimal; empty without one."""
    told = op.payload.get("vouched")
    by, signature = (told.get("by"), told.get("signature")) if isinstance(told, Mapping) else ("", "")
    return (by, signature) if isinstance(by, str) and isinstance(signature, str) else ("", "")


def fields(heads: Heads) -> dict[str, object]:
    """Heads as an operation keeps them."""
    return {"heads": {log_id: [seq, chain] for log_id, (seq, chain) in heads.items()}}


def covered(lines: Sequence[tuple[int, str, bool]], sealed: Mapping[int, str]) -> set[int]:
    """The numbers of those lines of one log that a seal vouches for.

    ``lines`` are number, chain, and whether the chain goes on from the line before, without a gap; ``sealed`` the chain
    by number as seals say it.  A line is covered by a seal on it or on one after it to which the chain leads.
    """
    found: set[int] = set()
    is_covered = False
    for seq, chain, is_linked in reversed(lines):
        is_covered = is_covered or sealed.get(seq) == chain
        if is_covered:
            found.add(seq)
        is_covered = is_covered and is_linked
    return found
