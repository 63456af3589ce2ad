"""The Telegram door, in and out: an update becomes one call of a service, and a notice becomes words."""
