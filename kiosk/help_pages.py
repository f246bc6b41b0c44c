"""The pages of ``docs/`` as a site on this computer: in a bundle beside the resources, in a checkout where ``run.py
pages`` builds it.  No network is asked.
"""

from pathlib import Path

from kiosk import languages, paths
from kiosk.errors import KioskError

HOME = "index"
_CHECKOUT = Path(__file__).resolve().parents[1] / "site"


def page(name: str, language: str) -> Path:
    """The file of a page in ``language``, in English where it is not in that language.

    Raises ``help.absent`` where the pages were not built.
    """
    for site in (paths.resource("pages"), _CHECKOUT):
        for folder in (site / language, site) if language != languages.SOURCE else (site,):
            if (folder / f"{name}.html").is_file():
                return folder / f"{name}.html"
    raise KioskError("help.absent")
