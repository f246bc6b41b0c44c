"""A print server of the tests' own, and printers behind it that keep what arrives.

cupsd runs by hand on the loopback, without systemd and beside the one of the computer.  Behind its queues stand sockets
that take bytes as a label printer does.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

NEEDED = (
    "/usr/sbin/cupsd",
    "/usr/sbin/lpadmin",
    "/usr/bin/lp",
    "/usr/lib/cups/filter/pdftopdf",
    "/usr/lib/cups/backend/socket",
)
PATIENCE = 60.0

_CUPSD = """\
Listen 127.0.0.1:{port}
LogLevel info
Browsing Off
DefaultAuthType None
WebInterface No
JobRetryInterval 1
MaxJobTime 0
DirtyCleanInterval 0
<Location />
  Order allow,deny
  Allow 127.0.0.1
</Location>
<Location /admin>
  Order allow,deny
  Allow 127.0.0.1
</Location>
<Policy default>
  JobPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES = """\
ServerRoot {folder}/etc
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/state
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
ServerBin {folder}/bin
FileDevice Yes
{user}
"""
_BACKEND = """\
#!/bin/sh
# A printer with a fault: `trouble:fails` gives every job up, `trouble:paper` waits for the file `refilled`.
[ $# = 0 ] && exit 0
case "$DEVICE_URI" in
  *fails) echo "ERROR: out of order" >&2; exit 1 ;;
esac
echo "STATE: +media-empty-error" >&2
while [ ! -e {folder}/refilled ]; do sleep 0.1; done
echo "STATE: -media-empty-error" >&2
cat ${{6:--}} > /dev/null
"""
_DRIVER = """\
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "LABEL.PPD"
*Manufacturer: "Test"
*Product: "(Label)"
*ModelName: "Test label printer"
*ShortNickName: "Test label printer"
*NickName: "Test label printer"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*cupsVersion: 2.2
*DefaultResolution: 300dpi
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Media: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: w154h64
*PageSize w154h64/54x23: "<</PageSize[154 64]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion/Media: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: w154h64
*PageRegion w154h64/54x23: "<</PageSize[154 64]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: w154h64
*ImageableArea w154h64: "0 0 154 64"
*DefaultPaperDimension: w154h64
*PaperDimension w154h64: "154 64"
"""
_ANY_SIZE = """\
*MaxMediaWidth: "600"
*MaxMediaHeight: "3000"
*HWMargins: 0 0 0 0
*CustomPageSize True: "pop pop pop <</PageSize[5 -2 roll]/ImagingBBox null>>setpagedevice"
*ParamCustomPageSize Width: 1 points 36 600
*ParamCustomPageSize Height: 2 points 36 3000
*ParamCustomPageSize WidthOffset: 3 points 0 0
*ParamCustomPageSize HeightOffset: 4 points 0 0
*ParamCustomPageSize Orientation: 5 int 0 0
*VariablePaperSize: True
"""


class Sink:
    """A printer that takes bytes on a socket and keeps each job in a file; it can be switched off and on."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._folder = folder
        self._listener: socket.socket | None = None
        self._threads: list[threading.Thread] = []
        self.jobs: list[Path] = []
        self.switch_on()

    def switch_on(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        thread = threading.Thread(target=self._take, args=(self._listener,), daemon=True)
        self._threads.append(thread)
        thread.start()

    def switch_off(self) -> None:
        """Pull the plug: whoever connects is refused."""
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        for thread in self._threads:
            thread.join()

    def _take(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                # Kept before the connection ends: the print service calls a job done when the printer hangs up.
                if data := stream.read():
                    job = self._folder / f"arrived-{self.port}-{len(self.jobs) + 1}.pdf"
                    job.write_bytes(data)
                    self.jobs.append(job)


class PrintServer:
    """A private cupsd."""

    def __init__(self) -> None:
        # Not in pytest's own folder: the filters run as another user, who may not look into that.
        self.folder = Path(tempfile.mkdtemp(prefix="kiosk-cups-"))
        self.folder.chmod(0o755)
        for name in ("etc/ppd", "spool/tmp", "cache", "state", "log", "bin/backend"):
            (self.folder / name).mkdir(parents=True)
        for name in ("daemon", "filter"):
            (self.folder / "bin" / name).symlink_to(f"/usr/lib/cups/{name}")
        (self.folder / "bin/backend/socket").symlink_to("/usr/lib/cups/backend/socket")
        trouble = self.folder / "bin/backend/trouble"
        trouble.write_text(_BACKEND.format(folder=self.folder))
        trouble.chmod(0o755)
        self.port = free_port()
        user = "User lp\nGroup lp\nSystemGroup root" if os.geteuid() == 0 else ""
        (self.folder / "etc/cupsd.conf").write_text(_CUPSD.format(port=self.port))
        (self.folder / "etc/cups-files.conf").write_text(_FILES.format(folder=self.folder, user=user))
        self.sinks: dict[str, Sink] = {}
        self._process: subprocess.Popen | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        etc = self.folder / "etc"
        self._process = subprocess.Popen(
            ["/usr/sbin/cupsd", "-f", "-c", etc / "cupsd.conf", "-s", etc / "cups-files.conf"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_until(lambda: _answers(self.port))

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def add(self, name: str, *, driver: str = "any", device: str = "") -> Sink:
        """A queue with a sink behind it: for ``any`` size, of one ``fixed`` size, or ``raw`` without a driver.

        A job that its ``device`` fails is given up.
        """
        sink = self.sinks[name] = Sink(self.folder)
        options = ["-o", "printer-error-policy=abort-job"]
        options += ["-v", device or f"socket://127.0.0.1:{sink.port}/?waiteof=false&snmp=false"]
        if driver != "raw":
            file = self.folder / f"{driver}.ppd"
            file.write_text(_DRIVER + (_ANY_SIZE if driver == "any" else ""))
            options += ["-P", str(file)]
        self.run("lpadmin", "-p", name, "-E", *options)
        return sink

    def run(self, command: str, *arguments: str) -> str:
        """A command of CUPS, talking to this server."""
        program = shutil.which(command, path=os.environ["PATH"] + ":/usr/sbin")
        environment = dict(os.environ, CUPS_SERVER=self.address, LC_ALL="C")
        done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    def stop(self) -> None:
        """End it in good order: its filters and backends end too, and it remembers its jobs."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        self.stop()
        for sink in self.sinks.values():
            sink.switch_off()
        shutil.rmtree(self.folder, ignore_errors=True)


def skip_without_cups() -> None:
    """Leave a test out where CUPS is not installed; ``run.py test`` installs it on Debian."""
    if missing := [file for file in NEEDED if not Path(file).exists()]:
        pytest.skip(f"CUPS is not installed here: {', '.join(missing)}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def wait_until(condition: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait for something another process does."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
