"""Certificates in words: how a number stands, and why a paper should be issued again."""

from kiosk.core.certificate_paper import JOINED, NOT_KEPT, NUMBER_TWICE, PaperState, Series
from kiosk.words.sentences import N_
from kiosk.words.wording import EVENT_FIELDS, PERSON_FIELDS, _

SERIES = {
    Series.COMPLETION: N_("Certificate of completion"),
    Series.ATTENDANCE: N_("Confirmation of participation"),
    Series.SESSION: N_("Paper of one session"),
}
STATES = {
    PaperState.VALID: N_("valid"),
    PaperState.REPLACED: N_("replaced"),
    PaperState.REVOKED: N_("revoked"),
}
_REASONS = {
    NOT_KEPT: N_("what it said was not kept by an earlier program"),
    NUMBER_TWICE: N_("its number was given to two people"),
}
_PAPER_FIELDS = {
    "sessions_text": N_("Sessions"),
    "total_sessions": N_("Number of sessions"),
    "total_minutes": N_("Minutes"),
    "total_time": N_("Minutes"),
    "seal": N_("Seal"),
}


def state_text(state: PaperState) -> str:
    """How a number stands."""
    return _(STATES[state])


def series_text(series: Series) -> str:
    """What kind of paper it is."""
    return _(SERIES[series])


def revoked_because(reason: str) -> str:
    """Why a number stands no longer, as somebody wrote it; or what turned out by itself."""
    return _("the person holds another one") if reason == JOINED else reason


def reasons_text(reasons: tuple[str, ...]) -> str:
    """Why a paper should be issued again: the fields that changed, each once."""
    return ", ".join(dict.fromkeys(_(_word(reason)) for reason in reasons))


def _word(reason: str) -> str:
    known = {**PERSON_FIELDS, **EVENT_FIELDS, **_PAPER_FIELDS, **_REASONS}
    for field in (reason, reason.rpartition("_")[0]):  # event_name_en
        if field in known:
            return known[field]
    return N_("Layout")
