"""Expected trouble while reading layouts and writing pages."""


class PrintingError(Exception):
    """Expected trouble named by ``code`` (``layout.what`` or ``printing.what``), with its values in ``details``.

    ``details`` of a layout's fault always hold ``file`` and, as well as it can be told, ``line``.
    """

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        return f"{self.code} {self.details}"
