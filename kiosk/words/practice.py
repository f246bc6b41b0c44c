"""What is said while practising at a desk: by whoever arrives, and afterwards of how it is done."""

from kiosk.core.practice import Mishap
from kiosk.words.catalogue import N_

NAMES = {
    Mishap.NONE: N_("A ticket"),
    Mishap.DUPLICATE: N_("Here already"),
    Mishap.WRONG_ROOM: N_("Wrong room"),
    Mishap.FORGOTTEN: N_("Ticket forgotten"),
    Mishap.JAM: N_("Paper jam"),
    Mishap.NETWORK: N_("No network"),
    Mishap.SCANNER: N_("Scanner lost"),
}
SAID = {
    Mishap.NONE: N_("A person hands you this ticket."),
    Mishap.DUPLICATE: N_(
        "A person hands you this ticket: “I came in earlier and only went out for a call.” It is true."
    ),
    Mishap.WRONG_ROOM: N_("A person hands you this ticket and asks whether this is the right door."),
    Mishap.FORGOTTEN: N_("“I have forgotten my ticket. I am {person}.”"),
    Mishap.JAM: N_(
        "The printer jammed and tore the badge of {person}. The paper is out again, and the badge is needed."
    ),
    Mishap.NETWORK: N_("The network is down, and a person hands you this ticket."),
    Mishap.SCANNER: N_("The scanner is lost and reads nothing. The next ticket says: {person}."),
}
"""``{person}`` is a name with the affiliation."""
HOW = {
    Mishap.NONE: N_("Scan the ticket."),
    Mishap.DUPLICATE: N_("Scan the ticket, read the earlier entry, press F9 and enter the reason."),
    Mishap.WRONG_ROOM: N_("Scan the ticket, send the person to the room it says, and admit nobody here."),
    Mishap.FORGOTTEN: N_("Press F3, type part of the name, and check the right person in with Enter."),
    Mishap.JAM: N_("Press F3, find the person, press F6 and enter why the badge is printed again."),
    Mishap.NETWORK: N_("Scan as always: the desk decides by itself, and shares it later."),
    Mishap.SCANNER: N_("Press F3 and check the person in by name. The light at the foot shows which scanner is lost."),
}
