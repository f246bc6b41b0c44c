"""Every command that opens an event, with every kind of damage: a sentence, never a traceback, never a false "well"."""

import shlex
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.actions.event import open_event, opened
from kiosk.store import migrations
from tests import making
from tests.cli.calls import Result, Run

PAGE = 4096


def by_sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        for statement in statements:
            plain.execute(statement)


def root_of(path: Path, name: str) -> int:
    with closing(sqlite3.connect(path)) as plain:
        return plain.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0] - 1


def with_page(path: Path, name: str, page: bytes) -> None:
    content, root = bytearray(path.read_bytes()), root_of(path, name)
    content[root * PAGE : (root + 1) * PAGE] = page
    path.write_bytes(content)


def an_index_page_never_written(path: Path) -> None:
    root, before = root_of(path, "idx_op_kind_subject"), path.read_bytes()
    with opened(open_event(path)) as records:
        making.add_people(records, 1)
    with_page(path, "idx_op_kind_subject", before[root * PAGE : (root + 1) * PAGE])


def a_flipped_bit_in_a_name(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.rindex("참석자1".encode())] ^= 0x40
    path.write_bytes(content)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "an index page that was never written": an_index_page_never_written,
    "a page of zeros": lambda path: with_page(path, "op", bytes(PAGE)),
    "a page of garbage": lambda path: with_page(path, "attendee", bytes(range(256)) * 16),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[: 5 * PAGE]),
    "a version that never was": lambda path: by_sql(path, f"PRAGMA user_version={migrations.VERSION | 1 << 16}"),
    "a trigger": lambda path: by_sql(
        path, "CREATE TRIGGER t BEFORE INSERT ON op BEGIN SELECT RAISE(IGNORE); END"
    ),
    "a description that is none": lambda path: by_sql(
        path, "PRAGMA writable_schema=ON", "UPDATE sqlite_master SET sql = 'CREATE TABLE x' WHERE name = 'scan'"
    ),
    "a table that is not there": lambda path: by_sql(path, "DROP TABLE event"),
}  # fmt: skip

COMMANDS = [
    "scan EVENT", "attendees EVENT", "attendees EVENT --json", "attendance EVENT --json", "attendee add EVENT --name x",
    "import EVENT roster.csv", "import EVENT roster.csv --dry-run", "programme EVENT programme.csv --dry-run",
    "tickets EVENT --out t.pdf", "badges EVENT --out b.pdf", "certificates EVENT --out c.pdf",
    "helper EVENT --out h.pdf",
    "certificates EVENT list", "certificates EVENT register --out r.pdf", "signin EVENT --session F --out s.pdf",
    "export EVENT --out x.csv", "export EVENT --out x.json", "report EVENT --out r.pdf",
    "verify roster.csv --event EVENT",
    "evidence EVENT --out e", "mail EVENT --out m.xlsx", "figures EVENT --json", "rollcall EVENT", "statistics EVENT",
    "audit EVENT", "access EVENT", "privacy EVENT", "conflicts EVENT", "checklist EVENT", "operator list EVENT",
    "handouts EVENT list", "meetings EVENT list", "fields EVENT list", "event EVENT", "names EVENT", "queue EVENT",
    "imports EVENT", "hub create EVENT", "hub status EVENT", "hub invite EVENT x", "sync EVENT --once",
    "rehearse EVENT --out rehearsal", "encrypt EVENT", "purge EVENT --confirm 하루",
    "backup EVENT --out copy.kiosk", "doctor EVENT", "doctor EVENT --json",
]  # fmt: skip


def done_with(event: Path, run: Run, commands: Iterable[str]) -> Iterator[tuple[str, Result]]:
    """What each command says of the event as it is now."""
    damaged = event.read_bytes()
    for line in commands:
        event.write_bytes(damaged)
        for beside in ("-wal", "-shm"):
            event.with_name(event.name + beside).unlink(missing_ok=True)
        yield line, run(*(str(event) if word == "EVENT" else word for word in shlex.split(line)))


def is_fault(told: Result) -> bool:
    said_nothing = told.status and not (told.err + told.out).strip()
    return "Traceback" in told.err or "bug in the program" in told.err or bool(said_nothing)


@pytest.fixture(autouse=True)
def inputs(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("이름,소속\n홍길동,가나\n", encoding="utf-8")
    (tmp_path / "programme.csv").write_text(
        "code,title_ko,room,starts_at,ends_at\nX,세션,Hall,2024-02-28T10:00,2024-02-28T11:00\n", encoding="utf-8"
    )


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_no_command_ends_in_a_fault_or_takes_a_damaged_event_for_sound(damage, run: Run, event: Path, tmp_path: Path):
    damage(event)
    for line, told in done_with(event, run, COMMANDS):
        assert told.status == 1 and not is_fault(told) and "Copied" not in told.out, (line, told)
    assert not (tmp_path / "copy.kiosk").exists()


VALUES: dict[str, Callable[[Path], None]] = {
    "a name that is no text": a_flipped_bit_in_a_name,
    "a list that is none": lambda path: by_sql(path, "UPDATE attendee SET sessions = '[' || sessions"),
}


@pytest.mark.parametrize("damage", VALUES.values(), ids=VALUES)
def test_a_value_that_cannot_be_read_is_a_fault_of_no_command(damage: Callable[[Path], None], run: Run, event: Path):
    """The pages are in order: commands that do not read it serve, the others tell."""
    damage(event)
    told = dict(done_with(event, run, (line for line in COMMANDS if not line.startswith("hub "))))
    assert not [line for line in told if is_fault(told[line])]
    assert {told[line].status for line in ("attendees EVENT", "export EVENT --out x.csv", "doctor EVENT")} == {1}
    assert told["backup EVENT --out copy.kiosk"].status == 1


def test_a_backup_of_a_damaged_event_leaves_the_sound_backup_before(run: Run, event: Path, tmp_path: Path):
    assert run("backup", event, "--out", "copy.kiosk").status == 0
    sound = (tmp_path / "copy.kiosk").read_bytes()
    an_index_page_never_written(event)
    refused = run("backup", event, "--out", "copy.kiosk")
    assert refused.status == 1 and f"{event.name} is damaged" in refused.err
    assert (tmp_path / "copy.kiosk").read_bytes() == sound


def test_who_is_inside_is_told_from_a_damaged_event_too(run: Run, event: Path):
    """Somebody may depend on it; that the file is damaged stands after it."""
    an_index_page_never_written(event)
    told = run("attendees", event)
    assert "참석자2" in told.out and "is damaged" in told.err and told.status == 1
