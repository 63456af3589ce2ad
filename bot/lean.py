"""A lean start: aiogram without the parts the bot never uses, and no search for garbage among what stays.

aiogram defines six hundred models. As it is imported it has pydantic build each of them, with everything the
model refers to: a hundred megabytes and more than a second, of which this bot needs a twentieth. pydantic can
build a model when it is first used; it only has to know where the names are that the model refers to.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from pydantic import BaseModel, ConfigDict

_NAMES = "__pydantic_parent_namespace__"
"""Where pydantic looks up what a model refers to, when it is built after its module."""

_SELDOM = (10_000, 20, 20)
"""Handling an update makes hundreds of objects and hardly a circle; after every 700 is too often to look."""


@contextmanager
def leanly() -> Iterator[None]:
    """Import the bot in here: quickly, and so that it stays small."""
    gc.disable()  # what a module defines lives as long as the process
    try:
        load_aiogram()
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*_SELDOM)
        gc.enable()


def load_aiogram() -> None:
    """Import aiogram, unless it is there already; its models are built when they are first used."""
    if "aiogram" in sys.modules:
        return
    names: dict[str, Any] = {}

    def later(model: type[BaseModel], /, *, _types_namespace: dict[str, Any], **_: Any) -> None:
        names.update(_types_namespace)
        setattr(model, _NAMES, names)

    now, config = BaseModel.__dict__["model_rebuild"], BaseModel.model_config
    BaseModel.model_config = ConfigDict(defer_build=True)
    BaseModel.model_rebuild = classmethod(later)  # type: ignore[assignment,method-assign] # put back below
    try:
        methods = import_module("aiogram.methods")
    finally:
        BaseModel.model_rebuild = now  # type: ignore[method-assign] # as it was
        BaseModel.model_config = config
    for name in methods.__all__:
        setattr(getattr(methods, name), _NAMES, names)
