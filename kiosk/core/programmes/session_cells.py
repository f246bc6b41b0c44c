"""The cells of one session by field, typed or from a file, read into its values."""

import math
import re
from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from kiosk.core import texts
from kiosk.core.lists.cells import Cell, mark, split_list, squash, text
from kiosk.core.lists.person_names import is_nobody
from kiosk.core.programme import Admission, Session, Tracking
from kiosk.core.programmes.programme_times import UnusableError

Value = TypeVar("Value")

# A day that is tracked both ways is missed by who only looks in; an entry-only stay counts to the end by definition.
DEFAULT_SHARE = {Tracking.ENTRY: 0.0, Tracking.ENTRY_EXIT: 0.5}

_TRACKING = {
    "entry": Tracking.ENTRY, "in": Tracking.ENTRY, "입장": Tracking.ENTRY, "입장만": Tracking.ENTRY,
    "entryexit": Tracking.ENTRY_EXIT, "inout": Tracking.ENTRY_EXIT, "입퇴장": Tracking.ENTRY_EXIT,
    "출입": Tracking.ENTRY_EXIT, "입장퇴장": Tracking.ENTRY_EXIT,
}  # fmt: skip
_ADMISSION = {
    "open": Admission.OPEN, "all": Admission.OPEN, "everyone": Admission.OPEN, "전체": Admission.OPEN,
    "공개": Admission.OPEN, "누구나": Admission.OPEN, "자유": Admission.OPEN,
    "registered": Admission.REGISTERED, "registration": Admission.REGISTERED, "사전등록": Admission.REGISTERED,
    "등록자": Admission.REGISTERED, "신청자": Admission.REGISTERED, "사전등록자": Admission.REGISTERED,
}  # fmt: skip
_CATEGORIES = re.compile(r"(?:category|구분|분류)\s*[:：]\s*(.+)", re.IGNORECASE)
_TITLE = re.compile(r"title_([a-z]{2,3})")
_ROOM = re.compile(r"room_([a-z]{2,3})")
_KINDS = {"등록": "registration"}
_BETWEEN_SPEAKERS = re.compile(r"\s*[;；\n|]\s*|\s*[,，、](?![^(（\[]*[)）\]])\s*")
CANCELLED = (
    "canceled cancelled 취소 취소됨 행사취소 abgesagt entfällt annulé annulée cancelado cancelada annullato annullata "
    "geannuleerd キャンセル 中止 已取消 postponed 연기 연기됨 verschoben reporté reportée aplazado pospuesto "
    "rinviato uitgesteld "
    "延期 推迟"
).split()
"""What says that a session does not take place, or not on its day."""
_OFF = "|".join(sorted(CANCELLED, key=len, reverse=True))
_CANCELLED_TITLE = re.compile(
    rf"^\s*(?:[\[(【<]\s*)?({_OFF})"
    r"(?:\s*[\])】>:：]|\s+[-–—])\s*", re.IGNORECASE,
)  # fmt: skip
_CANCELLED_BEHIND = re.compile(
    r"\s*(?:[\[(（【<]\s*|\s[-–—:]\s*)(?:has been |is )?"
    rf"(?:{_OFF}|取消)\s*[\])）】>]?\s*$"
    r"|(?<=\S)\s+(?:취소됨|취소되었습니다|entfällt)$", re.IGNORECASE,
)  # fmt: skip
_CANCELLED_NOTE = re.compile(
    rf"(?:{_OFF})\s*(?:$|[(（:,.\-–]|(?:to|until|due|because|wegen|auf|au|à|hasta|al?|bis)\b|되었|됨|합니다)",
    re.IGNORECASE,
)
# What stands on every programme and is nobody's lesson: without a column that says so it does not count.
_BREAKS = re.compile(
    r"(?:(?:중식|점심|오찬|만찬|석식|조식|식사|휴식|쉬는)\s*(?:시간|식사)?|점심시간|휴게시간|브레이크\s*타임|커피\s*브레이크|티\s*타임|다과|네트워킹\s*(?:런치|디너)"
    r"|(?:coffee|tea|lunch|short)?\s*break|lunch|dinner|breakfast|coffee|buffet|mittagspause|kaffeepause|pause|mittagessen"
    r"|pause[ -]café|déjeuner|almuerzo|descanso|pausa(?: caffè)?|pranzo|koffiepauze|昼食|休憩|昼休み|午餐|茶歇|休息)",
    re.IGNORECASE,
)
_REGISTRATION = re.compile(
    r"(?:현장\s*|참가자?\s*)?(?:등록|접수)(?:\s*(?:및|/|·|&)\s*(?:안내|입장|네트워킹|다과))?"
    r"|registration|check-?in|registration (?:and|&) .*"
    r"|einlass|anmeldung|accueil|registro|registrazione|受付|签到",
    re.IGNORECASE,
)


