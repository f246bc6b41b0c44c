"""A day on Windows as an account with a Hangul name, by the command line of the finished program.

It runs under any Windows Python, in Wine or on a laptop: ``python journey.py C:\\path\\kiosk-cli.exe FOLDER``.  Each
step prints a line; the first that comes to nothing ends it with exit 1.
"""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KIOSK = sys.argv[1]
HERE = Path(sys.argv[2])
DEMO = Path(KIOSK).parent / "_internal" / "resources" / "demo"
EVENT = HERE / "event.kiosk"
_ROUNDS, _LINES = 3, 400


def run(*arguments: object, status: int = 0, laptop: Path | None = None) -> str:
    """What the command says, which must end as expected; ``laptop`` holds the settings of another one.

    It says so to a file: the server of a hub inherits a pipe, and would keep it open for ever.
    """
    settings = {"KIOSK_LANGUAGE": "ko", **({"KIOSK_CONFIG": str(laptop)} if laptop else {})}
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            [KIOSK, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False,
            timeout=300, env=os.environ | settings,
        )  # fmt: skip
        said.seek(0)
        text = said.read().decode(errors="replace")
    called = " ".join(map(str, arguments))[:200]
    expect(done.returncode == status, f"kiosk {called}: exit {done.returncode}: {text[-800:]}")
    return text


def expect(is_so: bool, otherwise: str) -> None:
    """End the journey where something is not so."""
    if not is_so:
        sys.exit(f"NOT SO: {otherwise}")


def prepare() -> None:
    """An event in a folder with Hangul and spaces."""
    HERE.mkdir(parents=True, exist_ok=True)
    for old in HERE.glob("*"):
        if old.is_file():
            old.unlink()
    run("new", EVENT, "--programme", DEMO / "programme.csv", "--roster", DEMO / "roster.xlsx", "--name", "한글 행사")


def kill_while_scanning() -> str:
    """Everything that was answered before ``taskkill /F`` is in the file."""
    codes = [json.loads(line)["ticket_code"] for line in run("attendees", EVENT, "--json").splitlines()]
    answered, luck = {}, random.Random(1)
    for number in range(_ROUNDS):
        lines = HERE / "scans.jsonl"
        with lines.open("w", encoding="utf-8") as file:
            for n in range(_LINES):
                file.write(json.dumps({"code": luck.choice(codes), "scan_id": f"{number}-{n}", "session": "S3"}) + "\n")
        with (
            lines.open(encoding="utf-8") as typed,
            subprocess.Popen(
                [KIOSK, "scan", str(EVENT), "--jsonl"], stdin=typed, stdout=subprocess.PIPE, encoding="utf-8"
            ) as desk,
        ):
            first = desk.stdout.readline()
            end = ["taskkill", "/F", "/PID", str(desk.pid)]
            alarm = threading.Timer(luck.uniform(0.1, 1), subprocess.run, [end], {"capture_output": True})
            alarm.start()
            for line in (first, *desk.stdout):
                if line.endswith("\n"):
                    answer = json.loads(line)
                    answered[answer["scan_id"]] = answer["verdict"]
            alarm.join()
    run("doctor", EVENT)
    with sqlite3.connect(EVENT) as database:
        rows = database.execute("SELECT op_id, payload FROM op WHERE kind = 'scan'").fetchall()
    database.close()
    stored = {scan: json.loads(payload)["verdict"] for scan, payload in rows}
    lost = [scan for scan, verdict in answered.items() if stored.get(scan) != verdict]
    expect(bool(answered) and not lost, f"{len(lost)} of {len(answered)} answered scans are lost or changed")
    return f"{_ROUNDS} kills, {len(answered)} answered, 0 lost"


def share() -> str:
    """The hub is made and served here, another desk is invited and joins, and both agree."""
    run("hub", "create", EVENT)
    with _served():
        invitation = HERE / "둘째.kioskjoin"
        run("hub", "invite", EVENT, "둘째", "--out", invitation)
        joined, laptop = HERE / "둘째 노트북", HERE / "둘째 설정"
        for folder in (joined, laptop):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        run("join", invitation, joined, laptop=laptop)
        (copy,) = joined.glob("*.kiosk")
        names = {json.loads(line)["name"] for line in run("attendees", copy, "--json", laptop=laptop).splitlines()}
    expect(len(names) > 10, "the event that was joined is empty")
    return f"made, served, joined: {len(names)} people"


@contextmanager
def _served() -> Iterator[None]:
    log = HERE / "serve.log"
    with log.open("wb") as said, subprocess.Popen([KIOSK, "hub", "serve", str(EVENT)], stdout=said) as server:
        try:
            for _ in range(240):
                if log.stat().st_size:
                    break
                time.sleep(0.5)
            expect(bool(log.stat().st_size), "the hub does not serve")
            yield
        finally:
            subprocess.run(["taskkill", "/F", "/PID", str(server.pid)], capture_output=True, check=False)


def encrypt() -> str:
    """An encrypted event opens without its code: the key ring of Windows holds it."""
    event = HERE / "암호 행사.kiosk"
    run("new", event, "--programme", DEMO / "programme.csv", "--roster", DEMO / "roster.xlsx", "--encrypted")
    expect(event.read_bytes()[:15] != b"SQLite format 3", "the file is not encrypted")
    run("doctor", event)
    return "made, and opened by the key ring"


def names() -> str:
    """Names that no file can have are said as such, and long paths either work or are told."""
    said = run("new", HERE / "nul.kiosk", "--programme", DEMO / "programme.csv", status=1)
    expect("Windows" in said, f"nul.kiosk: {said}")
    said = run("export", EVENT, "--out", HERE / "CON.xlsx", status=1)
    expect("Windows" in said, f"CON.xlsx: {said}")
    said = run("backup", EVENT, "--out", HERE / "사본 ", status=1)
    deep = HERE
    while len(str(deep)) < 190:
        deep = deep / "가나다라 마바사아"
    deep.mkdir(parents=True, exist_ok=True)
    longest = deep / ("긴" * (240 - len(str(deep)) - 7) + ".kiosk")
    run("backup", EVENT, "--out", longest)
    run("doctor", longest)
    longest.unlink()
    said = run("backup", EVENT, "--out", deep / ("긴" * (262 - len(str(deep)) - 7) + ".kiosk"), status=1)
    expect("깁니다" in said, f"260 letters: {said}")
    return f"refused by name; a path of {len(str(longest))} letters works, one of 262 is told"


def documents() -> str:
    """Badges, certificates and records in a folder with Hangul."""
    for verb, file in (("badges", "명찰.pdf"), ("export", "출석 기록.xlsx"), ("report", "결과 보고서.pdf")):
        run(verb, EVENT, "--out", HERE / file)
        expect((HERE / file).stat().st_size > 1000, f"{file} is empty")
    return "badges, records, report"


STEPS = {
    "event": prepare,
    "taskkill": kill_while_scanning,
    "hub": share,
    "key ring": encrypt,
    "names": names,
    "documents": documents,
}


def main() -> None:
    """All steps in their order."""
    sys.stdout.reconfigure(encoding="utf-8")
    for name, step in STEPS.items():
        print(f"ok  {name}: {step() or 'done'}", flush=True)
    print("the journey is complete", flush=True)


if __name__ == "__main__":
    main()
