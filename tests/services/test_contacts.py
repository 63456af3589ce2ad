"""A contact somebody shares: operators see that it came, open it on request, and that is written down."""

import pytest

from domain.errors import Impossible, Refused
from domain.permissions import Role
from handlers.views import card as card_view
from handlers.views import own as own_view
from handlers.views.words import Reader
from models.queries import messages
from services import (
    access,
    audit,
    cards,
    conversation,
    desk,
    edits,
    erasure,
    gists,
    inquiries,
    own,
    own_data,
    search,
)
from services.inquiries import Submitted
from services.search import Search
from services.thread import Said
from tests.services.house import BODY, QUESTION, House

PHONE = "+77012223344"
SHARED = Said(9001, "contact", f"Айгуль {PHONE}")


async def asked(house: House, citizen: int) -> int:
    """A question whose citizen shared a contact before it was sent, and another one after it."""
    async with house.acting(citizen) as (work, who):
        await conversation.hear(work, who, Said(9000, "text", QUESTION))
        await conversation.hear(work, who, SHARED)
        draft = await conversation.drafts.of_person(work.session, who.id)
        assert draft is not None
        made = await inquiries.submit(work, who, draft.id, BODY)
        assert isinstance(made, Submitted)
    async with house.acting(citizen) as (work, who):
        await conversation.hear(work, who, Said(9002, "contact", f"Айгуль {PHONE}"))
    return made.inquiry.id


async def looks(house: House) -> int:
    """How often a contact was opened."""
    [(found,)] = await house.rows("SELECT count(*) FROM events WHERE kind = 'contact_opened'")
    return int(found)


async def test_the_card_hides_it_until_it_is_opened_and_that_is_logged(either_house: House) -> None:
    house = either_house
    admin, operator, citizen = (
        await house.person((Role.ADMIN, None)),
        await house.operator(),
        await house.person(),
    )
    inquiry = await asked(house, citizen)
    async with house.acting(operator) as (work, who):
        await desk.take(work, who, inquiry)
        reader = Reader("ru", work.today, work.facts)
        shown = card_view.card(reader, await cards.card(work, who, inquiry))
        assert "контакт" in shown.text and "имя и номер не показаны" in shown.text
        assert PHONE not in shown.text and "Айгуль" not in shown.text
        assert "Показать контакт" in [button.text for row in shown.rows for button in row]
    assert await looks(house) == 0
    async with house.acting(operator) as (work, who):
        found, said = await cards.contacts(work, who, inquiry)
        opened = card_view.contacts(reader, found, said)
        assert opened.text.count(PHONE) == 2 and opened.protect
    assert await looks(house) == 1
    async with house.acting(admin) as (work, who):
        [entry] = (await audit.looks(work, who)).entries
        assert entry.action == "contact_opened" and PHONE not in str(entry)


async def test_nobody_else_opens_it(house: House) -> None:
    stranger, press = await house.operator("MOH"), await house.person((Role.PRESS, BODY))
    await house.operator()
    inquiry = await asked(house, await house.person())
    async with house.work() as work:
        (await work.session.merge(await house.inquiry(inquiry))).flagged_at = work.now
    for person in (stranger, press):
        async with house.acting(person) as (work, who):
            with pytest.raises(Refused):
                await cards.contacts(work, who, inquiry)
    assert await looks(house) == 0


async def test_it_is_found_by_no_word_and_teaches_nothing(either_house: House) -> None:
    house = either_house
    operator, citizen = await house.operator(), await house.person()
    inquiry = await asked(house, citizen)
    async with house.acting(operator) as (work, who):
        for typed in ("Айгуль", PHONE, "77012223344"):
            assert not (await search.find(work, who, Search(typed))).rows
        assert (await search.find(work, who, Search("зарплату"))).rows
        row = await house.inquiry(inquiry)
        assert PHONE[1:] not in str(await gists.of(work, row))
        words = await messages.words_of(work.session, [inquiry], 100)
        assert PHONE not in str(words)
    for table in ("search_words", "gists", "outbox", "routing_examples", "events"):
        assert PHONE[2:] not in str(await house.rows(f"SELECT * FROM {table}")), table


async def test_its_citizen_finds_it_in_their_own_and_in_their_copy_until_it_is_erased(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    inquiry = await asked(house, citizen)
    async with house.acting(citizen) as (work, who):
        found = await own.story(work, await access.own(work, who, inquiry))
        assert PHONE in own_view.story(Reader("ru", work.today, work.facts), found).text
        assert PHONE in str(await own_data.copy(work, who.id))
        assert await edits.edit(work, who, SHARED) is None, "a contact cannot be edited"
    async with house.acting(citizen) as (work, who):
        await erasure.empty(work, who.person)
    assert await house.rows("SELECT contact FROM messages WHERE contact <> ''") == []
    async with house.acting(operator) as (work, who):
        with pytest.raises(Impossible, match="erased"):
            await cards.contacts(work, who, inquiry)


async def test_a_number_typed_stays_as_typed(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    inquiry = await house.asks(citizen, words=f"{QUESTION} Звоните {PHONE}")
    async with house.acting(operator) as (work, who):
        card = await cards.card(work, who, inquiry)
    assert PHONE in card.messages[0].text
