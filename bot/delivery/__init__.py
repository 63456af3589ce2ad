"""From the outbox to Telegram: the pump decides when, the messenger how, pacing how fast."""
