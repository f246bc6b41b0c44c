"""What an evidence folder holds as data: the event, and its log line by line, by ``evidence.schema.json``."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.actions.event import details_of
from kiosk.core.figures import Census
from kiosk.core.hash_chain import log_digest, to_json
from kiosk.core.kept_figures import payload_of
from kiosk.core.operation import Kind, Operation, as_text
from kiosk.core.programmes.partnering import company_key
from kiosk.core.recount import flat
from kiosk.core.ticket import TicketKey
from kiosk.store.records import Records
from kiosk.store.sessions import session_fields

EVENT, LOG, SCHEMA = "data/event.json", "data/log.jsonl", "data/evidence.schema.json"
VERSION = 1
"""Of the schema; a change that breaks readers makes it higher."""
_WITH_CONTENT = frozenset({Kind.SCAN, Kind.VOID, Kind.MERGE, Kind.CLOCK, Kind.SESSION, Kind.ACCEPT, Kind.MEETING})
"""Lines that are told; the others hold ways to reach people, codes or PINs, and are handed over as their digest: the
chain of the log is whole all the same.
"""
_CODES = ("text", "code")
"""What of a scan would open a door again: in place of each stands its mark, and the digest of the line for the whole.
"""


def event_data(records: Records, counted: Census, made_at: datetime) -> dict[str, Any]:
    """The event beside its log: programme, people, rule, joins, certificates, and the figures its papers tell."""
    details = details_of(records)
    called = {company_key(name): name for name in counted.organisations}
    return {
        "format": "kiosk-evidence", "version": VERSION, "made_at": as_text(made_at), "timezone": details.timezone,
        "names": dict(details.names), "places": dict(details.places), "organisers": dict(details.organisers),
        "rule": asdict(details.rule),
        "programme": [
            {"code": code} | {name: value for name, value in session_fields(session).items() if name != "removed"}
            for code, session in records.programme.sessions().items()
        ],
        "people": [
            {
                "id": one.person.id, "name": one.person.name, "affiliation": one.person.affiliation,
                "organisation": called.get(company_key(one.person.affiliation), one.person.affiliation),
                "category": one.person.category, "sessions": list(one.person.sessions), "status": one.person.status,
            }
            for one in records.figures.people()
            if one.listed
        ],
        "joins": [{"attendee_id": given_up, "into_id": stands} for given_up, stands in records.figures.joins()],
        "tickets": [{"ticket": number, "attendee_id": who} for number, who in records.figures.owners()],
        "clocks": [{"log_id": log_id, "offset_us": offset} for log_id, offset in records.journal.clock_offsets()],
        "certificates": [
            {
                "serial": one.serial, "attendee_id": one.attendee_id, "issued_at": as_text(one.issued_at),
                "state": one.state,
            }
            for one in records.papers.certificates()
        ],
        "meetings": [
            {"id": one.id, "session": one.session, "company": one.company, "partner": one.partner, "result": one.result}
            for one in records.programme.meetings()
        ],
        "figures": payload_of(counted) | {"organisations": organisations_of(counted)},
    }  # fmt: skip


def organisations_of(counted: Census) -> dict[str, dict[str, int]]:
    """The figures of each organisation, which are not kept after an erasure and stand beside the others here."""
    return {
        name: {key: value for key, value in asdict(group).items() if key != "inside"}
        for name, group in counted.organisations.items()
    }


def stated_figures(event: Mapping[str, Any]) -> dict[str, int]:
    """The figures of the papers by their paths."""
    return flat(event["figures"])


def write_log(operations: Iterable[Operation], key: TicketKey, out: Path) -> tuple[int, str]:
    """Write a line for each operation; returns how many there are, and their ``log_digest``."""
    heads: dict[str, tuple[int, bytes]] = {}
    count = 0
    with out.open("w", encoding="utf-8") as file:
        for op in operations:
            file.write(to_json(line_of(op, key)) + "\n")
            count += 1
            if op.seq > heads.get(op.log_id, (0, b""))[0]:
                heads[op.log_id] = (op.seq, op.chain)
    return count, log_digest(heads)


def line_of(op: Operation, key: TicketKey) -> dict[str, Any]:
    """An operation as a line of ``data/log.jsonl``; ``key`` makes the marks of scanned codes."""
    has_content = op.kind in _WITH_CONTENT and op.nonce is not None
    payload = dict(op.payload) if has_content else {}
    codes = {name: payload[name] for name in _CODES if op.kind == Kind.SCAN and payload.get(name)}
    is_whole = has_content and not codes
    return {
        "log_id": op.log_id, "seq": op.seq, "op_id": op.op_id, "desk_id": op.desk_id, "v": op.v, "kind": op.kind,
        "session": op.session, "direction": op.direction, "wall_us": op.wall_us, "offset_us": op.offset_us,
        "hlc": op.hlc, "subject": op.subject if has_content else "", "operator": op.operator if has_content else "",
        "payload": payload | {name: key.mark_of_text(str(code)) for name, code in codes.items()},
        "nonce": op.nonce.hex() if is_whole and op.nonce else None, "digest": op.digest.hex(), "chain": op.chain.hex(),
    }  # fmt: skip


def operation_of(line: Mapping[str, Any]) -> Operation:
    """The operation of a line as far as its digest can be held against it: of one that is told in part, or not, what
    is never erased.
    """
    fields = dict(line)
    nonce = fields.pop("nonce")
    if nonce is None:
        fields |= {"subject": "", "operator": "", "payload": {}}
    return Operation(
        **{name: value for name, value in fields.items() if name not in ("digest", "chain")},
        nonce=None if nonce is None else bytes.fromhex(nonce), digest=bytes.fromhex(fields["digest"]),
        chain=bytes.fromhex(fields["chain"]),
    )  # fmt: skip


def lines_in(text: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The lines of a log file; raises ValueError for one that is none."""
    for line in text:
        said = json.loads(line)
        if not isinstance(said, dict):
            raise ValueError("a line of the log is no object")
        yield said
