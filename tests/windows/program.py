"""The Windows program: built, checked by itself, opened, written to by a scanner."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.windows.rig import CHECKOUT, FailedError, Rig, hash_of, source_files

PYTHON = r"Z:\win\py\python.exe"
KIOSK = r"Z:\win\dist\kiosk\kiosk-cli.exe"
WINDOW = r"Z:\win\dist\kiosk\kiosk.exe"
_TESTS = (
    "tests/core", "tests/test_whole_files.py", "tests/test_file_names.py", "tests/test_plain_places.py",
    "tests/test_system_language.py", "tests/test_synced_folders.py", "tests/test_log_file.py",
    "tests/printing/test_windows_spooler.py", "tests/store/test_one_writer.py", "tests/tables",
)  # fmt: skip
_LARGEST = 280  # MB of the folder
_SCANS, _PAUSE_S = 20, 30
# Functions that Qt takes from Windows' own ICU, for rare encodings; Wine has none.
_OF_ICU = (
    "ucnv_close ucnv_reset ucnv_getMaxCharSize ucnv_getName ucnv_getToUCallBack ucnv_getFromUCallBack"
    " ucnv_setToUCallBack ucnv_setFromUCallBack ucnv_cbToUWriteUChars ucnv_toUnicode ucnv_cbFromUWriteUChars"
    " ucnv_toUCountPending ucnv_fromUCountPending ucnv_getStandardName ucnv_getAvailableName ucnv_countAvailable"
    " ucnv_fromUnicode UCNV_FROM_U_CALLBACK_SUBSTITUTE UCNV_TO_U_CALLBACK_SUBSTITUTE ucnv_open"
).split()


def account(rig: Rig) -> None:
    """The Windows of an account, made at its first use."""
    display(rig)
    if (rig.prefix / "system.reg").is_file():
        return
    rig.prefix.mkdir(parents=True, exist_ok=True)
    home = rig.root / "home" / rig.account
    home.mkdir(parents=True, exist_ok=True)
    users = rig.root / "etc" / "passwd"
    if f"{rig.account}:" not in users.read_text(encoding="utf-8"):
        with users.open("a", encoding="utf-8") as file:
            file.write(f"{rig.account}:x:{rig.user}:{rig.user}::/home/{rig.account}:/bin/sh\n")
    for folder in (rig.prefix, home):
        os.chown(folder, rig.user, rig.user)
    for command in (("wineboot", "-i"), ("wineserver", "-w")):
        with rig.start(*command) as booting:
            booting.wait(300)
    _stand_in(rig.prefix / "drive_c" / "windows" / "system32" / "icuuc.dll", rig.place)


def display(rig: Rig) -> None:
    """A screen; Wine reaches it through a socket without a file.  It ends with ``end_display``."""
    if _typed(rig, "getmouselocation"):
        return
    for name, command in {
        "xvfb": ["Xvfb", rig.display, "-screen", "0", "1366x768x24"],
        "openbox": ["openbox"],
    }.items():
        started = subprocess.Popen(
            command, env=_screen(rig), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        (rig.place / f"{name}.pid").write_text(str(started.pid), encoding="ascii")
        wait_for(lambda: _typed(rig, "getmouselocation"), 30, "no screen came up")


def end_display(rig: Rig) -> None:
    """End the screen and what runs on it."""
    for name in ("openbox", "xvfb"):
        note = rig.place / f"{name}.pid"
        if note.is_file():
            subprocess.run(["kill", note.read_text(encoding="ascii")], check=False, capture_output=True)
            note.unlink()


def bundle(rig: Rig) -> None:
    """PyInstaller under Wine; passed over while nothing it takes in has changed."""
    account(rig)
    wanted = (
        "kiosk",
        "printing",
        "resources",
        "docs",
        "mkdocs.yml",
        "kiosk.spec",
        "requirements.txt",
        "pyproject.toml",
    )
    inputs = hash_of(file for file in source_files() if file.relative_to(CHECKOUT).parts[0] in wanted)
    if rig.stamped("bundle", inputs):
        return
    for name in ("dist", "build"):
        shutil.rmtree(rig.drive / name, ignore_errors=True)
    options = ["--noconfirm", "--log-level", "WARN", "--distpath", r"Z:\win\dist", "--workpath", r"Z:\win\build"]
    code, said = rig.run(
        PYTHON, "-X", "utf8", "-m", "PyInstaller", *options, "kiosk.spec", seconds=3600, where="/win/app"
    )
    if code:
        raise FailedError(f"PyInstaller: {said[-1500:]}")
    if list((rig.drive / "dist").rglob("icuuc.dll")):
        raise FailedError("the stand-in of Wine's ICU got into the bundle")
    size = sum(file.stat().st_size for file in (rig.drive / "dist").rglob("*") if file.is_file()) / 1e6
    if size > _LARGEST:
        raise FailedError(f"the folder has {size:.0f} MB, more than {_LARGEST}")
    tell(f"dist/kiosk: {size:.0f} MB")
    rig.stamp("bundle", inputs)


def check(rig: Rig) -> None:
    """The program checks itself."""
    account(rig)
    _code, said = rig.run(KIOSK, "--self-check", seconds=600)
    last = said.strip().splitlines()[-1]
    tell(last)
    words = last.split()
    if len(words) < 3 or words[0] != words[2]:
        raise FailedError(said[-3000:])


def window(rig: Rig) -> None:
    """A day is played, its window opened, a ticket typed into it and another sent by a serial scanner."""
    account(rig)
    event = rehearsed(rig)
    people = [json.loads(line) for line in told(rig, "attendees", event, "--json").splitlines() if line.startswith("{")]
    said = rig.place / "window.log"
    with serial_scanner(rig) as send, opened(rig, event, said):
        wait_for(lambda: "READY" in _read(said), 300, "the window did not open")
        picture(rig, "window-open")
        typed(rig, people[0]["ticket_code"])
        wait_for(lambda: _read(said).count("ANSWER") >= 1, 120, "the ticket that was typed was not answered")
        picture(rig, "window-answered")
        send(people[1]["ticket_code"], lambda: _read(said).count("ANSWER") >= 2)
    answers = [line for line in _read(said).splitlines() if line.startswith("ANSWER")]
    tell(f"typed and by COM5: {', '.join(answers)}")
    if "ANSWER unknown" in answers:
        raise FailedError("a ticket arrived changed")


def journey(rig: Rig) -> None:
    """A day as this account, by ``journey.py`` under the Windows Python."""
    account(rig)
    script, folder = r"Z:\win\app\tests\windows\journey.py", rf"C:\users\{rig.account}\Documents\한글 여정"
    code, said = rig.run(PYTHON, "-X", "utf8", script, KIOSK, folder, seconds=1500)
    rig.end_all()  # the server of the hub
    tell("\n".join(line for line in said.splitlines() if line.startswith(("ok ", "NOT SO"))))
    if code or "the journey is complete" not in said:
        raise FailedError(said[-2000:])


def tests(rig: Rig) -> None:
    """The tests of what differs on Windows, and of the core, under the Windows Python."""
    account(rig)
    options = ["-X", "utf8", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rs"]
    code, said = rig.run(PYTHON, *options, *_TESTS, seconds=1800, where="/win/app")
    tell("\n".join(said.strip().splitlines()[-12:]))
    if code:
        raise FailedError(said[-3000:])


def rehearsed(rig: Rig) -> str:
    """The event of a day that was played in a folder with Hangul and a space in its name."""
    folder = rf"C:\users\{rig.account}\Documents\행사 자료"
    shutil.rmtree(rig.home / "Documents" / "행사 자료", ignore_errors=True)
    told(rig, "rehearse", "--out", folder, seconds=900)
    return rf"{folder}\event.kiosk"


def told(rig: Rig, *arguments: str, seconds: float = 300) -> str:
    """What the command line says; raises ``FailedError`` when it comes to nothing."""
    code, said = rig.run(KIOSK, *arguments, seconds=seconds)
    if code:
        raise FailedError(f"kiosk-cli {' '.join(arguments)}: {said[-600:]}")
    return said


@contextmanager
def opened(rig: Rig, event: str, said: Path) -> Iterator[None]:
    """The window with an event open in it; it is closed at the end."""
    settings = {"serial_scanner": True, "serial_port": "COM5", "language": "ko"}
    own = rig.home / "AppData" / "Local" / "kiosk" / "settings.json"
    kept = json.loads(own.read_text(encoding="utf-8")) if own.is_file() else {}
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(json.dumps(kept | settings), encoding="utf-8")
    for path in (own.parent, own):
        os.chown(path, rig.user, rig.user)
    with rig.start("wine", WINDOW, "open", event, into=said, more={"KIOSK_READY": "1"}) as running:
        try:
            yield
        finally:
            _typed(rig, "key", "alt+F4")
            try:
                running.wait(30)
            except subprocess.TimeoutExpired:
                rig.end_all()


@contextmanager
def serial_scanner(rig: Rig) -> Iterator[Callable[[str, Callable[[], bool]], None]]:
    """A scanner on COM5, which is one end of a pseudo terminal; the value scans a code until it is answered.

    Wine makes its ports when it starts: so it is ended once the port is named, and the next program begins it anew.
    """
    master, slave = os.openpty()
    port = os.ttyname(slave)
    os.chown(port, rig.user, rig.user)
    rig.run("reg", "add", r"HKLM\Software\Wine\Ports", "/v", "COM5", "/t", "REG_SZ", "/d", port, "/f")
    rig.end_all()

    def scan(code: str, answered: Callable[[], bool]) -> None:
        # As a person does: what is scanned before the program has opened the port is lost.
        for _try in range(_SCANS):
            os.write(master, code.encode() + b"\r")
            with suppress(FailedError):
                return wait_for(answered, _PAUSE_S, "")
        raise FailedError("the ticket on the serial port was not answered")

    try:
        yield scan
    finally:
        os.close(master)
        os.close(slave)


def typed(rig: Rig, code: str) -> None:
    """Type a code and Enter, as a keyboard-type scanner does."""
    _typed(rig, "type", "--delay", "8", code)
    _typed(rig, "key", "Return")


def picture(rig: Rig, name: str) -> None:
    """Keep what the screen shows."""
    time.sleep(1)  # what is being painted
    subprocess.run(["import", "-window", "root", rig.place / f"{name}.png"], env=_screen(rig), check=False, timeout=30)


def wait_for(is_so: Callable[[], bool], seconds: float, otherwise: str) -> None:
    """Wait until it is so; raises ``FailedError`` with ``otherwise`` when it does not come."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise FailedError(otherwise)
        time.sleep(0.3)


