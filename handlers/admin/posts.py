"""Taking somebody off a queue, from the list of its people in `/bodies`."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.callbacks.house import Post
from handlers.screen import Reply, show
from handlers.views import posts as views
from handlers.views.words import reader
from services import posts
from services.work import Actor, Work

router = Router(name="posts")


@router.callback_query(Post.filter())
async def pressed(query: CallbackQuery, callback_data: Post, work: Work, who: Actor) -> Reply:
    """Somebody in the list: asked once, then done."""
    if callback_data.act == "yes":
        return show(views.dismissed(reader(work, who), await posts.dismiss(work, who, callback_data.post)))
    one, place = await posts.holder(work, who, callback_data.post)
    return show(views.dismissing(reader(work, who), one, place))
