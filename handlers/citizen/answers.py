"""Ready answers: read in place, "found it", "ask a human", browse by heading, deep links."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from handlers.callbacks.citizen import Heading, Ready
from handlers.citizen.commands import proceed
from handlers.screen import Reply, show
from handlers.steps import AtWork, Private
from handlers.views import answers, citizen, proposing
from handlers.views.words import reader
from services import conversation, finding, suggestions
from services.work import Actor, Work

router = Router(name="answers")
router.message.filter(Private())


@router.message(CommandStart(deep_link=True, magic=F.args.startswith(finding.LINK)))
async def linked(message: Message, command: CommandObject, work: Work, who: Actor) -> Reply:
    """Somebody opened the link of an answer: it is shown, consent or not."""
    return await opened(work, who, (command.args or "").removeprefix(finding.LINK), 0)


@router.message(Command("answers"), ~AtWork())
async def command(message: Message, work: Work, who: Actor) -> Reply:
    """`/answers`: the headings."""
    return show(answers.headings(reader(work, who), finding.headings(work)))


@router.callback_query(Heading.filter())
async def browsed(query: CallbackQuery, callback_data: Heading, work: Work, who: Actor) -> Reply:
    """The headings, or a page of one."""
    reads, asked = reader(work, who), callback_data
    if not asked.key:
        return show(answers.headings(reads, finding.headings(work)))
    return show(answers.heading(reads, finding.heading(work, asked.key, asked.page)))


@router.callback_query(Ready.filter())
async def pressed(query: CallbackQuery, callback_data: Ready, work: Work, who: Actor) -> Reply:
    """Read it, found it, or ask a human all the same."""
    asked = callback_data
    match asked.do:
        case "got":
            closed = await finding.found(work, who, asked.key, asked.draft)
            return show(answers.found(reader(work, who), closed=closed))
        case "ask":
            return await ask_on(work, who, asked.key, asked.draft)
        case _:
            return await opened(work, who, asked.key, asked.draft)


async def opened(work: Work, who: Actor, key: str, draft_id: int) -> Reply:
    """One answer, whole."""
    found = await finding.read(work, who, key, draft_id)
    return show(answers.opened(reader(work, who), found, finding.page_of(work, found.answer), work.bot_name))


async def ask_on(work: Work, who: Actor, key: str, draft_id: int) -> Reply:
    """On to the bodies with what was typed, or the invitation to type."""
    draft = await finding.ask_on(work, who, key, draft_id)
    if draft is not None:
        found = replace(suggestions.shown(work, draft), answers=())
        return show(proposing.screen(reader(work, who), found))
    if not who.consented:
        return await proceed(work, who)
    await conversation.start_anew(work, who)
    return show(citizen.write_now(reader(work, who)))