def tell(line: str) -> None:
    """One line for whoever waits."""
    print(line, flush=True)


def _typed(rig: Rig, *arguments: str) -> bool:
    done = subprocess.run(["xdotool", *arguments], env=_screen(rig), capture_output=True, check=False, timeout=60)
    return done.returncode == 0


def _screen(rig: Rig) -> dict[str, str]:
    return {**os.environ, "DISPLAY": rig.display}


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""


def _stand_in(target: Path, scratch: Path) -> None:
    """A library that knows no encoding: enough for Qt, which asks it for rare ones only."""
    lines = [".text"]
    for name in _OF_ICU:
        fails = ["movl $4,(%rdx)"] if name == "ucnv_open" else []
        lines += [f".globl {name}", f"{name}:", *fails, "xorl %eax,%eax", "ret"]
    lines += [".globl DllMain", "DllMain:", "movl $1,%eax", "ret", ""]
    (scratch / "icu.s").write_text("\n".join(lines), encoding="ascii")
    (scratch / "icu.def").write_text("\n".join(["LIBRARY icuuc.dll", "EXPORTS", *_OF_ICU, ""]), encoding="ascii")
    tool = "x86_64-w64-mingw32-"
    subprocess.run([f"{tool}as", scratch / "icu.s", "-o", scratch / "icu.o"], check=True)
    link = [f"{tool}ld", "-shared", "-e", "DllMain", "-o", target, scratch / "icu.o", scratch / "icu.def"]
    subprocess.run(link, check=True)
