"""What the fields, states, papers and verdicts of the program are called on screen, in exports and at the terminal."""

from collections.abc import Mapping

from kiosk.core.access import Role
from kiosk.core.attendance import AttendanceStatus
from kiosk.core.certificate import Shortfall
from kiosk.core.programmes.partnering import Result
from kiosk.core.roster import Status
from kiosk.core.scan import Verdict
from kiosk.words.catalogue import N_, _, say
from kiosk.words.names import SECTORS

# fmt: off
PERSON_FIELDS = {
    "name": N_("Name"),
    "first_name": N_("Given name"),
    "middle_name": N_("Middle name"),
    "last_name": N_("Family name"),
    "name_latin": N_("Name in Latin letters"),
    "affiliation": N_("Affiliation"),
    "title": N_("Position"),
    "affiliation_en": N_("Affiliation in English"),
    "category": N_("Category"),
    "category_en": N_("Category in English"),
    "title_en": N_("Position in English"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "notes": N_("Notes"),
    "mark": N_("Mark"),
    "needs": N_("Accessibility"),
    "consent": N_("Consent"),
    "party": N_("People on this ticket"),
    "own": N_("Own fields"),
    "language": N_("Language"),
    "sessions": N_("Sessions"),
    "status": N_("Status"),
    "external_id": N_("Registration number"),
    "ticket_code": N_("Ticket code"),
}
PAPERS = {
    "badge": N_("Badge"),
    "label": N_("Label"),
    "certificate": N_("Certificate"),
    "report": N_("Document"),
}
PRINT_STATES = {
    "queued": N_("Queued"),
    "held": N_("Held"),
    "sent": N_("Sent"),
    "printed": N_("Printed"),
    "failed": N_("Failed"),
    "unknown": N_("Unknown"),
    "cancelled": N_("Cancelled"),
}
OCCASIONS = {
    "check_in": N_("Check-in"),
    "self_service": N_("Self-service"),
    "by_hand": N_("By hand"),
    "batch": N_("Batch"),
    "again": N_("Again"),
    "test": N_("Test"),
}
# What documents say of the event itself.
EVENT_FIELDS = {
    "event_name": N_("Name of the event"),
    "event_dates": N_("Dates of the event"),
    "event_place": N_("Place"),
    "organiser": N_("Organiser"),
}
EXPORT = {
    "sheet.attendance": N_("Attendance"),
    "sheet.scans": N_("Scans"),
    "sheet.totals": N_("Totals"),
    "sheet.days": N_("By day"),
    "sheet.times": N_("Entry and exit"),
    "sheet.meetings": N_("Meetings"),
    "sheet.handed_out": N_("Handed out"),
    "handout": N_("Hand-out"),
    "given_at": N_("Given at"),
    "pieces": N_("Pieces"),
    "returned_at": N_("Returned at"),
    "sheet.mail": N_("Tickets by mail"), "picture": N_("Picture of the ticket"),
    "kept_title": N_("{event}: people erased on {when}, figures kept"),
    "day": N_("Day"),
    "status_there": N_("Attendance"),
    "first_in": N_("First entry"),
    "last_out": N_("Last exit"),
    "minutes_there": N_("Minutes"),
    "open_exit": N_("No exit scanned"),
    "certificate_number": N_("Certificate number"),
    "number": N_("No."),
    "minutes": N_("{session} minutes"),
    "sessions_counted": N_("Sessions that count"),
    "minutes_counted": N_("Minutes that count"),
    "time": N_("Time"),
    "session": N_("Session"),
    "direction": N_("Direction"),
    "verdict": N_("Answer"),
    "accepted": N_("Accepted"),
    "overridden": N_("Reason for admitting anyway"),
    "desk": N_("Desk"),
    "operator": N_("Operator"),
    "voided": N_("Reason for undoing"),
    "text": N_("Scanned text"),
    "scan_id": N_("Scan id"),
    "expected": N_("Expected"),
    "count_came": N_("Came"),
    "count_beside": N_("Of those, beside the list"),
    "count_present": N_("Present"),
    "count_partial": N_("Partial"),
    "count_absent": N_("Absent"),
    "total_minutes": N_("Minutes in all"),
    "average_minutes": N_("Average minutes"),
    "all": N_("All"),
    "none": N_("(none)"),
    "yes": N_("yes"),
    "no": N_("no"),
    "in": N_("in"),
    "out": N_("out"),
}
# fmt: on


def export_word(code: str, language: str = "") -> str:
    """A word of the exported tables: headings, and the values that are codes inside; in the language in use or in a
    given one.
    """
    if code.startswith("status."):  # of a person; as a verdict the same word says something else
        word = STATUSES[Status(code.removeprefix("status."))]
        return say(word, language)
    tables: tuple[Mapping[str, str], ...] = (
        EXPORT, PERSON_FIELDS, VERDICTS, STATUSES, ATTENDANCE, MEETING_COLUMNS, MEETING_RESULTS, REHEARSED,
        SECTORS,
    )  # fmt: skip
    for words in tables:
        if code in words:
            return say(words[code], language)
    return code


def print_word(code: str) -> str:
    """The word for a kind of paper, the state of a print job, or why something is printed."""
    return _((PAPERS | PRINT_STATES | OCCASIONS).get(code, code))


# A column of a programme file, by a header word that a file may use in this language.
PROGRAMME_COLUMNS = {
    "code": N_("Code"),
    "title_ko": N_("Title"),
    "title_en": N_("English title"),
    "kind": N_("Kind"),
    "room": N_("Room"),
    "day": N_("Date"),
    "end_day": N_("End date"),
    "time": N_("Time"),
    "starts_at": N_("Start"),
    "ends_at": N_("End"),
    "duration": N_("Duration"),
    "speakers": N_("Speakers"),
    "state": N_("Status"),
    "capacity": N_("Capacity"),
    "opens_before": N_("Opens before"),
    "closes_after": N_("Closes after"),
    "admission": N_("Admission"),
    "tracking": N_("Tracking"),
    "counts": N_("Counts"),
    "minimum_share": N_("Minimum share"),
}

MEETING_COLUMNS = {
    "number": N_("Number"),
    "table": N_("Table"),
    "starts_at": N_("Start"),
    "ends_at": N_("End"),
    "company": N_("Company"),
    "company_en": N_("Company in English"),
    "partner": N_("Partner"),
    "partner_en": N_("Partner in English"),
    "proposal": N_("Proposal"),
    "proposal_en": N_("Proposal in English"),
    "result": N_("Result"),
}
MEETING_RESULTS: dict[str, str] = {
    Result.PLANNED: N_("to come"),
    Result.HELD: N_("held"),
    Result.MATCHED: N_("matched"),
    Result.FOLLOW_UP: N_("follow-up"),
    Result.DECLINED: N_("declined"),
    Result.NO_SHOW: N_("no-show"),
}


# -- answers ---------------------------------------------------------------------------------------------------------

VERDICTS: dict[str, str] = {
    Verdict.UNKNOWN: N_("Unknown code"),
    Verdict.OTHER_EVENT: N_("Another event's code"),
    Verdict.FORGED: N_("Forged code"),
    Verdict.REVOKED: N_("Replaced code"),
    Verdict.CANCELLED: N_("Registration cancelled"),
    Verdict.BLOCKED: N_("Blocked"),
    Verdict.NOT_CONFIRMED: N_("Not confirmed yet"),
    Verdict.NO_SESSION: N_("Nothing open now"),
    Verdict.TOO_EARLY: N_("Too early"),
    Verdict.TOO_LATE: N_("Session over"),
    Verdict.NOT_ELIGIBLE: N_("Not for this category"),
    Verdict.NOT_REGISTERED: N_("Not registered"),
    Verdict.REPEAT: N_("Scanned just now"),
    Verdict.ALREADY_IN: N_("Already in"),
    Verdict.ALREADY_GIVEN: N_("Already given"),
    Verdict.NOT_IN: N_("Not inside"),
    Verdict.NOT_LENT: N_("Not on loan"),
    Verdict.FULL: N_("Room full"),
    Verdict.NONE_LEFT: N_("None left"),
    Verdict.HOUSE_RULE: N_("Against a rule"),
    Verdict.LEFT: N_("Goodbye"),
    Verdict.RETURNED: N_("Returned"),
    Verdict.GIVEN: N_("Hand it out"),
    Verdict.ADMITTED: N_("Checked in"),
    Verdict.COMPANION: N_("Companion checked in"),
    Verdict.ADMITTED_UNLISTED: N_("Checked in, record to come"),
}
STATUSES: dict[str, str] = {
    Status.REGISTERED: N_("registered"),
    Status.WAITING: N_("waiting"),
    Status.CANCELLED: N_("cancelled"),
    Status.BLOCKED: N_("blocked"),
}
ROLES: dict[str, str] = {
    Role.OPERATOR: N_("Desk operator"),
    Role.ORGANISER: N_("Event organiser"),
}
ATTENDANCE: dict[str, str] = {
    AttendanceStatus.PRESENT: N_("present"),
    AttendanceStatus.PARTIAL: N_("partial"),
    AttendanceStatus.ABSENT: N_("absent"),
}
SHORTFALLS = {
    Shortfall.CANCELLED: N_("The registration was cancelled."),
    Shortfall.BLOCKED: N_("The registration is blocked."),
    Shortfall.WAITING: N_("The registration is not confirmed."),
    Shortfall.ABSENT: N_("Present at no session that counts."),
    Shortfall.TOO_FEW_SESSIONS: N_("Present at too few sessions that count."),
    Shortfall.TOO_FEW_MINUTES: N_("Too few minutes of the sessions that count."),
    Shortfall.REQUIRED_MISSED: N_("A required session was missed: {missed}."),
}

ACCESSES = {
    "export": N_("exported"), "print": N_("printed"), "mail": N_("mailed"), "search": N_("looked up"),
    "erase": N_("erased"),
}  # fmt: skip
# Why people of a rehearsal are let in, given a new code, cancelled and blocked.
REHEARSED = {
    "rehearsed.let_in": N_("Checked on the spot"),
    "rehearsed.lost": N_("Phone lost"),
    "rehearsed.cannot_come": N_("Cannot come"),
    "rehearsed.ask": N_("To be checked by the organisers"),
    "rehearsed.asked": N_("Checked by the organisers"),
}

STEPS = {
    "roster": N_("Roster"),
    "tickets": N_("Tickets"),
    "arrivals": N_("Scans"),
    "meetings": N_("Meetings matched"),
    "badges": N_("Badges"),
    "certificates": N_("Certificates"),
    "export": N_("Attendance records"),
    "scan_log": N_("Scan log"),
    "report": N_("Report on the event"),
}


HUB_REHEARSAL = {
    "desks": N_("Desks"),
    "seconds": N_("Seconds"),
    "answered": N_("Scans answered"),
    "stored": N_("Scans at the hub"),
    "lost": N_("Scans lost"),
    "twice": N_("Scans stored twice"),
    "invented": N_("Scans that no desk answered"),
    "behind": N_("Desks that do not have them all"),
    "cuts": N_("Links cut"),
    "kills": N_("Desks killed"),
    "median_s": N_("Seconds from a scan to another desk, median"),
    "slowest_s": N_("Seconds from a scan to another desk, 99th percentile"),
}


def headline(verdict: Verdict) -> str:
    """The verdict in two or three words."""
    return _(VERDICTS[verdict])


def shortfall(code: Shortfall, missed: str = "") -> str:
    """Why somebody did not earn a certificate."""
    return _(SHORTFALLS[code]).format(missed=missed)
