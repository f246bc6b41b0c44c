"""The words of the report on an event; ``kiosk.actions.office.event_report`` says where they stand."""

from collections.abc import Mapping

from kiosk.core.certificate import Shortfall
from kiosk.words.sentences import N_
from kiosk.words.wording import MEETING_RESULTS, _

REPORT = {
    "title": N_("Report: {event}"),
    "when_where": N_("{dates}  ·  {place}"),
    "organiser": N_("Organiser: {organiser}"),
    "registered": N_("registered"),
    "registered_line": N_("registrations that stand"),
    "came": N_("came"),
    "came_line": N_("{share} per cent of {expected} expected"),
    "sessions": N_("sessions"),
    "sessions_line": N_("{hours} {hours:hour|hours}"),
    "certificates": N_("certificates"),
    "certificates_line": N_("{share} per cent of those"),
    "lapsed_line": N_("{count} no longer earned"),
    "matched": N_("tasks matched"),
    "matched_line": N_("of {total} {total:meeting|meetings}"),
    "by_session": N_("Attendance by session"),
    "by_category": N_("Attendance by category"),
    "details": N_("Sessions in figures"),
    "by_minutes": N_("Time spent in sessions that count"),
    "about_certificates": N_("Certificates"),
    "about_meetings": N_("One-to-one meetings"),
    "how": N_("How it was counted"),
    "of_expected": N_("expected, came"),
    "beside": N_("came beside the list"),
    "missing": N_("expected, did not come"),
    "came_of": N_("{came} of {expected}  ({share} %)"),
    "came_of_beside": N_("{came} of {expected}  ({share} %), {beside} beside"),
    "kept": N_("The people of this event were erased on {when}. These are the figures that were kept."),
    "no_category": N_("without a category"),
    "session": N_("Session"),
    "hours": N_("When"),
    "expected": N_("Expected"),
    "column_came": N_("Came"),
    "column_beside": N_("Beside"),
    "column_partial": N_("In part"),
    "absent": N_("Absent"),
    "minutes": N_("Minutes"),
    "no_minutes": N_("no time"),
    "some_minutes": N_("up to {hours} h"),
    "people": N_("{count} {count:person|people}"),
    "rule": N_(
        "{issued} {issued:certificate was|certificates were} issued. The rule: at least {sessions} "
        "{sessions:session|sessions} that count."
    ),
    "rule_share": N_(
        "{issued} {issued:certificate was|certificates were} issued. The rule: at least {sessions} "
        "{sessions:session|sessions} that count, and {share} per cent of "
        "their minutes."
    ),
    "rule_required": N_(
        "{issued} {issued:certificate was|certificates were} issued. The rule: at least {sessions} "
        "{sessions:session|sessions} that count, {share} per cent of "
        "their minutes, and without fail: {required}."
    ),
    "company": N_("Company"),
    "partner": N_("Partner"),
    "proposal": N_("Proposal"),
    "meetings_count": N_("{count} {count:meeting|meetings}"),
    "how_text": N_(
        "Counted from {scans} {scans:scan|scans} at the doors: {accepted} accepted, {overridden} of them by decision "
        "of the desk, {refused} refused, and {voided} taken back. A stay runs from an accepted entry to the exit, to "
        "an entry elsewhere at an overlapping time, or to the end of the session, within the session's hours; minutes "
        "are whole minutes of each person in each session. Somebody came who was there for one whole minute at least. "
        "Expected are the people whose registration stands and who may enter; who came without being expected stands "
        "beside the list: {beside} {beside:person|people} at the event as a whole. Absent are those expected who did "
        "not come. “In part” is less than the session's least share of minutes, “Minutes” the average of those who "
        "came."
    ),
    "made": N_("Made on {when} from {file}"),
}
SHORT: dict[str, str] = {
    Shortfall.CANCELLED: N_("registration cancelled"),
    Shortfall.BLOCKED: N_("registration blocked"),
    Shortfall.WAITING: N_("registration not confirmed"),
    Shortfall.ABSENT: N_("at no session that counts"),
    Shortfall.TOO_FEW_SESSIONS: N_("too few sessions"),
    Shortfall.TOO_FEW_MINUTES: N_("too few minutes"),
    Shortfall.REQUIRED_MISSED: N_("a required session missed"),
}


def report_word(code: str) -> str:
    """A word or sentence of the report in the language in use."""
    tables: tuple[Mapping[str, str], ...] = (REPORT, SHORT, MEETING_RESULTS)
    for words in tables:
        if code in words:
            return _(words[code])
    raise KeyError(code)
