"""A small Debian beside this one, with a newer Wine, in which Windows programs run as accounts of any name.

Debian 12 has Wine 8, on which Qt's ``windows`` platform aborts; so the root is Debian 13.  What is mounted is mounted
in a name space of each call: nothing of it is left.
"""

import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
ACCOUNTS = {"홍길동": 1001, "kiosk": 1002}
"""Accounts of that Windows: one as most in Korea have it, and one that the code page of every system can write."""

_MOUNTED = """
r=$1; who=$2; shift 2
mount -t proc proc "$r/proc"; mount --rbind /dev "$r/dev"
exec chroot --userspec="$who" "$r" "$@"
"""


class NotHereError(Exception):
    """This machine cannot do it; the text says what it lacks."""


class FailedError(Exception):
    """A stage came to nothing; the text says which and how."""


def folder() -> Path:
    """Where all of it lies: 5 GB that are kept from one time to the next."""
    return Path(os.environ.get("KIOSK_WINDOWS") or "/var/tmp/kiosk-windows")


@dataclass(frozen=True, slots=True)
class Rig:
    """The root, what lies in it as ``Z:\\win``, the account and the screen."""

    place: Path
    account: str = "홍길동"
    display: str = ":77"

    @property
    def root(self) -> Path:
        """The root of the other Debian."""
        return self.place / "root"

    @property
    def drive(self) -> Path:
        """What Windows programs see as ``Z:\\win``."""
        return self.root / "win"

    @property
    def user(self) -> int:
        """The number of the account in the root."""
        return ACCOUNTS[self.account]

    @property
    def prefix(self) -> Path:
        """The account's Windows."""
        return self.drive / f"prefix-{self.user}"

    @property
    def home(self) -> Path:
        """The account's own folder, ``C:\\users\\NAME``."""
        return self.prefix / "drive_c" / "users" / self.account

    def stamped(self, stage: str, inputs: str) -> bool:
        """Whether a stage was done with these inputs."""
        stamp = self.place / f".{stage}"
        return stamp.is_file() and stamp.read_text(encoding="utf-8") == inputs

    def stamp(self, stage: str, inputs: str) -> None:
        """Note that a stage was done."""
        (self.place / f".{stage}").write_text(inputs, encoding="utf-8")

    def in_root(self, who: str, *command: str, seconds: float = 1800) -> None:
        """Run a command of the other Debian; raises ``FailedError`` when it fails."""
        done = subprocess.run(self._entered(who, command), capture_output=True, check=False, timeout=seconds)
        if done.returncode:
            said = (done.stdout + done.stderr).decode(errors="replace")[-600:]
            raise FailedError(f"{' '.join(command)[:80]}: {said}")

    def start(
        self, *command: str, into: Path | None = None, where: str = "/win", more: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a Windows program as the account; what it says goes to a file, which a server of its own may keep."""
        output = (into or self.place / "last.log").open("wb")
        own = {
            "PATH": "/usr/bin:/bin", "HOME": f"/home/{self.account}", "USER": self.account, "LOGNAME": self.account,
            "TZ": "Asia/Seoul", "LANG": "ko_KR.UTF-8", "DISPLAY": self.display, "WINEDEBUG": "-all",
            "WINEPREFIX": f"/win/{self.prefix.name}", "WINEARCH": "win64",
            # A program that crashes would wait for ever for somebody to look.
            "WINEDLLOVERRIDES": "winemenubuilder.exe,winedbg.exe=;mscoree,mshtml=",
            **(more or {}),
        }  # fmt: skip
        settings = [f"{name}={value}" for name, value in own.items()]
        inside = ("env", "-i", *settings, "sh", "-c", 'cd "$0" && exec "$@"', where, *command)
        with output:
            return subprocess.Popen(
                self._entered(f"{self.user}:{self.user}", inside),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def run(
        self, *command: str, seconds: float = 300, where: str = "/win", more: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """Run a Windows program to its end: its exit code and what it said.  Raises ``FailedError`` when it hangs."""
        log = self.place / f"run-{time.monotonic_ns()}.log"
        try:
            with self.start("wine", *command, into=log, where=where, more=more) as running:
                try:
                    code = running.wait(seconds)
                except subprocess.TimeoutExpired as trouble:
                    self.end_all()
                    said = log.read_text(encoding="utf-8", errors="replace")[-600:]
                    raise FailedError(f"{command[0]} did not end in {seconds:.0f} s: {said}") from trouble
            return code, log.read_text(encoding="utf-8", errors="replace")
        finally:
            log.unlink(missing_ok=True)

    def end_all(self) -> None:
        """End every program of the account's Windows."""
        with self.start("wineserver", "-k") as ending:
            ending.wait(60)

    def _entered(self, who: str, command: Iterable[str]) -> list[str]:
        apart = ["unshare", "--mount", "--propagation", "private", "sh", "-c", _MOUNTED, "sh"]
        return [*apart, str(self.root), who, *command]


def check_machine(place: Path) -> None:
    """Raises ``NotHereError`` where this machine cannot make and run the root."""
    if not Path("/etc/debian_version").is_file() or os.geteuid() != 0:
        raise NotHereError("a Debian or Ubuntu on which this runs as root is needed")
    existing = next(folder for folder in (place, *place.parents) if folder.is_dir())
    if not (place / ".root").is_file() and shutil.disk_usage(existing).free < 8e9:
        raise NotHereError(f"{existing} has less than 8 GB free")
    try:
        subprocess.run(["unshare", "--mount", "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as trouble:
        raise NotHereError("this container lets nobody mount anything") from trouble


def hash_of(files: Iterable[Path]) -> str:
    """One hash of the names and contents of files."""
    found = hashlib.sha256()
    for file in sorted(files):
        if file.is_file():
            found.update(str(file).encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


def source_files() -> list[Path]:
    """What the program is made of."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=CHECKOUT, capture_output=True, check=True,
    ).stdout.decode().split("\0")  # fmt: skip
    return [CHECKOUT / name for name in listed if name]
