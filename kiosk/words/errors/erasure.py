"""The sentences of trouble with erasing people, and what keeps personal data."""

from kiosk.words.catalogue import N_

# fmt: off
ERASURE = {
    "figures.erased": N_(
        "The people of this event were erased on {at}: there is no list of them any more. The figures that were kept "
        "are in the workbook (.xlsx) and in the report."
    ),
    "purge.not_confirmed": N_("Nothing was erased: type the name of the event, {event}, exactly as it stands."),
    "privacy.no_text": N_("{file} is no text. Save it as a text file (.txt), or write the text under Documents, Personal data."),
    "purge.cut_off": N_("The people are erased from the event, but not yet from every trace in its file and copies ({why}). Make room on the disk; it is finished when the event is opened in the window, or erased again."),
    "purge.unfinished": N_("An erasure of this event was cut off before every trace was gone. Open the event in the window, or erase again with “kiosk purge”, to finish it."),
    "purge.finished": N_("The erasure that was cut off is finished: {files} {files:copy|copies} erased."),
    "purge.away": N_("Copies of this event were made at {place}, which is not there now. Plug it in and erase again, or destroy them there."),
    "purge.left": N_("Left as it is: {file}. It may still hold people; delete it when it is not needed."),
    "purge.hub_missed": N_("The hub could not be reached: its people are still there. Erase again when it runs."),
    "purge.hub_of_another": N_("The hub still has the people: erase them on the organiser’s laptop, too."),
    "purge.not_over": N_("Nothing was erased: {event} goes on until {ends}. Erase its people when it is over."),
    "purge.ahead": N_("{file} holds what this file does not: it may be the event itself, and its people are erased too. Move it elsewhere first, if it is to stay."),
}
# fmt: on
