"""The sentences of trouble with rows of a partnering list, and what is marked on the day."""

from kiosk.words.catalogue import N_

# fmt: off
MEETINGS = {
    "meetings.no_header": N_("No header row of a list of meetings was found. Name the columns: table, start, end, company, partner."),
    "meetings.no_column": N_("The list of meetings has no column “{field}”. Add it, or rename the header."),
    "meetings.no_rows": N_("There are no meetings below the header. Choose another sheet, or add them."),
    "meetings.missing": N_("“{field}” is missing. Add it, or delete the row."),
    "meetings.ends_before_start": N_("The meeting ends before it starts. Correct the times."),
    "meetings.with_itself": N_("{company} would meet itself. Correct one of the two companies."),
    "meetings.bad_result": N_("“{value}” is not a result of a meeting. Write “matched”, “follow-up”, “declined” or “no-show”, or leave it empty."),
    "meetings.double_number": N_("The rows {rows} have the same number. Give each meeting a number of its own."),
    "meetings.table_twice": N_("Table {table} has several meetings at once: rows {rows}. Move one to another table or time."),
    "meetings.table_taken": N_("Table {table} is taken at that time by meeting {meeting} of the event. Move one of them."),
    "meetings.company_twice": N_("{company} is at several tables at once, from {start} to {end}: {tables}. People from it on the roster: {count}. The meetings were imported; check that enough people come."),
    "meetings.unknown_company": N_("Nobody on the roster is from {company}. The meeting was imported; check the name, or add its people."),
    "meetings.outside_session": N_("The meeting is outside the hours of {session}. It was imported; check the time."),
    "meetings.rows_rejected": N_("Nothing was imported: {count} {count:meeting has|meetings have} errors. Correct them in the file."),
    "meetings.no_session": N_("No session of the programme is of the kind “partnering”. Name the session the meetings belong to."),
    "meetings.several_sessions": N_("Several sessions are of the kind “partnering”: {known}. Name the one the meetings belong to."),
    "meetings.unknown": N_("There is no meeting {meeting}. “kiosk meetings EVENT list” shows them all."),
}
# fmt: on
