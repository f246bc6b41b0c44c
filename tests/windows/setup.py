"""The set-up of the Windows program: made, signed where a certificate is given, installed, upgraded, taken away."""

import os
import subprocess
from importlib.metadata import version
from pathlib import Path

from tests.windows.program import picture, rehearsed, tell, told, wait_for
from tests.windows.rig import CHECKOUT, FailedError, Rig

_LARGEST = 100  # MB
_REFUSED = 5
_SCRIPT = CHECKOUT / "resources" / "installers" / "windows" / "kiosk.nsi"


def make(rig: Rig) -> None:
    """Pack the folder into a set-up program; KIOSK_QUICK=1 packs it less tightly, and quicker."""
    sign(rig.drive / "dist" / "kiosk" / "kiosk.exe", rig.drive / "dist" / "kiosk" / "kiosk-cli.exe")
    out = target(rig)
    quick = ["-DQUICK"] if os.environ.get("KIOSK_QUICK") else []
    icon = rig.drive / "build" / "kiosk" / "kiosk.ico"
    values = {"SOURCE": rig.drive / "dist" / "kiosk", "OUT": out, "VERSION": version("checkin-kiosk"), "ICON": icon}
    given = [f"-D{name}={value}" for name, value in values.items()]
    command = ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *quick, *given, _SCRIPT]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    if done.returncode:
        raise FailedError(f"makensis: {(done.stdout + done.stderr)[-1500:]}")
    sign(out)
    size = out.stat().st_size / 1e6
    tell(f"{out.name}: {size:.0f} MB")
    if size > _LARGEST and not quick:
        raise FailedError(f"the set-up has {size:.0f} MB, more than {_LARGEST}")


def sign(*programs: Path) -> None:
    """Sign programs, where KIOSK_CERTIFICATE names a PKCS #12 file; KIOSK_CERTIFICATE_PASSWORD holds its password."""
    certificate = os.environ.get("KIOSK_CERTIFICATE")
    for program in programs if certificate else ():
        signed = program.with_suffix(".signed")
        command = ["osslsigncode", "sign", "-pkcs12", certificate, "-readpass", "/dev/stdin", "-h", "sha256"]
        if server := os.environ.get("KIOSK_TIMESTAMP_SERVER"):
            command += ["-ts", server]
        command += ["-n", "Check-in desk", "-in", str(program), "-out", str(signed)]
        password = os.environ.get("KIOSK_CERTIFICATE_PASSWORD", "").encode()
        done = subprocess.run(command, input=password, capture_output=True, check=False)
        if done.returncode:
            raise FailedError(f"osslsigncode: {(done.stdout + done.stderr).decode(errors='replace')[-500:]}")
        signed.replace(program)
        tell(f"signed: {program.name}")


def install(rig: Rig) -> None:
    """Install silently, open an event by its file type, refuse while it runs, upgrade, take away; the events stay."""
    event, installed = rehearsed(rig), rig.home / "AppData" / "Local" / "Programs" / "Kiosk"
    settings = rig.home / "AppData" / "Local" / "kiosk" / "settings.json"
    _set_up(rig)
    if not (installed / "kiosk.exe").is_file():
        raise FailedError("nothing was installed")
    before = told(rig, "doctor", event), settings.read_bytes()
    _open_by_type(rig, event)
    code, _said = rig.run(rf"Z:\win\{target(rig).name}", "/S", seconds=600)
    if code != _REFUSED:
        raise FailedError(f"set-up went over a running program: exit {code}")
    tell("refused while it runs")
    rig.end_all()
    (installed / "_internal" / "of an older version.dll").write_bytes(b"old")
    _set_up(rig)
    if (installed / "_internal" / "of an older version.dll").exists():
        raise FailedError("an upgrade leaves files of the older version")
    if (told(rig, "doctor", event), settings.read_bytes()) != before:
        raise FailedError("an upgrade changed the event or the settings")
    tell("upgraded; the event and the settings are as they were")
    rig.run(rf"C:\users\{rig.account}\AppData\Local\Programs\Kiosk\uninstall.exe", "/S", seconds=300)
    wait_for(lambda: not installed.exists(), 120, "the program is still there")
    if not (rig.home / "Documents" / "행사 자료" / "event.kiosk").is_file() or not settings.is_file():
        raise FailedError("uninstalling took the event or the settings away")
    tell("uninstalled; the event and the settings stay")


def target(rig: Rig) -> Path:
    """The set-up program."""
    return rig.drive / f"checkin-kiosk-{version('checkin-kiosk')}-setup.exe"


def _set_up(rig: Rig) -> None:
    code, said = rig.run(rf"Z:\win\{target(rig).name}", "/S", seconds=900)
    if code:
        raise FailedError(f"set-up ended with {code}: {said[-300:]}")


def _open_by_type(rig: Rig, event: str) -> None:
    """Open an event as a double click does; Wine looks for file types in the machine's part of the registry only."""
    for name in ("Kiosk.Event", ".kiosk"):
        rig.run("reg", "copy", rf"HKCU\Software\Classes\{name}", rf"HKLM\Software\Classes\{name}", "/s", "/f")
    with rig.start("wine", "start", event) as starting:
        starting.wait(60)
    wait_for(lambda: _shows(rig, "체크인 접수대"), 300, "the file type opened no window")
    picture(rig, "opened-by-type")
    tell("opened by its file type")


def _shows(rig: Rig, title: str) -> bool:
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", title],
        env={**os.environ, "DISPLAY": rig.display}, capture_output=True, check=False, timeout=30,
    )  # fmt: skip
    return found.returncode == 0
