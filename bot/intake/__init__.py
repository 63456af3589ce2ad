"""From Telegram to a handled update: receiver, inbox, lanes. Nothing is acknowledged before it is stored."""
