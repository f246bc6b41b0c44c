"""Certificates in words: how a number stands, and why a paper should be issued again."""

from kiosk.actions.papers.certificate_register import CertificateState
from kiosk.actions.papers.issue_certificates import Withheld
from kiosk.core.certificate_paper import JOINED, NOT_KEPT, NUMBER_TWICE, PaperState, Series
from kiosk.core.verification import Subject, Verdict, Verified
from kiosk.words.catalogue import N_, _, say
from kiosk.words.terms import EVENT_FIELDS, PERSON_FIELDS

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
_REGISTER = {
    "register": N_("Register of certificates"),
    "serial": N_("Certificate number"),
    "series": N_("Kind"),
    "name": N_("Name"),
    "affiliation": N_("Affiliation"),
    "issued_on": N_("Issued on"),
    "minutes": N_("Minutes"),
    "credits": N_("Credits"),
    "state": N_("Status"),
    "state_on": N_("Since"),
    "reason": N_("Reason"),
    "hash": N_("Hash"),
    "no_longer_earned": N_("no longer earned"),
    "needs_reissue": N_("needs a reissue"),
}
VERDICTS = {
    Verdict.GENUINE: N_("Genuine"),
    Verdict.CHANGED: N_("Changed"),
    Verdict.OTHER_EVENT: N_("Of another event"),
    Verdict.REVOKED: N_("Revoked"),
    Verdict.REPLACED: N_("Replaced"),
    Verdict.UNKNOWN: N_("Unknown"),
}
_ADVICE = {
    (Verdict.GENUINE, Subject.FILE): N_("The file is exactly as it was issued."),
    (Verdict.GENUINE, Subject.CODE): N_("The code is genuine; compare what the paper says with it."),
    (Verdict.GENUINE, Subject.TICKET): N_("This event issued the ticket."),
    (Verdict.CHANGED, Subject.FILE): N_("The file is not as it was issued. Ask the issuer for another one."),
    (Verdict.CHANGED, Subject.CODE): N_("The code is not as this event issued it."),
    (Verdict.CHANGED, Subject.TICKET): N_("This event did not issue the ticket."),
}
_REASONS = {
    NOT_KEPT: N_("its content was not saved by an earlier version"),
    NUMBER_TWICE: N_("its number was given to two people"),
}
_PAPER_FIELDS = {
    "sessions_with_speakers_text": N_("Sessions"),
    "credits": N_("Credits"),
    "credit_unit": N_("Unit of credits"),
    "provider": N_("Provider"),
    "course_number": N_("Course number"),
    "speakers": N_("Speakers"),
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


def revoked_because(reason: str, language: str = "") -> str:
    """Why a number stands no longer, as somebody wrote it; or what turned out by itself."""
    return say(N_("the person has another valid one"), language) if reason == JOINED else reason


def reasons_text(reasons: tuple[str, ...]) -> str:
    """Why a paper should be issued again: the fields that changed, each once."""
    return ", ".join(dict.fromkeys(_(_word(reason)) for reason in reasons))


def state_advice(one: CertificateState) -> str:
    """What to do about a certificate; nothing about one that is as it should be."""
    if one.no_longer_earned:
        return _("no longer earned: revoke it")
    if one.needs_reissue:
        return _("needs a reissue: {reasons}").format(reasons=reasons_text(one.reasons))
    return ""


def withheld_text(one: Withheld) -> str:
    """Why somebody who earned a certificate gets none, and the way out."""
    return _(
        "No certificate was issued to {name}: no font has {characters}. Enter the name in Latin letters "
        "and the language en, correct it, or add a font that has it to the program's fonts."
    ).format(name=one.attendee.name, characters=one.characters)


def _word(reason: str) -> str:
    known = {**PERSON_FIELDS, **EVENT_FIELDS, **_PAPER_FIELDS, **_REASONS}
    for field in (reason, reason.rpartition("_")[0]):  # event_name_en
        if field in known:
            return known[field]
    return N_("Layout")


def register_word(code: str, language: str = "") -> str:
    """A heading, a series, a state or a reason of the register; in the language in use or in a given one."""
    if code.startswith("reason:"):
        return revoked_because(code.removeprefix("reason:"), language)
    known: dict[str, str] = _REGISTER | {str(word): text for word, text in (*SERIES.items(), *STATES.items())}
    return say(known[code], language)


def verified_text(found: Verified, *, has_key: bool) -> str:
    """What a check found, in one line."""
    said = [found.file, _(VERDICTS[found.verdict]), found.serial, found.name, found.issued_on, found.replaced_by]
    told = "\t".join(filter(None, said))
    return f"{told}\t{advice_text(found, has_key=has_key)}".rstrip()


def advice_text(found: Verified, *, has_key: bool) -> str:
    """What to make of it."""
    if not has_key:
        return _("Checking needs the event or its key file: add --event or --key.")
    if found.subject is Subject.NOTHING:
        return _("No certificate and no ticket was found in it.")
    if found.reason:
        return revoked_because(found.reason)
    advice = _ADVICE.get((found.verdict, found.subject))
    return _(advice) if advice else ""
