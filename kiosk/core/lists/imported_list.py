"""A list that was brought in, as the log remembers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ImportedList:
    """A list that was brought in: ``at`` aware, UTC; ``headers`` are its headings, ``mapping`` the column of each
    meaning where a person chose it; ``new`` and ``changed`` count people.

    The ``count`` operations before ``seq`` of its log are what it did.
    """

    id: str
    at: datetime
    operator: str
    file: str
    name: str
    headers: tuple[str, ...]
    mapping: Mapping[str, int]
    new: int
    changed: int
    taken_back: bool
    log_id: str
    seq: int
    count: int
