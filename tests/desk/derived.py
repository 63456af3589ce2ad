"""What the staff can do, read from the routers: every button, every command, every step in which they type.

A button's handler branches by what its data says ("act" and the like); the values it knows are read from its
source, so that a new branch is a new action here without anybody listing it.
"""

import ast
import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter

from handlers.routers import routers
from handlers.steps import InStep

ROOMS = ("handlers.operator", "handlers.head", "handlers.admin", "handlers.groups", "handlers.citizen.own")
"""The staff's rooms, the group, and what a citizen does with an inquiry of their own."""
_SAYS_WHAT = frozenset({"act", "do", "of", "answer"})
"""Fields of a button's data by which a handler branches."""


def actions() -> set[str]:
    """Names of all actions: "Card:take", "Hand", "/queue", "step answering"."""
    found: set[str] = set()
    for handler in _handlers("callback_query"):
        for kind in _of(handler, CallbackQueryFilter):
            acts = branches(handler.callback)
            found |= {f"{kind.callback_data.__name__}:{act}" for act in acts} | {kind.callback_data.__name__}
    for handler in _handlers("message"):
        found |= {f"/{word}" for command in _of(handler, Command) for word in command.commands}
        found |= {f"step {step.step}" for step in _of(handler, InStep)}
    return found


def name_of(data: CallbackData, known: set[str]) -> str:
    """The action a button stands for."""
    kind = type(data).__name__
    named = (f"{kind}:{getattr(data, name)}" for name in sorted(_SAYS_WHAT) if hasattr(data, name))
    return next((name for name in named if name in known), kind)


def branches(handler: Any) -> set[str]:
    """The values by which a handler, or a function of its module that it hands its data to, branches."""
    module = inspect.getmodule(handler)
    assert module is not None
    functions = _functions(module)
    found, todo, seen = set[str](), [handler.__name__], set[str]()
    while todo:
        name = todo.pop()
        if name in seen or name not in functions:
            continue
        seen.add(name)
        for node in ast.walk(functions[name]):
            found |= set(_values(node, module))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                todo.append(node.func.id)
    return found


def _functions(module: ModuleType) -> dict[str, ast.AST]:
    tree = ast.parse(inspect.getsource(module))
    return {n.name: n for n in tree.body if isinstance(n, ast.AsyncFunctionDef | ast.FunctionDef)}


def _values(node: ast.AST, module: ModuleType) -> Iterator[str]:
    if isinstance(node, ast.Match) and _says_what(node.subject):
        for inner in (inner for case in node.cases for inner in ast.walk(case.pattern)):
            if isinstance(inner, ast.MatchValue):
                yield from _text(inner.value)
    elif isinstance(node, ast.Compare) and _says_what(node.left):
        yield from _text(node.comparators[0])
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield from _keys_of_a_dict_of_acts(node)
    elif isinstance(node, ast.Call) and _is_get(node) and _says_what(node.args[0]):
        table = getattr(module, node.func.value.id, {})  # type: ignore[attr-defined]
        yield from table


def _keys_of_a_dict_of_acts(function: ast.AST) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            name = node.targets[0]
            if isinstance(name, ast.Name) and name.id == "acts":
                for key in node.value.keys:
                    yield from _text(key)


def _is_get(node: ast.Call) -> bool:
    function = node.func
    return (
        isinstance(function, ast.Attribute)
        and function.attr == "get"
        and isinstance(function.value, ast.Name)
    )


def _says_what(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in _SAYS_WHAT


def _text(node: ast.AST | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def _handlers(kind: str) -> Iterator[Any]:
    for router in _all(routers()):
        for handler in router.observers[kind].handlers:
            module = handler.callback.__module__
            if any(module == room or module.startswith(f"{room}.") for room in ROOMS):
                yield handler


def _all(found: Any) -> Iterator[Router]:
    for router in found:
        yield router
        yield from _all(router.sub_routers)


def _of(handler: Any, kind: Any) -> Iterator[Any]:
    return (f.callback for f in handler.filters or () if isinstance(f.callback, kind))
