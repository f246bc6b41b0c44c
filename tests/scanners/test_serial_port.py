"""Scanners on a serial port: a real port object over a pseudo terminal, unplugged and plugged in again."""

import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.codes.devices import Health
from kiosk.scanners.byte_stream import LONGEST, ByteStream
from kiosk.scanners.serial_port import SerialScanner, SerialSettings, ports
from tests.scanners.desk import FOREIGN, TICKET

on_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")


class Cable:
    """A scanner's end of the cable; its other end is the file ``port``, which is gone while it is unplugged."""

    def __init__(self, port):
        self.port, self._ends = port, ()

    def plug_in(self):
        self._ends = os.openpty()
        self.port.symlink_to(os.ttyname(self._ends[1]))

    def send(self, data):
        os.write(self._ends[0], data)

    def unplug(self):
        self.port.unlink()
        for end in self._ends:
            os.close(end)
        self._ends = ()


@pytest.fixture
def cable(tmp_path):
    cable = Cable(tmp_path / "ttyScanner")
    yield cable
    if cable._ends:
        cable.unplug()


@pytest.fixture
def scanner(cable):
    scanner = SerialScanner(SerialSettings(str(cable.port)))
    scanner.told = []
    scanner.scanned.connect(scanner.told.append)
    yield scanner
    scanner.close()


@on_a_terminal
@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\t", b"\x03", b"\x00", b"\x04", b""])
def test_a_code_is_told_once_however_it_ends(cable, scanner, qtbot, end):
    cable.plug_in()
    scanner.open()
    assert scanner.health is Health.READY
    cable.send(TICKET.encode() + end)
    qtbot.waitUntil(lambda: scanner.told == [TICKET])
    cable.send(b"\x02" + FOREIGN.encode() + end)
    qtbot.waitUntil(lambda: scanner.told == [TICKET, FOREIGN])


@on_a_terminal
def test_what_arrives_is_shown_with_its_control_characters(cable, scanner, qtbot):
    arrived = []
    scanner.arrived.connect(arrived.append)
    cable.plug_in()
    scanner.open()
    cable.send(b"\x02]Q1" + FOREIGN.encode() + b"\r\n")
    qtbot.waitUntil(lambda: "".join(arrived) == f"\x02]Q1{FOREIGN}\r\n")


@on_a_terminal
def test_an_unplugged_scanner_is_missed_and_read_again_when_it_is_back(cable, scanner, qtbot):
    cable.plug_in()
    scanner.open()
    healths = []
    scanner.health_changed.connect(healths.append)
    cable.send(TICKET[:10].encode())
    cable.unplug()
    qtbot.waitUntil(lambda: scanner.health is Health.MISSING)
    cable.plug_in()
    qtbot.waitUntil(lambda: scanner.health is Health.READY, timeout=20_000)
    cable.send(FOREIGN.encode() + b"\r")
    qtbot.waitUntil(lambda: bool(scanner.told))
    assert scanner.told == [FOREIGN], "the half code from before the loss must not stick to the next one"
    assert healths == [Health.MISSING, Health.READY]


@on_a_terminal
def test_a_scanner_that_is_plugged_in_later_is_found(cable, scanner, qtbot):
    scanner.open()
    assert scanner.health is Health.MISSING
    cable.plug_in()
    qtbot.waitUntil(lambda: scanner.health is Health.READY, timeout=20_000)


@on_a_terminal
def test_a_port_that_another_program_holds_is_refused_and_taken_when_it_is_free(cable, scanner, qtbot):
    cable.plug_in()
    other = SerialScanner(SerialSettings(str(cable.port)))
    other.open()
    scanner.open()
    assert (other.health, scanner.health) == (Health.READY, Health.REFUSED)
    other.close()
    qtbot.waitUntil(lambda: scanner.health is Health.READY, timeout=20_000)


def test_without_any_usb_port_none_is_guessed(qapp):
    if any(found.key.startswith("usb:") for found in ports()):
        pytest.skip("this computer has a USB serial port")
    scanner = SerialScanner(SerialSettings())
    scanner.open()
    assert scanner.health is Health.MISSING
    scanner.close()


@given(st.lists(st.text("0123456789ABC", min_size=1), min_size=1), st.data())
def test_codes_are_the_same_however_the_bytes_are_torn(codes, data):
    sent = "".join(code + data.draw(st.sampled_from(["\r", "\n", "\r\n", "\t", "\x03"])) for code in codes).encode()
    stream, told, place = ByteStream(), [], 0
    while place < len(sent):
        size = data.draw(st.integers(1, 9))
        told += stream.feed(sent[place : place + size])
        place += size
    assert told + stream.flush() == codes


def test_noise_of_a_wrong_speed_does_not_fill_the_memory():
    stream = ByteStream()
    for _ in range(100):
        assert stream.feed(b"\xff" * 1000) == []
    (noise,) = stream.flush()
    assert noise == "\ufffd" * LONGEST


def test_a_byte_that_is_no_character_spoils_its_code_only():
    assert ByteStream().feed(b"12\xff34\r5678\r") == ["12\ufffd34", "5678"]
