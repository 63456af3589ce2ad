"""The administrator's screens of who holds a post in a queue, and of taking somebody off."""

from domain.limits import clip
from domain.permissions import TRIAGE
from handlers.callbacks.house import BodyDo, Post
from handlers.screen import Button, Screen, column
from handlers.views.pages import turns
from handlers.views.words import Reader, fitting
from locales import text
from services.posts import Holder, Roster
from services.staffing import Removed
from services.workload import Place

_NAME = 40


def roster(reader: Reader, found: Roster) -> Screen:
    """Everybody with a post in a queue; a tap on somebody asks whether to take them off."""
    title = text(reader.language, "posts.title", body=_place(reader, found.place), count=found.total)
    people = [
        Button(fitting(_named(reader, one)), Post(post=one.membership_id).pack()) for one in found.people
    ]
    further = turns(reader, found.page, found.pages, lambda page: _list(found.place, page))
    back = column(reader.button("button.back", _back(found.place)))
    said = title if people else f"{title}\n\n{text(reader.language, 'posts.nobody')}"
    return Screen(said, column(*people) + further + back, protect=True)


def dismissing(reader: Reader, one: Holder, place: Place) -> Screen:
    """Asked once more before somebody is taken off."""
    said = text(
        reader.language,
        "posts.dismissing",
        name=_named(reader, one),
        body=_place(reader, place),
        count=one.held,
    )
    yes = Button(reader.label("button.remove_yes"), Post(post=one.membership_id, act="yes").pack())
    return Screen(said, column(yes, reader.button("button.back", _list(place))), protect=True)


def dismissed(reader: Reader, found: Removed) -> Screen:
    """Somebody is off."""
    said = text(reader.language, "head.removed", name=found.name, count=found.returned)
    return Screen(said, column(reader.button("button.people", _list(found.place))), protect=True)


def _named(reader: Reader, one: Holder) -> str:
    name = clip(one.name, _NAME) or reader.label("statistics.nameless")
    return f"{name} ({reader.label(f'role.{one.role}')})"


def _place(reader: Reader, place: Place) -> str:
    if place.body == TRIAGE:
        return reader.label("name.triage")
    return reader.body(place.body, place.region or None)


def _list(place: Place, page: int = 0) -> str:
    return BodyDo(body=place.body, region=place.region, act="people", page=page).pack()


def _back(place: Place) -> str:
    return BodyDo().pack() if place.body == TRIAGE else BodyDo(body=place.body, region=place.region).pack()
