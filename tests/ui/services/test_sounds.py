"""The sounds: told apart, short, and made by the script beside them."""

import runpy
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.ui.check_in.answer_text import Kind
from kiosk.ui.services.sounds import Sound, Sounds

NAMES = tuple(sound.value for sound in Sound)


def test_each_sound_is_its_own_and_over_before_the_next_person_stands_there(qapp):
    contents = set()
    for name in NAMES:
        with wave.open(str(paths.resource("sounds", f"{name}.wav"))) as file:
            assert 0.1 < file.getnframes() / file.getframerate() < 1.1
            contents.add(file.readframes(file.getnframes()))
    assert len(contents) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_is_what_its_script_makes(name: str, tmp_path: Path):
    script = runpy.run_path(str(paths.resource("sounds", "make_sounds.py")))
    script["write"](tmp_path / "made.wav", script["SOUNDS"][name])
    assert (tmp_path / "made.wav").read_bytes() == paths.resource("sounds", f"{name}.wav").read_bytes()


def test_playing_before_the_sounds_are_loaded_is_silent_and_harmless(qapp):
    Sounds(80).play(Kind.DONE)


def test_a_computer_without_sound_says_nothing_on_the_terminal(environment_of_a_user):
    program = (
        "from PySide6.QtCore import qWarning; from PySide6.QtGui import QGuiApplication; "
        "from kiosk.ui.services.sounds import Sounds; app = QGuiApplication([]); "
        "sounds = Sounds(80); sounds.prepare(); "
        "sounds.play('done'); qWarning('still told')"
    )
    nowhere = environment_of_a_user | {"PULSE_SERVER": "unix:/nowhere"}
    done = subprocess.run([sys.executable, "-c", program], env=nowhere, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "still told"
