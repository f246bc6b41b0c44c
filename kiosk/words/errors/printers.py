"""The sentences of trouble with the print queue and printers."""

from kiosk.words.catalogue import N_

# fmt: off
PRINTERS = {
    "print.no_job": N_("This cannot be done with {job}: no job of that id is in such a state. “kiosk queue EVENT --json” lists them."),
    "print.no_reason": N_("To print it again, say why: lost, misspelt, damaged."),
    "print.no_certificate": N_("{name} has no certificate yet. Issue the certificates first."),
    "print.no_file": N_("There is no PDF {file}. Check the name, or make it anew."),
    "print.not_kept": N_("The set-up of the printers could not be kept ({why}). It holds until the program ends."),
    "print.unknown_sort": N_("Badges cannot be sorted by {sort}. Known are: {known}."),
    "print.not_done": N_("{count} {count:job is|jobs are} not printed yet. They wait in the queue."),
    "printer.none_chosen": N_("No printer is chosen for this paper. Choose one under Settings."),
    "printer.missing": N_("The printer {printer} is not there. Switch it on and connect it, or choose another one."),
    "printer.no_service": N_("The printing service of this computer does not answer ({why}). Start it again, or restart the computer."),
    "printer.no_commands": N_("The command {command} is missing. Install the package {package}."),
    "printer.rejects": N_("The printer {printer} takes no jobs. Let it accept jobs again in the settings of the system."),
    "printer.refused": N_("The printer {printer} refused the job ({why})."),
    "printer.no_such_paper": N_("The printer {printer} has no paper of {width} × {height} mm. Choose another layout, or set up this paper in its driver."),
    "printer.aborted": N_("The printer {printer} gave the job up. Look at the printer, then try again."),
    "printer.stopped": N_("The printer {printer} is stopped. Look at it, then start it again in the settings of the system."),
    "printer.paper_out": N_("The printer {printer} has no paper. Put some in."),
    "printer.jam": N_("Paper is jammed in the printer {printer}. Take it out."),
    "printer.cover_open": N_("The cover of the printer {printer} is open. Close it."),
    "printer.offline": N_("The printer {printer} cannot be reached. Switch it on and connect it."),
    "printer.ink_out": N_("The printer {printer} needs ink or toner."),
}
# fmt: on
