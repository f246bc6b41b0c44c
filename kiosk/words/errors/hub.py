"""The sentences of trouble with several desks that share an event."""

from kiosk.words.catalogue import N_

# fmt: off
HUB = {
    "hub.not_installed": N_("This installation has no PostgreSQL to make a hub with. Install PostgreSQL 15 or newer on this computer, or the program with its part “hub”."),
    "hub.server_refused": N_("The hub’s server could not be started ({why}). Check the free space of the disk, and restart this computer if it goes on."),
    "hub.folder_closed": N_("The server of the hub runs as the user {user}, who cannot get into {folder}. Start the program as an ordinary user, not as the administrator."),
    "hub.no_port": N_("None of the ports from {port} on is free for the hub. Close other server programs on this computer."),
    "hub.port_taken": N_("Another program uses the hub’s port {port}. Close that program and start the hub again."),
    "hub.none": N_("This event is not shared with other desks. Make the hub on the organiser’s laptop, or join by its invitation."),
    "hub.not_running": N_("The hub does not run. Start it with “kiosk hub serve”, or open the event in the window on this laptop."),
    "hub.not_yours": N_("Only the laptop that made the hub can do this. Go to the organiser’s laptop."),
    "hub.no_such_desk": N_("The hub knows no desk number {number}. “kiosk hub status” lists the desks."),
    "hub.no_invitation": N_("This is no invitation, or a part of it is missing. Scan the code again, or open the file that the organiser saved."),
    "hub.invitation_used": N_("Another laptop uses this invitation already. Have the organiser make one for this desk."),
    "hub.other_event": N_("This invitation is for another event. Close this event and join from the first screen."),
    "hub.empty": N_("The hub has no event yet. Let the organiser’s laptop share the event first, then join again."),
    "hub.unreachable": N_("The hub cannot be reached. Everything is kept here and shared later; check that both computers are in the same network."),
    "hub.changed": N_("The hub was restored or emptied just now. Everything is kept here and shared again in a moment."),
    "conflict.unknown": N_("The scan {scan} is none of two admissions of one person. “kiosk conflicts” lists them."),
    "merge.same": N_("These are one entry already. Choose two different people."),
    "hub.newer": N_("A newer version of the program made the hub (its tables {found}, here {known}), and this version cannot share through it. Everything is kept here; update the program on this computer."),
    "hub.older": N_("An older version of the program made the hub (its tables {found}, here {known}). Everything is kept here; update the program on the organiser’s laptop and share the event from there once."),
    "hub.wrong_certificate": N_("The computer that answers is not the hub of the invitation, so nothing was sent to it. Check the network, or have the organiser make a new invitation."),
    "hub.revoked": N_("The organiser has shut this desk out of the hub. Everything is kept here; ask the organiser for a new invitation to share again."),
    "hub.refused": N_("The hub did not allow this desk to do that. Ask the organiser for a new invitation."),
    "hub.bad_address": N_("The address of the database is not understood ({why}). Write it like {example}."),
    "hub.log_stuck": N_("The hub cannot store the log {log}; everything else is shared. Keep the file and report this."),
    "hub.nonsense": N_("What answers in place of the hub does not speak as a hub does, so nothing of it was taken. Everything is kept here. If it stays so, have the organiser make a new hub and invite this desk again."),
}
# fmt: on
