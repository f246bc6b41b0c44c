"""The figures of an event, counted apart from the program: from the log alone, person by person, with its own folds.

It reads operations as plain rows, keeps who stands for whom, and follows everybody from door to door (``oracle``).
"""

import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta

from kiosk.core.programme import Session
from kiosk.store.records import Records
from tests.oracle import doors_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def rows_of(records: Records) -> list[dict]:
    """Every line of the log with its content, in the order in which things were done."""
    columns = "kind, op_id, subject, session, direction, wall_us + offset_us, hlc, payload"
    found = records.file.connection.execute(f"SELECT {columns} FROM op WHERE nonce IS NOT NULL ORDER BY hlc, op_id")
    names = ("kind", "op_id", "subject", "session", "direction", "at_us", "hlc", "payload")
    return [dict(zip(names, row, strict=True)) | {"payload": json.loads(row[-1])} for row in found]


def people_of(rows: list[dict]) -> tuple[dict[str, dict], dict[str, str]]:
    """Everybody on the roster by id, and who stands for whom."""
    joined = {
        row["subject"]: row["payload"]["into"] for row in rows if row["kind"] == "merge" and row["payload"]["same"]
    }
    people: dict[str, dict] = defaultdict(dict)
    for row in rows:
        if row["kind"] == "attendee":
            people[row["subject"]] |= row["payload"]
    return {who: fields for who, fields in people.items() if who not in joined and "name" in fields}, joined


def minutes_of(rows: list[dict], joined: dict[str, str], sessions: dict[str, Session]) -> dict[str, dict[str, int]]:
    """Whole minutes of each person at each session they entered; -1 stands for a registration, which has none."""
    voided = {row["subject"] for row in rows if row["kind"] == "void"}
    moves = defaultdict(list)
    for row in rows:
        stands = row["kind"] == "scan" and row["payload"]["accepted"] and row["op_id"] not in voided
        if stands and row["session"] in sessions:
            at = EPOCH + timedelta(microseconds=row["at_us"])
            who = row["subject"]
            while who in joined:
                who = joined[who]
            moves[who].append((at, row["hlc"], row["op_id"], row["session"], row["direction"]))
    told: dict[str, dict[str, int]] = {}
    for who, own in moves.items():
        doors = doors_of([(at, code, way) for at, _, _, code, way in sorted(own)], sessions)
        told[who] = {code: _whole_minutes(times, sessions[code]) for code, times in doors.items()}
    return told


def _whole_minutes(times: list[datetime], here: Session) -> int:
    if here.kind == "registration":
        return -1
    total = timedelta()
    for start, end in zip(times[::2], [*times[1::2], None], strict=False):
        total += max(min(end or here.ends_at, here.ends_at) - max(start, here.starts_at), timedelta())
    return int(total.total_seconds()) // 60


def may_enter(fields: dict, here: Session) -> bool:
    """Whether a session is meant for somebody."""
    if here.admission == "open":
        return True
    if here.admission == "registered":
        return here.code in (fields.get("sessions") or ())
    return fields.get("category", "") in here.categories


def figures_of(records: Records) -> dict[tuple[str, str | None], dict[str, int]]:
    """By session, and by session and category: the figures named in ``KEYS``."""
    sessions, rows = records.programme.sessions(), rows_of(records)
    people, joined = people_of(rows)
    minutes = minutes_of(rows, joined, sessions)
    told: dict[tuple[str, str | None], dict[str, int]] = {}
    for code, here in sessions.items():
        for who in {*people, *minutes}:
            fields = people.get(who, {"status": "unlisted", "category": ""})
            expected = fields.get("status", "registered") == "registered" and may_enter(fields, here)
            spent = minutes.get(who, {}).get(code, 0)
            came = spent != 0
            least = (here.ends_at - here.starts_at) * here.minimum_share
            present = came and (spent == -1 or timedelta(minutes=spent) >= least)
            for group in (None, fields.get("category", "")):
                row = told.setdefault((code, group), dict.fromkeys(KEYS, 0))
                row["expected"] += expected
                row["came"] += came
                row["of_expected"] += came and expected
                row["beside"] += came and not expected
                row["absent"] += expected and not came
                row["present"] += present
                row["partial"] += came and not present
                row["minutes"] += max(spent, 0) if came else 0
    return told


KEYS = ("expected", "came", "of_expected", "beside", "absent", "present", "partial", "minutes")


def scans_of(records: Records) -> dict[str, int]:
    """Scans by what became of them."""
    rows = rows_of(records)
    voided = {row["subject"] for row in rows if row["kind"] == "void"}
    told = {"accepted": 0, "by_decision": 0, "refused": 0, "taken_back": 0}
    for row in rows:
        if row["kind"] == "scan":
            kind = "taken_back" if row["op_id"] in voided else "accepted" if row["payload"]["accepted"] else "refused"
            told[kind] += 1
            told["by_decision"] += kind == "accepted" and row["payload"]["overridden"]
    return told
