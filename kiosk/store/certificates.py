"""Certificates of one person, folded from what was issued and revoked."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.core.certificate_paper import JOINED, PaperState, Series
from kiosk.core.operation import Kind, Operation
from kiosk.store.clocks import Clocks

_INSERT = f"INSERT OR REPLACE INTO certificate VALUES ({','.join('?' * 14)})"


@dataclass(slots=True)
class _End:
    """Why a number stands no longer, and the operation that says so."""

    state: PaperState
    reason: str
    said: Operation


def write(connection: sqlite3.Connection, person: str, operations: Iterable[Operation], clocks: Clocks) -> None:
    """Put down every number that was given to one person, and how it stands.

    Of one number given twice, by two laptops of one name, the first stands; of two papers of one kind that are both in
    force, because two entries were joined or two desks did not know of each other, the later is revoked.
    """
    issued: dict[str, Operation] = {}
    ended: dict[str, _End] = {}
    for op in sorted(operations, key=lambda op: (op.hlc, op.op_id)):
        serial = str(op.payload["serial"])
        if op.kind == Kind.REVOKE:
            ended.setdefault(serial, _End(PaperState.REVOKED, str(op.payload["reason"]), op))
            continue
        issued.setdefault(serial, op)
        if replaced := str(op.payload.get("replaces") or ""):
            ended.setdefault(replaced, _End(PaperState.REPLACED, str(op.payload.get("reason") or ""), op))
    valid: dict[tuple[object, ...], Operation] = {}
    for serial, op in issued.items():
        if serial not in ended and valid.setdefault(_kind_of(op.payload), op) is not op:
            ended[serial] = _End(PaperState.REVOKED, JOINED, op)
    connection.execute("DELETE FROM certificate WHERE attendee_id = ?", (person,))
    rows = [_row(serial, person, op, ended.get(serial), clocks) for serial, op in issued.items()]
    connection.executemany(_INSERT, rows)


def _kind_of(payload: Mapping[str, Any]) -> tuple[object, ...]:
    """Of what a person may hold one paper only: its series, its session and its language."""
    return (payload.get("series") or Series.COMPLETION, payload.get("session") or "", payload.get("language") or "")


def _row(serial: str, person: str, op: Operation, end: _End | None, clocks: Clocks) -> tuple[object, ...]:
    series, session, language = _kind_of(op.payload)
    basis = json.dumps(op.payload["basis"], ensure_ascii=False, sort_keys=True)
    by_whom = () if end is None else (end.state, clocks.at(end.said), end.reason, end.said.operator)
    return (
        serial, person, clocks.at(op), basis, op.op_id, series, session, language, op.payload.get("hash") or "",
        op.payload.get("replaces") or "", *(by_whom or (PaperState.VALID, None, "", "")),
    )  # fmt: skip
