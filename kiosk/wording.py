"""Codes become sentences here, in the user's language.

``core`` and ``actions`` speak in codes; only the window and the command line show sentences.  A sentence is written
whole (never joined from pieces), says what is wrong, where, and the mend.  English is the source text; the Korean is in
``resources/translations``.  In Korean ``님`` follows a name, so that no particle depends on its last letter.
"""

import gettext
from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Protocol

from kiosk import paths
from kiosk.core.agenda import opens_at
from kiosk.core.attendance import AttendanceStatus, Direction
from kiosk.core.certificate import Shortfall
from kiosk.core.programme import Session
from kiosk.core.roster import Status
from kiosk.core.scan import Answer, Verdict

LANGUAGES = ("ko", "en")

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


class Finding(Protocol):
    """What printing tells before it prints; its words are here, its shape is printing's."""

    trouble: str
    document: int
    field: str
    text: str
    detail: str


def N_(text: str) -> str:  # noqa: N802 - the name gettext's tools look for
    """Mark ``text`` for translation where it stands as data; it is translated when shown."""
    return text


def _(text: str) -> str:
    """``text`` in the language in use."""
    return _catalogue.gettext(text)


def use_language(language: str) -> None:
    """Speak ``ko`` or ``en`` from now on; any other value means English."""
    global _catalogue, _language
    _language = language if language in LANGUAGES else "en"
    folder = paths.resource("translations")
    _catalogue = gettext.translation("kiosk", folder, languages=[_language], fallback=True)


def language() -> str:
    """The language in use, ``ko`` or ``en``."""
    return _language


