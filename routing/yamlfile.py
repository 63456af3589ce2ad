"""Reading YAML quickly: the router must be ready within a second."""

from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import yaml

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str) -> Any:
    """Parse YAML safely, with the C parser where the wheel has it."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 (both loaders are safe ones)


def read_data(name: str) -> dict[str, Any]:
    """Read one mapping shipped in `routing/data`."""
    loaded: dict[str, Any] = read_yaml(files("routing").joinpath("data", name).read_text(encoding="utf-8"))
    return loaded


def read_folder(folder: Path) -> dict[str, Any]:
    """Read every YAML file of a folder, by the name of the file without its ending.

    Raises FileNotFoundError when there is none.
    """
    found = sorted(folder.glob("*.yaml"))
    if not found:
        raise FileNotFoundError(f"no YAML files in {folder}")
    return {file.stem: read_yaml(file.read_text(encoding="utf-8")) for file in found}
