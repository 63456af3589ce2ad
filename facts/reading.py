"""Reading YAML so that every complaint names the file, the line and the reason.

Only the plain part of YAML is understood: `off`, `no` and `17:30` are words here, not false and
1050, and a date is checked by the schema, where the complaint can name its line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

try:
    from yaml import CSafeLoader as _Base
except ImportError:  # PyYAML was built without libyaml: slower, the same answers
    from yaml import SafeLoader as _Base  # type: ignore[assignment]

Model = TypeVar("Model", bound=BaseModel)

_TAG: Final = "tag:yaml.org,2002:"
_PLAIN: Final = {
    "null": re.compile(r"(?:~|null|)$"),
    "bool": re.compile(r"(?:true|false)$"),
    "int": re.compile(r"[-+]?(?:0|[1-9][0-9]*)$"),
}


class _Loader(_Base):
    """The safe loader without YAML 1.1's surprises."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML reads it from the class
        None: [(_TAG + kind, pattern) for kind, pattern in _PLAIN.items()]
    }


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One complaint about one line of one file."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class FactsError(Exception):
    """The facts cannot be used. `problems` holds every complaint, in order of file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Row(Generic[Model]):
    """A checked entry and where it stands."""

    value: Model
    file: str
    line: int

    def problem(self, reason: str) -> Problem:
        """Return a complaint about this entry."""
        return Problem(self.file, self.line, reason)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its plain data, and its nodes, which know their lines."""

    file: str
    node: yaml.Node
    data: Any

    def line(self, way: tuple[int | str, ...]) -> int:
        """Return the line of a value's key or list entry, or of the nearest thing around it."""
        node, line = self.node, self.node.start_mark.line
        for step in way:
            key, child = _child(node, step)
            if key is None or child is None:
                break
            node, line = child, key.start_mark.line
        return int(line) + 1


def read(folder: Path, name: str, problems: list[Problem]) -> Document | None:
    """Read one file of the facts; what is wrong with its YAML is added to the problems."""
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        problems.append(Problem(name, 1, "the file is missing"))
        return None
    except UnicodeDecodeError as error:
        problems.append(Problem(name, 1, f"not UTF-8 text: {error.reason} at byte {error.start}"))
        return None
    return _parse(text, name, problems)


def plain(text: str) -> object:
    """Return the data of a YAML text from outside: no tags of other programmes, and no aliases.

    Raises:
        ValueError: it is not YAML, or uses an alias, by which a small file becomes a huge one.
    """
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=_Loader)):
            raise ValueError("aliases are not read")
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader with fewer surprises
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def check_entries(document: Document | None, model: type[Model], problems: list[Problem]) -> list[Row[Model]]:
    """Check a file that is a list of entries; the sound ones are returned."""
    if document is None:
        return []
    return check_list(document, (), document.data, model, problems)


def check_list(
    document: Document,
    way: tuple[int | str, ...],
    items: object,
    model: type[Model],
    problems: list[Problem],
) -> list[Row[Model]]:
    """Check a list inside a file; the sound entries are returned."""
    if not isinstance(items, list):
        problems.append(Problem(document.file, document.line(way), "a list is expected here"))
        return []
    rows = (check(document, (*way, place), item, model, problems) for place, item in enumerate(items))
    return [row for row in rows if row is not None]


def check(
    document: Document, way: tuple[int | str, ...], data: object, model: type[Model], problems: list[Problem]
) -> Row[Model] | None:
    """Check one entry against its schema."""
    try:
        return Row(model.model_validate(data), document.file, document.line(way))
    except ValidationError as error:
        for details in error.errors(include_url=False, include_context=False):
            line = document.line((*way, *details["loc"]))
            problems.append(Problem(document.file, line, _reason(details)))
        return None


def _parse(text: str, name: str, problems: list[Problem]) -> Document | None:
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            data = None if node is None else loader.construct_document(node)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.append(Problem(name, mark.line + 1 if mark else 1, f"not YAML: {error.problem}"))
        return None
    except yaml.reader.ReaderError as error:
        problems.append(Problem(name, text.count("\n", 0, error.position) + 1, f"not YAML: {error.reason}"))
        return None
    if node is None or data is None:
        problems.append(Problem(name, 1, "the file is empty"))
        return None
    repeated = list(_repeated_keys(node))
    problems += [Problem(name, key.start_mark.line + 1, f"{key.value}: given twice") for key in repeated]
    return Document(name, node, data)


def _repeated_keys(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """YAML lets the later of two equal keys win in silence; a slip of the pen would pass unseen."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    yield key
                seen.add(key.value)
            yield from _repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _repeated_keys(value)


def _child(node: yaml.Node, step: int | str) -> tuple[yaml.Node, yaml.Node] | tuple[None, None]:
    """What names the next step, and what it leads to; a list entry names itself."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    return None, None


def _reason(details: ErrorDetails) -> str:
    steps = details["loc"]
    where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")
    match details["type"]:
        case "missing":
            return f"{where}: is missing"
        case "extra_forbidden":
            return f"{where}: unknown field"
        case "value_error":
            reason = details["msg"].removeprefix("Value error, ")
        case _:
            reason = f"{details['msg'][0].lower()}{details['msg'][1:]}, not {details['input']!r}"
    return f"{where}: {reason}" if where else reason
