"""The sentences of trouble with certificates, seals and evidence, and checking them."""

from kiosk.words.catalogue import N_

# fmt: off
CERTIFICATES = {
    "seal.no_picture": N_("{file} cannot be read as a picture. Choose a PNG or JPEG of the seal."),
    "seal.too_large": N_("The picture {file} is too large. Choose one of the seal alone."),
    "seal.nothing_there": N_("There is no seal to be seen in {file}. Choose a picture of the seal on white paper."),
    "evidence.folder_in_use": N_("There is something in {folder} already, so the evidence was not written there. Choose a new folder, or an empty one."),
    "evidence.not_one": N_("{file} is no evidence folder or zip: it has no list of hashes (MANIFEST)."),
    "evidence.unreadable": N_("{file} cannot be read as evidence: its list of hashes or its data is damaged."),
    "certificate.no_issuer": N_("The event does not say who issues its certificates, so none was issued. Enter the organiser under Event in the window, or give it with --organiser."),
    "certificate.unknown": N_("There is no certificate {serial} in this event. “kiosk certificates EVENT list” names all."),
    "certificate.not_valid": N_("The certificate {serial} is revoked or replaced already. “kiosk certificates EVENT list” says by what."),
    "certificate.no_longer_earned": N_("By what is known today the certificate {serial} is not earned, so it cannot be issued again. Correct the attendance first, or revoke the certificate."),
    "certificate.reason_missing": N_("Say why, with --reason: it stands in the register."),
    "certificate.not_kept": N_("What the certificate {serial} says was not kept by the program that issued it. Issue it again: it gets a new number."),
    "certificate.form_missing": N_("The form of a certificate has not arrived here yet from the desk that issued it. Share with that desk, then try again."),
    "certificate.no_font": N_("The certificate {serial} of {name} cannot be issued again: no font has {characters}. Enter the name in Latin letters, or correct it."),
    "verify.no_key": N_("This is no key file of an event. “kiosk certificates EVENT register --out key.json” makes one."),
    "verify.no_file": N_("There is no key file {file}. Check the name."),
    "verify.unreadable": N_("{file} cannot be read. Check the file, or save it once more from where it came."),
    "verify.too_large": N_("{file} is too large to be looked at. Send the page alone."),
}
# fmt: on
