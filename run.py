"""The one door of this checkout; it needs nothing but Python 3.11 or newer.

    python3 run.py demo [DIR]                      the demonstration event in a window, or without a display: rehearsed
    python3 run.py test [--quick] [PYTEST OPTION]  the tests; --quick leaves out the long ones,
                                                   --coverage counts the lines they run
    python3 run.py prove [N] [TESTS] [OPTION]      look N times as long as CI for lost scans: kills, power cuts (60)
    python3 run.py setup                           only prepare .venv
    python3 run.py bench [NAME ...]                the measurements of docs/performance.md
    python3 run.py bundle                          the program with all it needs as one folder, in dist/
    python3 run.py deb                             that folder as a package for Debian and Ubuntu, in dist/
    python3 run.py windows [STAGE ...]             the Windows program and its set-up, made and tried on Linux (as root)
    python3 run.py pages                           docs/ as a site that needs no network, in site/
    python3 run.py mutate [FILE ...] [--sample N]  changes of the code that no test sees (--show: which)
    python3 run.py docs                            the generated pages and pictures in docs/
    python3 run.py translations                    bring resources/translations up to date with the code

On Windows write `py` for `python3`. The first call downloads the pinned packages into .venv; later calls just start.
"""

from __future__ import annotations  # a Python too old for this project must still be able to read this file and say so

import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "set-up-by-run.py"  # the fingerprint of what was installed, or UNFINISHED while that is under way
LOG = VENV / "setup.log"
UNFINISHED = "unfinished"
PATIENCE = 900  # seconds to wait for another run.py
ON_LINUX = sys.platform.startswith("linux")
MEMORY = Path("/dev/shm")  # a file system in memory, on Linux
ROOM_FOR_TESTS = 6_000_000_000  # bytes
FLOOR_OF_CORE = 97  # per cent of its lines and branches; that of all: [tool.coverage.report] of pyproject.toml

# Shared library (or program) → Debian package that holds it. PySide6 brings Qt, but not what Qt itself needs.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libpulse.so.0": "libpulse0",
    "libXrandr.so.2": "libxrandr2",
    "libcups.so.2": "libcups2",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
DOCUMENT_PROGRAMS = {"qpdf": "qpdf"}
JOURNEY_PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool", "openbox": "openbox"}
KOREAN_INPUT = {
    "ibus-daemon": "ibus",
    "/usr/share/ibus/component/hangul.xml": "ibus-hangul",
    "dbus-launch": "dbus-x11",
}
BENCH_LIBRARIES = {"libpango-1.0.so.0": "libpango-1.0-0", "libpangoft2-1.0.so.0": "libpangoft2-1.0-0"}
BUNDLE_PROGRAMS = {"objdump": "binutils"}  # with strip and ld
if sysconfig.get_config_var("Py_ENABLE_SHARED"):  # Debian's Python; the bundle takes the library along
    BUNDLE_PROGRAMS |= {sysconfig.get_config_var("INSTSONAME"): "libpython{}.{}".format(*sys.version_info[:2])}
PRINT_PROGRAMS = {
    "/usr/sbin/cupsd": "cups",  # brings the commands, and what it prints with
    "/usr/bin/lp": "cups-client",
    "/usr/lib/cups/filter/pdftopdf": "cups-filters",
}
BROWSER = {"/usr/bin/chromium": "chromium", "/usr/bin/chromedriver": "chromium-driver"}  # for the page that checks
DEB_PROGRAMS = {
    "mmdebstrap": "mmdebstrap",
    "appstreamcli": "appstream",
    "desktop-file-validate": "desktop-file-utils",
    "update-mime-database": "shared-mime-info",
}
KEY_RING = {"gnome-keyring-daemon": "gnome-keyring", "dbus-run-session": "dbus"}
FAULT_PROGRAMS = {"gcc": "gcc", "/usr/include/stdio.h": "libc6-dev"}
PROOFS = ("tests/faults", "tests/journeys/test_power.py", "tests/model", "tests/soak")


class SetUpError(Exception):
    """Something the person at the terminal can mend; its text is the one sentence they get."""


