"""The door of paper: charts and sheets, made in a process of their own. matplotlib and openpyxl live here."""
