"""getFile."""

from __future__ import annotations

from playground.methods.registry import method
from playground.params import Params
from playground.residents import JSON
from playground.town import Town


@method("getFile")
def get_file(town: Town, params: Params) -> JSON:
    """Where a file of up to 20 MB can be downloaded."""
    file = town.files.downloadable(params.text("file_id"))
    return file.describe() | {"file_path": file.path}
