"""How far apart two colours are: for readers (WCAG 2.2), and for people who lack one kind of cone."""

import math
from collections.abc import Sequence

# Machado, Oliveira, Fernandes 2009: linear RGB as it is seen when one kind of cone is missing altogether.
MISSING_CONE = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
_WHITE = (0.95047, 1.0, 1.08883)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def distance(one: str, other: str, sight: str = "") -> float:
    """How different two colours look (CIE76 in Lab; 2.3 is just seen), to ordinary eyes or to those of ``sight``."""
    return math.dist(_lab(_seen(one, sight)), _lab(_seen(other, sight)))


def _linear(colour: str) -> list[float]:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def _luminance(colour: str) -> float:
    return sum(part * channel for part, channel in zip((0.2126, 0.7152, 0.0722), _linear(colour), strict=True))


def _seen(colour: str, sight: str) -> list[float]:
    linear = _linear(colour)
    return [min(1.0, max(0.0, value)) for value in _times(MISSING_CONE[sight], linear)] if sight else linear


def _lab(linear: Sequence[float]) -> tuple[float, float, float]:
    x, y, z = (_curve(value / white) for value, white in zip(_times(_TO_XYZ, linear), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _curve(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def _times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    return [sum(factor * value for factor, value in zip(row, vector, strict=True)) for row in matrix]
