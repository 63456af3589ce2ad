"""Reading raw objects with aiogram's types, strictly: unknown fields are errors."""

from typing import Any, TypeVar

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)

# What special("unknown") sends on purpose, and what a test may inject.
UNKNOWN_ON_PURPOSE = {"hologram"}


def read(model: type[Model], raw: dict[str, Any]) -> Model:
    """The object as aiogram reads it; AssertionError when a field is unknown."""
    seen = model.model_validate(raw)
    check_known(seen)
    return seen


def check_known(value: Any) -> None:
    """Look for fields that aiogram's types took in only as extras, at any depth."""
    if isinstance(value, BaseModel):
        unknown = set(value.model_extra or {}) - UNKNOWN_ON_PURPOSE
        assert not unknown, f"{type(value).__name__} has unknown fields {unknown}"
        for name in type(value).model_fields:
            check_known(getattr(value, name))
    elif isinstance(value, list):
        for item in value:
            check_known(item)
