"""The language of this laptop: chosen for one run, chosen for good, or that of the system."""

from pathlib import Path

import pytest

from kiosk import settings
from kiosk.ui.services.device import Device


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of this test's own, in which somebody chose English."""
    monkeypatch.setattr("kiosk.paths.config_folder", lambda: tmp_path / "config")
    settings.save(settings.Settings(language="en"))


@pytest.mark.usefixtures("kept")
def test_a_language_for_one_run_is_spoken_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_LANGUAGE", "ko")
    device = Device()
    device.change(volume=10)
    assert device.language == "ko"
    assert settings.load().language == "en"


@pytest.mark.usefixtures("kept")
def test_a_choice_in_the_window_holds_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_LANGUAGE", "ko")
    device, told = Device(), []
    device.changed.connect(lambda: told.append(device.language))
    device.change(language="en")
    device.change(language="ko")
    assert told == ["en", "ko"]
    assert settings.load().language == "ko"


@pytest.mark.usefixtures("kept")
def test_the_language_of_the_system_is_not_kept_as_a_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KIOSK_LANGUAGE", raising=False)
    settings.save(settings.Settings())
    device = Device()
    device.change(volume=10)
    assert settings.load().language == ""