def main(arguments: list[str]) -> int:
    """Run one verb; the exit code: 0 done, 1 trouble told in one sentence, 2 wrong usage, else the program's own."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # a path in Hangul on a terminal that cannot show it
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if not understood(arguments):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        return VERBS[arguments[0]](arguments[1:])
    except SetUpError as trouble:
        print(f"run.py: {trouble}", file=sys.stderr)
    except OSError as error:
        print(f"run.py: {sentence_for(error)}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


def understood(arguments: list[str]) -> bool:
    """Whether there is a verb and it takes as many arguments as follow it."""
    if not arguments or arguments[0] not in VERBS:
        return False
    verb, *rest = arguments
    most = {"setup": 0, "bundle": 0, "deb": 0, "pages": 0, "translations": 0, "demo": 1}.get(verb, len(rest))
    return len(rest) <= most and not (verb == "demo" and rest and rest[0].startswith("-"))


# --- verbs ---


def setup(_: list[str]) -> int:
    """Prepare .venv and the system libraries, and start nothing."""
    prepare()
    supply(missing({**QT_LIBRARIES, **WINDOW_LIBRARIES}), "the window cannot open without them", optional=True)
    print(f"Ready: {PYTHON}")
    return 0


def demo(arguments: list[str]) -> int:
    """Show the demonstration event in a window; where there is no display, play it and say what it made and where."""
    folder = [str(Path(name).resolve()) for name in arguments]
    prepare()
    if reason := why_no_window():
        return rehearse_instead(reason, folder)
    supply(missing({**QT_LIBRARIES, **WINDOW_LIBRARIES}), "the window cannot open without them")
    return start("-P", "-m", "kiosk", "demo", *folder)


def rehearse_instead(reason: str, folder: list[str]) -> int:
    """Play the whole event without a window into a fresh folder; the rehearsal ends by saying what lies where."""
    print(f"{reason}, so the event is rehearsed without a window.", flush=True)
    place = folder or [tempfile.mkdtemp(prefix="kiosk-rehearsal-")]
    return start("-P", "-m", "kiosk", "rehearse", "--out", *place)


def test(arguments: list[str]) -> int:
    """Run the tests; every further argument goes to pytest."""
    quick, counted = "--quick" in arguments, "--coverage" in arguments
    options = [argument for argument in arguments if argument not in ("--quick", "--coverage")]
    prepare()
    extra = {**WINDOW_LIBRARIES, **DOCUMENT_PROGRAMS, **JOURNEY_PROGRAMS}
    if not quick:
        extra.update(
            {
                **KOREAN_INPUT,
                **BUNDLE_PROGRAMS,
                **FAULT_PROGRAMS,
                **PRINT_PROGRAMS,
                **BROWSER,
                **DEB_PROGRAMS,
                **KEY_RING,
            }
        )
    supply(missing(QT_LIBRARIES), "no test can start without them")
    supply(missing(extra), "the journeys that need them are skipped", optional=True)
    if "-n" not in options and not any(option.startswith(("-n", "--numprocesses", "--pdb")) for option in options):
        options = ["-n", "auto", "--dist", "worksteal", *options]
    with scratch() as environment:
        command = ["-m", "pytest", *(["-m", "not long"] if quick else []), *options]
        return counted_lines(command, environment) if counted else start(*command, where=ROOT, environment=environment)


def counted_lines(command: list[str], environment: dict[str, str]) -> int:
    """Run the tests, count the lines and branches they run, and hold the counts against the floors."""
    start("-m", "coverage", "erase", where=ROOT)
    code = start("-m", "coverage", "run", *command, where=ROOT, environment=environment)
    start("-m", "coverage", "combine", "--quiet", where=ROOT)
    reports = [["--include=kiosk/core/*", f"--fail-under={FLOOR_OF_CORE}"], []]
    return max(code, *(start("-m", "coverage", "report", *options, where=ROOT) for options in reports))


def prove(arguments: list[str]) -> int:
    """Run the tests that look for rare accidents many times as long as CI does; this takes its time."""
    times, *options = arguments if arguments[:1] and arguments[0].isdigit() else ["60", *arguments]
    named = any(option.startswith("tests") for option in options)
    # The guard against hanging tests would end what is meant to take hours.
    return test(["--size", times, "-o", "faulthandler_timeout=0", *(() if named else PROOFS), *options])


def bench(arguments: list[str]) -> int:
    """Measure; the names of benchmarks choose some of them."""
    prepare()
    supply(missing({**QT_LIBRARIES, **BENCH_LIBRARIES}), "not everything can be measured without them")
    return start("-m", "tests.benchmarks", *arguments, where=ROOT)


def bundle(_: list[str]) -> int:
    """Build dist/kiosk and have it check itself."""
    prepare()
    supply(missing({**QT_LIBRARIES, **WINDOW_LIBRARIES, **BUNDLE_PROGRAMS}), "the bundle would lack them too")
    options = ["--noconfirm", "--log-level", "WARN", "--distpath", "dist", "--workpath", "build"]
    if code := start("-m", "PyInstaller", *options, "kiosk.spec", where=ROOT):
        return code
    program = ROOT / "dist" / "kiosk" / ("kiosk-cli.exe" if os.name == "nt" else "kiosk")
    size = sum(path.stat().st_size for path in program.parent.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"Made {program.parent}, {size / 1e6:.0f} MB; it checks itself:", flush=True)
    platform = {"QT_QPA_PLATFORM": "offscreen"} if why_no_window() else {}
    return subprocess.run([program, "--self-check"], env={**os.environ, **platform}, check=False).returncode


def deb(_: list[str]) -> int:
    """Make a package for Debian and Ubuntu of the bundle, which is built anew."""
    if shutil.which("dpkg-deb") is None:
        raise SetUpError("A package for Debian can be made on Debian and Ubuntu only.")
    return bundle([]) or start("resources/installers/debian.py", "dist/kiosk", "dist", where=ROOT)


def windows(arguments: list[str]) -> int:
    """Build the Windows program on Linux and try it there; the names of stages choose some of them."""
    prepare()
    return start("-m", "tests.windows", *arguments, where=ROOT)


def pages(_: list[str]) -> int:
    """Build the pages into site/; a page that leads nowhere ends it."""
    prepare()
    return start("-m", "mkdocs", "build", "--strict", "--quiet", where=ROOT)


def mutate(arguments: list[str]) -> int:
    """Change the code in small ways and count the changes that no test sees; this takes its time."""
    prepare()
    return start("-m", "tests.mutation", *arguments, where=ROOT)


def docs(arguments: list[str]) -> int:
    """Make the generated pages and pictures of docs/ again."""
    prepare()
    supply(missing(QT_LIBRARIES), "the pictures cannot be painted without them")
    return start("docs/draw_tree.py", where=ROOT) or start("docs/make_screenshots.py", *arguments, where=ROOT)


def translations(_: list[str]) -> int:
    """Collect the sentences of the code, merge them into the catalogues, and compile these."""
    prepare()
    folder = "resources/translations"
    with tempfile.TemporaryDirectory() as scratch:
        collected = str(Path(scratch, "kiosk.pot"))
        common = ["--domain", "kiosk"]
        steps = [
            [
                *("-q", "extract", "--add-location=file", "--sort-by-file", "--project", "kiosk", "-o", collected),
                *("-F", "resources/babel.cfg"),
                *("kiosk", "printing"),
            ],
            # No guesses from similar sentences: a wrong translation is worse than none.
            *(
                [
                    *("update", *common, "-i", collected, "-d", folder, "-l", language.name, "--init-missing"),
                    *("--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"),
                ]
                for language in sorted((ROOT / folder).iterdir())
            ),
            ["compile", *common, "-d", folder, "--statistics"],
        ]
        return next((code for step in steps if (code := start("-m", "babel.messages.frontend", *step, where=ROOT))), 0)


VERBS = {
    verb.__name__: verb
    for verb in (setup, demo, test, prove, bench, bundle, deb, windows, pages, mutate, docs, translations)
}


# --- the Python environment ---


def prepare() -> None:
    """Have .venv hold exactly the pinned packages and this checkout; at once when it already does."""
    if is_prepared():
        return
    with alone():
        if not is_prepared():
            install()


def is_prepared() -> bool:
    """Whether .venv is what this checkout asks for."""
    return stamped() == fingerprint() and PYTHON.is_file()


def install() -> None:
    """Install the pins and this checkout into .venv, which is made first where it is missing or was cut short."""
    if stamped() == UNFINISHED or not works():
        make_venv()
    STAMP.write_text(UNFINISHED, encoding="utf-8")
    pins = ROOT / "requirements.txt"
    total = len(re.findall(r"^[\w.-]+==", pins.read_text(encoding="utf-8"), re.MULTILINE))
    say(f"Setting up {VENV}: {total} packages, once; about a minute with a good connection.")
    pip("install", "--requirement", str(pins), total=total)
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT), total=1)
    STAMP.write_text(fingerprint(), encoding="utf-8")


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other run.py prepares this checkout: the second would take the first's .venv for one cut short.

    A transaction of SQLite is a lock that works alike on every system and goes away with its process.
    """
    file = ROOT / ".venv.lock"
    file.touch()  # SQLite would not say why it cannot
    lock = sqlite3.connect(file, timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            say(f"Another run.py is preparing {VENV}; waiting for it.")
            lock.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
            lock.execute("BEGIN EXCLUSIVE")
        yield
    except sqlite3.OperationalError as error:
        raise SetUpError(
            f"{file} cannot be used as a lock ({error}): end the other run.py, or run this later."
        ) from error
    finally:
        lock.close()


def stamped() -> str:
    """What the stamp in .venv says; nothing where run.py has not been at work."""
    return STAMP.read_text(encoding="utf-8") if STAMP.is_file() else ""


def fingerprint() -> str:
    """What .venv depends on: the pins, the project's own description, and where the checkout lies."""
    parts = [(ROOT / name).read_bytes() for name in ("requirements.txt", "pyproject.toml")]
    return hashlib.sha256(b"\0".join([*parts, os.fsencode(ROOT)])).hexdigest()


def works() -> bool:
    """Whether .venv can install: not one cut short while it was made, nor one whose Python was upgraded away."""
    try:
        return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    """Make .venv from nothing, whatever lies there."""
    if importlib.util.find_spec("ensurepip") is None:  # Debian and Ubuntu keep it in a package of its own
        minor = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        supply([f"{minor}-venv"], "no environment for the packages can be made without it")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, check=False)
    if made.returncode:
        raise SetUpError(why_it_failed((made.stdout + made.stderr).decode(errors="replace")))


