"""What can be known of a printer and of a job given to it, whatever system prints."""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of a job that was handed over."""

    WAITING = "waiting"  # in the printer's queue, or being printed
    STOPPED = "stopped"  # the printer's queue keeps it and does not go on
    PRINTED = "printed"
    CANCELLED = "cancelled"  # somebody took it out of the printer's queue
    ABORTED = "aborted"  # the printer's queue gave it up
    GONE = "gone"  # the printer's queue knows nothing of it


@dataclass(frozen=True, slots=True)
class Status:
    """One printer now: the code of what is wrong with it (empty when nothing is), and its own words."""

    printer: str
    trouble: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """A job handed over: what the printer's queue calls it (empty where the system does not tell), and its pages."""

    spool_id: str
    pages: int
