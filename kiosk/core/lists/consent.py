"""That a person agreed to what is kept of them (개인정보 보호법, article 15): when, and to which text."""

import re
from datetime import date, datetime

from kiosk.core.lists.cells import Cell, mark, squash, text

AGREED = "yes"
"""Somebody agreed, the file does not say when."""
AGREES_NOW = "now"
"""What a walk-in says at the desk; stored as the day and the version of the text that was shown."""

# What refuses comes first: a refusal says the word of agreeing, too.
_REFUSES = re.compile(
    r"않|안함|안합|안해|아니|아뇨|미동의|비동의|부동의|거부|거절|불가|못|철회|しない|いいえ|不同意|不可|拒否|拒绝|否"
    r"|\bno\b|\bnot\b|n't|n’t|disagree|declin|refus|reject|object|opt.?out|withdr"
    r"|\bnein\b|nicht|\bnon\b|\bpas\b|\bniet\b|\bnee\b",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"동의|승낙|허용|수락|^(?:네|예|넵)\b|\b(?:agreed?|accept(?:ed)?|consent(?:ed|s)?|opt(?:ed)?.?in|granted|given)\b"
    r"|zugestimmt|stimme zu|einverstanden|\bja\b|accepte|consens|acepto|consiento|\bsí\b|akkoord|同意|はい|承諾",
    re.IGNORECASE,
)
# A form on paper: the ticked box counts, and what stands beside the other does not.
_BOXES = re.compile("[☐□▢☑☒✅✔■▣]")
_TICKED = re.compile("[☑☒✅✔■▣]([^☐□▢☑☒✅✔■▣]+)")
_DAY = re.compile(r"(?:19|20)\d{2}\s*[-./년]\s*\d{1,2}\s*[-./월]\s*\d{1,2}\s*일?\.?(?:[ T].*)?(?: v\d+)?")


def read_consent(cell: Cell) -> str:
    """What a file says: the day as ``2024-02-20``, ``yes`` for a mark or a word of agreeing, a day in words as written;
    nothing for a refusal, nor for anything that is not understood."""
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    written = text(cell)
    if _DAY.fullmatch(written):
        return written
    ticked = mark(cell)
    written = _beside_ticked_boxes(written)
    if ticked is None and not _refuses(written):
        ticked = _AGREES.search(written) is not None
    return AGREED if ticked else ""


def is_understood(cell: Cell) -> bool:
    """Whether a cell agrees, refuses or is empty; what is neither counts as not agreed, and is told."""
    written = text(cell)
    return not squash(cell) or mark(cell) is not None or bool(read_consent(cell)) or _refuses(written)


def _refuses(written: str) -> bool:
    """동의 안 함 refuses as 동의안함 does."""
    return any(map(_REFUSES.search, (written, written.replace(" ", ""))))


def _beside_ticked_boxes(written: str) -> str:
    return " ".join(_TICKED.findall(written)) if _BOXES.search(written) else written


def agreed_on(day: date, version: int) -> str:
    """What is kept of somebody who agrees on ``day`` to the text of this ``version``."""
    return f"{day:%Y-%m-%d} v{version}"
