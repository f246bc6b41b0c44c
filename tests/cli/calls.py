"""A call of ``kiosk`` in this process, as the tests of the command line see it."""

import json
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """What one call did."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        """The one object printed."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict]:
        """The objects printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Result]
