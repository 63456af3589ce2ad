"""The door of paper: charts and sheets. Runs in a process of its own; matplotlib and openpyxl live only here."""
