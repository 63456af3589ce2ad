"""The process and its wiring. Nobody imports this package."""
