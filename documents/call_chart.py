"""The numbers of a call as one picture: from those who looked to those who applied, and the regions."""

from documents import charts
from documents.call_numbers import caption, counted, name_of
from documents.charts import Poster
from documents.paper import Paper, Result
from domain.limits import clip
from services.callnumbers import MEASURES

SHOWN = 8
"""Regions on a picture."""

TITLE = 46


async def make(paper: Paper) -> Result:
    """The picture; `args` hold the call."""
    found = await counted(paper)
    title = clip(name_of(paper, found.call), TITLE)
    poster = Poster(paper.label("numbers.chart"), title, (1.2, 1.6))
    totals = [found.total(measure) for measure in MEASURES]
    axes = poster.panel(paper.label("numbers.all"))
    charts.lying(axes, [paper.label(f"numbers.{one}") for one in MEASURES], totals, charts.BLUE)
    regions = found.regions[:SHOWN]
    axes = poster.panel(paper.label("numbers.views_by_region"))
    views = [found.by_region["views"].get(region, 0) for region in regions]
    charts.lying(axes, [paper.region(region) for region in regions], views, charts.GREEN)
    poster.save(paper.path)
    return Result(f"call-{found.call.code}.png", "photo", caption(paper, found))
