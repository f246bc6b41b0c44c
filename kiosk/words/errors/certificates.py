"""The sentences of trouble with certificates, seals and evidence, and checking them."""

from kiosk.words.catalogue import N_

# fmt: off
CERTIFICATES = {
    "seal.no_picture": N_("{file} cannot be read as a picture. Choose a PNG or JPEG of the seal."),
    "seal.too_large": N_("The picture {file} is too large. Choose one of the seal alone."),
    "seal.nothing_there": N_("No seal is visible in {file}. Choose a picture of the seal on white paper."),
    "evidence.folder_in_use": N_("{folder} already contains files, so the evidence was not saved there. Choose a new folder, or an empty one."),
    "evidence.not_one": N_("{file} is not an evidence folder or zip: it has no list of hashes (MANIFEST)."),
    "evidence.unreadable": N_("{file} cannot be read as evidence: its list of hashes or its data is damaged."),
    "certificate.no_issuer": N_("The event does not say who issues its certificates, so none was issued. Enter the organiser under Event in the window, or give it with --organiser."),
    "certificate.unknown": N_("There is no certificate {serial} in this event. “kiosk certificates EVENT list” shows them all."),
    "certificate.not_valid": N_("The certificate {serial} is already revoked or replaced. “kiosk certificates EVENT list” shows by what."),
    "certificate.no_longer_earned": N_("According to today's records the certificate {serial} is not earned, so it cannot be issued again. Correct the attendance first, or revoke the certificate."),
    "certificate.reason_missing": N_("Give the reason with --reason: it goes into the register."),
    "certificate.not_kept": N_("The content of the certificate {serial} was not saved by the program that issued it. Issue it again: it gets a new number."),
    "certificate.form_missing": N_("The form of this certificate has not arrived yet from the desk that issued it. Sync with that desk, then try again."),
    "certificate.no_font": N_("The certificate {serial} of {name} cannot be issued again: no font has {characters}. Enter the name in Latin letters, or correct it."),
    "verify.no_key": N_("This is not an event's key file. Create one with “kiosk certificates EVENT register --out key.json”."),
    "verify.no_file": N_("There is no key file {file}. Check the name."),
    "verify.unreadable": N_("{file} cannot be read. Check the file, or save it again from its source."),
    "verify.too_large": N_("{file} is too large to check. Send only the page itself."),
}
# fmt: on
