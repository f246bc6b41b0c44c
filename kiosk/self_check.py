"""``kiosk --self-check``: each feature used once on this machine, for a bundle that may lack a part of itself.

Importing proves little: a bundle without its fonts, time zones or media plug-ins imports well.  So a small event is
made in a temporary folder with the same actions that the desk uses, and every result is looked at.
"""

import codecs
import os
import subprocess
import sys
import tempfile
import traceback
import wave
import zoneinfo
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from io import TextIOWrapper
from pathlib import Path
from typing import cast

import zxingcpp
from PySide6.QtCore import QEventLoop, QTimer, QUrl, SignalInstance
from PySide6.QtGui import QFontInfo, QImage
from PySide6.QtMultimedia import QMediaDevices, QMediaFormat, QSoundEffect, QVideoFrame
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtSerialPort import QSerialPortInfo
from PySide6.QtWidgets import QApplication

from kiosk import clock, languages, paths, settings
from kiosk.actions.door.check_in import check_in, new_scan_id
from kiosk.actions.event import create_records, opened, read_records
from kiosk.actions.keeping.backup import backup, doctor
from kiosk.actions.keeping.encrypt import make_code
from kiosk.actions.office.export_records import export_records
from kiosk.actions.papers.issue_certificates import issue_certificates
from kiosk.actions.papers.print_documents import choose_attendees, print_badges, print_tickets
from kiosk.actions.people.import_roster import guess, import_roster, open_roster, plan_roster
from kiosk.actions.preparing.laptop import this_laptop
from kiosk.actions.preparing.try_laptop import machine, save_report, try_laptop
from kiosk.actions.programme.import_programme import import_programme, plan_programme
from kiosk.app import application, make_window
from kiosk.core.certificate import Rule
from kiosk.core.event import EventDetails
from kiosk.core.laptop import report as laptop_report
from kiosk.core.recovery_code import HEADER
from kiosk.core.roster import Attendee
from kiosk.core.scan import Asked, Scan, Verdict
from kiosk.errors import KioskError
from kiosk.scanners.camera import Camera, CameraScanner
from kiosk.scanners.serial_port import SerialScanner, SerialSettings
from kiosk.store import event_file, hub_certificate, hub_server, key_ring
from kiosk.store.hub_link import client_version, fingerprint
from kiosk.store.records import Records
from kiosk.ui.services.devices import devices_here
from kiosk.words import catalogue, error_messages, terms
from kiosk.words.laptop import report_text

DESK = "self-check"
BACKUP = "copy.kiosk"
LONGEST_WAIT = 20_000  # milliseconds


@dataclass(slots=True)
class Trial:
    """The event that the features are tried on, in a ``folder`` that goes away; ``app`` is the one of this process."""

    folder: Path
    app: QApplication
    records: Records = field(init=False)

    def people(self) -> list[Attendee]:
        """Two of the event: enough to see that documents hold more than one page."""
        return choose_attendees(self.records)[:2]


class NotAsExpectedError(Exception):
    """A feature ran, but its result is wrong."""


def run(report: Path | None = None) -> int:
    """Use each feature once, try the laptop, and print a line about each: 0 when all features work, else 1.

    With ``report`` the results are saved there, too, without what is personal.  Raises ``tables.cannot_write``.
    """
    for stream in (sys.stdout, sys.stderr):
        cast(TextIOWrapper, stream).reconfigure(errors="backslashreplace")
    app = application()
    laptop = this_laptop(settings.load())  # before the settings are those of the trial
    works: dict[str, bool] = {}
    # On Windows a file that a failed feature holds open cannot be removed; that must not hide the failure.
    with tempfile.TemporaryDirectory(prefix="kiosk-self-check-", ignore_cleanup_errors=True) as folder:
        os.environ["KIOSK_CONFIG"] = str(Path(folder, "config"))  # what the window notes of itself goes away, too
        trial = Trial(Path(folder), app)
        for name, use in FEATURES.items():
            works[name] = True
            try:
                print(f"ok      {name}: {use(trial)}", flush=True)
            except Exception:
                works[name] = False
                print(f"FAILED  {name}", flush=True)
                traceback.print_exc()
        if hasattr(trial, "records"):
            trial.records.close()
    lines = try_laptop(devices_here(), laptop)
    told = report_text(lines, machine())
    print(told, flush=True)
    if report is not None:
        for file in save_report(report, laptop_report(lines, machine(), clock.now(), features=works), told):
            print(f"saved   {file}")
    print(f"{sum(works.values())} of {len(works)} features work", flush=True)
    return 0 if all(works.values()) else 1


