"""Without a choice of its own the program speaks what the system speaks, on every Python."""

import os
import plistlib
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import system_language

_VARIABLES = ("KIOSK_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_ASK = "from kiosk import settings; print(settings.load().language)"


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
    environment = {**plain, **said, "KIOSK_CONFIG": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", _ASK], env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    assert told.stdout.strip() == language


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows can say it")
def test_windows_names_its_language_by_a_tag():
    language, _, country = system_language.tag().partition("-")
    assert len(language) in (2, 3) and language.islower() and country


def test_macos_keeps_the_languages_in_their_order(tmp_path: Path):
    file = tmp_path / ".GlobalPreferences.plist"
    file.write_bytes(plistlib.dumps({"AppleLanguages": ["ko-KR", "en-US"]}))
    assert system_language._of_macos(file) == "ko-KR"
