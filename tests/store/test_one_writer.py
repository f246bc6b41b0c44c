"""One writer, many readers, and writers that were killed."""

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.keeping.backup import doctor
from kiosk.store.records import Records
from tests import making
from tests.store.posix import posix_only
from tests.trouble import refused


def killed_after(folder: Path, lines: str) -> None:
    """Run lines of Python with an event in hand, then die as in a power cut, nothing closed."""
    program = f"""
        import os, signal
        from pathlib import Path
        from kiosk.actions.event import create_event
        from kiosk.core.event import EventDetails
        from kiosk.core.operation import Kind
        from kiosk.store import event_file
        from tests import making
        path = Path({str(folder)!r}) / "day.kiosk"
        {lines}
        os.kill(os.getpid(), signal.SIGKILL)
    """
    result = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=False, timeout=60)
    assert result.returncode == -signal.SIGKILL


@posix_only
def test_an_event_opens_though_the_program_was_killed_right_after_making_it(tmp_path: Path):
    killed_after(tmp_path, "records = create_event(path, EventDetails({'ko': '하루'}))")
    with opened(read_event(tmp_path / "day.kiosk")) as records:
        assert records.event.details().names["ko"] == "하루"
    with opened(open_event(tmp_path / "day.kiosk")) as records:
        assert doctor(records).sound


@posix_only
def test_an_event_whose_making_was_cut_off_is_told_apart(tmp_path: Path):
    killed_after(tmp_path, "file = event_file.create(path)")
    for opening in (read_event, open_event):
        with refused("event.unfinished"):
            opening(tmp_path / "day.kiosk")


@posix_only
def test_a_transaction_that_was_cut_off_leaves_nothing(tmp_path: Path):
    killed_after(
        tmp_path,
        """records = create_event(path, EventDetails({'ko': '하루'}))
        records.file.connection.execute("BEGIN IMMEDIATE")
        records.append(Kind.EVENT, "event", {"name": "다른 이름"}, at=making.DAY)""",
    )
    with opened(open_event(tmp_path / "day.kiosk")) as records:
        assert records.event.details().names["ko"] == "하루"
        assert doctor(records).sound


def test_a_second_writer_is_told_that_the_event_is_open(event: Records):
    with refused("event.in_use"):
        open_event(event.path, wait_seconds=0)


def test_a_reader_reads_what_a_writer_has_just_stored(event: Records):
    person = making.add_people(event, 1)[0]
    with opened(read_event(event.path)) as reader:
        assert reader.people.all() == [person]
        with refused("event.read_only"), reader.transaction():
            pass


def test_a_writer_in_another_process_is_noticed_and_goes_away_with_it(closed: Path):
    program = "import sys; from pathlib import Path; from kiosk.actions.event import open_event;"
    program += "r = open_event(Path(sys.argv[1])); print('ready', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(closed)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"ready\n"
        with refused("event.in_use"):
            open_event(closed, wait_seconds=0)
        with opened(read_event(closed)) as reader:
            assert reader.people.count() == 3
        other.kill()
        other.wait()
    open_event(closed, wait_seconds=5).close()


def test_the_next_writer_comes_in_when_the_first_closes(event: Records):
    event.close()
    open_event(event.path, wait_seconds=0).close()
