"""People of each session as the programme screen words them."""

from kiosk.actions.office.figures import SessionCount
from kiosk.words.catalogue import N_, _

FIGURES = {
    "expected": (N_("expected"), N_("Registered people who may enter")),
    "came": (N_("came"), N_("People who came, including those beside the list")),
    "inside": (N_("inside"), N_("People inside right now, while the session runs")),
}


def figures_text(counted: SessionCount) -> str:
    """All three in a line."""
    return _("{expected} expected, {admitted} came, {inside} inside").format(
        expected=f"{counted.expected:,}", admitted=f"{counted.came:,}", inside=f"{counted.inside:,}"
    )
