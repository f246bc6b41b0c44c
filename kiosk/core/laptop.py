"""Is this laptop fit for the door?  What a trial of it finds, judged from plain values, and the report of it.

The report holds nothing personal: of each line the code and those details that are numbers or names of products.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kiosk.core.operation import as_text
from kiosk.core.readiness import Line, State, Topic, attention, ready, trouble

SMALLEST_SCREEN = (1024, 700)  # points; below, screens are scrolled
MADE_AFTER = datetime(2026, 11, 1, tzinfo=UTC)
BY_A_PERSON = (Topic.SCREEN, Topic.SOUND, Topic.CAMERA, Topic.SCANNER, Topic.PRINTER)
"""What only a person can say of: that it is seen, heard, read or printed."""

_PLAIN = {
    "width", "height", "scale", "count", "hours", "minutes", "now", "zone", "ring", "port", "firewall", "service",
    "gigabytes", "megabytes", "languages",
}  # fmt: skip
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Devices:
    """What the system shows of this laptop: the screen in points and its scale in per cent, how many devices, and for
    which languages (ISO 639) it has a voice.
    """

    width: int
    height: int
    scale: int
    loudspeakers: int
    cameras: int
    serial_ports: int
    voices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HubTrial:
    """What a hub on this laptop would have: a server, a free port, an answer at its own address, a firewall's name."""

    has_server: bool
    port: int
    answers: bool
    firewall: str


def device_lines(seen: Devices) -> list[Line]:
    """Screen, sound and camera."""
    size = {"width": seen.width, "height": seen.height, "scale": seen.scale}
    fits = seen.width >= SMALLEST_SCREEN[0] and seen.height >= SMALLEST_SCREEN[1]
    return [
        ready(Topic.SCREEN, "laptop.screen", **size)
        if fits
        else attention(Topic.SCREEN, "laptop.small_screen", "", **size),
        _found(Topic.SOUND, "laptop.sound", "settings.sound", seen.loudspeakers)
        or attention(Topic.SOUND, "laptop.no_sound", "settings.sound"),
        _found(Topic.CAMERA, "laptop.camera", "settings.camera", seen.cameras)
        or attention(Topic.CAMERA, "laptop.no_camera", "settings.camera"),
    ]


def voice_line(voices: Collection[str], languages: Mapping[str, str]) -> Line:
    """Can self-service speak?  ``languages`` are the names of those that the program speaks, by code."""
    silent = ", ".join(name for code, name in languages.items() if code not in voices)
    if silent:
        return attention(Topic.VOICE, "laptop.no_voice", "", languages=silent)
    return ready(Topic.VOICE, "laptop.voice", languages=", ".join(languages.values()))


def clock_line(now: datetime) -> Line:
    """Can the time be right?  ``now`` is in the time zone that the laptop shows."""
    shown = f"{now:%Y-%m-%d %H:%M}"
    if now < MADE_AFTER:
        return trouble(Topic.CLOCK, "laptop.old_clock", "", now=shown)
    return ready(Topic.CLOCK, "laptop.clock", now=shown, zone=f"UTC{now:%z}")


def key_ring_line(ring: str, works: bool) -> Line:
    """Does the key ring of the system, by its name, keep what it is given?"""
    return ready(Topic.KEY_RING, "laptop.key_ring", ring=ring) if works else attention(
        Topic.KEY_RING, "laptop.no_key_ring", ""
    )  # fmt: skip


def hub_line(tried: HubTrial) -> Line:
    """Could the others join a hub here?"""
    if not tried.has_server:
        return attention(Topic.HUB, "laptop.no_server", "")
    if not tried.answers:
        return trouble(Topic.HUB, "laptop.port_shut", "")
    if tried.firewall:
        return attention(Topic.HUB, "laptop.firewall", "", firewall=tried.firewall)
    return ready(Topic.HUB, "laptop.hub", port=tried.port)


def plain(details: Mapping[str, object]) -> dict[str, object]:
    """The details as a stranger may see them: names of people, folders and printers are dots."""
    return {name: value if name in _PLAIN else "…" for name, value in details.items()}


def report(
    lines: Sequence[Line], machine: Mapping[str, str], made_at: datetime, *, confirmed: Collection[Topic] = (),
    features: Mapping[str, bool] | None = None,
) -> dict[str, object]:  # fmt: skip
    """What may be sent to others; ``machine`` says program, system and versions, ``confirmed`` what a person saw work,
    ``features`` what the self-check tried of the program.
    """
    return {
        "format": _FORMAT,
        "made_at": as_text(made_at),
        **machine,
        **({"features": dict(features)} if features is not None else {}),
        "lines": [
            {
                "topic": line.topic,
                "state": line.state,
                "code": line.code,
                "details": plain(line.details),
                **({"confirmed": line.topic in confirmed} if line.topic in BY_A_PERSON else {}),
            }
            for line in lines
        ],
    }


def _found(topic: Topic, code: str, place: str, count: int) -> Line | None:
    return Line(topic, State.READY, code, {"count": count}, place) if count else None
