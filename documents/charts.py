"""Charts a phone can show: upright, large type, few colours that stay apart in grey as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.figure import Figure

WIDTH, HEIGHT = 9.0, 14.0
DPI = 120
"""1080 by 1680 points: as wide as Telegram keeps a picture, so that nothing is scaled twice."""

INK, QUIET, FAINT = "#1f2937", "#6b7280", "#e5e7eb"
BLUE, GREEN, RED, SAND = "#1d6fb8", "#2e9e6b", "#c8432b", "#e0a63a"

rcParams.update(
    {
        "font.family": "DejaVu Sans",  # comes with matplotlib and has every Kazakh letter
        "font.size": 19,
        "axes.edgecolor": FAINT,
        "text.color": INK,
        "axes.labelcolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
    }
)


@dataclass(frozen=True, slots=True)
class Bars:
    """One row of bars beside another: a name, a colour, a value for each place."""

    name: str
    colour: str
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a whole."""

    name: str
    colour: str
    value: int


class Poster:
    """A picture of several panels under a heading.

    Args:
        title: the heading.
        below: lines under it, in a smaller type.
        heights: how high the panels are, compared with each other.
    """

    def __init__(self, title: str, below: str, heights: Sequence[float]) -> None:
        self._figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor="white")
        self._figure.text(
            0.05, 0.975, title[:1].upper() + title[1:], fontsize=30, fontweight="bold", va="top"
        )
        self._figure.text(0.05, 0.938, below, fontsize=18, color=QUIET, va="top", linespacing=1.25)
        grid = self._figure.add_gridspec(
            len(heights),
            1,
            height_ratios=heights,
            left=0.05,
            right=0.95,
            top=0.82,
            bottom=0.04,
            hspace=0.62,
        )
        self._places = iter([grid[n, 0] for n in range(len(heights))])

    def panel(self, title: str) -> Axes:
        """The next panel, with its title."""
        axes = self._figure.add_subplot(next(self._places))
        axes.set_title(title, fontsize=22, fontweight="bold", loc="left", pad=18)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.tick_params(length=0)
        return axes

    def save(self, path: Path) -> None:
        """Write the picture."""
        self._figure.savefig(path, format="png")


def columns(axes: Axes, places: Sequence[str], rows: Sequence[Bars]) -> None:
    """Upright bars side by side, with their values on top while there is room."""
    width = 0.8 / len(rows)
    for n, row in enumerate(rows):
        at = [place + width * (n - (len(rows) - 1) / 2) for place in range(len(places))]
        drawn = axes.bar(at, row.values, width * 0.92, color=row.colour, label=row.name)
        if len(places) * len(rows) <= 14:
            axes.bar_label(drawn, padding=3, fontsize=17)
    axes.set_xticks(range(len(places)), places)
    axes.yaxis.set_visible(False)
    axes.margins(y=0.18)
    if len(rows) > 1:
        axes.legend(
            loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=len(rows), frameon=False, fontsize=18,
            handlelength=0.9, handleheight=0.9, columnspacing=1.2, handletextpad=0.5, borderaxespad=0.2,
        )  # fmt: skip


def whole(axes: Axes, parts: Sequence[Part]) -> None:
    """One lying bar that shows the parts of a whole, each with its number."""
    left = 0
    for part in parts:
        if part.value:
            axes.barh([0], [part.value], left=left, color=part.colour, height=0.9)
            left += part.value
    axes.set_xlim(0, max(left, 1))
    axes.set_ylim(-0.5, 0.5)
    axes.axis("off")


def lying(axes: Axes, names: Sequence[str], values: Sequence[int], colour: str) -> None:
    """Lying bars, the largest on top, each under its own name: a long name needs the whole width."""
    most = max(values, default=1) or 1
    for place, (name, value) in enumerate(zip(names, values, strict=True)):
        axes.barh([place], [value], height=0.34, color=colour)
        axes.text(0, place - 0.27, name, fontsize=18, va="bottom")
        axes.text(value + most * 0.015, place, str(value), fontsize=18, va="center", fontweight="bold")
    axes.set_ylim(len(names) - 0.6, -0.85)
    axes.set_xlim(0, most * 1.12)
    axes.axis("off")
