"""That a person agreed to what is kept of them (개인정보 보호법, article 15): when, and to which text."""

from datetime import date, datetime

from kiosk.core.cells import Cell, mark, squash, text

AGREED = "yes"
"""Somebody agreed, the file does not say when."""
AGREES_NOW = "now"
"""What a walk-in says at the desk; stored as the day and the version of the text that was shown."""

_YES = {"동의", "동의함", "동의합니다", "agree", "agreed", "consented"}
_NO = {"미동의", "동의안함", "비동의", "거부", "disagree", "declined"}


def read_consent(cell: Cell) -> str:
    """What a file says: the day as ``2024-02-20``, ``yes`` for a mark, nothing for a refusal, else as written."""
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    word = squash(cell)
    ticked = True if word in _YES else False if word in _NO else mark(cell)
    return text(cell) if ticked is None else AGREED if ticked else ""


def agreed_on(day: date, version: int) -> str:
    """What is kept of somebody who agrees on ``day`` to the text of this ``version``."""
    return f"{day:%Y-%m-%d} v{version}"