def expect(seen: object, expected: object) -> None:
    """Compare a result with what it must be."""
    if seen != expected:
        raise NotAsExpectedError(f"{seen!r} instead of {expected!r}")


# --- the event: these three come first, the others look at what they made ---


def make_event(trial: Trial) -> str:
    """An event file with a programme."""
    names = {"ko": "자체 점검", "en": "Self-check"}
    details = EventDetails(names, organisers=names, rule=Rule(minimum_sessions=1))
    trial.records = create_records(trial.folder / "self-check.kiosk", details, desk_id=DESK)
    import_programme(trial.records, plan_programme(trial.records, paths.resource("demo", "programme.csv")))
    return f"{len(trial.records.programme.sessions())} sessions"


def import_rosters(trial: Trial) -> str:
    """The roster from a workbook, then the same people from a code page 949 file: nobody twice."""
    counts = []
    for name in ("roster.xlsx", "roster-cp949.csv"):
        table = open_roster(paths.resource("demo", name))
        columns = guess(trial.records, table)
        counts.append(import_roster(trial.records, plan_roster(trial.records, table, columns)))
    expect((counts[1].new, counts[1].changed, counts[1].unchanged), (0, 0, counts[0].new))
    return f"{counts[0].new} people"


def scan_everything(trial: Trial) -> str:
    """Two people enter and leave every session whose door lets them in."""
    accepted = 0
    for session in sorted(trial.records.programme.sessions().values(), key=lambda session: session.starts_at):
        for moment, asked in ((session.starts_at, Asked.IN), (session.ends_at, Asked.OUT)):
            for person in trial.people():
                scan = Scan(new_scan_id(), person.ticket_code, moment, DESK, session=session.code, asked=asked)
                accepted += check_in(trial.records, scan).accepted
    forged = trial.people()[0].ticket_code[:-1] + "x"
    answer = check_in(trial.records, Scan(new_scan_id(), forged, session.ends_at + timedelta(minutes=1), DESK))
    expect(answer.verdict, Verdict.UNKNOWN)
    if not accepted:
        raise NotAsExpectedError("no scan was accepted")
    return f"{accepted} scans accepted"


# --- files out ---


def read_ticket(trial: Trial) -> str:
    """A ticket's picture, read as a camera reads it."""
    person = trial.people()[0]
    picture = print_tickets(trial.records, [person], trial.folder / "tickets").files[0]
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_Grayscale8)
    view = zxingcpp.ImageView(
        image.constBits(), image.width(), image.height(), zxingcpp.ImageFormat.Lum, image.bytesPerLine()
    )
    expect([code.text for code in zxingcpp.read_barcodes(view)], [person.ticket_code])
    return "printed and read back"


def make_documents(trial: Trial) -> str:
    """Tickets and badges as PDF."""
    people = trial.people()
    files = [
        *print_tickets(trial.records, people, trial.folder / "tickets.pdf").files,
        *print_badges(trial.records, people, trial.folder / "badges.pdf", sheet_name="a4").files,
    ]
    return sizes(files, b"%PDF-")


def make_certificates(trial: Trial) -> str:
    """A certificate for whoever earned one."""
    return sizes(issue_certificates(trial.records, trial.folder / "certificates.pdf", desk=DESK).files, b"%PDF-")


