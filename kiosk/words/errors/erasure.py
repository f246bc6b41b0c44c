"""The sentences of trouble with erasing people, and what keeps personal data."""

from kiosk.words.catalogue import N_

# fmt: off
ERASURE = {
    "figures.erased": N_(
        "Personal data of this event was erased on {at}: there is no list of people any more. The figures that were kept are in the workbook (.xlsx) and in the report."
    ),
    "purge.not_confirmed": N_("Nothing was erased: type the name of the event, {event}, exactly as shown."),
    "privacy.no_text": N_("{file} is not a text file. Save it as a text file (.txt), or write the text under Documents, Personal data."),
    "purge.cut_off": N_("Personal data is erased from the event, but not yet from every trace in its file and copies ({why}). Free some disk space; the erasure is finished when the event is opened in the window or erased again."),
    "purge.unfinished": N_("An erasure of this event was interrupted before every trace was gone. To finish it, open the event in the window or run “kiosk purge” again."),
    "purge.finished": N_("The interrupted erasure is finished: {files} {files:copy|copies} erased."),
    "purge.away": N_("Copies of this event were made at {place}, which is not connected now. Plug it in and erase again, or destroy the copies there."),
    "purge.left": N_("Left as is: {file}. It may still hold personal data; delete it when it is no longer needed."),
    "purge.hub_missed": N_("The hub could not be reached and still holds personal data. Erase again when it is running."),
    "purge.hub_of_another": N_("The hub still holds personal data: erase it on the organiser’s laptop too."),
    "purge.not_over": N_("Nothing was erased: {event} runs until {ends}. Erase its personal data when it is over."),
    "purge.ahead": N_("{file} holds records that this file does not: it may be the event itself, and its personal data is erased too. Move it elsewhere first to keep it."),
}
# fmt: on