def pip(*arguments: str, total: int) -> None:
    """Run .venv's pip, counting packages out of ``total`` on a terminal; all it says goes to .venv/setup.log."""
    command = [PYTHON, "-m", "pip", *arguments, "--disable-pip-version-check", "--no-input", "--retries", "2"]
    environment = {**os.environ, "PYTHONUTF8": "1", "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
    said, count = [], 0
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    ) as process:
        for line in process.stdout:
            said.append(line)
            count += line.startswith(("Collecting ", "Obtaining ", "Requirement already"))
            show_progress(min(count, total), total, line)
    clear_progress()
    LOG.write_text("".join(said), encoding="utf-8")
    if process.returncode:
        raise SetUpError(why_it_failed("".join(said)))


def why_it_failed(said: str) -> str:
    """The sentence for what pip or venv printed before it gave up."""
    known = {
        r"No space left|Errno 28|not enough space": "The disk is full: free 2 GB and run this again.",
        r"Permission denied|Read-only file system|Access is denied": (
            f"{VENV} cannot be written to: copy this folder to a place of your own and run this there."
        ),
        r"DO NOT MATCH THE HASHES": (
            "A downloaded package is not the one pinned in requirements.txt: run this again, and if it stays so, "
            "ask whoever runs your network or package mirror."
        ),
        r"NewConnectionError|ConnectTimeout|Read timed out|Max retries|NameResolution|ProxyError|SSLError"
        r"|ConnectionReset|Network is unreachable|IncompleteRead": (
            "The packages cannot be downloaded: connect this computer to the network (pip's proxy settings are "
            "respected) and run this again."
        ),
        r"No matching distribution": (
            f"A pinned package does not exist for this system or for Python {sys.version_info[0]}."
            f"{sys.version_info[1]}: use Python 3.11 to 3.15; {LOG} has the details."
        ),
    }
    for pattern, sentence in known.items():
        if re.search(pattern, said, re.IGNORECASE):
            return sentence
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    worst = [line for line in lines if re.match(r"(\w*Error|ERROR|error): ", line)] or lines
    return f"The packages could not be installed ({''.join(worst[-1:])}); {LOG} has the details."


