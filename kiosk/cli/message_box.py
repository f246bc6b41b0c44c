"""What the program says in the end where there is no terminal: on Windows the window's program has none."""

import io
import sys
from collections.abc import Callable

_WARNING, _FOREGROUND = 0x30, 0x10000


def shown_in_a_box(main: Callable[[], int]) -> int:
    """Run ``main``; what it told on a standard error that nobody sees is shown in a box when it came to nothing."""
    if sys.platform != "win32" or sys.stderr is not None:
        return main()
    import ctypes  # imported late: start-up time

    sys.stderr = said = io.StringIO()
    status = main()
    if status and said.getvalue().strip():
        ctypes.windll.user32.MessageBoxW(None, said.getvalue().strip(), "Kiosk", _WARNING | _FOREGROUND)
    return status
