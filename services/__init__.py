"""Use cases. A service decides; it never commits, never sends, and knows no Telegram types."""
