"""Expected trouble in tests, by its code."""

import pytest

from kiosk.errors import KioskError


def refused(code: str):
    """Expects ``KioskError`` of this code."""
    return pytest.raises(KioskError, match=f"^{code.replace('.', '[.]')}$")
