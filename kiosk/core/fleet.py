"""What each desk tells of itself for whoever looks after all of them: read from what it said, which may be anything.

A value that is none, or beyond what can be, is unknown: a desk that lies about itself harms nobody else's figures.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

_MOST_CHARACTERS = 40
_MOST_BYTES = 2**60


@dataclass(frozen=True, slots=True)
class DeskReport:
    """One desk by its own word; None, or an empty text, is unknown.

    ``disk_free`` in bytes, where its event lies; ``battery`` in per cent, None also without one; ``on_mains`` whether
    it is plugged in; ``printers`` and ``printers_in_trouble`` count the printers in use there; ``last_scan`` is aware.
    """

    version: str = ""
    disk_free: int | None = None
    battery: int | None = None
    on_mains: bool | None = None
    printers: int | None = None
    printers_in_trouble: int | None = None
    last_scan: datetime | None = None


UNKNOWN = DeskReport()

LEAST_BATTERY, LEAST_DISK = 20, 1_000_000_000
SILENCE, WRONG_CLOCK = timedelta(minutes=3), timedelta(minutes=1)
"""The bounds of ``concerns``; the alerts in ``resources/monitoring`` have the same."""


class Concern(StrEnum):
    """What somebody should look after at a desk."""

    SILENT = "silent"
    BATTERY = "battery"
    DISK = "disk"
    PRINTER = "printer"
    CLOCK = "clock"


def concerns(report: DeskReport, last_seen: datetime | None, offset: timedelta | None, now: datetime) -> list[Concern]:
    """What somebody should look after at a desk that has joined, the most pressing first."""
    found = {
        Concern.SILENT: last_seen is not None and now - last_seen > SILENCE,
        Concern.BATTERY: report.battery is not None and report.battery < LEAST_BATTERY and report.on_mains is False,
        Concern.DISK: report.disk_free is not None and report.disk_free < LEAST_DISK,
        Concern.PRINTER: bool(report.printers_in_trouble),
        Concern.CLOCK: offset is not None and abs(offset) > WRONG_CLOCK,
    }
    return [concern for concern, holds in found.items() if holds]


def written(report: DeskReport) -> dict[str, object]:
    """What goes to the hub: what is known, moments in ISO 8601."""
    values = {name: value for name, value in asdict(report).items() if value not in (None, "")}
    if report.last_scan is not None:
        values["last_scan"] = report.last_scan.astimezone(UTC).isoformat()
    return values


def read(said: object) -> DeskReport:
    """What a desk told; unknown what makes no sense."""
    if not isinstance(said, Mapping):
        return UNKNOWN
    version = said.get("version")
    return DeskReport(
        version=version[:_MOST_CHARACTERS] if isinstance(version, str) and version.isprintable() else "",
        disk_free=_number(said.get("disk_free"), _MOST_BYTES),
        battery=_number(said.get("battery"), 100),
        on_mains=on_mains if isinstance(on_mains := said.get("on_mains"), bool) else None,
        printers=_number(said.get("printers"), 1000),
        printers_in_trouble=_number(said.get("printers_in_trouble"), 1000),
        last_scan=_moment(said.get("last_scan")),
    )


def _number(value: object, most: int) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        return None  # what is no number at all is not within bounds either
    return round(value)


def _moment(value: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return at.astimezone(UTC) if at is not None and at.tzinfo is not None else None
