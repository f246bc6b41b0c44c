"""The desk that the tests of keyboard-type scanners scan at."""

import pytest

from tests.scanners.desk import Desk


@pytest.fixture
def desk(qtbot):
    desk = Desk(qtbot)
    yield desk
    desk.scanner.close()
