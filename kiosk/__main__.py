"""``kiosk`` and ``python -m kiosk``."""

import sys

from kiosk.cli.main import main
from kiosk.cli.message_box import shown_in_a_box

if __name__ == "__main__":
    sys.exit(shown_in_a_box(main))
