"""Which document is made by whom. A maker is imported when it is needed: charts and sheets weigh much."""

from importlib import import_module

from documents.paper import Paper, Result

MAKERS = {
    "call_chart": "documents.call_chart",
    "call_sheet": "documents.call_sheet",
    "calendar_preview": "documents.calendar_preview",
    "own_data": "documents.own_data",
    "open_sheet": "documents.open_sheet",
    "statistics_chart": "documents.statistics_chart",
    "statistics_sheet": "documents.statistics_sheet",
    "statistics_table": "documents.statistics_table",
}
"""Kind: module with a function `make`. A caption `document.KIND` in the catalogs goes with each."""


async def make(kind: str, paper: Paper) -> Result:
    """Make a document.

    Raises:
        KeyError: nobody makes such a thing.
    """
    result: Result = await import_module(MAKERS[kind]).make(paper)
    return result
