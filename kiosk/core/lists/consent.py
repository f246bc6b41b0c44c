"""That a person agreed to what is kept of them (개인정보 보호법, article 15): when, and to which text."""

import re
from datetime import date, datetime

from kiosk.core.lists.cells import Cell, mark, squash, text
from kiosk.core.lists.headings import fold, is_of_other_consent

AGREED = "yes"
"""Somebody agreed, the file does not say when."""
REFUSED = "no"
"""What lists said last of somebody who did not agree, or no longer; nothing is kept of it as a value."""
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
# A column that says who took back what they agreed to; beside the consent 철회 alone says so, too.
_TAKEN_BACK = re.compile(
    "동의(?:를|을|의)?철회(?:여부|일|일자|일시|날짜|요청일?|신청일?|함)?$|^(?:수신|이용|정보이용|개인정보이용|개인정보처리)(?:거부|차단|정지)(?:여부|일|일자|일시)?$"
    "|(?:consent|permission)(?:is|was)?(?:withdr|revo|rescind)|(?:withdr[a-z]*|revo[a-z]*)(?:of)?(?:the)?consent"
    "|(?:삭제|파기|이용중지|처리정지)(?:요청|신청)(?:여부|일|일자|일시)?$|^donot(?:contact|email|mail)|erasurerequest|deletionrequest"
    "|opt(?:ed|ing)?out|^unsubscribed?(?:at|on|date)?$|widerruf|einwilligungzuruck|consentementretire|retrait(?:du)?consentement"
    "|revoca|toestemmingingetrokken|同意(?:の)?(?:撤回|取消)|撤回(?:同意|日)"
)
_TAKEN_BACK_BESIDE_CONSENT = re.compile(
    "^(?:철회|거부|취소)(?:여부|일|일자|일시|날짜|요청일?)?$|^(?:withdrawn?|withdrawal|revoked)(?:at|on|date)?$"
)
_HOLDS_STILL = frozenset(
    (
        "미철회 철회안함 철회하지않음 유지 유효 수신 동의 동의함 해당없음 없음 notwithdrawn notrevoked active valid "
        "optin optedin subscribed na none null"
    ).split()
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


def is_taken_back_in(label: str, *, beside_consent: bool) -> bool:
    """Whether a heading is that of consent taken back; 철회 alone is where it stands ``beside_consent``."""
    folded = fold(label)
    if is_of_other_consent(label):
        return False
    return _TAKEN_BACK.search(folded) is not None or (
        beside_consent and _TAKEN_BACK_BESIDE_CONSENT.search(folded) is not None
    )


def is_taken_back(cell: Cell) -> bool | None:
    """Whether a cell below such a heading says that consent was taken back; None for what is not understood."""
    if isinstance(cell, datetime | date):
        return True
    ticked = mark(cell)
    written = text(cell)
    if ticked is not None:
        return ticked
    if squash(written) in _HOLDS_STILL or not squash(written):
        return False
    return True if _refuses(written) or any(map(str.isdigit, written)) else None


def refuses(cell: Cell) -> bool:
    """Whether a cell of consent refuses in words or by a sign; a blank one says nothing."""
    written = text(cell)
    return bool(written) and ((mark(cell) is False and bool(squash(written))) or _refuses(written))


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
