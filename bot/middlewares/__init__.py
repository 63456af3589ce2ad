"""What every update passes before its handler. No business is done here."""
