"""A local Telegram: a strict Bot API server, a control API to act as people, and a chat page."""
