"""Storing: tables, columns, the engine, queries and migrations."""
