"""What the examination of an event file found."""

from dataclasses import dataclass

from kiosk.core.hash_chain import BrokenLine


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found: damage by SQLite's check or in what is stored, lines of the logs that are not as they were
    written, tables that differ from the folded log.
    """

    operations: int
    logs: int
    damage: tuple[str, ...]
    broken: tuple[BrokenLine, ...]
    differing: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.damage or self.broken or self.differing)
