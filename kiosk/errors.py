"""Expected trouble: what a person can cause and a person can mend.

A ``KioskError`` carries a code and its details, never a sentence: ``kiosk.words.terms`` turns it into one in the
user's language, with the mend.  Every other exception is a bug and is shown as one.
"""


class KioskError(Exception):
    """Expected trouble named by ``code`` (``area.what``), with the values its sentence needs in ``details``."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
