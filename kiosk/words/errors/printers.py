"""The sentences of trouble with the print queue and printers."""

from kiosk.words.catalogue import N_

# fmt: off
PRINTERS = {
    "print.no_job": N_("This cannot be done with {job}: no print job with that id is in such a state. “kiosk queue EVENT --json” lists them."),
    "print.no_reason": N_("Give a reason to print it again: lost, misspelt, damaged."),
    "print.no_certificate": N_("{name} has no certificate yet. Issue the certificates first."),
    "print.no_file": N_("There is no PDF {file}. Check the name, or create it again."),
    "print.not_kept": N_("The printer settings could not be saved ({why}). They apply until the program closes."),
    "print.unknown_sort": N_("Badges cannot be sorted by {sort}. Use one of: {known}."),
    "print.not_done": N_("{count} {count:job is|jobs are} not printed yet. They wait in the queue."),
    "printer.none_chosen": N_("No printer is chosen for this paper. Choose one under Settings."),
    "printer.missing": N_("The printer {printer} was not found. Switch it on and connect it, or choose another one."),
    "printer.no_service": N_("The printing service of this computer does not respond ({why}). Restart it, or restart the computer."),
    "printer.no_commands": N_("The command {command} is missing. Install the package {package}."),
    "printer.rejects": N_("The printer {printer} does not accept jobs. Allow jobs again in the system settings."),
    "printer.refused": N_("The printer {printer} refused the job ({why})."),
    "printer.no_such_paper": N_("The printer {printer} has no paper of {width} × {height} mm. Choose another layout, or set up this paper in its driver."),
    "printer.aborted": N_("The printer {printer} aborted the job. Check the printer, then try again."),
    "printer.stopped": N_("The printer {printer} is stopped. Check it, then start it again in the system settings."),
    "printer.paper_out": N_("The printer {printer} is out of paper. Add some."),
    "printer.jam": N_("Paper is jammed in the printer {printer}. Take it out."),
    "printer.cover_open": N_("The cover of the printer {printer} is open. Close it."),
    "printer.offline": N_("The printer {printer} cannot be reached. Switch it on and connect it."),
    "printer.ink_out": N_("The printer {printer} needs ink or toner."),
}
# fmt: on
