"""Names that no file can have are said as such, before anything is made."""

import sys
from pathlib import Path

import pytest

from kiosk.cli.main import main
from kiosk.errors import KioskError
from kiosk.file_names import check_new

RESERVED = ["CON", "nul.kiosk", "Prn.xlsx", "aux.tar.gz", "COM1", "lpt9.pdf", "com¹.csv", "CON .kiosk", "conin$"]
USABLE = ["console.kiosk", "nullpunkt.kiosk", "com.kiosk", "com12.kiosk", "행사.kiosk", "a.b", ".", "..", "v1.0.kiosk"]


@pytest.mark.parametrize("name", RESERVED)
def test_what_windows_keeps_for_itself_is_no_name(name: str, tmp_path: Path):
    with pytest.raises(KioskError) as told:
        check_new(tmp_path / name)
    assert told.value.code == "system.reserved_name"


@pytest.mark.parametrize("name", USABLE)
def test_names_that_only_look_like_them_are_taken(name: str):
    check_new(Path("folder") / name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("workshop.", "system.odd_end"),
        ("workshop.kiosk ", "system.odd_end"),
        ("work\nshop.kiosk", "system.forbidden_signs"),
        ("가" * 90 + ".kiosk", "system.too_long"),
        ("a" * 245 + ".kiosk", "system.too_long"),
    ],
)
def test_other_names_that_cannot_be_are_told_by_what_is_wrong(name: str, code: str, tmp_path: Path):
    if sys.platform == "win32" and name.startswith("가"):
        pytest.skip("Windows counts letters, not bytes")
    with pytest.raises(KioskError) as told:
        check_new(tmp_path / name)
    assert told.value.code == code


@pytest.mark.skipif(sys.platform != "win32", reason="the whole path counts only there")
def test_a_path_longer_than_windows_takes_is_told(tmp_path: Path):
    with pytest.raises(KioskError) as told:
        check_new(tmp_path / ("행" * 100) / ("사" * 100) / "event.kiosk")
    assert told.value.code == "system.too_long"


PROGRAMME = """\
code,title_ko,kind,room,starts_at,ends_at
S1,강연,session,A,2026-12-01 10:00,2026-12-01 11:00
"""


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["kiosk", *arguments])
    return main()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nul.kiosk", "reserved by Windows"),
        ("workshop.kiosk ", "ends with a dot or a space"),
        ("가" * 90 + ".kiosk", "is too long"),
        ("a" * 300, "is too long"),
    ],
    ids=["device", "space", "too long in bytes", "too long"],
)
@pytest.mark.parametrize("verb", ["new", "backup"])
def test_every_command_says_so_and_leaves_nothing(
    verb: str, name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "programme.csv").write_text(PROGRAMME, encoding="utf-8")
    monkeypatch.setenv("KIOSK_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, "new", "event.kiosk", "--programme", "programme.csv") == 0
    before = {path.name for path in tmp_path.iterdir()}
    capsys.readouterr()
    of_verb = {"new": ["new", name, "--programme", "programme.csv"], "backup": ["backup", "event.kiosk", "--out", name]}
    assert run(monkeypatch, *of_verb[verb]) == 1
    assert said in capsys.readouterr().err
    left = {path.name for path in tmp_path.iterdir()} - before
    assert left <= {"event.kiosk-wal", "event.kiosk-shm"}, "what reading the event itself makes"


@pytest.mark.parametrize("name", ["가" * 90 + ".kiosk", "가" * 90, "a" * 300], ids=["bytes", "no ending", "letters"])
@pytest.mark.parametrize("verb", ["open", "attendees", "doctor"])
def test_a_name_too_long_to_exist_is_told_when_it_is_opened(
    verb: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("KIOSK_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, verb, name) == 1
    assert "is too long" in capsys.readouterr().err
