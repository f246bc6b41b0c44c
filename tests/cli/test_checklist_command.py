"""``kiosk checklist`` as scripts rely on it."""

import json
from pathlib import Path

import pytest

from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.cli.main import main
from kiosk.core.readiness import State, Topic


@pytest.fixture
def event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KIOSK_LANGUAGE", "en")
    monkeypatch.setattr("kiosk.paths.config_folder", lambda: tmp_path / "config")
    path = tmp_path / "workshop.kiosk"
    make_demonstration(path).close()
    return path


def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture, *words: str) -> tuple[int, str, str]:
    capfd.readouterr()
    monkeypatch.setattr("sys.argv", ["kiosk", *words])
    status = main()
    return status, *capfd.readouterr()


def test_every_topic_is_one_json_line_and_trouble_is_status_1(event: Path, monkeypatch, capfd) -> None:
    status, out, err = call(monkeypatch, capfd, "checklist", str(event), "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    of_the_laptop = {Topic.SCREEN, Topic.SOUND, Topic.CAMERA, Topic.VOICE, Topic.KEY_RING, Topic.HUB}
    assert {line["topic"] for line in lines} == set(Topic) - of_the_laptop
    assert all(set(line) == {"topic", "state", "code", "message", "details"} for line in lines)
    troubled = [line for line in lines if line["state"] == State.TROUBLE]
    assert {line["topic"] for line in troubled} == {Topic.SCANNER, Topic.BACKUP}
    assert (status, err) == (1, "Not ready for the event: 2 things have to be fixed first.\n")


def test_for_people_each_line_has_a_sign_a_word_and_a_sentence(event: Path, monkeypatch, capfd) -> None:
    _status, out, _err = call(monkeypatch, capfd, "checklist", str(event))
    assert "✓ Programme · ready: 7 sessions, none in the same room at the same time.\n" in out
    assert "✗ Backup · not ready: No folder for backups is chosen" in out
