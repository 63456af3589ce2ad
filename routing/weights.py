"""The file of trained weights: one feature a line, readable with any editor, quick to load.

::

    # dauys routing weights 1
    # classes AFR AKIMAT ... NONE
    # temperature 0.31
    # scales t 0.0123 ...
    # bias 80 7c ...
    tMOH.clinic<TAB>7f81...

Each class has two hexadecimal digits, in the order of the header; 80 is nothing, above it speaks for the
class, below against it. A weight is (digits - 80) times the scale of the feature's kind.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final, Self

MAGIC: Final = "# dauys routing weights 1"
ZERO: Final = 128
FILE: Final = "weights.tsv"


@dataclass(frozen=True, slots=True)
class Weights:
    """Trained weights as they stand in the file: `rows` holds one byte per class for each feature."""

    classes: tuple[str, ...]
    temperature: float
    bias: tuple[float, ...]
    scales: Mapping[str, float]
    rows: Mapping[str, bytes]

    @classmethod
    def read(cls, lines: Iterable[str]) -> Self:
        """Read weights from the lines of a file; raises ValueError when it is no such file."""
        header: dict[str, list[str]] = {}
        rows: dict[str, bytes] = {}
        source = iter(lines)
        if next(source, "").rstrip("\n") != MAGIC:
            raise ValueError("not a file of routing weights")
        for line in source:
            if line.startswith("# "):
                key, *values = line[2:].split()
                header[key] = values
            else:
                name, _, digits = line.partition("\t")
                rows[name] = bytes.fromhex(digits)
        scales = header["scales"]
        return cls(
            classes=tuple(header["classes"]),
            temperature=float(header["temperature"][0]),
            bias=tuple(map(float, header["bias"])),
            scales=dict(zip(scales[::2], map(float, scales[1::2]), strict=True)),
            rows=rows,
        )

    def lines(self) -> Iterable[str]:
        """Yield the lines of the file, the same ones for the same weights."""
        yield MAGIC
        yield f"# classes {' '.join(self.classes)}"
        yield f"# temperature {self.temperature:.4f}"
        yield f"# scales {' '.join(f'{kind} {scale:.6g}' for kind, scale in sorted(self.scales.items()))}"
        yield f"# bias {' '.join(f'{value:.4f}' for value in self.bias)}"
        for name in sorted(self.rows):
            yield f"{name}\t{self.rows[name].hex()}"


def quantise(
    classes: Sequence[str],
    bias: Sequence[float],
    temperature: float,
    weights: Mapping[str, Sequence[float]],
) -> Weights:
    """Round weights to one byte each; the scale of a kind is set by its largest weight."""
    largest: dict[str, float] = {}
    for name, row in weights.items():
        largest[name[0]] = max(largest.get(name[0], 1e-9), *(abs(value) for value in row))
    scales = {kind: value / (ZERO - 1) for kind, value in largest.items()}
    rows = {
        name: bytes(round(value / scales[name[0]]) + ZERO for value in row) for name, row in weights.items()
    }
    return Weights(tuple(classes), temperature, tuple(bias), scales, rows)


def save(weights: Weights, path: Path) -> None:
    """Write weights to a file, byte for byte the same for the same weights."""
    text = "".join(f"{line}\n" for line in weights.lines())
    path.write_text(text, encoding="utf-8", newline="\n")


def load(path: Path | None = None) -> Weights:
    """Read weights from `path`, or those shipped with the package.

    Raises FileNotFoundError when there are none, ValueError when the file is something else.
    """
    source = path or files("routing").joinpath("data", FILE)
    return Weights.read(source.read_text(encoding="utf-8").splitlines())