@contextmanager
def scratch() -> Iterator[dict[str, str]]:
    """An environment whose temporary files lie in memory where there is plenty of it: half of a test run waits for
    the disk.  They are gone when the run ends."""
    if not (MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM_FOR_TESTS):
        yield dict(os.environ)
        return
    with tempfile.TemporaryDirectory(prefix="kiosk-tests-", dir=MEMORY, ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # the server of a hub runs as another user where the tests run as root
        yield {**os.environ, "TMPDIR": folder}


def start(*arguments: str, where: Path | None = None, environment: dict[str, str] | None = None) -> int:
    """Run .venv's Python until it ends; its exit code."""
    with subprocess.Popen([PYTHON, *arguments], cwd=where, env=environment) as process:
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())  # whoever ends this means what it started
        while True:
            try:
                code = process.wait()
            except KeyboardInterrupt:
                continue  # the terminal sent Ctrl+C to the program too, which ends in its own time
            return code if code >= 0 else 128 - code


# --- the system around it ---


def missing(needed: dict[str, str]) -> list[str]:
    """The Debian packages of those ``needed`` libraries and programs that are not there; none on other systems."""
    return sorted(package for name, package in needed.items() if ON_LINUX and not is_there(name))


def is_there(name: str) -> bool:
    """Whether a file, a shared library (asked of the loader itself, which alone knows) or a program exists."""
    if name.startswith("/"):
        return Path(name).exists()
    if ".so" not in name:
        return shutil.which(name) is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def supply(packages: list[str], consequence: str, *, optional: bool = False) -> None:
    """Install system ``packages`` if we may; else name them with the line to type, and stop unless ``optional``."""
    if not packages:
        return
    line = f"apt-get install --no-install-recommends {' '.join(packages)}"
    sentence = f"The system lacks {', '.join(packages)}, and {consequence}: sudo {line}"
    if shutil.which("apt-get") and os.geteuid() == 0:
        say(f"Installing {', '.join(packages)}.")
        apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        options = {"env": quiet, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}
        subprocess.run([*apt, "update"], **options)
        if subprocess.run([*apt, "-y", *line.split()[1:]], **options).returncode == 0:
            return
    if not optional:
        raise SetUpError(sentence)
    say(sentence)


