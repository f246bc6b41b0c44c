"""The sentences of trouble with several desks that share an event."""

from kiosk.words.catalogue import N_

# fmt: off
HUB = {
    "hub.not_installed": N_("PostgreSQL is not installed, so no hub can be set up. Install PostgreSQL 15 or newer on this computer, or the program with its “hub” extra."),
    "hub.other_version": N_("The hub’s data is of PostgreSQL {data}, and only that line reads it; here is {found}. Install PostgreSQL {data} again, or move the hub: the runbook says how. The event itself is on every desk."),
    "hub.server_refused": N_("The hub’s server could not be started ({why}). Check the free disk space, and restart this computer if it keeps happening."),
    "hub.folder_closed": N_("The hub’s server runs as the user {user}, who has no access to {folder}. Start the program as an ordinary user, not as the administrator."),
    "hub.no_port": N_("No port from {port} on is free for the hub. Close other server programs on this computer."),
    "hub.port_taken": N_("Another program uses the hub’s port {port}. Close that program and start the hub again."),
    "hub.no_such_address": N_("This computer does not have the address {address}. It has {known}; “*” listens on all of them."),
    "hub.not_built_in": N_("This laptop does not run this event’s hub itself. Do this on the laptop that set it up; a server of your own is managed with its own tools."),
    "hub.metrics_refused": N_("Metrics cannot be served at {address}, port {port} ({why}). Choose a free port, and an address of this computer."),
    "hub.none": N_("This event is not shared with other desks. Set up the hub on the organiser’s laptop, or join with its invitation."),
    "hub.not_running": N_("The hub is not running. Start it with “kiosk hub serve”, or open the event in the window on this laptop."),
    "hub.not_yours": N_("Only the laptop that set up the hub can do this. Go to the organiser’s laptop."),
    "hub.no_such_desk": N_("The hub has no desk number {number}. “kiosk hub status” lists the desks."),
    "hub.how_many": N_("{count} invitations cannot be made at once. Name at least one desk, and at most {most}."),
    "hub.other_copy": N_("{file} is a copy of another event than that of the invitation. Take a backup of the event that this hub shares, or join without a copy."),
    "hub.copy_differs": N_("What {file} says is not what the hub has (log {log}), so nothing of it was taken. Make a new backup on the organiser’s laptop, or join without a copy."),
    "hub.no_invitation": N_("This is not an invitation, or part of it is missing. Scan the code again, or open the file that the organiser saved."),
    "hub.invitation_used": N_("Another laptop already uses this invitation. Ask the organiser for a new one for this desk."),
    "hub.invitation_over": N_("This invitation was not used in time and lets nobody in any more. Have the organiser make a new one."),
    "hub.own_invitation": N_("This laptop made the hub and needs no invitation to it. Use it on the other laptop; it stays unused."),
    "hub.other_event": N_("This invitation is for another event. Close this event and join from the first screen."),
    "hub.empty": N_("The hub has no event yet. Share the event from the organiser’s laptop first, then join again."),
    "hub.unreachable": N_("The hub cannot be reached. Everything is kept here and shared later; check that both computers are in the same network."),
    "hub.changed": N_("The hub was restored or emptied just now. Everything is kept here and shared again in a moment."),
    "conflict.unknown": N_("The scan {scan} is not one of a double admission. “kiosk conflicts” lists them."),
    "merge.same": N_("These are already one person. Choose two different people."),
    "hub.wrong_organiser": N_("The event that came is not signed by the organiser who made this invitation, so nothing of it was kept. Let the organiser’s laptop share the event once, then join again; if it stays so, someone else answers in place of the hub."),
    "hub.newer": N_("The hub was set up by a newer version of the program (its tables {found}, here {known}), and this version cannot share through it. Everything is kept here; update the program on this computer."),
    "hub.older": N_("The hub was set up by an older version of the program (its tables {found}, here {known}). Everything is kept here; update the program on the organiser’s laptop and share the event from there once."),
    "hub.wrong_certificate": N_("The computer that answered is not the hub of the invitation, so nothing was sent to it. Check the network, or ask the organiser for a new invitation."),
    "hub.revoked": N_("The organiser has revoked this desk’s access to the hub. Everything is kept here; ask the organiser for a new invitation to share again."),
    "hub.refused": N_("The hub did not allow this. Ask the organiser for a new invitation."),
    "hub.bad_address": N_("The database address is not valid ({why}). Use the form {example}."),
    "hub.log_stuck": N_("The hub cannot store the log {log}; everything else is shared. Keep the file and report this."),
    "hub.nonsense": N_("The computer that answered does not behave like a hub, so nothing was taken from it. Everything is kept here. If this continues, ask the organiser to set up a new hub and invite this desk again."),
}
# fmt: on
