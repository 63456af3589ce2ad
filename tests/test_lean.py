"""aiogram imported leanly is the same aiogram: every model is built when it is needed."""

import subprocess
import sys

SCRIPT = """
import gc
from contextlib import suppress

from bot.lean import leanly

with leanly():
    import aiogram.methods
    import aiogram.types
    from aiogram.exceptions import TelegramRetryAfter
    from bot.client import Client
    from pydantic import BaseModel, ValidationError

def models(module):
    found = (getattr(module, name) for name in module.__all__)
    return [m for m in found if isinstance(m, type) and issubclass(m, BaseModel)]

everything = models(aiogram.types) + models(aiogram.methods)
assert gc.isenabled()
assert len(everything) > 500, len(everything)
built = [m.__name__ for m in everything if m.__pydantic_complete__]
assert len(built) < 50, built

update = aiogram.types.Update.model_validate({
    "update_id": 1,
    "message": {
        "message_id": 2, "date": 0, "chat": {"id": 3, "type": "private"},
        "from": {"id": 3, "is_bot": False, "first_name": "A"},
        "photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}],
    },
})
assert type(update.message.photo[0]) is aiogram.types.PhotoSize
markup = aiogram.types.InlineKeyboardMarkup(
    inline_keyboard=[[aiogram.types.InlineKeyboardButton(text="t", callback_data="d")]]
)
sent = aiogram.methods.SendMessage(chat_id=1, text="x", reply_markup=markup)
assert sent.model_dump(exclude_none=True)["reply_markup"]["inline_keyboard"][0][0]["text"] == "t"

bot = aiogram.Bot("42:" + "A" * 35, session=Client())
refused = '{"ok": false, "error_code": 429, "description": "slow", "parameters": {"retry_after": 3}}'
for method in models(aiogram.methods):
    if isinstance(method.__dict__.get("__api_method__"), str):
        try:
            Client().check_response(bot, method.model_construct(), 429, refused)
        except TelegramRetryAfter:
            continue
        raise AssertionError(method)

for model in everything:
    with suppress(ValidationError, TypeError):  # abstract ones cannot be made at all
        model.model_validate({})
    assert model.__pydantic_complete__, model
"""


def test_every_model_of_aiogram_is_built_at_its_first_use() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
