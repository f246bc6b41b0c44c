"""The sentences of trouble with encrypted events."""

from kiosk.words.catalogue import N_

# fmt: off
ENCRYPTION = {
    "encryption.not_installed": N_("Encrypted events need more than is installed here. Install the program with its part “encrypted”."),
    "encryption.locked": N_("{file} is encrypted and this laptop does not have its recovery code. Give the code in the environment as {variable}, or open the event in the window."),
    "encryption.wrong_code": N_("This recovery code is not that of {file}. Nothing was changed; look for the page on which its code is printed."),
    "encryption.mistyped": N_("The recovery code is mistyped in group {groups}. Compare it with the paper."),
    "encryption.no_code": N_("This is no recovery code of {file}: it has six groups of six characters. Compare it with the paper."),
    "encryption.bad_variable": N_("What {variable} holds is no recovery code, so {file} was not opened. Compare it with the paper."),
    "encryption.is_encrypted": N_("{file} is encrypted already. Nothing was changed."),
    "encryption.is_plain": N_("{file} is not encrypted. Nothing was changed."),
    "encryption.not_whole": N_("The new file did not hold all that is in {file}, so the old one stays. Check the drive, then try again."),
}
# fmt: on
