"""Folders that another program copies away are known by their names, by what lies in them and by what it noted."""

import json
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.synced_folders import service_of


@pytest.fixture(autouse=True)
def _nobody_syncs_here(monkeypatch: pytest.MonkeyPatch):
    for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("folders", "service"),
    [
        ("OneDrive/문서/event.kiosk", "OneDrive"),
        ("OneDrive - 한국대학교/행사/event.kiosk", "OneDrive"),
        ("Library/CloudStorage/OneDrive-Personal/event.kiosk", "OneDrive"),
        ("Dropbox/event.kiosk", "Dropbox"),
        ("Dropbox (우리 회사)/event.kiosk", "Dropbox"),
        ("iCloudDrive/event.kiosk", "iCloud Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/event.kiosk", "iCloud Drive"),
        ("Library/CloudStorage/GoogleDrive-me@example.org/My Drive/event.kiosk", "Google Drive"),
        ("Google Drive/event.kiosk", "Google Drive"),
        ("MYBOX/event.kiosk", "Naver MYBOX"),
        ("네이버 MYBOX/행사/event.kiosk", "Naver MYBOX"),
        ("Nextcloud/event.kiosk", "Nextcloud"),
        ("Documents/event.kiosk", ""),
        ("megaphone/boxes/dropboxes/onedrivers/event.kiosk", ""),
        ("내 드라이브/event.kiosk", ""),  # only at the root of a drive is that a service's own folder
    ],
)
def test_services_are_known_by_the_names_of_their_folders(folders: str, service: str, tmp_path: Path):
    assert service_of(tmp_path / folders) == service


def test_a_service_with_a_drive_of_its_own_is_known_by_its_one_folder():
    assert service_of(Path("/내 드라이브/행사/event.kiosk")) == "Google Drive"


@pytest.mark.parametrize(
    ("left", "service"),
    [(".dropbox.cache", "Dropbox"), (".tmp.drivedownload", "Google Drive"), (".stfolder", "Syncthing")],
)
def test_a_folder_of_another_name_is_known_by_what_its_service_leaves_in_it(left: str, service: str, tmp_path: Path):
    (tmp_path / "우리 폴더" / "행사").mkdir(parents=True)
    (tmp_path / "우리 폴더" / left).mkdir()
    assert service_of(tmp_path / "우리 폴더" / "행사" / "event.kiosk") == service
    assert service_of(tmp_path / "event.kiosk") == ""


def test_onedrive_says_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "회사"))
    assert service_of(tmp_path / "회사" / "event.kiosk") == "OneDrive"
    assert service_of(tmp_path / "회사 밖" / "event.kiosk") == ""


def test_dropbox_notes_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("APPDATA", str(tmp_path))
    (tmp_path / "Dropbox").mkdir()
    note = {"business": {"path": str(tmp_path / "업무")}, "odd": 3}
    (tmp_path / "Dropbox" / "info.json").write_text(json.dumps(note), encoding="utf-8")
    assert service_of(tmp_path / "업무" / "a" / "event.kiosk") == "Dropbox"


def test_a_link_into_such_a_folder_is_followed(tmp_path: Path):
    (tmp_path / "OneDrive").mkdir()
    try:
        (tmp_path / "events").symlink_to(tmp_path / "OneDrive", target_is_directory=True)
    except OSError:
        pytest.skip("links are not allowed here")
    assert service_of(tmp_path / "events" / "event.kiosk") == "OneDrive"


def test_new_events_are_offered_a_place_that_nobody_copies_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "OneDrive" / "문서").mkdir(parents=True)
    (tmp_path / "Documents").mkdir()
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for folder, offered in (("OneDrive/문서", tmp_path), ("Documents", tmp_path / "Documents")):
        monkeypatch.setattr("platformdirs.user_documents_dir", lambda folder=folder: str(tmp_path / folder))
        assert paths.place_for_events() == offered
