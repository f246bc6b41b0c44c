"""Desks that tell one another what they have, without a hub between them; and one that lies."""

import secrets
from dataclasses import replace

from kiosk.actions.desks import authorise, sync
from kiosk.actions.event import Records
from kiosk.core.hash_chain import FIRST, chain_after, digest_of, fixed_columns
from kiosk.core.operation import Kind
from kiosk.store import log, signatures, sync_rows
from kiosk.store.seals import Voucher


def joined(organiser: Records, records: Records) -> Records:
    """A laptop that has used an invitation of the organiser's."""
    invite(organiser, records.desk_id)
    tell(organiser, records)
    return records


def invite(organiser: Records, laptop_id: str) -> None:
    """Give a laptop a key, and what it needs to tell the others of it."""
    password = secrets.token_hex(16)
    by, _, signature = authorise.voucher_of(organiser)(password).partition(":")
    invited[laptop_id] = Voucher(signatures.key_of_invitation(password), by, signature)
    signatures.key_of_laptop(laptop_id, make=True)


invited: dict[str, Voucher] = {}
"""What each laptop was invited with last."""


def lacking(teller: Records, listener: Records) -> list[log.Row]:
    """What the listener lacks of the teller."""
    known, db = sync_rows.heads(listener.file.connection), teller.file.connection
    return [
        row
        for name in sorted(sync_rows.heads(db))
        for row in sync_rows.rows_after(db, name, known.get(name, 0), 10_000)
    ]


def tell(teller: Records, listener: Records, size: int = 500) -> None:
    """What the listener lacks of the teller, sealed as when it is sent, in pieces."""
    teller.seal(lacking(teller, listener), lambda: invited.get(teller.desk_id))
    rows = lacking(teller, listener)
    for piece in sync.pieces(rows, size):
        sync.take_in(listener, piece)


def lie(desk: Records, kind: Kind, subject: str, payload: dict, **columns: object) -> None:
    """Write into this desk's own log what no program of ours would, its chain and digest in order."""
    op = desk._writer.operation(kind, subject, payload, wall_us=1_709_000_000_000_000)
    op = replace(op, **columns)
    digest = digest_of(op.nonce or b"", op.subject, op.operator, op.text)
    previous = log.chain_at(desk.file.connection, op.log_id, op.seq - 1) or FIRST
    desk._writer.chain = chain_after(previous, fixed_columns(op), digest)
    with desk.file.transaction():
        log.append_rows(desk.file.connection, [log.row_of(replace(op, digest=digest, chain=desk._writer.chain))])


def aside(records: Records) -> list[tuple[str, str]]:
    return [(line.kind, line.reason) for line in records.exchange.all_set_aside()]
