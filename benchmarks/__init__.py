"""What `make bench` runs: one JSON line per benchmark, against the real processes over real HTTP.

Every benchmark is a module with `async def measure() -> Figures`; `benchmarks.__main__` names them all.
Figures of a machine mean little by themselves, so each that can has a baseline measured in the same run.
"""
