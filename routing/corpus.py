"""The written examples and the held-out set, as they lie in YAML files beside the code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from routing.yamlfile import read_folder, read_yaml

EXAMPLES: Final = Path(__file__).parent / "examples"
# Files of single texts beside the files of one body: texts of several matters, texts about danger.
_LED: Final = ("SEVERAL", "EMERGENCY")
_EVALUATION: Final = Path(__file__).parent / "evaluation"
HELD_OUT: Final = _EVALUATION / "heldout.yaml"
# Written later by other hands; what their figures are worth is told in `evaluation/README.md`.
SECOND: Final = _EVALUATION / "blind_a.yaml"
THIRD: Final = _EVALUATION / "blind_b.yaml"


@dataclass(frozen=True, slots=True)
class Example:
    """One written text with the body that answers it; `topic` keeps texts of one subject together."""

    text: str
    body: str
    lang: str
    topic: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One text of the held-out set; `also` are bodies that would be right as well."""

    text: str
    body: str
    lang: str
    script: str
    also: tuple[str, ...] = ()
    region: str | None = None
    emergency: bool | None = None


def examples(folder: Path = EXAMPLES) -> list[Example]:
    """Read the examples of a folder, in the same order always.

    A file `CODE.kk.yaml` or `CODE-more.kk.yaml` holds topics of one body in one language, `SEVERAL` and
    `EMERGENCY` hold single texts. Raises FileNotFoundError for an empty folder.
    """
    return list(_examples(folder))


def held_out(path: Path = HELD_OUT) -> list[Judged]:
    """Read a held-out set; raises FileNotFoundError when there is none."""
    found = []
    for entry in read_yaml(path.read_text(encoding="utf-8")):
        region = entry.get("region")
        danger = entry.get("emergency")
        found.append(
            Judged(
                text=str(entry["text"]),
                body=entry["body"],
                lang=entry["lang"],
                script=entry["script"],
                also=tuple(entry.get("also") or ()),
                region=None if region is None else str(region),
                emergency=None if danger is None else bool(danger),
            )
        )
    return found


def read_back(path: Path) -> list[Example]:
    """Read examples that people taught, as `dauys routing examples` wrote them and a person left them.

    Raises FileNotFoundError when there is no such file, ValueError, naming the row, for anything else.
    """
    found = []
    for number, row in enumerate(read_yaml(path.read_text(encoding="utf-8")) or (), 1):
        if not isinstance(row, Mapping) or not {"text", "body", "lang"} <= set(row):
            raise ValueError(f"{path.name}, row {number}: text, body and lang are needed")
        found.append(Example(str(row["text"]), row["body"], row["lang"], f"taught/{row['body']}"))
    return found


def _led(name: str, entry: Mapping[str, str]) -> Example:
    """Read a text that stands alone, with the body that leads: several matters, or danger."""
    body = entry.get("lead") or entry["body"]
    return Example(str(entry["text"]), body, entry["lang"], f"{name}/{body}")


def _examples(folder: Path) -> Iterator[Example]:
    for name, topics in read_folder(folder).items():
        if name in _LED:
            yield from (_led(name, entry) for entry in topics)
        file, _, lang = name.partition(".")
        body = file.partition("-")[0]
        if lang not in ("kk", "ru"):
            continue
        for topic in topics:
            for text in topic["texts"] or ():
                yield Example(str(text), body, lang, f"{name}/{topic['topic']}")
