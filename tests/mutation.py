"""Mutants of the decisions: how many changes of the code no test sees.  ``python3 run.py mutate`` runs this.

Each mutant is one small change; the tests that reach the changed function are run on it.  One that every test passes
survived: a promise that nothing guards, or a change that makes no difference.  The library is ``mutmut``: it forks, so
that a mutant costs its tests and no start, but for that it needs Linux or macOS.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
DECISIONS = (
    *(f"kiosk/core/{name}.py" for name in ("checkin", "attendance", "agenda", "certificate", "ticket", "roster")),
    *(f"kiosk/core/lists/{name}.py" for name in ("roster_*", "identity", "merge")),
)
"""What decides about people: nine of ten mutants of these are to be killed."""
TESTS = ("tests/core", "tests/actions/test_check_in.py", "tests/actions/test_lists_that_come_again.py")
_NOT_NEEDED = (".venv*", ".git", "__pycache__", ".*_cache", ".hypothesis", "build", "dist", "site", "screenshots")
_OUTCOMES = {0: "survived", 1: "killed", 3: "killed", 33: "no test", 5: "no test", 36: "killed", 24: "killed"}
_NOBODY = "kiosk.nothing.is.called.so*"


def main(arguments: list[str]) -> int:
    """Make the mutants, run the tests on a sample of them, and print a table and the survivors."""
    asked = _asked(arguments)
    with tempfile.TemporaryDirectory(prefix="kiosk-mutants-", dir=_memory(), ignore_cleanup_errors=True) as folder:
        place = Path(folder, "checkout")
        shutil.copytree(CHECKOUT, place, ignore=shutil.ignore_patterns(*_NOT_NEEDED))
        _configure(place, asked.modules or DECISIONS, asked.tests or TESTS)
        _mutmut(place, _NOBODY)  # makes the mutants, and learns which test reaches which function
        names = sorted(_outcomes(place))
        if not names:
            print(f"There are no mutants of {', '.join(asked.modules)}.", file=sys.stderr)
            return 2
        chosen = random.Random(asked.seed).sample(names, min(asked.sample or len(names), len(names)))
        print(f"{len(chosen)} of {len(names)} mutants", file=sys.stderr, flush=True)
        _mutmut(place, *chosen)
        outcomes = {name: code for name, code in _outcomes(place).items() if name in set(chosen)}
        if all(code is None for code in outcomes.values()):
            print(_end_of_log(place), file=sys.stderr)  # the tests fail without any mutant
            return 1
        _tell(outcomes)
        if asked.show:
            _show(place, (name for name, code in sorted(outcomes.items()) if _word(code) == "survived"))
    return 0


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py mutate", description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", metavar="FILE", help="files or patterns; default: what decides of people")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="so many mutants, chosen by --seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", action="append", metavar="PATH", help="the tests to run, instead of the usual ones")
    parser.add_argument("--show", action="store_true", help="the change of each mutant that survived")
    return parser.parse_args(arguments)


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _configure(place: Path, modules: Iterable[str], tests: Iterable[str]) -> None:
    settings = {
        "source_paths": ["kiosk"],
        "only_mutate": list(modules),
        "also_copy": ["kiosk", "printing", "resources", "docs", "run.py", "README.md"],
        "pytest_add_cli_args": ["-q", "-p", "no:randomly", "--hypothesis-profile", "mutants"],
        "pytest_add_cli_args_test_selection": list(tests),
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    with (place / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("\n".join(["", "[tool.mutmut]", *lines, ""]))


def _mutmut(place: Path, *names: str) -> None:
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(os.cpu_count() or 1), *names]
    with (place / "mutmut.log").open("a", encoding="utf-8") as log:
        subprocess.run(command, cwd=place, stdout=log, stderr=subprocess.STDOUT, check=False)


def _end_of_log(place: Path) -> str:
    lines = (place / "mutmut.log").read_text(encoding="utf-8").split("\n")[-40:]
    return "\n".join(line.rpartition("\r")[2] for line in lines)  # its last turn of a spinning wheel


def _outcomes(place: Path) -> dict[str, int | None]:
    """The exit code of each mutant's tests; None of those that were not run."""
    found: dict[str, int | None] = {}
    for file in (place / "mutants" / "kiosk").rglob("*.py.meta"):
        found |= json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def _word(code: int | None) -> str:
    return _OUTCOMES.get(code, "killed") if code is not None else "not run"  # a timeout or a crash is noticed, too


def _tell(outcomes: dict[str, int | None]) -> None:
    by_module: dict[str, Counter[str]] = defaultdict(Counter)
    for name, code in outcomes.items():
        by_module[name.partition(".x")[0]][_word(code)] += 1
    words = ("killed", "survived", "no test", "not run")
    print("| module | mutants | killed | survived | no test | not run | share |\n|---|---|---|---|---|---|---|")
    for module, counts in [*sorted(by_module.items()), ("all", sum(by_module.values(), Counter()))]:
        ran = counts.total() - counts["not run"]
        share = f"{counts['killed'] / ran:.0%}" if ran else "–"
        print(f"| {module} | {counts.total()} | {' | '.join(str(counts[word]) for word in words)} | {share} |")


def _show(place: Path, names: Iterable[str]) -> None:
    for name in names:
        told = subprocess.run(
            [sys.executable, "-m", "mutmut", "show", name], cwd=place, capture_output=True, text=True, check=False
        ).stdout
        changed = (line for line in told.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---"))
        print("\n".join(["", name, *changed]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
