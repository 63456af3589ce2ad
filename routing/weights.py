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

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final, Self
from zlib import crc32

MAGIC: Final = "# dauys routing weights 1"
ZERO: Final = 128
FILE: Final = "weights.tsv"


@dataclass(frozen=True, slots=True)
class Weights:
    """Trained weights without the names of the features.

    `table` has a row of one byte per class for each feature, `sums` the checksum of its name in the same
    order. Names stay in the file: eighty thousand of them would take more memory than all the rest.
    """

    classes: tuple[str, ...]
    temperature: float
    bias: tuple[float, ...]
    scales: Mapping[str, float]
    sums: Sequence[int]
    table: bytes

    @classmethod
    def read(cls, lines: Iterable[str]) -> Self:
        """Read weights from the lines of a file; raises ValueError when it is no such file."""
        header: dict[str, list[str]] = {}
        sums, table = array("I"), bytearray()
        source = iter(lines)
        if next(source, "").rstrip("\n") != MAGIC:
            raise ValueError("not a file of routing weights")
        for line in source:
            if line.startswith("# "):
                key, *values = line[2:].split()
                header[key] = values
            else:
                name, _, row = line.partition("\t")
                sums.append(checksum(name))
                table += bytes.fromhex(row)
        scales = header["scales"]
        return cls(
            classes=tuple(header["classes"]),
            temperature=float(header["temperature"][0]),
            bias=tuple(map(float, header["bias"])),
            scales=dict(zip(scales[::2], map(float, scales[1::2]), strict=True)),
            sums=sums,
            table=bytes(table),
        )


def checksum(name: str) -> int:
    """Return the number a feature is found by; a name may hold anything a citizen can type."""
    return crc32(name.encode("utf-8", "surrogatepass"))


def quantised(
    classes: Sequence[str],
    bias: Sequence[float],
    temperature: float,
    weights: Mapping[str, Sequence[float]],
) -> Iterator[str]:
    """Yield the lines of a file of these weights, each weight rounded to one byte.

    The scale of a kind is set by its largest weight. The same weights give the same lines.
    """
    largest: dict[str, float] = {}
    for name, row in weights.items():
        largest[name[0]] = max(largest.get(name[0], 1e-9), *(abs(value) for value in row))
    scales = {kind: value / (ZERO - 1) for kind, value in largest.items()}
    yield MAGIC
    yield f"# classes {' '.join(classes)}"
    yield f"# temperature {temperature:.4f}"
    yield f"# scales {' '.join(f'{kind} {scale:.6g}' for kind, scale in sorted(scales.items()))}"
    yield f"# bias {' '.join(f'{value:.4f}' for value in bias)}"
    for name in sorted(weights):
        row = bytes(round(value / scales[name[0]]) + ZERO for value in weights[name])
        yield f"{name}\t{row.hex()}"


def save(lines: Iterable[str], path: Path) -> None:
    """Write the lines of a file of weights, byte for byte the same for the same lines."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def load(path: Path | None = None) -> Weights:
    """Read weights from `path`, or those shipped with the package.

    Raises FileNotFoundError when there are none, ValueError when the file is something else.
    """
    source = path or files("routing").joinpath("data", FILE)
    with source.open(encoding="utf-8") as lines:
        return Weights.read(lines)
