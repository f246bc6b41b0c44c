"""The window and the command line hold an open event and ask it nothing: what is asked, actions ask.

The contracts on imports see names.  This looks at what is done with the value, under whatever name it came.
"""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.actions.event import create_event, open_event, read_event
from kiosk.actions.keeping.backup import open_checked
from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.core.open_event import OpenEvent
from kiosk.store.records import Records

CHECKOUT = Path(__file__).resolve().parent.parent
OUTER = sorted(path for folder in ("ui", "cli") for path in (CHECKOUT / "kiosk" / folder).rglob("*.py"))
OPENING = {"opened", "open_event", "open_checked", "read_event", "create_event", "reading", "writing"}
"""What gives an open event."""
PARTS = {name for name in dir(Records) if not name.startswith("_")} | {
    "event", "exchange", "figures", "file", "journal", "operators", "papers", "people", "print_jobs", "programme",
    "scans", "tickets",
}  # fmt: skip


GIVERS = {open_event, read_event, create_event, make_demonstration, open_checked}
"""Declared by ``gives_event`` as what gives an open event that can only be handed on."""


def opens(code: ast.expr) -> bool:
    return bool(OPENING & {node.id for node in ast.walk(code) if isinstance(node, ast.Name)})


def handles(tree: ast.AST, names: set[str]) -> set[str]:
    """Names that hold an open event: declared as one by a name of its class, or got from what opens one."""
    found = {"records", "_records"}
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.annotation and ast.unparse(node.annotation).strip("'\"") in names:
            found.add(node.arg)
        elif isinstance(node, ast.withitem) and isinstance(node.optional_vars, ast.Name) and opens(node.context_expr):
            found.add(node.optional_vars.id)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and opens(node.value.func):
            found.update(target.id for target in node.targets if isinstance(target, ast.Name))
    return found


def asked(tree: ast.AST, names: set[str]) -> Iterator[str]:
    """What is asked of an open event in ``tree``, with its line; ``names`` are those of its class there."""
    held = handles(tree, names)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in PARTS:
            holder = node.value
            name = holder.id if isinstance(holder, ast.Name) else getattr(holder, "attr", "")
            if name in held:
                yield f"{node.lineno}: {ast.unparse(node)}"


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", OUTER, ids=module_of)
def test_the_window_and_the_command_line_ask_an_open_event_nothing(path: Path):
    module = importlib.import_module(module_of(path))
    names = {name for name, value in vars(module).items() if value is OpenEvent}
    assert list(asked(ast.parse(path.read_text(encoding="utf-8")), names)) == []


@pytest.mark.parametrize("path", OUTER, ids=module_of)
def test_the_window_and_the_command_line_hold_nothing_of_the_store(path: Path):
    held = {
        value.__name__
        for value in vars(importlib.import_module(module_of(path))).values()
        if str(getattr(value, "__module__", "")).startswith("kiosk.store.") and hasattr(value, "__name__")
    }
    assert held == set()


@pytest.mark.parametrize(
    "code",
    [
        "def read(event: Handle): return event.people.all()",
        "def read(records): return records.scans.counts()",
        "with writing(path) as event: print(event.journal.length())",
        "event = read_event(path)\nevent.close()",
        "class Lane:\n    def end(self): self._records.close()",
    ],
)
def test_an_open_event_that_is_asked_is_noticed_under_any_name(code: str):
    assert list(asked(ast.parse(code), {"Handle"}))


def given(tree: ast.Module) -> Iterator[object]:
    """What is imported of ``kiosk.actions`` by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("kiosk.actions."):
            module = importlib.import_module(str(node.module))
            yield from (getattr(module, name.name) for name in node.names if hasattr(module, name.name))


@pytest.mark.parametrize("path", OUTER, ids=module_of)
def test_no_action_that_is_used_there_gives_an_event_that_types_let_be_asked(path: Path):
    for action in given(ast.parse(path.read_text(encoding="utf-8"))):
        if callable(action) and not isinstance(action, type):
            gives = getattr(action, "__annotations__", {}).get("return")
            assert gives is not Records or action in GIVERS, action


def test_passing_an_open_event_on_is_no_asking():
    assert not list(asked(ast.parse("def read(event: Handle): return people_of(event)"), {"Handle"}))
