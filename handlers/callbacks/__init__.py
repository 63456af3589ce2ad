"""What buttons carry: opaque ids and expected versions, never names. At most 64 bytes each.

A button stays clickable for ever, so whoever receives one of these asks again whether it still holds.
"""
