"""The operator's and the dispatcher's side of the door."""
