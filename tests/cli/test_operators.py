"""``kiosk operator``, and commands given by somebody with a name and a PIN."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.actions.event import opened, read_event
from kiosk.core.recovery_code import new_code
from tests import making
from tests.cli.calls import Run
from tests.key_rings import RingInMemory, laptop

CHIEF, CLERK = "김주관", "박접수"
CHIEF_PIN, CLERK_PIN = "402817", "5150"


@pytest.fixture
def staffed(event: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same with an organiser and an operator."""
    monkeypatch.setenv("KIOSK_NEW_PIN", CHIEF_PIN)
    assert run("operator", "add", event, CHIEF, "--role", "organiser").status == 0
    monkeypatch.setenv("KIOSK_NEW_PIN", CLERK_PIN)
    monkeypatch.setenv("KIOSK_PIN", CHIEF_PIN)
    assert run("--operator", CHIEF, "operator", "add", event, CLERK).status == 0
    return event


def test_people_of_the_desk_are_added_listed_and_removed(staffed, run):
    listed = run("operator", "list", staffed, "--json").lines
    assert {"name": CHIEF, "role": "organiser"} in listed and {"name": CLERK, "role": "operator"} in listed
    assert run("--operator", CHIEF, "operator", "remove", staffed, CLERK).status == 0
    assert run("operator", "list", staffed).out == f"{CHIEF}\tEvent organiser\n"


def test_a_command_without_a_name_is_refused_once_there_are_people_to_name(staffed, run):
    result = run("export", staffed, "--out", "out.csv")
    assert (result.status, result.out) == (1, "")
    assert "--operator" in result.err
    assert run("--operator", CHIEF, "export", staffed, "--out", "out.csv").status == 0


def test_an_operator_changes_people_and_not_the_programme(staffed, run, monkeypatch):
    monkeypatch.setenv("KIOSK_PIN", CLERK_PIN)
    assert run("--operator", CLERK, "attendee", "add", staffed, "--name", "현장").status == 0
    refused = run("--operator", CLERK, "programme", staffed, making.DEMO / "programme.csv")
    assert refused.status == 1 and "only an organiser can" in refused.err
    monkeypatch.setenv("KIOSK_PIN", CHIEF_PIN)
    assert run("--operator", CHIEF, "programme", staffed, making.DEMO / "programme.csv").status == 0


def test_the_door_goes_on_without_a_name_and_a_scan_says_who_made_it(staffed, run, monkeypatch):
    monkeypatch.setenv("KIOSK_OPERATOR", CHIEF)
    codes = [line["ticket_code"] for line in run("attendees", staffed, "--json").lines]
    assert len(codes) == 3
    monkeypatch.delenv("KIOSK_OPERATOR")
    assert run("scan", staffed, "--at", "2024-02-28T10:05", stdin=codes[0]).lines[0]["verdict"] == "admitted"
    monkeypatch.setenv("KIOSK_PIN", CLERK_PIN)
    run("--operator", CLERK, "scan", staffed, "--at", "2024-02-28T10:06", stdin=codes[1])
    with opened(read_event(staffed)) as records:
        assert [scan.payload["operator"] for scan in records.scans.newest(2)] == [CLERK, ""]


def test_a_wrong_pin_is_told_counted_and_waited_for(staffed, run, monkeypatch):
    monkeypatch.setenv("KIOSK_PIN", "0000")
    told = [run("--operator", CLERK, "attendee", "add", staffed, "--name", "현장").err for _try in range(3)]
    assert told[0].strip() == f"This is not the PIN of {CLERK}."
    assert "Too many wrong PINs" in told[2]
    monkeypatch.setenv("KIOSK_PIN", CLERK_PIN)
    waiting = run("--operator", CLERK, "attendees", staffed)
    assert (waiting.status, waiting.out) == (1, "")


def test_the_scans_on_the_standard_input_are_not_taken_for_a_pin(staffed, run, monkeypatch):
    monkeypatch.delenv("KIOSK_PIN")
    result = run("--operator", CLERK, "scan", staffed, stdin=f"{CLERK_PIN}\n")
    assert (result.status, result.out) == (1, "")
    assert "KIOSK_PIN" in result.err


@pytest.mark.skipif(os.name == "nt", reason="terminals of Windows are not driven from here")
def test_at_a_terminal_the_pin_is_asked_for_and_not_shown(staffed, monkeypatch):
    monkeypatch.delenv("KIOSK_PIN")
    terminal, end = pytest.importorskip("pty").openpty()
    command = [sys.executable, "-m", "kiosk", "--operator", CLERK, "attendees", str(staffed)]
    asking = subprocess.Popen(command, stdin=end, stdout=end, stderr=end, start_new_session=True)
    os.close(end)
    shown = b""
    while CLERK.encode() not in shown:
        shown += os.read(terminal, 1000)
    os.write(terminal, f"{CLERK_PIN}\n".encode())
    with suppress(OSError):  # the other end is gone
        while more := os.read(terminal, 1000):
            shown += more
    os.close(terminal)
    assert asking.wait(60) == 0
    assert shown.decode().count("참석자") == 3
    assert CLERK_PIN not in shown.decode()


def test_a_forgotten_pin_is_replaced_by_the_recovery_code_of_an_encrypted_event(staffed, run, monkeypatch):
    with laptop(RingInMemory()):  # the laptop opens the event by itself: that is not enough
        code = run("--operator", CHIEF, "encrypt", staffed, "--json").lines[0]["code"]
        monkeypatch.setenv("KIOSK_NEW_PIN", "774421")
        monkeypatch.delenv("KIOSK_PIN")
        reset = ("operator", "reset", staffed, CHIEF)
        for wrong, told in (
            ("", "KIOSK_EVENT_KEY"), (new_code(bytes(19)).text, "not the recovery code of"),
            ("7K2QX4", "recovery code"),
        ):  # fmt: skip
            monkeypatch.setenv("KIOSK_EVENT_KEY", wrong)
            refused = run(*reset, "--with-recovery-code")
            assert (refused.status, refused.out) == (1, "")
            assert told in refused.err
        monkeypatch.setenv("KIOSK_EVENT_KEY", code)
        assert run(*reset).status == 1
        assert run(*reset, "--with-recovery-code").out == f"New PIN for {CHIEF}.\n"
        monkeypatch.setenv("KIOSK_PIN", "774421")
        changes = run("--operator", CHIEF, "audit", staffed, "--json").lines
        assert [line["operator"] for line in changes if line["after"].get("pin")] == [""]


def test_no_code_replaces_a_pin_of_an_event_that_is_not_encrypted(staffed, run, monkeypatch):
    monkeypatch.setenv("KIOSK_EVENT_KEY", new_code(bytes(19)).text)
    refused = run("operator", "reset", staffed, CHIEF, "--with-recovery-code")
    assert (refused.status, refused.err) == (1, "day.kiosk is not encrypted. Nothing was changed.\n")


def test_a_name_that_is_not_there_is_told_before_a_pin_is_asked_for(staffed, event, run, monkeypatch):
    monkeypatch.delenv("KIOSK_NEW_PIN", raising=False)
    refused = run("--operator", CHIEF, "operator", "reset", event, "아무개")
    assert refused.err.startswith("아무개 is not an operator of this event.")


def test_where_nobody_is_named_that_is_what_is_said(event, run):
    refused = run("operator", "remove", event, "아무개")
    assert (refused.status, refused.err.split(",")[0]) == (1, "This event has no operators")


def test_an_event_without_people_of_its_own_asks_nobody(event, run):
    assert run("--operator", CLERK, "attendees", event).status == 0
    assert run("export", event, "--out", "out.csv").status == 0
