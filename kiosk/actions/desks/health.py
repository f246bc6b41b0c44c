"""How this laptop is, for whoever looks after all desks: told to the hub with every report."""

import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import psutil

from kiosk import version
from kiosk.actions.handles import takes_event
from kiosk.core.fleet import DeskReport
from kiosk.store.records import Records


@dataclass(frozen=True, slots=True)
class Printers:
    """The printers in use here, and with how many of them something is wrong."""

    used: int
    in_trouble: int


@takes_event
def last_scan_here(records: Records) -> datetime | None:
    """When somebody was scanned last at this laptop (aware, UTC), corrected as far as its clock was measured."""
    return records.exchange.last_scan_of(records.desk_id)


@takes_event
def drive_of(records: Records) -> Path:
    """The folder on whose drive the event lies."""
    return records.path.parent


def health_of_laptop(folder: Path, last_scan: datetime | None, printers: Printers | None = None) -> DeskReport:
    """What there is to tell; unknown what this laptop does not say.  Reads no records: any thread may call it."""
    report = DeskReport(version=version.number(), last_scan=last_scan)
    if printers is not None:
        report = replace(report, printers=printers.used, printers_in_trouble=printers.in_trouble)
    with suppress(OSError):
        report = replace(report, disk_free=shutil.disk_usage(folder).free)
    # A system without batteries or without a way to ask has no such function, or it fails in its own way.
    with suppress(OSError, AttributeError, NotImplementedError, RuntimeError, ValueError):
        battery = psutil.sensors_battery()
        if battery is not None:
            report = replace(report, battery=max(0, min(100, round(battery.percent))), on_mains=battery.power_plugged)
    return report
