"""Makes the sounds of the program.  Own work, under the licence of this program.

    python3 resources/sounds/make_sounds.py

Told apart without pitch: done is two quick rising notes, left the same two falling, attention one note twice, refused a
long low buzz, alarm a falling siren, a lost device three short low knocks, a call for the staff a chime of three.
Mono, 44.1 kHz, 16 bit.
"""

import math
import struct
import wave
from collections.abc import Iterator
from pathlib import Path

RATE = 44_100
FADE_S = 0.008  # without it every note begins and ends with a click

# (seconds, frequency at the start, at the end, overtones); frequency 0 is silence.
SOUNDS = {
    "done": [(0.075, 880, 880, 1), (0.16, 1318.5, 1318.5, 1)],
    "left": [(0.075, 1318.5, 1318.5, 1), (0.16, 880, 880, 1)],
    "attention": [(0.13, 659.3, 659.3, 2), (0.06, 0, 0, 1), (0.13, 659.3, 659.3, 2)],
    "refused": [(0.5, 174.6, 164.8, 5)],
    "alarm": [(0.28, 1046.5, 392, 3), (0.05, 0, 0, 1)] * 3,
    "lost-device": [(0.06, 329.6, 246.9, 4), (0.07, 0, 0, 1)] * 3,
    "call": [(0.22, 784, 784, 2), (0.22, 659.3, 659.3, 2), (0.42, 523.3, 523.3, 2)],
}


def note(seconds: float, start_hz: float, end_hz: float, overtones: int) -> Iterator[float]:
    """Samples between -1 and 1 of one note that glides from one frequency to the other."""
    count, phase = int(seconds * RATE), 0.0
    for number in range(count):
        phase += (start_hz + (end_hz - start_hz) * number / count) / RATE
        at = number / RATE
        loudness = min(1.0, at / FADE_S, (seconds - at) / FADE_S) * (1 - 0.45 * number / count)
        tone = sum(math.sin(2 * math.pi * phase * order) / order for order in range(1, overtones + 1))
        yield 0.5 * loudness * tone


def write(path: Path, notes: list[tuple[float, float, float, int]]) -> None:
    """Write the notes one after the other as a WAV file."""
    samples = [round(32_767 * max(-1.0, min(1.0, value))) for each in notes for value in note(*each)]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))


if __name__ == "__main__":
    for name, notes in SOUNDS.items():
        write(Path(__file__).with_name(f"{name}.wav"), notes)