# fmt: off
SENTENCES = {
    # tables: files that cannot be read
    "tables.no_file": N_("There is no file {file}. Check the name."),
    "tables.folder": N_("{file} is a folder. Choose the file in it."),
    "tables.cannot_open": N_("{file} cannot be opened. Close it if it is open in another program, or copy it to this computer."),
    "tables.cannot_write": N_("{file} cannot be written. Close it if it is open in Excel, or choose another folder."),
    "tables.empty": N_("{file} is empty. Choose the file with the list, or save it once more."),
    "tables.too_big": N_("{file} is larger than {most} MB. Delete pictures and sheets that are not needed, or save it as CSV."),
    "tables.other_format": N_("{file} is no table but a file of the kind {format}, whatever its name says. Open it and save it as .xlsx or CSV."),
    "tables.not_text": N_("{file} is neither a workbook nor text. Open it in a spreadsheet program and save it as .xlsx or CSV."),
    "tables.password": N_("{file} is protected by a password. Open it, save it without the password, and choose it again."),
    "tables.broken_workbook": N_("{file} is damaged. Open it in a spreadsheet program and save it once more as .xlsx."),
    "tables.unpacks_too_big": N_("{file} unpacks to more than {most} MB, which no list needs. Copy the list into a new workbook."),
    "tables.too_many_cells": N_("{file} has cells far away from the list, or too many of them. Copy the list into a new workbook."),
    "tables.too_wide": N_("{file} has {columns} columns; {most} are possible. Delete the columns that are not needed."),
    "tables.too_long": N_("{file} has more than {most} rows. Divide it into several files."),
    "tables.broken_quotes": N_("{file}, line {line}: a quotation mark is opened and not closed rightly. Correct it, or save the file as .xlsx."),
    "tables.no_sheet": N_("{file} has no sheet “{sheet}”. Its sheets: {sheets}."),
    "tables.broken_calendar": N_("{file} is no calendar that can be read. Export it once more as iCalendar (.ics)."),
    "tables.repeating_event": N_("{file}: “{title}” repeats. Export each repetition as an event of its own."),
    "tables.whole_day": N_("{file}: “{title}” lasts whole days. Give it a time at which it starts and ends."),
    "tables.event_without_times": N_("{file}: “{title}” has no times that can be read. Give it a start and an end."),
    # roster: rows and columns of a roster file
    "roster.empty": N_("The table is empty. Choose the file or the sheet with the people."),
    "roster.no_name_column": N_("No column with the people's names was found. Choose the column that holds them, or name its header 성명 or “Name”."),
    "roster.no_people": N_("There are no people below the header. Choose another sheet, or add them."),
    "roster.resident_numbers": N_("Row {row}, column {column}: there are resident registration numbers (주민등록번호) in this file, which must not be kept. Delete them from the file and choose it again."),
    "roster.no_name": N_("The name is missing. Add it, or delete the row."),
    "roster.too_long": N_("“{field}” is longer than {longest} characters. Shorten it."),
    "roster.bad_mark": N_("“{value}” in the column “{column}” is no mark. Write ○ for yes, or leave it empty."),
    "roster.unknown_session": N_("“{value}” is no session of the programme, or may be several. Write the code of the session."),
    "roster.bad_status": N_("The status “{value}” is not known. Write “registered” or “cancelled”."),
    "roster.lost_digits": N_("The spreadsheet has shortened the number {value}. Format the column as text and enter the whole number."),
    "roster.odd_email": N_("“{value}” does not look like one e-mail address. The person was taken; check the address."),
    "roster.same_person": N_("Rows {other} and {row} are the same person; row {other} counts. Delete one of them."),
    "roster.several_people": N_("{count} people are called {name} at this affiliation. Add an e-mail address or a phone number to tell them apart."),
    "roster.double_ticket": N_("This ticket code belongs to {name} already. Give each person a code of their own."),
    "roster.double_ticket_in_file": N_("Rows {other} and {row} have the same ticket code; row {other} counts. Give each person a code of their own."),
    # programme: rows of a programme file
    "programme.no_header": N_("No header row of a programme was found. Name the columns: code, title_ko, room, starts_at, ends_at."),
    "programme.no_column": N_("The programme has no column “{field}”. Add it, or name its header so."),
    "programme.no_rows": N_("There are no sessions below the header. Choose another sheet, or add them."),
    "programme.no_title": N_("The title is missing. Add it, or delete the row."),
    "programme.no_code": N_("The code of the session is missing. Give it a short one, such as S1."),
    "programme.no_time": N_("“{field}” is missing. Write it as 2024-02-27 13:30."),
    "programme.bad_time": N_("“{value}” is no date with a time. Write it as 2024-02-27 13:30."),
    "programme.time_does_not_exist": N_("“{value}” does not exist: the clocks skip this hour when summer time begins. Correct the time."),
    "programme.ends_before_start": N_("The session ends ({end}) before it starts ({start}). Correct the times."),
    "programme.bad_admission": N_("“{value}” says not who may enter. Write “open”, “registered” or “category:…” with the categories."),
    "programme.bad_tracking": N_("“{value}” says not what is scanned. Write “entry” or “entry_exit”."),
    "programme.bad_counts": N_("“{value}” says not whether the session counts. Write “yes” or “no”."),
    "programme.bad_number": N_("“{value}” is no whole number for “{field}”. Correct it, or leave it empty."),
    "programme.bad_share": N_("“{value}” is no share between 0 and 1. Write it as 0.5 or 50%."),
    "programme.double_code": N_("The code {code} stands in the rows {rows}. Give each session a code of its own."),
    # printing: layouts, fonts, documents
    "layout.unreadable": N_("The layout {file} cannot be read as text. Check the file, or save it as UTF-8."),
    "layout.not_toml": N_("{file}, line {line}: this is not TOML ({reason}). Correct the line."),
    "layout.missing_key": N_("{file}, line {line}: “{key}” is missing. Add it."),
    "layout.unknown_key": N_("{file}, line {line}: “{key}” is not known here. Known are: {known}."),
    "layout.unknown_choice": N_("{file}, line {line}: “{key}” cannot be “{value}”. Choose one of: {known}."),
    "layout.unknown_field": N_("{file}, line {line}: the field “{field}” is not declared. Add it under [fields], or correct its name."),
    "layout.bad_hole": N_("{file}, line {line}: a brace in the text does not belong to a field. Write {{field_name}}, in small letters."),
    "layout.bad_colour": N_("{file}, line {line}: “{value}” is no colour. Write #RRGGBB, or the name of a table under [colours]."),
    "layout.not_a_number": N_("{file}, line {line}: “{key}” must be a number."),
    "layout.not_a_text": N_("{file}, line {line}: “{key}” must be text in quotation marks."),
    "layout.not_a_flag": N_("{file}, line {line}: “{key}” must be true or false."),
    "layout.not_a_table": N_("{file}, line {line}: “{key}” must be a table."),
    "layout.out_of_range": N_("{file}, line {line}: “{key}” must lie between {least} and {most}."),
    "layout.text_too_tall": N_("{file}, line {line}: even the smallest size is taller than its box of {height} mm. Make the box taller or the size smaller."),
    "layout.columns_too_wide": N_("{file}, line {line}: the columns do not fit into the table's width of {width} mm, or there are none."),
    "layout.invisible_box": N_("{file}, line {line}: the box has neither “fill” nor “stroke”. Give it one."),
    "layout.picture_missing": N_("{file}, line {line}: the picture {picture} is not beside the layout. Copy it there."),
    "layout.picture_unreadable": N_("{file}, line {line}: {picture} cannot be read as a picture. Use PNG or JPEG."),
    "layout.outside_page": N_("{file}, line {line}: this item reaches beyond the page of {width} × {height} mm. Move it, or make it smaller."),
    "layout.covers_code": N_("{file}, line {line}: this item lies on a QR code or on the white margin the code needs. Move one of them."),
    "layout.unreadable_qr": N_("{file}, line {line}: a QR code of {size} mm is too small to be read. Make it at least {needed} mm, white margin included."),
    "printing.font_unreadable": N_("The font {file} cannot be read. Install the program again, or take the file away."),
    "printing.font_not_truetype": N_("The font {file} has outlines that cannot be embedded. Use the TrueType version (.ttf) of the font."),
    "printing.sheet_too_small": N_("The layout “{layout}” does not fit on the sheet “{sheet}”. Choose a larger sheet."),
    "printing.code_too_long": N_("A code of {length} characters is too long for a QR code. Shorten it."),
    "printing.nothing_to_print": N_("There is nothing to print. Choose at least one person."),
    "printing.cannot_write": N_("{file} could not be written. Close it if it is open in another program, or choose another folder."),
    "printing.cancelled": N_("Printing was cancelled after {done}. No file was made."),
    # what a batch's check found; {text} is what would be printed
    "printing.found_missing_character": N_("“{text}”: no font has {detail}. A box is printed in its place."),
    "printing.found_abbreviated": N_("“{text}” is too long and was cut."),
    "printing.found_shrunk": N_("“{text}” had to be made small: {detail} pt."),
    "printing.found_empty_field": N_("Document {document}: “{field}” is empty."),
    "printing.found_rows_left_out": N_("Document {document}: the table has no room for {detail} of its rows."),
    "printing.found_dense_code": N_("The code “{text}” makes a QR code with modules of only {detail} mm: it may not be readable."),
    # event: the event file
    "event.exists": N_("{file} exists already. Choose another name, or open the existing event."),
    "event.missing": N_("There is no event file at {file}. Check the name, or make the event with “kiosk new”."),
    "event.no_folder": N_("The folder {folder} does not exist. Make it first, or choose another place."),
    "event.not_an_event": N_("{file} is not an event of this program. Choose a file that ends in .kiosk."),
    "event.newer": N_("This event was made by a newer version of the program. Update the program on this computer."),
    "event.in_use": N_("{file} is open in another window or program on this computer. Close it there and try again."),
    "event.log_beside": N_("The last records of {file} are still in {log}, which cannot be read in a protected folder. Copy both files to a folder of your own and open the copy."),
    "event.read_only": N_("{file} cannot be changed here: it is write-protected or opened for reading. Copy it to a folder of your own and open the copy."),
    "event.cannot_read": N_("{file} cannot be read ({why}). Check the drive and your rights to the folder."),
    "event.cannot_write": N_("{file} cannot be written ({why}). Check the drive and your rights to the folder."),
    "event.disk_full": N_("The disk is full: the last step was not stored in {file}. Free some space and repeat it."),
    "event.disk_trouble": N_("The disk did not take the last step into {file} ({why}). Check the drive and repeat it."),
    "system.refused": N_("The system refused {what} ({why}). Check the name, the drive and its free space."),
    "event.unfinished": N_("Making {file} was cut off. Delete the file and make the event again."),
    "event.damaged": N_("{file} is damaged. Keep the file, open the latest backup, and repeat what came after it."),
    "event.backup_onto_itself": N_("A copy of {file} cannot go onto the event itself. Choose another name."),
    "event.unknown_timezone": N_("{timezone} is no time zone. Give an IANA name such as Asia/Seoul."),
    "roster.rows_rejected": N_("Nothing was imported: {count} rows cannot be taken. Mend them in the file, or import the others only."),
    "roster.no_such_column": N_("There is no column {column}. Columns of this table: {known}."),
    "programme.rows_rejected": N_("Nothing was imported: {count} rows of the programme cannot be taken. Mend them in the file."),
    "event.holes": N_("The log of {file} has lost operations ({logs}). Keep the file, and open the latest backup."),
    "event.read_model_differs": N_("What {file} shows is not what its log says ({tables}). “kiosk doctor --rebuild” makes it anew; nothing is lost."),
    # scans and people
    "scan.lines_failed": N_("{count} lines could not be answered; each is told in its place."),
    "scan.bad_direction": N_("{direction} is no direction. Use in, out or toggle."),
    "scan.id_taken": N_("The scan id {scan} belongs to something else. Use a new one."),
    "scan.unknown_session": N_("There is no session {session} in the programme. “kiosk attendance” and the programme screen show the codes."),
    "scan.unknown_room": N_("No session takes place in {room}. Rooms of this event: {known}."),
    "scan.bad_line": N_("Line {line}: the fields of a scan are texts, as in {{\"code\": \"…\", \"at\": \"2024-02-27T13:40\"}}. Write them so."),
    "scan.bad_time": N_("{time} is no time. Write it as 2024-02-27T13:40, or with an offset."),
    "undo.no_reason": N_("Taking a scan back needs a reason."),
    "undo.unknown_scan": N_("There is no scan {scan}."),
    "undo.already": N_("Scan {scan} was taken back already."),
    "attendee.unknown": N_("Nobody on the roster has the id or code {id}. “kiosk attendees --search NAME” finds people."),
    "attendee.no_name": N_("A person needs a name."),
    "attendee.unknown_field": N_("There is no field {field}. Fields: {known}."),
    "attendee.block_without_reason": N_("Blocking somebody needs a reason: the desk will have to tell it."),
    "export.unknown_format": N_("{file} should end in .xlsx, .csv or .json."),
    "rehearse.folder_in_use": N_("{folder} is not empty. Choose a new folder for the rehearsal."),
    "rehearse.no_programme": N_("{file} has no programme to play. Import one first."),
    # the window
    "window.bug": N_("The program made a mistake; the last step was not done. A report opens that you can copy."),
    "layout.unknown": N_("There is no layout or sheet {layout}. There are: {known}."),
}
EXPORT = {
    "sheet.attendance": N_("Attendance"),
    "sheet.scans": N_("Scans"),
    "sheet.totals": N_("Totals"),
    "number": N_("No."),
    "name": N_("Name"),
    "name_latin": N_("Latin name"),
    "affiliation": N_("Affiliation"),
    "title": N_("Position"),
    "category": N_("Category"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "status": N_("Registration"),
    "minutes": N_("{session} minutes"),
    "sessions_counted": N_("Sessions that count"),
    "minutes_counted": N_("Minutes that count"),
    "time": N_("Time"),
    "session": N_("Session"),
    "direction": N_("Direction"),
    "verdict": N_("Answer"),
    "accepted": N_("Accepted"),
    "overridden": N_("Overridden because"),
    "desk": N_("Desk"),
    "operator": N_("Operator"),
    "voided": N_("Taken back because"),
    "text": N_("Scanned text"),
    "scan_id": N_("Scan id"),
    "expected": N_("Expected"),
    "count_present": N_("Present"),
    "count_partial": N_("Partial"),
    "count_absent": N_("Absent"),
    "average_minutes": N_("Average minutes"),
    "all": N_("All"),
    "none": N_("(none)"),
    "yes": N_("yes"),
    "in": N_("in"),
    "out": N_("out"),
}
# fmt: on


def export_word(code: str) -> str:
    """A word of the exported tables: headings, and the values that are codes inside."""
    for words in (EXPORT, VERDICTS, STATUSES, ATTENDANCE):
        if code in words:
            return _(words[code])
    return code


def explain(code: str, details: Mapping[str, object] | None = None) -> str:
    """The sentence of a trouble ``code`` with its ``details`` filled in."""
    values = dict(details or {})
    if code.startswith("programme.") and values.get("field") in PROGRAMME_COLUMNS:
        values["field"] = _(PROGRAMME_COLUMNS[str(values["field"])])
    return _(SENTENCES[code]).format(**values)


# A column of a programme file, by a header word that a file may use in this language.
PROGRAMME_COLUMNS = {
    "code": N_("Code"),
    "title_ko": N_("Title"),
    "starts_at": N_("Start"),
    "ends_at": N_("End"),
    "capacity": N_("Capacity"),
    "opens_before": N_("Opens before"),
    "closes_after": N_("Closes after"),
}


# -- answers ---------------------------------------------------------------------------------------------------------

VERDICTS = {
    Verdict.UNKNOWN: N_("Unknown code"),
    Verdict.OTHER_EVENT: N_("Another event's code"),
    Verdict.FORGED: N_("Forged code"),
    Verdict.REVOKED: N_("Replaced code"),
    Verdict.CANCELLED: N_("Registration cancelled"),
    Verdict.BLOCKED: N_("Blocked"),
    Verdict.NO_SESSION: N_("Nothing open now"),
    Verdict.TOO_EARLY: N_("Too early"),
    Verdict.TOO_LATE: N_("Session over"),
    Verdict.NOT_ELIGIBLE: N_("Not for this category"),
    Verdict.NOT_REGISTERED: N_("Not registered"),
    Verdict.REPEAT: N_("Scanned just now"),
    Verdict.ALREADY_IN: N_("Already in"),
    Verdict.NOT_IN: N_("Not inside"),
    Verdict.FULL: N_("Room full"),
    Verdict.LEFT: N_("Goodbye"),
    Verdict.ADMITTED: N_("Checked in"),
    Verdict.ADMITTED_UNLISTED: N_("Checked in, record to come"),
}
STATUSES = {
    Status.REGISTERED: N_("registered"),
    Status.CANCELLED: N_("cancelled"),
    Status.BLOCKED: N_("blocked"),
}
ATTENDANCE = {
    AttendanceStatus.PRESENT: N_("present"),
    AttendanceStatus.PARTIAL: N_("partial"),
    AttendanceStatus.ABSENT: N_("absent"),
}
SHORTFALLS = {
    Shortfall.CANCELLED: N_("The registration was cancelled."),
    Shortfall.BLOCKED: N_("The registration is blocked."),
    Shortfall.ABSENT: N_("Present at no session that counts."),
    Shortfall.TOO_FEW_SESSIONS: N_("Present at too few sessions that count."),
    Shortfall.TOO_FEW_MINUTES: N_("Too few minutes of the sessions that count."),
    Shortfall.REQUIRED_MISSED: N_("A required session was missed: {missed}."),
}

STEPS = {
    "roster": N_("Roster"),
    "tickets": N_("Tickets"),
    "arrivals": N_("Scans"),
    "badges": N_("Badges"),
    "certificates": N_("Certificates"),
    "export": N_("Attendance records"),
    "scan_log": N_("Scan log"),
}


def headline(verdict: Verdict) -> str:
    """The verdict in two or three words."""
    return _(VERDICTS[verdict])


def shortfall(code: Shortfall, missed: str = "") -> str:
    """Why somebody did not earn a certificate."""
    return _(SHORTFALLS[code]).format(missed=missed)


def finding(found: Finding) -> str:
    """One thing to look at before printing; ``document`` 0 is the layout itself."""
    return explain(
        f"printing.found_{found.trouble}",
        {"document": found.document, "text": found.text, "field": found.field, "detail": found.detail},
    )


def title_of(session: Session) -> str:
    """The session's title in the language in use."""
    return (session.title_en if _language == "en" else session.title_ko) or session.title_ko or session.title_en


def message(answer: Answer, programme: Mapping[str, Session], zone: tzinfo) -> str:
    """One sentence for an answer: what it means and what to do; moments in the event's time zone."""
    session = programme.get(answer.session or "")
    title = title_of(session) if session else ""
    previous = answer.previous
    values = {
        "session": title,
        "reason": answer.reason,
        "opens": _clock(opens_at(session), zone) if session else "",
        "ended": _clock(session.ends_at, zone) if session else "",
        "capacity": session.capacity if session else "",
        "when": _clock(previous.at, zone) if previous else "",
        "desk": previous.desk if previous else "",
    }
    if answer.verdict is Verdict.REPEAT and previous is not None:
        return _("The same code twice within five seconds; the first answer stands: {first}.").format(
            first=headline(Verdict.ADMITTED if previous.overridden else previous.verdict)
        )
    if answer.verdict is Verdict.NO_SESSION:
        return _next_opening(answer, programme, zone)
    if answer.verdict is Verdict.NOT_IN and session is None:
        return _("Nothing is open here, so there is nothing to leave.")
    if answer.overridden and answer.direction is Direction.OUT:
        return _("Left {session} by decision of the desk.").format(**values)
    if answer.overridden:
        return _("Admitted to {session} by decision of the desk.").format(**values)
    return _(_MESSAGES[answer.verdict]).format(**values)


_MESSAGES = {
    Verdict.UNKNOWN: N_("This is no code of this event. Find the person by name."),
    Verdict.OTHER_EVENT: N_(
        "This ticket is for another event. Ask for the ticket of this one, or find the person by name."
    ),
    Verdict.FORGED: N_("This code was not issued by this event. Find the person by name and check who they are."),
    Verdict.REVOKED: N_("This code was replaced by a newer one. Ask for the latest ticket."),
    Verdict.CANCELLED: N_("This registration was cancelled. Ask the organiser."),
    Verdict.BLOCKED: N_("The organiser blocked this registration: {reason}"),
    Verdict.TOO_EARLY: N_("{session} opens for entry at {opens}."),
    Verdict.TOO_LATE: N_("{session} ended at {ended}."),
    Verdict.NOT_ELIGIBLE: N_("{session} is for other categories."),
    Verdict.NOT_REGISTERED: N_("Not on the list of {session}."),
    Verdict.REPEAT: N_("The same code twice within five seconds."),
    Verdict.ALREADY_IN: N_("Came in at {when}, desk {desk}."),
    Verdict.NOT_IN: N_("No entry to {session} is open, so there is nothing to leave."),
    Verdict.FULL: N_("{session} has reached its {capacity} places."),
    Verdict.LEFT: N_("Left {session}."),
    Verdict.ADMITTED: N_("Welcome to {session}."),
    Verdict.ADMITTED_UNLISTED: N_(
        "The ticket is genuine; the name will follow when the desks have exchanged their records."
    ),
}


def _next_opening(answer: Answer, programme: Mapping[str, Session], zone: tzinfo) -> str:
    coming = programme.get(answer.opens_next or "")
    if coming is None:
        return _("Nothing more opens here.")
    return _("Nothing is open for entry here. Next: {session}, from {opens}.").format(
        session=title_of(coming), opens=_clock(opens_at(coming), zone, answer.at)
    )


def _clock(at: datetime, zone: tzinfo, today: datetime | None = None) -> str:
    """The time of day; with the date when it is another day than ``today``."""
    local = at.astimezone(zone)
    if today is not None and local.date() != today.astimezone(zone).date():
        return f"{local:%m-%d %H:%M}"
    return f"{local:%H:%M}"
