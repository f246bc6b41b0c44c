"""Without a choice of its own the program speaks what the system speaks, on every Python."""

import json
import os
import plistlib
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import system_language

_VARIABLES = ("KIOSK_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_ASK = "from kiosk import settings; print(settings.language_of(settings.load()))"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system itself is asked")
@pytest.mark.parametrize(
    ("said", "language"),
    [
        ({}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LC_ALL": "C.UTF-8"}, "en"),
        ({"LC_ALL": "POSIX", "LANG": "C"}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "cs_CZ.UTF-8"}, "en"),
        ({"LANG": "ca_ES.UTF-8"}, "en"),
        ({"LANGUAGE": "ko:en", "LANG": "en_US.UTF-8"}, "ko"),
        ({"KIOSK_LANGUAGE": "en", "LANG": "ko_KR.UTF-8"}, "en"),
    ],
)
def test_the_environment_decides_on_linux(said: dict[str, str], language: str, tmp_path: Path):
    plain = {name: value for name, value in os.environ.items() if name not in _VARIABLES}
    assert _asked({**plain, **said}, tmp_path) == language


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system itself is asked")
@pytest.mark.parametrize(
    ("said", "kept", "language"),
    [
        ({"LANG": "en_GB.UTF-8"}, "ko", "ko"),
        ({"LANG": "ko_KR.UTF-8"}, "en", "en"),
        ({"KIOSK_LANGUAGE": "en"}, "ko", "en"),
        ({"KIOSK_LANGUAGE": "ko_KR", "LANG": "en_GB.UTF-8"}, "en", "ko"),
        ({"KIOSK_LANGUAGE": ""}, "ko", "ko"),
        ({"LANG": "ko_KR.UTF-8"}, "", "ko"),
        ({"LANG": "ko_KR.UTF-8"}, "xx", "en"),
    ],
)
def test_the_choice_for_one_run_comes_before_the_one_that_is_kept(
    said: dict[str, str], kept: str, language: str, tmp_path: Path
):
    plain = {name: value for name, value in os.environ.items() if name not in _VARIABLES}
    (tmp_path / "settings.json").write_text(json.dumps({"language": kept, "desk": "7"}), encoding="utf-8")
    assert _asked({**plain, **said}, tmp_path) == language
    assert json.loads((tmp_path / "settings.json").read_text("utf-8"))["language"] == kept


def _asked(environment: dict[str, str], config: Path) -> str:
    told = subprocess.run(
        [sys.executable, "-c", _ASK], env={**environment, "KIOSK_CONFIG": str(config)}, capture_output=True,
        check=True, encoding="utf-8",
    )  # fmt: skip
    return told.stdout.strip()


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows can say it")
def test_windows_names_its_language_by_a_tag():
    language, _, country = system_language.tag().partition("-")
    assert len(language) in (2, 3) and language.islower() and country


def test_macos_keeps_the_languages_in_their_order(tmp_path: Path):
    file = tmp_path / ".GlobalPreferences.plist"
    file.write_bytes(plistlib.dumps({"AppleLanguages": ["ko-KR", "en-US"]}))
    assert system_language._of_macos(file) == "ko-KR"
