"""What is shipped to run a hub with: taken by the tools it is for, and not written over."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from kiosk.actions.desks.hub_files import write_hub_files
from kiosk.store.hub_server import LINE
from tests.trouble import refused


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    return {path.name: path for path in write_hub_files(tmp_path / "files")}


def test_all_of_them_are_written_and_what_was_changed_is_kept(files: dict[str, Path]):
    assert set(files) == {"alerts.yml", "compose.yaml", "dashboard.json", "kiosk-hub.service"}
    folder = files["compose.yaml"].parent
    write_hub_files(folder)
    files["kiosk-hub.service"].write_text("mine", encoding="utf-8")
    files["alerts.yml"].unlink()
    with refused("event.exists"):
        write_hub_files(folder)
    assert files["kiosk-hub.service"].read_text("utf-8") == "mine"
    assert not files["alerts.yml"].exists()


def test_a_folder_that_cannot_be_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with refused("printing.cannot_write"):
        write_hub_files(tmp_path / "file" / "folder")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd is here")
def test_systemd_takes_the_service(files: dict[str, Path]):
    checked = subprocess.run(
        ["systemd-analyze", "verify", files["kiosk-hub.service"]], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_container_is_of_the_line_encrypted_durable_and_says_no_names(files: dict[str, Path]):
    hub = yaml.safe_load(files["compose.yaml"].read_text("utf-8"))["services"]["hub"]
    assert hub["image"] == f"postgres:{LINE}"
    settings = dict(word.split("=", 1) for word in hub["command"][2::2])
    assert hub["command"][1::2] == ["-c"] * len(settings)
    assert (settings["ssl"], settings["fsync"], settings["synchronous_commit"]) == ("on", "on", "on")
    assert settings["log_min_error_statement"] == "panic" and settings["log_error_verbosity"] == "terse"
    assert re.fullmatch(r"\$\{KIOSK_ADMIN_PASSWORD:\?.*\}", hub["environment"]["POSTGRES_PASSWORD"]), "none is shipped"
