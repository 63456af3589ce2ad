"""Reading our own code without running it: which constants reach a named argument of a function."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.docs.pages import ROOT

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(slots=True)
class Reaching:
    """Finds the strings that reach an argument, also through functions that only pass it on.

    Attributes:
        positions: functions by name, with the place of the argument among the positional ones.
        found: every string that reaches it, with the places in the code it comes from.
        unread: places where something else reaches it than a string or a parameter.
    """

    positions: dict[str, int]
    found: dict[str, set[str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)

    def through(self, *rooms: str) -> "Reaching":
        """Look through all modules of these rooms until nothing new turns up."""
        modules = [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in python_files(*rooms)]
        known = -1
        while known != len(self.positions):
            known = len(self.positions)
            for path, tree in modules:
                for function, call in calls(tree):
                    self._look(path, function, call)
        return self

    def _look(self, path: Path, function: Function | None, call: ast.Call) -> None:
        place = self.positions.get(_name(call.func))
        if place is None:
            return
        where = f"{path.relative_to(ROOT)}:{call.lineno}"
        given = call.args[place] if place < len(call.args) else None
        if isinstance(given, ast.Constant) and isinstance(given.value, str):
            self.found.setdefault(given.value, set()).add(where)
        elif isinstance(given, ast.Name) and function and given.id in _parameters(function):
            self.positions.setdefault(function.name, _parameters(function).index(given.id))
        else:
            self.unread.add(where)


def python_files(*rooms: str) -> Iterator[Path]:
    """The modules of these rooms."""
    for room in rooms:
        yield from sorted((ROOT / room).rglob("*.py"))


def calls(tree: ast.AST, inside: Function | None = None) -> Iterator[tuple[Function | None, ast.Call]]:
    """Every call, with the function it stands in."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            yield inside, node
        yield from calls(node, node if isinstance(node, Function) else inside)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _parameters(function: Function) -> list[str]:
    return [argument.arg for argument in function.args.args]
