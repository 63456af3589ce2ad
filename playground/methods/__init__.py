"""Bot API methods by idea. Importing the package fills the table."""

from playground.methods import (
    callbacks,
    chats,
    commands,
    copies,
    delivery,
    edits,
    files,
    kinds,
    media,
    messages,
    profile,
    topics,
)
from playground.methods.registry import METHODS, Method

__all__ = [
    "METHODS",
    "Method",
    "callbacks",
    "chats",
    "commands",
    "copies",
    "delivery",
    "edits",
    "files",
    "kinds",
    "media",
    "messages",
    "profile",
    "topics",
]
