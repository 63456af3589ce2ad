"""Data of the router and the reading of a lexicon folder."""

from pathlib import Path

from routing.lexicon import Lexicon
from routing.yamlfile import read_folder


def load_lexicon(folder: Path) -> Lexicon:
    """Read every `CODE.yaml` and `shared.yaml` of a folder into one lexicon.

    Raises FileNotFoundError when the folder holds no YAML file, ValueError when a file is no lexicon.
    """
    return Lexicon.from_mapping(read_folder(folder))