def export(trial: Trial) -> str:
    """The attendance as a workbook and as CSV."""
    workbook, text = trial.folder / "attendance.xlsx", trial.folder / "attendance.csv"
    for file in (workbook, text):
        export_records(trial.records, file, terms.export_word, language=catalogue.language())
    return f"{sizes([workbook], b'PK')}; {sizes([text], codecs.BOM_UTF8)}"


def back_up(trial: Trial) -> str:
    """A backup, and an examination of the event file."""
    copy = backup(trial.records, trial.folder / BACKUP)
    examination = doctor(trial.records)
    expect(examination.sound, True)
    return sizes([copy], b"SQLite format 3\0")


def encrypt_an_event(trial: Trial) -> str:
    """The event encrypted and read again, where that is installed; the system's key ring is only asked for its name."""
    try:
        code = make_code()
    except KioskError as trouble:
        return f"not tried: {trouble.code}"
    file = trial.folder / "encrypted.kiosk"
    event_file.convert_to(trial.records.file, file, code)
    key_ring.hold(code)
    with opened(read_records(file)) as records:
        expect(records.people.all(), trial.records.people.all())
    return f"{sizes([file], HEADER + code.mark)}, key ring: {key_ring.ring_name()}"


def make_a_hub(trial: Trial) -> str:
    """What the laptop that shares an event needs: the client, a certificate, and a server that starts."""
    hub_certificate.make(trial.folder / "hub.crt", trial.folder / "hub.key", clock.now())
    expect(len(fingerprint((trial.folder / "hub.crt").read_text(encoding="ascii"))), 64)
    client = f"client {client_version()}"
    try:
        server = hub_server.program("postgres")
    except KioskError:
        return f"{client}, no server here: this computer can join"
    said = subprocess.run([server, "--version"], capture_output=True, text=True, check=True).stdout
    return f"{client}, {said.strip()}"


def sizes(files: list[Path] | tuple[Path, ...], beginning: bytes) -> str:
    """Names and sizes of files that must exist and begin as their kind does."""
    if not files:
        raise NotAsExpectedError("no file was made")
    for file in files:
        with file.open("rb") as content:
            expect(content.read(len(beginning)), beginning)
    return ", ".join(f"{file.name} {file.stat().st_size // 1000} kB" for file in files)


# --- what is shipped ---


def know_time_zones(_: Trial) -> str:
    """The time zones shipped with the program, as on a system that has none."""
    zoneinfo.reset_tzpath([])
    try:
        zone = zoneinfo.ZoneInfo.no_cache("Asia/Seoul")
    finally:
        zoneinfo.reset_tzpath()
    return zone.key


def speak_both_languages(_: Trial) -> str:
    """One sentence in each language, which must differ."""
    spoken, before = {}, catalogue.language()
    for language in languages.available():
        catalogue.use_language(language)
        spoken[language] = error_messages.explain("event.unknown_timezone", {"timezone": "Asia/Seul"})
    catalogue.use_language(before)
    if len(set(spoken.values())) < len(spoken):
        raise NotAsExpectedError(f"the languages do not differ: {spoken}")
    return ", ".join(spoken)


def show_a_window(trial: Trial) -> str:
    """The desk's own window with the event's backup open in it, painted on this machine's display."""
    window = make_window(trial.app)
    window.resize(1280, 800)
    window.show()
    opened = wait_for(window.ready, lambda: window.open_event(trial.folder / BACKUP))
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    colours = set(picture.constBits())  # the picture has to outlive its bits
    font = QFontInfo(window.font()).family()
    window.close()
    expect((opened, len(colours) > 16, font), (True, True, "Pretendard GOV"))
    return f"{trial.app.platformName()}, {font}"


def wait_for(signal: SignalInstance, begin: Callable[[], object]) -> bool:
    """Run Qt's event loop from ``begin`` until ``signal`` comes; whether it came in time."""
    came: list[bool] = []
    loop, alarm = QEventLoop(), QTimer(singleShot=True, interval=LONGEST_WAIT)

    def come(*_values: object) -> None:
        came.append(True)
        loop.quit()

    signal.connect(come)
    alarm.timeout.connect(loop.quit)
    alarm.start()
    begin()
    if not came:
        loop.exec()
    return bool(came)


