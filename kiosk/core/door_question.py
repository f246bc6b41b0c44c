"""What a rule of a plug-in is asked at the door."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DoorQuestion:
    """An entry that everything else lets in.  ``at`` is aware, in UTC; ``session`` is its code.

    A person whose record has not arrived at this desk yet has neither name nor category: ``person_id`` is the number of
    their ticket then.
    """

    at: datetime
    desk: str
    session: str
    person_id: str
    name: str = ""
    affiliation: str = ""
    category: str = ""
