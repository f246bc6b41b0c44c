"""``kiosk encrypt`` and ``decrypt``, and every other command on an encrypted event; killed while it scans."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.keeping.backup import backup, doctor
from kiosk.actions.keeping.unlock import is_encrypted
from kiosk.core.recovery_code import RecoveryCode, read_code
from tests import making
from tests.cli.calls import Run
from tests.key_rings import RingInMemory, laptop

CHECKOUT = Path(__file__).parents[2]
NAME = "가나다라마바사"


@pytest.fixture(autouse=True)
def no_ring() -> Iterator[None]:
    with laptop():
        yield


def test_the_code_is_printed_first_and_opens_the_event(run: Run, event: Path, monkeypatch: pytest.MonkeyPatch):
    printed = run("encrypt", event, "--code-file", "code.pdf", "--json").lines
    assert [sorted(line) for line in printed] == [
        ["code"], ["code_file", "event", "in_key_ring", "plain_copies", "removed"],
    ]  # fmt: skip
    assert Path("code.pdf").read_bytes().startswith(b"%PDF")
    assert not printed[1]["in_key_ring"]
    with laptop():
        refused = run("attendees", event)
        assert (refused.status, refused.out) == (1, "")
        assert "is encrypted" in refused.err
        assert "KIOSK_EVENT_KEY" in refused.err
        monkeypatch.setenv("KIOSK_EVENT_KEY", printed[0]["code"])
        assert len(run("attendees", event, "--json").lines) == 3
        for words in (
            ["doctor", event], ["backup", event, "--out", "copy.kiosk"], ["export", event, "--out", "people.xlsx"],
            ["statistics", event], ["audit", event], ["purge", event],
        ):  # fmt: skip
            assert run(*words).err == ""
        assert is_encrypted(Path("copy.kiosk"))
        assert run("decrypt", event).status == 0
        monkeypatch.delenv("KIOSK_EVENT_KEY")
    assert run("attendees", event).status == 0


def test_the_code_is_told_again_where_it_is_known(run: Run, event: Path):
    assert run("recovery-code", event).err == "day.kiosk is not encrypted. Nothing was changed.\n"
    code = run("encrypt", event, "--json").lines[0]
    assert run("recovery-code", event, "--code-file", "again.pdf", "--json").json == code
    assert Path("again.pdf").read_bytes().startswith(b"%PDF")
    with laptop():
        assert run("recovery-code", event).status == 1


def test_the_key_ring_opens_the_event_where_there_is_one(run: Run, event: Path):
    ring = RingInMemory()
    with laptop(ring):
        assert run("encrypt", event, "--json").lines[1]["in_key_ring"]
    with laptop(ring):
        assert run("attendees", event).status == 0
    with laptop():
        assert run("attendees", event).status == 1


def test_a_code_file_that_cannot_be_written_leaves_the_event_plain(run: Run, event: Path):
    assert run("encrypt", event, "--code-file", "code.docx").status == 1
    Path("folder.pdf").mkdir()
    assert run("encrypt", event, "--code-file", "folder.pdf").status == 1
    assert not is_encrypted(event)


def test_plain_copies_are_told_and_deleted_when_asked(run: Run, event: Path):
    with opened(read_event(event)) as records:
        copy = backup(records, event.with_name("copy.kiosk"))
    told = run("encrypt", event)
    assert str(copy) in told.out
    assert copy.exists()
    assert run("decrypt", event).status == 0
    again = run("encrypt", event, "--remove-copies", "--json").lines[1]
    assert (again["plain_copies"], again["removed"]) == ([str(copy)], True)
    assert not copy.exists()


def test_an_event_that_a_desk_has_open_is_not_encrypted(run: Run, event: Path):
    with opened(open_event(event)):
        told = run("encrypt", event)
    assert (told.status, told.out) == (1, "")
    assert "is open in another" in told.err
    assert not is_encrypted(event)


def test_a_new_event_can_be_encrypted_from_the_start(run: Run):
    programme = making.DEMO / "programme.csv"
    made = run("new", "new.kiosk", "--programme", programme, "--encrypted", "--json").json
    assert is_encrypted(Path("new.kiosk"))
    assert read_code(made["code"]).text == made["code"]


def test_the_code_is_asked_for_at_a_terminal(run: Run, event: Path, monkeypatch: pytest.MonkeyPatch):
    code = run("encrypt", event, "--json").lines[0]["code"]
    typed = iter([RecoveryCode(5).text, f"X{code[1:]}" if code[0] != "X" else f"Y{code[1:]}", code])
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _question: next(typed))
    with laptop():
        monkeypatch.setattr("kiosk.cli.shared.sys", _AtTerminal())
        assert "not the recovery code of" in run("attendees", event).err
        assert "group 1" in run("attendees", event).err
        assert len(run("attendees", event.with_suffix(""), "--json").lines) == 3


@pytest.mark.long
def test_killed_while_it_scans_an_encrypted_event_loses_nothing_acknowledged(
    run: Run, event: Path, environment_of_a_user: dict[str, str]
):
    code = run("encrypt", event, "--json").lines[0]["code"]
    environment = environment_of_a_user | {
        "KIOSK_LANGUAGE": "en", "PYTHONPATH": str(CHECKOUT), "KIOSK_EVENT_KEY": code,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }  # fmt: skip
    words = [sys.executable, "-m", "kiosk", "scan", str(event), "--jsonl", "--session", "F", "--at", "2024-02-28T10:30"]
    acknowledged: set[str] = set()
    for attempt in range(5):
        pipes = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        with subprocess.Popen(words, **pipes, env=environment) as desk:
            for number in range(20 + 7 * attempt):
                name = f"{attempt}-{number}"
                desk.stdin.write(json.dumps({"code": f"nobody's {name}", "scan_id": name}) + "\n")
                desk.stdin.flush()
                assert json.loads(desk.stdout.readline())["verdict"] == "unknown"
                acknowledged.add(name)
            desk.stdin.write(json.dumps({"code": "unanswered"}) + "\n")
            desk.stdin.flush()
            desk.kill()
        folder = [file.read_bytes() for file in event.parent.glob("day.kiosk*")]
        assert not any(b"unanswered" in content or b"nobody" in content for content in folder)
        with opened(read_event(event)) as records:
            assert doctor(records).sound
            assert acknowledged <= {operation.op_id for operation in records.scans.newest(1000)}


@pytest.mark.long
def test_killed_while_it_encrypts_leaves_a_whole_event_and_nothing_plain_beside_an_encrypted_one(
    event: Path, environment_of_a_user: dict[str, str], monkeypatch: pytest.MonkeyPatch
):
    with opened(open_event(event)) as records:
        making.add_people(records, 300, name=NAME)
    environment = environment_of_a_user | {
        "KIOSK_LANGUAGE": "en", "PYTHONPATH": str(CHECKOUT), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }  # fmt: skip
    content = event.read_bytes()
    for attempt in range(20):
        words = [sys.executable, "-m", "kiosk", "encrypt", str(event), "--json"]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as desk:
            code = json.loads(desk.stdout.readline())["code"]
            with suppress(subprocess.TimeoutExpired):
                desk.wait(attempt * 0.025)
            desk.kill()
        monkeypatch.setenv("KIOSK_EVENT_KEY", code)
        with opened(open_event(event)) as records:
            assert records.people.count() == 303
            assert doctor(records).sound
        if is_encrypted(event):
            assert not any(NAME.encode() in file.read_bytes() for file in event.parent.iterdir() if file.is_file())
            event.write_bytes(content)
        monkeypatch.delenv("KIOSK_EVENT_KEY")


@pytest.mark.parametrize("is_replaced", [False, True], ids=["before the step", "after the step"])
def test_what_a_killed_program_left_beside_an_encrypted_event_goes_when_it_is_opened(
    run: Run, event: Path, monkeypatch: pytest.MonkeyPatch, is_replaced: bool
):
    plain = event.read_bytes()
    monkeypatch.setenv("KIOSK_EVENT_KEY", run("encrypt", event, "--json").lines[0]["code"])
    before, new = event.with_name(".day.kiosk.before"), event.with_name(".day.kiosk.new")
    if is_replaced:
        before.write_bytes(plain)
    else:
        os.link(event, before)
        new.write_bytes(plain)
    assert run("doctor", event, "--rebuild").status == 0
    assert not before.exists()
    assert not new.exists()
    assert len(run("attendees", event, "--json").lines) == 3


class _AtTerminal:
    """``sys`` as a process at a terminal sees it."""

    environ = os.environ
    stderr = sys.stderr

    class stdin:  # noqa: N801
        """The standard input."""

        @staticmethod
        def isatty() -> bool:
            return True
