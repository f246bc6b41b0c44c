"""What an import asks and tells of people, in words; window and command line say the same."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from kiosk.actions.door.type_in_sheet import TypedIn
from kiosk.actions.people.import_roster import RosterImport
from kiosk.core.lists.identity import NEW, PASSED_ON, SAME, Ask
from kiosk.core.lists.merge import DESK, FILE
from kiosk.core.lists.reading import LEAVE_UNUSED, TAKE_AS_PEOPLE, TAKE_AS_STATUS, Asked, Question
from kiosk.core.lists.roster_plan import FIELD
from kiosk.core.roster import OWN, Attendee, Status
from kiosk.words.catalogue import N_, _
from kiosk.words.error_messages import row_word
from kiosk.words.reading import summary_lines
from kiosk.words.terms import PERSON_FIELDS, STATUSES

_MOST_NAMED = 10
_QUESTIONS = {
    Ask.SAME_PERSON: N_("Row {row}: is “{file}” the person “{desk}” here?"),
    Ask.SEVERAL_PEOPLE: N_("Row {row}: which of these is “{file}”? {desk}"),
    Ask.SAME_ROW: N_("Row {row}: is “{file}” the same person as “{desk}” in row {other_row}?"),
    Ask.PASSED_ON: N_("Row {row}: “{file}” has a number of “{desk}”. Was it transferred, or the name corrected?"),
    Asked.STATUS_WORD: N_(
        "Row {row}, {who}: what does “{file}” mean for the registration: registered, waiting, cancelled or blocked?"
    ),
    Asked.LIST_STATE: N_(
        "These people stand under “{file}”: {who}. What does that mean for their registration: registered, waiting, "
        "cancelled or blocked?"
    ),
    Asked.STRUCK_OUT: N_(
        "These people are crossed out in the file: {who}. What does that mean for their registration: registered, "
        "waiting, cancelled or blocked?"
    ),
    Asked.BLANK_STATE: N_(
        "“{file}” is blank for these people: {who}. What does that mean for their registration: registered, waiting, "
        "cancelled or blocked?"
    ),
    Asked.STATUS_COLUMN: N_(
        "“{file}” ({who}) may be the registration status. Use the column as the status, or mark it as not used."
    ),
    Asked.SECOND_NAME: N_(
        "“{file}” is the header of a second column of names ({who}), whose people would be lost. Take them as people, "
        "add them below the others, or mark the column as not used."
    ),
    FIELD: N_("Row {row}: {who} · {field} · current: {desk} · file: {file}. Both were changed; which is right?"),
}
_SCANNED = N_(
    "Row {row}: “{file}” has a number of “{desk}”, who was already checked in. Was it transferred, or the name "
    "corrected? If it is transferred, these scans count for the new person."
)
_ASKED = {
    Ask.SAME_PERSON: N_("The same person?"),
    Ask.SEVERAL_PEOPLE: N_("Which of these people?"),
    Ask.SAME_ROW: N_("The person of row {other_row}?"),
    Ask.PASSED_ON: N_("Transferred, or renamed?"),
    Asked.STATUS_WORD: N_("{who}: which status is this?"),
    Asked.LIST_STATE: N_("Under this heading: which status? ({who})"),
    Asked.STRUCK_OUT: N_("Crossed out: which status? ({who})"),
    Asked.BLANK_STATE: N_("Blank in this column: which status? ({who})"),
    Asked.STATUS_COLUMN: N_("Is this column the status? ({who})"),
    Asked.SECOND_NAME: N_("A second column of names ({who})"),
    FIELD: N_("{who} · {field}"),
}
_CHOICES: dict[str, str] = {
    SAME: N_("The same person"),
    NEW: N_("Someone else: add them"),
    PASSED_ON: N_("Transferred or renamed: now this person's"),
    DESK: N_("Keep the current value"),
    FILE: N_("Use the value from the file"),
    TAKE_AS_STATUS: N_("It is the status"),
    TAKE_AS_PEOPLE: N_("They are people of the list, too"),
    LEAVE_UNUSED: N_("The column is not used"),
    **STATUSES,
}


def reading_lines(planned: RosterImport) -> Iterator[str]:
    """How a list was read, a sentence a line, and what becomes of its rows: a sum that adds up."""
    yield from summary_lines(planned.summary)
    tally = planned.tally
    yield _(
        "{rows} {rows:row|rows}: {new} new, {changed} changed, {unchanged} unchanged, {same_person} "
        "duplicate, {rejected} rejected, {skipped} skipped, {questions} to answer."
    ).format(rows=tally.rows, **asdict(tally))


def typed_in_text(stored: TypedIn) -> str:
    """What became of a signed list that was typed in, and of whom nothing could be stored."""
    told = _("Stored for {count} {count:person|people}, marked as typed from paper.").format(count=stored.people)
    if not stored.refused:
        return told
    who = ", ".join(line.person.name for line in stored.refused)
    left = _("Nothing could be stored for these people: {who}").format(who=who)
    return f"{told} {left}"


def question(asked: Question) -> str:
    """What has to be answered, in one sentence."""
    here = value_word(asked, asked.desk).replace("\n", " / ")
    return _(_SCANNED if asked.is_scanned else _QUESTIONS[asked.kind]).format(
        row=row_word(asked.row), who=asked.who, field=field_word(asked.field), desk=here,
        file=value_word(asked, asked.file), other_row=row_word(asked.other_row),
    )  # fmt: skip


def asked(question: Question) -> str:
    """What a question is about, in few words, where both sides stand beside it."""
    words = N_("Transferred, or renamed? Already checked in.") if question.is_scanned else _ASKED[question.kind]
    return _(words).format(who=question.who, field=field_word(question.field), other_row=row_word(question.other_row))


def field_word(field: str) -> str:
    """The field a question is about, as people call it."""
    return _(PERSON_FIELDS[field]) if field in PERSON_FIELDS else field.removeprefix(OWN)


def value_word(asked: Question, value: str) -> str:
    """A value that a question is about; a status by its word."""
    if asked.field == "status" and value in set(Status):
        return _(STATUSES[Status(value)])
    return value or _("nothing")


def choice(answer: str, asked: Question) -> str:
    """An answer as a person chooses it; one of several people by who they are."""
    if answer in _CHOICES:
        return _(_CHOICES[answer])
    return asked.desk.split("\n")[asked.choices.index(answer)]


def missing(people: Sequence[Attendee], *, cancelled: bool = False) -> str:
    """Who came by this list before and is not in it any more."""
    names = ", ".join(person.name for person in people[:_MOST_NAMED])
    more = len(people) - _MOST_NAMED
    if cancelled:
        sentence = _("Cancelled because they are no longer on the list ({count}): {names}")
    elif more > 0:
        sentence = _("No longer on this list ({count}): {names} and {more} more. They are kept.")
    else:
        sentence = _("No longer on this list ({count}): {names}. They are kept.")
    return sentence.format(count=len(people), names=names, more=more)


def imported(new: int, changed: int, unchanged: int, rejected: int, questions: int, cancelled: int) -> str:
    """What an import did."""
    if not questions and not cancelled:
        sentence = _(
            "Imported: {new} {new:person|people} added, {changed} changed, {unchanged} unchanged, {rejected} skipped."
        )
    else:
        sentence = _(
            "Imported: {new} {new:person|people} added, {changed} changed, {unchanged} unchanged, {rejected} "
            "skipped, {cancelled} cancelled; {questions} {questions:row is|rows are} waiting for an answer."
        )
    return sentence.format(
        new=new, changed=changed, unchanged=unchanged, rejected=rejected, questions=questions, cancelled=cancelled
    )


def taken_back(removed: int, restored: int, kept: int) -> str:
    """What taking an import back did."""
    return _(
        "The import was undone: {removed} {removed:person|people} removed from the roster, {restored} restored, "
        "{kept} kept because they were changed since."
    ).format(removed=removed, restored=restored, kept=kept)
