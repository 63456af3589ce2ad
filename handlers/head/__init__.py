"""The head's screens: how the body does, who has how much, who works there."""