# --- devices ---


def load_sounds(_: Trial) -> str:
    """Every sound of the desk, loaded for the loudspeaker; on a machine without one, looked at as a file."""
    files = sorted(paths.resource("sounds").glob("*.wav"))
    if not files:
        raise NotAsExpectedError("no sounds are shipped")
    loudspeakers = [device.description() for device in QMediaDevices.audioOutputs()]
    for file in files:
        if loudspeakers:
            load_sound(file)
        else:
            with wave.open(str(file)) as sound:
                expect(sound.getnframes() > 0, True)
    return f"{len(files)} sounds, loudspeakers: {listed(loudspeakers)}"


def load_sound(file: Path) -> None:
    """Load one sound as the desk does; Qt does it beside the event loop."""
    effect = QSoundEffect()
    wait_for(effect.statusChanged, lambda: effect.setSource(QUrl.fromLocalFile(str(file))))
    if effect.status() is QSoundEffect.Status.Loading:
        wait_for(effect.statusChanged, lambda: None)
    expect(effect.status(), QSoundEffect.Status.Ready)


def look_for_cameras(_: Trial) -> str:
    """The media back end, without which a camera is never found."""
    formats = QMediaFormat().supportedFileFormats(QMediaFormat.ConversionMode.Decode)
    if not formats:
        raise NotAsExpectedError("the media back end is missing")
    return f"{len(formats)} media formats, cameras: {listed(c.description() for c in QMediaDevices.videoInputs())}"


def read_by_camera(trial: Trial) -> str:
    """A ticket's picture through the sink that a camera's frames go through, decoded in the camera's thread."""
    person = trial.people()[0]
    picture = QImage(str(print_tickets(trial.records, [person], trial.folder / "tickets").files[0]))
    scanner = CameraScanner(Camera("none"))
    told: list[str] = []
    scanner.scanned.connect(told.append)
    frame = QVideoFrame(picture.convertToFormat(QImage.Format.Format_ARGB32))
    wait_for(scanner.scanned, lambda: scanner.sink.setVideoFrame(frame))
    scanner.close()
    expect(told, [person.ticket_code])
    return "a frame read"


def look_for_serial_ports(_: Trial) -> str:
    """Serial ports, where some scanners are."""
    return listed(port.portName() for port in QSerialPortInfo.availablePorts())


def read_by_serial_port(_: Trial) -> str:
    """A code over a pseudo terminal, where the system has those."""
    if not hasattr(os, "openpty"):
        return "not tried: this system has no pseudo terminals"
    ours, theirs = os.openpty()
    scanner = SerialScanner(SerialSettings(os.ttyname(theirs)))
    told: list[str] = []
    scanner.scanned.connect(told.append)
    scanner.open()
    wait_for(scanner.scanned, lambda: os.write(ours, b"ABC123\r"))
    scanner.close()
    for end in (ours, theirs):
        os.close(end)
    expect(told, ["ABC123"])
    return "a code read"


def look_for_printers(_: Trial) -> str:
    """Printers by the names the system gives them."""
    return listed(QPrinterInfo.availablePrinterNames())


def listed(names: Iterable[str]) -> str:
    """Names in one line."""
    return ", ".join(names) or "none here"


FEATURES: dict[str, Callable[[Trial], str]] = {
    "event file and programme": make_event,
    "rosters from XLSX and CSV": import_rosters,
    "check-in": scan_everything,
    "tickets as pictures, QR reader": read_ticket,
    "tickets and badges as PDF": make_documents,
    "certificates": make_certificates,
    "export": export,
    "backup and examination": back_up,
    "encrypted event": encrypt_an_event,
    "hub": make_a_hub,
    "time zones": know_time_zones,
    "languages": speak_both_languages,
    "window and fonts": show_a_window,
    "sounds": load_sounds,
    "camera": look_for_cameras,
    "camera reader": read_by_camera,
    "serial ports": look_for_serial_ports,
    "serial reader": read_by_serial_port,
    "printers": look_for_printers,
}
