"""What attendance has to come to, worked out apart from the program: by following each person from door to door."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from kiosk.core.programme import Session

Move = tuple[datetime, str, str] | tuple[datetime, str, str, str]
"""An accepted scan: the moment, the session, ``in`` or ``out``, and its id where that matters."""

Doors = dict[str, list[datetime]]
"""Moments at which a person went into and out of each session: [in, out, in …]."""


def doors_of(moves: Iterable[Move], sessions: Mapping[str, Session]) -> Doors:
    """Follow a person around; ``moves`` in the order in which they were made."""
    inside: set[str] = set()
    doors: Doors = {}
    for at, code, way, *_id in moves:
        here = sessions[code]
        if way == "out":
            if code in inside and here.tracking == "entry_exit":
                inside.remove(code)
                doors[code].append(at)
            continue
        if code in inside:
            continue
        if here.kind != "registration" and at < here.ends_at:
            for other in sorted(inside):
                there = sessions[other]
                if there.kind == "registration":
                    continue
                if there.starts_at < here.ends_at and here.starts_at < there.ends_at and at < there.ends_at:
                    inside.remove(other)
                    doors[other].append(at)
        inside.add(code)
        doors.setdefault(code, []).append(at)
    return doors


def seconds_of(doors: Doors, sessions: Mapping[str, Session]) -> dict[str, float]:
    """Seconds of a person within the hours of each session."""
    told = {}
    for code, times in doors.items():
        here, total = sessions[code], 0.0
        for start, end in zip(times[::2], [*times[1::2], None], strict=False):
            begin, stop = max(start, here.starts_at), min(end or here.ends_at, here.ends_at)
            total += max((stop - begin).total_seconds(), 0)
        told[code] = 0.0 if here.kind == "registration" else total
    return told


def doubles_of(moves: Iterable[Move], sessions: Mapping[str, Session]) -> set[tuple[str, str, str]]:
    """Session, entry and second entry of whoever was let in while inside already; ``moves`` in order, with ids."""
    entries: dict[str, str] = {}
    doubles = set()
    so_far: list[Move] = []
    for move in moves:
        _at, code, way, scan_id = move
        inside = {there for there, times in doors_of(so_far, sessions).items() if len(times) % 2}
        if way == "in" and code in inside:
            doubles.add((code, entries[code], scan_id))
        elif way == "in":
            entries[code] = scan_id
        so_far.append(move)
    return doubles
