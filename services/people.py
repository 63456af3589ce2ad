"""Meeting people: who they are, what they agreed to, in which language and mode they are."""

from dataclasses import dataclass

from domain.permissions import Post, Role
from domain.privacy import clean_input
from models.engine import ring
from models.queries import drafts, examples, people, reach, staff
from models.tables import Membership, Person
from services import appeals, digests
from services.outbox import BELL, notice
from services.work import Actor, Work

CONSENT_VERSION = "2026-11-3"
"""Changes whenever the wording of the consent changes; consent is kept with it."""


@dataclass(frozen=True, slots=True)
class Guest:
    """What Telegram says of whoever wrote: a hint, not a truth."""

    telegram_id: int
    name: str
    language_hint: str | None


async def meet(work: Work, guest: Guest) -> Actor:
    """Find the person behind an update, or make their acquaintance."""
    name = clean_input(guest.name).strip()
    found = await people.by_telegram(work.session, guest.telegram_id)
    if found is None:
        found = await people.add(work.session, guest.telegram_id, name, None, work.now)
    person, dialogue, unreachable_since = found
    if name and person.name != name:
        person.name = name
    if unreachable_since is not None:
        await people.clear_unreachable(work.session, person.chat_id)
        await reach.revive(work.session, person.chat_id)
        ring(work.session, BELL)
    if person.is_staff and person.language is None and guest.language_hint:
        person.language = guess_language(guest.language_hint)  # notices are drawn when nobody is there to ask
    posts = await _posts(work, person) if person.is_staff else ()
    return Actor(person, dialogue, posts, person.language or guess_language(guest.language_hint))


async def known(work: Work, telegram_id: int, hint: str | None = None) -> Actor | None:
    """Somebody we have met, as they are: that they act in a group says nothing of their private chat.

    Args:
        work: the unit of work.
        telegram_id: their number at Telegram.
        hint: the language of their phone, for those who have chosen none here.
    """
    found = await people.by_telegram(work.session, telegram_id)
    if found is None:
        return None
    person, dialogue, _ = found
    # Their private chat has a lane of its own, which may be changing the same row just now.
    await work.session.refresh(dialogue, with_for_update=True)
    posts = await _posts(work, person) if person.is_staff else ()
    return Actor(person, dialogue, posts, person.language or guess_language(hint))


def guess_language(hint: str | None) -> str:
    """The phone's language is a first guess only: many Kazakh speakers run Telegram in Russian."""
    return "ru" if hint and hint.lower().startswith("ru") else "kk"


async def _posts(work: Work, person: Person) -> tuple[Post, ...]:
    return tuple(as_post(row) for row in await staff.posts_of(work.session, person.id))


def as_post(row: Membership) -> Post:
    """A membership in force as the domain sees it."""
    return Post(row.id, Role(row.role), row.body, row.region, row.unit_id)


def agree(work: Work, who: Actor, language: str) -> None:
    """Consent and language in one tap; the version of the text is kept as proof."""
    who.person.consent_at, who.person.consent_version, who.person.refused_at = work.now, CONSENT_VERSION, None
    choose_language(work, who, language)


async def refuse(work: Work, who: Actor) -> bool:
    """No consent, or no longer: what was not sent, learned from or tracked is erased at once.

    Returns whether there was anything to erase.
    """
    who.person.consent_at, who.person.consent_version, who.person.refused_at = None, None, work.now
    who.go()
    await examples.forget(work.session, who.id)
    await appeals.forget(work, who.id)
    draft = await drafts.of_person(work.session, who.id)
    if draft is not None:
        await drafts.delete_draft(work.session, draft.id)
    return draft is not None


def choose_language(work: Work, who: Actor, language: str) -> None:
    """The person's own choice; nothing they write later flips it."""
    who.person.language = who.language = language
    menu(work, who.person)


def switch_mode(work: Work, who: Actor, mode: str) -> None:
    """Between citizen and staff, for someone who is both."""
    who.person.mode = mode if who.posts else "citizen"
    who.go()
    menu(work, who.person)


async def gone(work: Work, who: Actor) -> None:
    """The person blocked the bot: nothing more is tried until they write again."""
    await reach.unreachable(work.session, who.chat_id, work.now)


def menu(work: Work, person: Person) -> None:
    """Have the command menu of this chat follow the person's language, role and mode."""
    notice(work, person.chat_id, "menu")


async def join(
    work: Work,
    person: Person,
    role: Role,
    body: str | None = None,
    region: str | None = None,
    unit_id: int | None = None,
    posts: tuple[str | None, str | None] = (None, None),
) -> Membership:
    """Give a person a post; `posts` is how it is called in Kazakh and in Russian. Twice makes one."""
    for row in await staff.posts_of(work.session, person.id):
        if (row.role, row.body, row.region, row.unit_id) == (role, body, region, unit_id):
            return row
    row = Membership(
        person_id=person.id,
        body=body,
        region=region,
        unit_id=unit_id,
        role=role,
        post_kk=posts[0],
        post_ru=posts[1],
        created_at=work.now,
    )
    work.session.add(row)
    person.is_staff, person.mode = True, "staff"
    await work.session.flush()
    await digests.enrol(work, person.id)
    return row
