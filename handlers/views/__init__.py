"""How things look: a service's result becomes a screen, in the reader's language."""
