"""Who decides for the whole event: what counts only with an organiser's signature, and what such a signature is over.

An organiser's key is that of a laptop, of a person (opened by their PIN) or of the recovery code.  A ``grant`` makes a
key one; the first, the root, is signed by itself, and every other by a key that is one already.  A ``withdraw`` ends
that: what the key signed counts only as far as the logs went then.  Until there is a root nothing needs a signature:
one laptop alone, or an event of an earlier program.  ``docs/threat-model.md`` says what that promises.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from kiosk.core.hash_chain import fixed_columns, to_json
from kiosk.core.operation import SIGNED, Kind, Operation

SCANNER_TRIED = "scanner_tried:"
"""Before a laptop's id: the field of the event that says when its scanner was tried, the one field each desk writes."""

_DECIDED = frozenset(
    (
        Kind.EVENT,
        Kind.SESSION,
        Kind.HANDOUT,
        Kind.OWN_FIELD,
        Kind.OPERATOR,
        Kind.MERGE,
        Kind.PURGE,
        Kind.GRANT,
        Kind.WITHDRAW,
    )
)

MAY_NEED = _DECIDED | {Kind.VOID}
"""Kinds that count only with an organiser's signature, always or at times."""


def needs_organiser(kind: str, payload: Mapping[str, Any], laptop: str) -> bool:
    """Whether an operation that ``laptop`` writes counts only with an organiser's signature.

    Of ``void`` it cannot be told by itself: a laptop takes back its own scans, an organiser those of others.
    """
    if kind == Kind.EVENT and payload.keys() - {SIGNED} == {SCANNER_TRIED + laptop}:
        return False
    return kind in _DECIDED


def statement(fixed: Sequence[object], subject: str, payload: Mapping[str, Any]) -> bytes:
    """What the signature of an operation is over: where it stands, ``fixed`` as ``fixed_columns`` gives it, and all
    that it says.
    """
    said = {name: value for name, value in payload.items() if name != SIGNED}
    return to_json(["checkin-kiosk: an organiser's word", *fixed, subject, said]).encode()


def statement_of(op: Operation) -> bytes:
    """What the signature of an operation that was read is over."""
    return statement(fixed_columns(op), op.subject, op.payload)


def signature_of(op: Operation) -> tuple[str, str]:
    """The key that signed an operation and its signature, both hexadecimal; empty where there is none."""
    signed = op.payload.get(SIGNED)
    if not isinstance(signed, Mapping):
        return "", ""
    by, signature = signed.get("by"), signed.get("signature")
    return (by, signature) if isinstance(by, str) and isinstance(signature, str) else ("", "")


def is_root(grant: Operation) -> bool:
    """Whether a grant makes the first key: it is signed by itself."""
    return grant.subject == signature_of(grant)[0]


def fingerprint(key: str) -> str:
    """The part of a key that an invitation carries, by which the desk knows the organiser's."""
    return key[:32]
