"""Bot API methods by idea. Importing the package fills the table."""

from playground.methods import callbacks, commands, delivery, edits, messages, profile
from playground.methods.registry import METHODS, Method

__all__ = ["METHODS", "Method", "callbacks", "commands", "delivery", "edits", "messages", "profile"]
