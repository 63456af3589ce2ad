"""The control API under /sim: act as people, watch the town, plan its failures, move its clock.

Answers are JSON; refusals are {"error": "..."} with a status of 400 and above. Only this machine may ask.
"""

from playground.control.app import create_control

__all__ = ["create_control"]
