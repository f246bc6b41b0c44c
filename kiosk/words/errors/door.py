"""The sentences of trouble with scans, and who works at the desks."""

from kiosk.words.catalogue import N_

# fmt: off
DOOR = {
    "scan.lines_failed": N_("{count} {count:line|lines} could not be processed; the reason is given at each one."),
    "scan.bad_direction": N_("{direction} is not a direction. Use in, out or toggle."),
    "scan.id_taken": N_("The scan id {scan} is already in use. Use a new one."),
    "scan.unknown_session": N_("There is no session or hand-out {session}. “kiosk attendance” and the programme screen show the codes."),
    "scan.unknown_room": N_("No session takes place in {room}. Rooms of this event: {known}."),
    "scan.bad_line": N_("Line {line} is not a JSON object with the texts of a scan, such as {{\"code\": \"…\", \"at\": \"2024-02-27T13:40\"}}. Correct it, or leave out --jsonl for a scanner that types."),
    "scan.bad_time": N_("{time} is not a time. Write it as 2024-02-27T13:40, or with an offset."),
    "signed.no_header": N_("{file} is not a signed list: no row has headings for a name and an entry time (성명, 입장). Add them above the columns."),
    "signed.unknown": N_("{name} is not on the roster, by number or by name. Add the person first, or correct the row."),
    "signed.several": N_("{name} could be several people. Write the registration number or the affiliation beside the name."),
    "signed.another_name": N_("The registration number {number} belongs to someone other than {name}. Correct the number or the name."),
    "signed.no_time": N_("{name}: “{written}” is not a time near this session. Write it as 09:05."),
    "signed.left_before": N_("{name}: the exit is not after the entry. Correct one of the times."),
    "signed.twice": N_("{name} is already in row {other} of this sheet. Leave one of the rows."),
    "signed.nothing_typed": N_("Nothing was typed in from paper for the session {session}, or all of it is already undone."),
    "undo.no_reason": N_("Give a reason to undo a scan."),
    "undo.unknown_scan": N_("There is no scan {scan}."),
    "undo.already": N_("Scan {scan} was already undone."),
    "access.nobody_signed_in": N_("Nobody is signed in at this desk. Sign in, or give your name with “kiosk --operator NAME …”."),
    "access.organisers_laptop": N_("This is decided on the organiser’s laptop, or by an organiser who enters their PIN here: at the other desks it would not count. Do it there, or have an organiser name someone with a PIN there."),
    "access.organiser_needed": N_("{operator} may not do this: only an organiser can."),
    "access.unknown_operator": N_("{operator} is not an operator of this event. Operators: {known}."),
    "access.no_operators": N_("This event has no operators, so {operator} cannot be used. Add operators in the settings of the window, or with “kiosk operator”."),
    "access.wrong_pin": N_("This is not the PIN of {operator}."),
    "access.wait": N_("Too many wrong PINs for {operator}. Try again in {seconds} {seconds:second|seconds}."),
    "access.no_terminal": N_("There is no terminal to ask at. Set the environment variable {variable} instead."),
    "access.no_name": N_("An operator needs a name."),
    "access.name_taken": N_("There is already an operator named {operator}. Add something that tells the two apart."),
    "access.first_is_organiser": N_("The first person has to be an organiser: only an organiser can add others."),
    "access.last_organiser": N_("{operator} is the only organiser. Add another organiser first, or remove the others first."),
    "access.pin_not_digits": N_("A PIN has 4 to 12 digits."),
    "access.pin_too_easy": N_("A PIN like 1111 or 1234 is easy to guess. Choose another one."),
}
# fmt: on
