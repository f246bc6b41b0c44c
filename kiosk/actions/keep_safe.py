"""Safe copies of an event, and the check whether its file is sound."""

from pathlib import Path

from kiosk.errors import KioskError
from kiosk.store.examination import Examination
from kiosk.store.records import Records


def backup(records: Records, target: Path) -> Path:
    """Write a complete copy of the event to ``target`` while work goes on; returns where it is.

    Raises ``KioskError`` when the folder is missing or cannot be written, or ``target`` is the event itself.
    """
    if target.resolve() == records.path.resolve():
        raise KioskError("event.backup_onto_itself", file=target.name)
    if not target.parent.is_dir():
        raise KioskError("event.no_folder", folder=str(target.parent))
    records.copy_to(target)
    return target


def doctor(records: Records) -> Examination:
    """Examine the event file; nothing is changed."""
    return records.examine()


def rebuild(records: Records) -> None:
    """Fold the whole log anew into what screens and commands read."""
    records.rebuild()
