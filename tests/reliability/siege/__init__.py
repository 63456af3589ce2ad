"""A town that goes on living while the bot is killed again and again, and what must be true afterwards."""
