"""What a trial of a laptop finds, judged from plain values; and a report that tells nothing personal."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from kiosk.core.laptop import (
    BY_A_PERSON,
    MADE_AFTER,
    SMALLEST_SCREEN,
    Devices,
    HubTrial,
    clock_line,
    device_lines,
    hub_line,
    key_ring_line,
    report,
    voice_line,
)
from kiosk.core.readiness import Line, State, Topic, ready

WIDE, HIGH = SMALLEST_SCREEN
SEOUL = timezone(timedelta(hours=9))


def codes(lines: list[Line]) -> list[str]:
    return [line.code for line in lines]


@pytest.mark.parametrize(
    ("seen", "found"),
    [
        (Devices(WIDE, HIGH, 100, 1, 2, 0), ["laptop.screen", "laptop.sound", "laptop.camera"]),
        (Devices(WIDE - 1, HIGH, 125, 0, 0, 0), ["laptop.small_screen", "laptop.no_sound", "laptop.no_camera"]),
        (Devices(WIDE, HIGH - 1, 150, 1, 0, 0), ["laptop.small_screen", "laptop.sound", "laptop.no_camera"]),
    ],
)
def test_screen_sound_and_camera_are_judged_by_what_is_there(seen: Devices, found: list[str]) -> None:
    assert codes(device_lines(seen)) == found
    assert all(
        (line.state is State.READY) != ("no_" in line.code or "small" in line.code) for line in device_lines(seen)
    )


def test_a_laptop_speaks_when_it_has_a_voice_for_each_language_of_the_program() -> None:
    languages = {"ko": "한국어", "en": "English"}
    assert voice_line({"en", "ko", "de"}, languages) == ready(Topic.VOICE, "laptop.voice", languages="한국어, English")
    assert (found := voice_line({"en"}, languages)).state is State.ATTENTION
    assert (found.code, found.details) == ("laptop.no_voice", {"languages": "한국어"})
    assert voice_line((), languages).details == {"languages": "한국어, English"}


def test_a_clock_from_before_the_program_cannot_be_right() -> None:
    assert clock_line((MADE_AFTER - timedelta(minutes=1)).astimezone(SEOUL)).state is State.TROUBLE
    line = clock_line(MADE_AFTER.astimezone(SEOUL))
    assert (line.state, line.details) == (State.READY, {"now": "2026-11-01 09:00", "zone": "UTC+0900"})


@pytest.mark.parametrize(
    ("tried", "code"),
    [
        (HubTrial(False, 0, False, ""), "laptop.no_server"),
        (HubTrial(True, 7432, False, "ufw"), "laptop.port_shut"),
        (HubTrial(True, 7432, True, "ufw"), "laptop.firewall"),
        (HubTrial(True, 7432, True, ""), "laptop.hub"),
    ],
)
def test_a_hub_wants_a_server_an_answer_and_no_firewall_in_the_way(tried: HubTrial, code: str) -> None:
    assert hub_line(tried).code == code


def test_a_key_ring_is_ready_when_it_gave_back_what_it_was_given() -> None:
    assert key_ring_line("Keychain", True).state is State.READY
    assert key_ring_line("fail Keyring", False).code == "laptop.no_key_ring"


def test_the_report_tells_figures_and_no_names() -> None:
    lines = [
        ready(Topic.PRINTER, "ready.printer", printers="HP von 김하늘"),
        ready(Topic.DISK, "ready.disk_refused", why="C:\\Users\\김하늘", gigabytes="7"),
        ready(Topic.SCANNER, "ready.synced_folder", service="OneDrive", folder="/home/김하늘"),
    ]
    told = report(lines, {"program": "0.1.0"}, datetime(2026, 12, 1, tzinfo=UTC), confirmed={Topic.PRINTER})
    text = json.dumps(told, ensure_ascii=False)
    assert "김하늘" not in text
    assert (told["program"], told["made_at"], told.get("features")) == ("0.1.0", "2026-12-01T00:00:00Z", None)
    assert [line["details"] for line in told["lines"]] == [
        {"printers": "…"},
        {"why": "…", "gigabytes": "7"},
        {"service": "OneDrive", "folder": "…"},
    ]
    assert [line.get("confirmed") for line in told["lines"]] == [True, None, False]


def test_only_what_a_person_can_say_is_asked_of_a_person() -> None:
    assert Topic.DISK not in BY_A_PERSON
    assert {Topic.SOUND, Topic.PRINTER, Topic.SCANNER} <= set(BY_A_PERSON)
