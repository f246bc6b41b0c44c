"""The sentences of trouble with encrypted events."""

from kiosk.words.catalogue import N_

# fmt: off
ENCRYPTION = {
    "encryption.not_installed": N_("Encrypted events need a component that is not installed. Install the program with its “encrypted” extra."),
    "encryption.locked": N_("{file} is encrypted, and this laptop does not have its recovery code. Set the code as the environment variable {variable}, or open the event in the window."),
    "encryption.wrong_code": N_("This is not the recovery code of {file}. Nothing was changed; look for the page with its code."),
    "encryption.mistyped": N_("The recovery code is mistyped in group {groups}. Compare it with the paper."),
    "encryption.no_code": N_("This is not a recovery code of {file}: a code has six groups of six characters. Compare it with the paper."),
    "encryption.bad_variable": N_("{variable} does not hold a recovery code, so {file} was not opened. Compare it with the paper."),
    "encryption.is_encrypted": N_("{file} is already encrypted. Nothing was changed."),
    "encryption.is_plain": N_("{file} is not encrypted. Nothing was changed."),
    "encryption.not_whole": N_("The new file did not contain everything in {file}, so the old one was kept. Check the drive, then try again."),
}
# fmt: on
