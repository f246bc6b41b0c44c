"""Who decides for the whole event, by key: the organiser's laptop, organisers by their PIN, the recovery code."""

import secrets
from collections.abc import Callable

from kiosk import clock
from kiosk.actions.handles import takes_event
from kiosk.core import authority, seals
from kiosk.core.access import Operator, Role, SealedKey
from kiosk.core.operation import Kind
from kiosk.store import signatures
from kiosk.store.authority import history_of
from kiosk.store.records import Records

_KEY_BYTES = 32


@takes_event
def become_organisers_laptop(records: Records, *, sealed: bool = True) -> None:
    """Let what is decided on this laptop count at every desk.

    An organiser whose PIN was entered vouches for it.  Otherwise it begins anew: what is in the file is the history
    that stands without a signature, and other desks take this laptop's word once they use an invitation of it.  Then
    ``sealed`` says whether lines count only with their laptop's seal, which programs before the keys cannot give.
    """
    if records.authority.is_organisers_laptop():
        return
    own = signatures.key_of_laptop(records.desk_id, make=True) or b""
    voucher = records.signing_key()
    payload: dict[str, object] = {"laptop": records.desk_id}
    if voucher is None:
        payload |= {"history": history_of(records.file.connection), "sealed": sealed}
    with records.transaction():
        records.grant(signatures.public_of(own), voucher or own, payload, at=clock.now())
        if voucher is None:
            _vouch_for_all(records, own)


@takes_event
def fingerprint(records: Records) -> str:
    """What an invitation says of the organiser's key; empty where there is none."""
    return authority.fingerprint(records.authority.root())


def voucher_of(records: Records) -> Callable[[str], str]:
    """What an organiser signs when they invite a laptop, of the password of the invitation: their key and signature."""
    private = records.signing_key()

    def sign(password: str) -> str:
        if private is None:
            return ""
        invited = signatures.public_of(signatures.key_of_invitation(password))
        return f"{signatures.public_of(private)}:{signatures.sign(private, seals.voucher(invited))}"

    return sign


def new_key(role: Role, pin: str) -> SealedKey | None:
    """A key for somebody who is given a PIN; only organisers need one."""
    return signatures.sealed_by(pin, secrets.token_bytes(_KEY_BYTES)) if role is Role.ORGANISER else None


def vouch(records: Records, key: SealedKey | None, by: bytes | None = None) -> None:
    """Inside a transaction: have an organiser's new key count at every desk, where keys count at all."""
    private = by or records.signing_key()
    if key is not None and private is not None:
        records.grant(key.public, private, {}, at=clock.now())


def withdraw(records: Records, key: SealedKey | None, by: bytes | None) -> None:
    """Inside a transaction: let an organiser's old key decide nothing from here on; ``by`` is whose word that is."""
    if key is not None and by is not None and records.authority.is_granted(key.public):
        records.withdraw(key.public, by, at=clock.now())


def open_key(operator: Operator, pin: str) -> None:
    """With a right PIN open the organiser's key for as long as the program runs, so that their word counts."""
    if operator.key is not None:
        signatures.open_by(pin, operator.key)


def give_key(records: Records, operator: Operator, pin: str) -> None:
    """Give a key to an organiser who was named by an earlier program, on an organiser's laptop."""
    if operator.key is None and operator.role is Role.ORGANISER and records.authority.is_organisers_laptop():
        key = signatures.sealed_by(pin, secrets.token_bytes(_KEY_BYTES))
        with records.transaction():
            records.append(Kind.OPERATOR, operator.name, {"key": key_fields(key)}, at=clock.now())
            vouch(records, key)


def key_fields(key: SealedKey) -> dict[str, object]:
    """A key as the log keeps it."""
    return {"public": key.public, "salt": key.salt, "sealed": key.sealed}


def _vouch_for_all(records: Records, root: bytes) -> None:
    for operator in records.operators.all().values():
        if operator.role is Role.ORGANISER:
            vouch(records, operator.key, root)
    if records.file.code is not None:
        code = signatures.public_of(signatures.key_of_code(records.file.code))
        records.grant(code, root, {}, at=clock.now())
