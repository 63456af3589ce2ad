"""The citizen's side of the door."""
