"""Who took people's data out of the program or looked it up: when, at which laptop, how many people; never of whom.

Kept apart from the event, in a file of this laptop: it holds no names of attendees, stays when they are erased, and is
written also by commands that only read the event.  Each line carries the hash of the line before.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from kiosk import clock, paths
from kiosk.actions.handles import takes_event
from kiosk.core.operation import as_text
from kiosk.store.records import Records
from kiosk.whole_files import close_to_others, make_private_folder

_log = logging.getLogger(__name__)


class Access(StrEnum):
    """What was done with people's data."""

    EXPORT = "export"
    PRINT = "print"
    MAIL = "mail"
    SEARCH = "search"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One access; ``chained`` tells whether the line follows on the one before as it was written."""

    at: datetime
    operator: str
    action: Access
    people: int
    chained: bool


def note_access(records: Records, action: Access, people: int) -> None:
    """Write down an access.  What cannot be written is told in the program's log and keeps nobody from working."""
    path = _path(records)
    line = {"at": as_text(clock.now()), "operator": records.caller.operator, "action": action, "people": people}
    try:
        make_private_folder(path.parent)
        text = json.dumps({**line, "chain": _chain(_last_chain(path), line)}, ensure_ascii=False)
        with path.open("a", encoding="utf-8") as file:
            file.write(text + "\n")
        close_to_others(path)
    except OSError as trouble:
        _log.warning("the access log could not be written: %s", trouble.strerror)


@takes_event
def note_search(records: Records) -> None:
    """Write down that somebody was looked up by name and found."""
    note_access(records, Access.SEARCH, 1)


@takes_event
def accesses(records: Records) -> Iterator[AccessLine]:
    """Every access to this event's people at this laptop, the oldest first."""
    before = ""
    for text in _lines(_path(records)):
        try:
            line = json.loads(text)
            chain = line.pop("chain")
            told = AccessLine(
                datetime.fromisoformat(line["at"]), str(line["operator"]), Access(line["action"]), int(line["people"]),
                chain == _chain(before, line),
            )  # fmt: skip
        except (ValueError, LookupError, TypeError, AttributeError):
            before = ""  # a line that is none: the next one cannot follow on it
            continue
        yield told
        before = chain


def access_json(line: AccessLine) -> dict[str, object]:
    """An access as ``kiosk access --json`` prints it."""
    return asdict(line) | {"at": as_text(line.at)}


def _path(records: Records) -> Path:
    mark = records.event.ticket_key().mark("access")[:16]
    return paths.log_folder() / "access" / f"{mark}.jsonl"


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _last_chain(path: Path) -> str:
    """The chain of the last line, read from the end: the file grows for years."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 4096))
            last = file.read().splitlines()[-1:]
        return str(json.loads(last[0])["chain"]) if last else ""
    except (OSError, ValueError, LookupError, TypeError):
        return ""


def _chain(before: str, line: dict[str, object]) -> str:
    return sha256((before + json.dumps(line, ensure_ascii=False, sort_keys=True)).encode()).hexdigest()
