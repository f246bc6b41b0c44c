"""``kiosk scan`` as a process of its own: line by line through pipes, streams that are closed, full or cut."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.actions.event import opened, read_event
from tests import making

TIMEOUT = 60


@pytest.fixture
def english(environment_of_a_user: dict[str, str]) -> dict[str, str]:
    return environment_of_a_user | {"KIOSK_LANGUAGE": "en", "PYTHONPATH": str(Path(__file__).parents[2])}


def codes(event: Path) -> list[str]:
    with opened(read_event(event)) as records:
        return [person.ticket_code for person in records.people.all()]


def scans(event: Path) -> list[str]:
    with opened(read_event(event)) as records:
        return [operation.op_id for operation in records.scans.newest(100)]


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "kiosk", *map(str, words)]


@pytest.fixture
def scanning(event: Path, english: dict[str, str]) -> Iterator[subprocess.Popen]:
    """A desk that waits for its first line."""
    words = command("scan", event, "--jsonl", "--session", "F", "--at", "2024-02-28T10:30")
    english.pop("PYTHONUNBUFFERED")  # the program flushes by itself, whatever Python was told
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=english) as process:
        yield process
        process.kill()


def test_each_line_is_answered_before_the_next_is_sent(scanning: subprocess.Popen, event: Path):
    for line in ('{"code": "nobody\'s"}', '{"code": "x", "at": "yesterday"}', '{"code": "y"}'):
        scanning.stdin.write(line + "\n")
        scanning.stdin.flush()
        answer = json.loads(scanning.stdout.readline())
        assert answer.get("verdict", answer.get("error")) in ("unknown", "scan.bad_time")
    scanning.stdin.close()
    assert scanning.wait(TIMEOUT) == 1  # one line was no scan


def test_an_answered_line_can_be_read_from_the_file_at_once(event: Path, english: dict[str, str]):
    one, *_ = codes(event)
    words = command("scan", event, "--session", "F", "--at", "2024-02-28T10:30")
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=english) as process:
        process.stdin.write(one + "\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        assert scans(event) == [answer["scan_id"]]
        process.stdin.close()
        assert process.wait(TIMEOUT) == 0


def test_a_second_desk_on_the_same_file_is_told_so(scanning: subprocess.Popen, event: Path, english: dict[str, str]):
    scanning.stdin.write('{"code": "x"}\n')
    scanning.stdin.flush()
    scanning.stdout.readline()
    second = subprocess.run(
        command("scan", event), input="x\n", capture_output=True, text=True, env=english, check=False, timeout=TIMEOUT
    )
    assert (second.returncode, second.stdout) == (1, "")
    assert "is open in another window" in second.stderr
    reading = subprocess.run(
        command("attendees", event, "--json"), capture_output=True, text=True, env=english, check=False, timeout=TIMEOUT
    )
    assert (reading.returncode, len(reading.stdout.splitlines())) == (0, 3)


needs_shell = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


def shell(line: str, event: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A line of shell in which ``kiosk`` and ``EVENT`` mean what they should."""
    line = line.replace("kiosk ", f"'{sys.executable}' -m kiosk ").replace("EVENT", f"'{event}'")
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, env=environment, check=False, timeout=TIMEOUT
    )


@needs_shell
@pytest.mark.parametrize(("line", "status"), [
    ("echo x | kiosk scan EVENT >&-", 0),  # nobody listens
    ("kiosk scan EVENT <&-", 0),  # nobody speaks
    ("echo x | kiosk scan EVENT 2>&-", 0),
    ("kiosk attendees EVENT --json >&-", 0),
    ("kiosk attendees missing 2>&-", 1),
    ("kiosk tickets EVENT --out \"$TMPDIR/t\" <&- >&- 2>&-", 0),
])  # fmt: skip
def test_streams_may_be_closed(line: str, status: int, event: Path, english: dict[str, str], tmp_path: Path):
    result = shell(line, event, english | {"TMPDIR": str(tmp_path)})
    assert (result.returncode, result.stderr) == (status, "")
    assert making.examined(event).sound


@needs_shell
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("line", ["kiosk attendees EVENT --json", "echo x | kiosk scan EVENT", "kiosk doctor EVENT"])
def test_a_full_disk_behind_the_output_is_told_in_one_sentence(line: str, event: Path, english: dict[str, str]):
    result = shell(f"{line} >/dev/full", event, english)
    assert result.returncode == 1
    assert result.stderr.startswith("The system refused the output")
    assert len(result.stderr.splitlines()) == 1


@needs_shell
def test_a_reader_that_goes_away_ends_the_scans_without_a_word(event: Path, english: dict[str, str]):
    result = shell("yes x | kiosk scan EVENT | head -n 3; echo ${PIPESTATUS[1]}", event, english)
    *answers, status = result.stdout.splitlines()
    assert ([json.loads(line)["verdict"] for line in answers], status) == (["unknown"] * 3, "1")
    assert result.stderr == ""
    assert making.examined(event).sound


@needs_shell
def test_words_that_are_no_text_are_told_in_one_sentence(event: Path, english: dict[str, str]):
    """File names and arguments are bytes on Linux, whatever they mean."""
    for line in (
        r"kiosk attendees $'caf\xe9.kiosk'",
        r"kiosk undo EVENT $'\xff' --reason x",
        r"kiosk attendee edit EVENT $'\xff' --name x",
        r"kiosk scan EVENT --session $'\xff'",
        r"kiosk import EVENT $'\xff.csv'",
    ):
        result = shell(line, event, english)
        assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
        assert "bug in the program" not in result.stderr


@needs_shell
def test_an_interrupted_desk_has_stored_what_it_answered(scanning: subprocess.Popen, event: Path):
    scanning.stdin.write('{"code": "x"}\n')
    scanning.stdin.flush()
    answer = json.loads(scanning.stdout.readline())
    scanning.send_signal(2)
    assert scanning.wait(TIMEOUT) == 130
    assert scans(event) == [answer["scan_id"]]
