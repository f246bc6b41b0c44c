"""People of each session as the programme screen counts them."""

from dataclasses import dataclass

from kiosk.actions.event import Records
from kiosk.ui.background import Cancelled, Progress
from kiosk.ui.check_in.people_index import expected
from kiosk.words.wording import N_, _

FIGURES = {
    "expected": (N_("expected"), N_("People with a standing registration who may enter")),
    "admitted": (N_("came"), N_("People admitted at least once")),
    "inside": (N_("inside"), N_("People inside right now")),
}


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """People of one session: who may enter by the roster, who was ever admitted, who is inside."""

    expected: int = 0
    admitted: int = 0
    inside: int = 0

    def text(self) -> str:
        """All three in a line."""
        return _("{expected} expected, {admitted} came, {inside} inside").format(
            expected=f"{self.expected:,}", admitted=f"{self.admitted:,}", inside=f"{self.inside:,}"
        )


def read_figures(records: Records, _progress: Progress, _cancelled: Cancelled) -> dict[str, SessionFigures]:
    """Count; work for a lane that reads."""
    programme, counts = records.programme.sessions(), records.scans.counts()
    may_enter = expected(records.people.all(), programme.values())
    return {code: SessionFigures(may_enter[code], *counts.get(code, (0, 0))) for code in programme}
