"""The sentences of trouble with what is handed out."""

from kiosk.words.catalogue import N_

# fmt: off
HANDOUTS = {
    "handout.no_title": N_("The title is missing. Say what is handed out, such as Welcome kit."),
    "handout.no_code": N_("The code is missing. Give it a short one, such as H1."),
    "handout.code_taken": N_("The code {handout} is already used by a session or another hand-out. Choose another one."),
    "handout.unknown": N_("There is no hand-out {handout}. Choose one of the list."),
    "handout.was_given": N_("{count} {count:person was|people were} given {handout}. If it is removed, their scans stay in the log and no longer count. Confirm the removal."),
}
# fmt: on