def why_no_window() -> str:
    """Why no window can be shown here, or nothing when one can; an answer of Qt's own settings is taken as it is."""
    if not ON_LINUX or os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    display = os.environ.get("DISPLAY")
    if not display:
        return "There is no display here"
    return "" if x_server_answers() else f"The display {display} does not let this user in"


def x_server_answers() -> bool:
    """Whether the X server of DISPLAY accepts us: Qt would end the process with a core dump if it does not."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # the missing libraries are the next thing looked at
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not refused


def sentence_for(error: OSError) -> str:
    """The sentence for what the operating system refused."""
    if isinstance(error, PermissionError):
        return why_it_failed("Permission denied")
    place = f" ({error.filename})" if error.filename else ""
    return f"{error.strerror or error}{place}: {ROOT} must be complete, writable and on a disk with space left."


def say(sentence: str) -> None:
    """Tell what is being done, beside the result."""
    print(sentence, file=sys.stderr, flush=True)


def show_progress(done: int, total: int, line: str) -> None:
    """One changing line on a terminal, nothing in a log."""
    if sys.stderr.isatty():
        print(f"\r\033[K{done}/{total}  {line.strip()[:60]}", end="", file=sys.stderr, flush=True)


def clear_progress() -> None:
    """Take the changing line away."""
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - said to whoever starts this with an older one
        sys.exit("run.py: Python 3.11 or newer is needed, this is %d.%d." % sys.version_info[:2])  # noqa: UP031
    sys.exit(main(sys.argv[1:]))