def session_of(cells: Mapping[str, Cell], starts_at: datetime, ends_at: datetime) -> Session:
    """The session; its code may be empty.  Raises ``UnusableError`` for a cell that cannot be kept."""
    code = text(cells.get("code"))
    if code and split_list(code) != [code]:
        raise UnusableError("programme.bad_code", value=code)
    admission, categories = _admission(cells.get("admission"))
    tracking = _one_of(cells.get("tracking"), _TRACKING, Tracking.ENTRY, "programme.bad_tracking")
    kind = text(cells.get("kind")).lower()
    if not kind and is_registration(title_of(cells)):
        kind = "registration"
    return Session(
        code=code,
        titles=titles_of(cells),
        kind=_KINDS.get(kind, kind),
        room=text(cells.get("room")),
        starts_at=starts_at,
        ends_at=ends_at,
        capacity=_number(cells, "capacity", None, least=1),
        admission=admission,
        categories=categories,
        tracking=tracking,
        counts=_yes_or_no(
            cells.get("counts"), default=kind not in ("registration", "등록") and not is_break(title_of(cells))
        ),
        opens_before=_number(cells, "opens_before", 20, least=0) or 0,
        closes_after=_number(cells, "closes_after", 20, least=0) or 0,
        minimum_share=_share(cells.get("minimum_share"), DEFAULT_SHARE[tracking]),
        speakers=speakers_of(cells.get("speakers")),
    )


def title_of(cells: Mapping[str, Cell]) -> str:
    """The title a row is named by; empty if it has none."""
    titles = titles_of(cells)
    return titles.get("ko") or titles.get("en") or next(iter(titles.values()), "")


def titles_of(cells: Mapping[str, Cell]) -> dict[str, str]:
    """The titles a row has, by language."""
    return texts.said({language: text(cell) for name, cell in cells.items() if (language := language_of(name))})


def language_of(field: str) -> str:
    """The language that a title is in, by the name of its field; empty for other fields."""
    titled = _TITLE.fullmatch(field)
    return titled[1] if titled else ""


def room_in_others(cells: Mapping[str, Cell]) -> tuple[str, dict[str, str]]:
    """The room of a row as it is written, and what it is called in other languages."""
    others = {found[1]: text(cell) for name, cell in cells.items() if (found := _ROOM.fullmatch(name))}
    return text(cells.get("room")), texts.said(others)


def is_cancelled_note(note: str) -> bool:
    """Whether a note says so from its beginning: ``postponed to 2027``, ``취소(강사 사정)``; not ``취소 수수료``."""
    return _CANCELLED_NOTE.match(note) is not None


def is_cancelled_title(title: str) -> bool:
    """Whether a title says that the session does not take place: ``Canceled: Keynote``, ``[취소] 강연``."""
    return _CANCELLED_TITLE.match(title) is not None or _CANCELLED_BEHIND.search(title) is not None


def is_break(title: str) -> bool:
    """Whether a title is that of a meal or a break, and of nothing else."""
    return _BREAKS.fullmatch(title.strip()) is not None


def is_registration(title: str) -> bool:
    """Whether a title is that of the registration desk, and of nothing else."""
    return _REGISTRATION.fullmatch(title.strip()) is not None


def without_cancelled(title: str) -> str:
    """The title as it was before somebody wrote ``Canceled:`` before it."""
    return _CANCELLED_BEHIND.sub("", _CANCELLED_TITLE.sub("", title))


def speakers_of(cell: Cell) -> tuple[str, ...]:
    """The speakers a cell lists, each once; a comma inside brackets divides nothing."""
    written = cell if isinstance(cell, str) else text(cell)
    named = filter(None, map(text, _BETWEEN_SPEAKERS.split(written)))
    return tuple(dict.fromkeys(name for name in named if not is_nobody(name)))


def _admission(cell: Cell) -> tuple[Admission, tuple[str, ...]]:
    written = text(cell)
    listed = _CATEGORIES.fullmatch(written)
    if listed and (categories := tuple(dict.fromkeys(split_list(listed[1])))):
        return Admission.CATEGORY, categories
    return _one_of(written, _ADMISSION, Admission.OPEN, "programme.bad_admission"), ()


def _one_of(cell: Cell, known: Mapping[str, Value], default: Value, code: str) -> Value:
    written = squash(cell)
    if not written:
        return default
    if written not in known:
        raise UnusableError(code, value=text(cell))
    return known[written]


def _yes_or_no(cell: Cell, *, default: bool) -> bool:
    if not text(cell):
        return default
    answer = mark(cell)
    if answer is None:
        raise UnusableError("programme.bad_counts", value=text(cell))
    return answer


def _number(cells: Mapping[str, Cell], name: str, default: int | None, *, least: int) -> int | None:
    written = text(cells.get(name)).removesuffix("명").removesuffix("분").replace(",", "").strip()
    if not written:
        return default
    if not (written.isascii() and written.isdigit() and least <= int(written[:9]) and len(written) <= 6):
        raise UnusableError("programme.bad_number", field=name, value=text(cells[name]))
    return int(written)


def _share(cell: Cell, default: float) -> float:
    """A share as ``0.5``, ``50%`` or ``50``; 1 means the whole, not one per cent."""
    written = text(cell)
    if not written:
        return default
    try:
        value = float(written.removesuffix("%"))
    except ValueError:
        value = math.nan
    share = value / 100 if written.endswith("%") or value > 1 else value
    if not 0 <= share <= 1:
        raise UnusableError("programme.bad_share", value=written)
    return share
