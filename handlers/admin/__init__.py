"""The administrator's side of the door."""
