"""``kiosk`` and ``python -m kiosk``."""

import sys

from kiosk.cli.main import main
from kiosk.cli.message_box import told_in_a_box

if __name__ == "__main__":
    sys.exit(told_in_a_box(main))
