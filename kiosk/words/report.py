"""The words of the report on an event; ``kiosk.actions.office.event_report`` says where they stand."""

from collections.abc import Mapping, Sequence

from kiosk.core.certificate import Shortfall
from kiosk.core.scan import Verdict
from kiosk.words.catalogue import N_, _
from kiosk.words.names import SECTORS
from kiosk.words.terms import MEETING_RESULTS, VERDICTS

REPORT = {
    "title": N_("Report: {event}"),
    "approval": N_("Approval"),
    "approver_made": N_("Prepared"),
    "approver_looked": N_("Reviewed"),
    "approver_approved": N_("Approved"),
    "overview": N_("Overview"),
    "fact_event": N_("Event"),
    "fact_purpose": N_("Purpose"),
    "fact_host": N_("Host"),
    "fact_organiser": N_("Organiser"),
    "fact_when": N_("Period"),
    "fact_where": N_("Place"),
    "fact_budget": N_("Budget"),
    "fact_sessions_held": N_("Sessions"),
    "sessions_held_line": N_("{count} {count:session|sessions}, {hours} {hours:hour|hours}"),
    "fact_people_there": N_("People"),
    "people_there_line": N_("{came} came; {expected} were expected, of whom {share} per cent came"),
    "registered": N_("registered"),
    "registered_line": N_("without cancelled and waiting"),
    "expected": N_("Expected"),
    "came": N_("came"),
    "came_line": N_("{share} per cent of {expected} expected"),
    "sessions": N_("sessions"),
    "sessions_line": N_("{hours} {hours:hour|hours}"),
    "certificates": N_("certificates"),
    "certificates_line": N_("{share} per cent of those who came"),
    "lapsed_line": N_("{count} no longer earned"),
    "matched": N_("tasks matched"),
    "matched_line": N_("of {total} {total:meeting|meetings}"),
    "by_session": N_("Attendance by session"),
    "by_category": N_("Attendance by category"),
    "by_organisation": N_("Attendance by organisation ({count})"),
    "details": N_("Sessions in figures"),
    "arrivals": N_("Arrivals: {day}"),
    "arrivals_columns": N_("arrived within {minutes} min"),
    "arrivals_curve": N_("all so far, of those expected that day"),
    "rooms": N_("How full the rooms were"),
    "room": N_("Room"),
    "capacity": N_("Capacity"),
    "most_inside": N_("Most at one time"),
    "seats_free": N_("seats free then"),
    "room_note": N_("{most} of {seats} ({share} %)"),
    "by_minutes": N_("Time spent in sessions that count"),
    "about_certificates": N_("Certificates"),
    "about_meetings": N_("One-to-one meetings"),
    "how": N_("Method and definitions"),
    "of_expected": N_("expected, came"),
    "beside": N_("came beside the list"),
    "missing": N_("expected, did not come"),
    "came_of": N_("{came} of {expected}  ({share} %)"),
    "came_of_beside": N_("{came} of {expected}  ({share} %), {beside} beside"),
    "kept": N_("Personal data of this event was erased on {when}. These are the figures that were kept."),
    "no_category": N_("without a category"),
    "no_organisation": N_("without an organisation"),
    "other_organisations": N_("{count} {count:other organisation|other organisations}"),
    "all": N_("All"),
    "session": N_("Session"),
    "category": N_("Category"),
    "organisation": N_("Organisation"),
    "hours": N_("When"),
    "column_came": N_("Came"),
    "column_beside": N_("Beside"),
    "column_partial": N_("In part"),
    "absent": N_("Absent"),
    "minutes": N_("Minutes"),
    "minutes_in_all": N_("Minutes in all"),
    "entitled": N_("Earned"),
    "issued": N_("Issued"),
    "lapsed": N_("Of those no longer earned"),
    "no_minutes": N_("no time"),
    "some_minutes": N_("up to {hours} h"),
    "people_of": N_("{count} of {total}"),
    "shortfalls_line": N_("Of {total}, {count} have not earned one. The first reasons:"),
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
        "{sessions:session|sessions} that count, {share} per cent of their minutes, and the required sessions: "
        "{required}."
    ),
    "company": N_("Company"),
    "partner": N_("Partner"),
    "proposal": N_("Proposal"),
    "meetings_count": N_("{count} {count:meeting|meetings}"),
    "corrections": N_("Decisions and corrections"),
    "corrections_line": N_(
        "{decided} {decided:admission was|admissions were} decided by the desk, {taken_back} {taken_back:scan "
        "was|scans were} undone, {joined} {joined:entry was|entries were} merged with another of the same person."
    ),
    "corrections_kept": N_(
        "{decided} {decided:admission was|admissions were} decided by the desk, {taken_back} {taken_back:scan "
        "was|scans were} undone. The people concerned were erased."
    ),
    "corrections_more": N_("{count} more {count:is|are} in the change history."),
    "at": N_("Time"),
    "decision": N_("Decision"),
    "decision_taken_back": N_("Undone"),
    "whom": N_("Affected"),
    "reason": N_("Reason"),
    "by_whom": N_("By"),
    "how_text": N_(
        "Counted from {scans} {scans:scan|scans} at the doors: {accepted} accepted, {overridden} of them by "
        "decision of the desk, {refused} refused, and {voided} undone. People are counted, never entries."
    ),
    "term_registered": N_("Registered"),
    "means_registered": N_("People with a valid registration: neither cancelled, blocked nor waiting."),
    "term_expected": N_("Expected"),
    "means_expected": N_("Registered people who may enter the session: all, those on its list, or of its categories."),
    "term_came": N_("Came"),
    "means_came": N_("People with an accepted entry, who were there for one whole minute at least."),
    "term_beside": N_("Beside the list"),
    "means_beside": N_("People who came without being expected. They do not make up for anyone absent."),
    "term_absent": N_("Absent"),
    "means_absent": N_("Expected people who did not come."),
    "term_in_part": N_("In part"),
    "means_in_part": N_("Came for less than the session's minimum share of minutes."),
    "term_minutes": N_("Minutes"),
    "means_minutes": N_(
        "Whole minutes of each person in each session, from an accepted entry to the exit, to an entry elsewhere at an "
        "overlapping time, or to the end, within the session's hours. Of a session their average."
    ),
    "term_inside": N_("Most at one time"),
    "means_inside": N_("Of those who came, between first entry and last exit at the fullest moment of the session."),
    "term_arrival": N_("Arrival"),
    "means_arrival": N_("The first entry of a person on a day."),
    "untranslated": N_(
        "{count} {count:name is|names are} printed as written, because {count:it has|they have} no form in this "
        "language: {names}"
    ),
    "made": N_("Made on {when} from {file}"),
}
UNSAID = {
    "purpose": N_("the purpose"),
    "host": N_("the host"),
    "organiser": N_("the organiser"),
    "when": N_("the dates"),
    "where": N_("the place"),
    "budget": N_("the budget"),
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
    if code.startswith("verdict."):
        return _(VERDICTS[Verdict(code.removeprefix("verdict."))])
    tables: tuple[Mapping[str, str], ...] = (REPORT, SHORT, SECTORS, MEETING_RESULTS)
    for words in tables:
        if code in words:
            return _(words[code])
    raise KeyError(code)


def report_lacks(unsaid: Sequence[str], untranslated: Sequence[str]) -> list[str]:
    """What a report lacks, a sentence each."""
    told = []
    if unsaid:
        facts = ", ".join(_(UNSAID[code]) for code in unsaid)
        told.append(_("The cover leaves out what the event does not specify: {facts}. Enter it under Programme, "
                      "Event details.").format(facts=facts))  # fmt: skip
    if untranslated:
        told.append(_("{count} {count:name has|names have} no form in the language of the report; the last page lists "
                      "{count:it|them}.").format(count=len(untranslated)))  # fmt: skip
    return told
