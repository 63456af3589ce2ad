"""Files up and down, from the bot and from people, alone and as albums."""

import re

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramEntityTooLarge
from aiogram.types import (
    BufferedInputFile,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
    MessageId,
)

from playground.attachments import KINDS
from playground.people import Person, Sim, SimError
from playground.server import Server
from playground.special import KINDS as SPECIAL
from playground.town import Town

HERE = 1001
MEGABYTE = 1024 * 1024
SENDERS = {
    "photo": "send_photo",
    "document": "send_document",
    "voice": "send_voice",
    "video": "send_video",
    "video_note": "send_video_note",
    "audio": "send_audio",
    "sticker": "send_sticker",
    "animation": "send_animation",
}


def upload(content: bytes = b"content", name: str = "хат.pdf") -> BufferedInputFile:
    return BufferedInputFile(content, name)


def file_id(message: Message, kind: str) -> str:
    found = getattr(message, kind)
    return str((found[-1] if isinstance(found, list) else found).file_id)


@pytest.mark.parametrize("kind", SENDERS)
async def test_bot_uploads_downloads_and_sends_again(kind: str, bot: Bot, aigerim: Person) -> None:
    send = getattr(bot, SENDERS[kind])
    sent: Message = await send(HERE, upload(b"\x00\x01bytes"))
    identifier = file_id(sent, kind)
    content = await bot.download(identifier)
    assert content is not None
    assert content.read() == b"\x00\x01bytes"
    again: Message = await send(HERE, identifier)
    assert file_id(again, kind) == identifier


@pytest.mark.parametrize("kind", KINDS)
async def test_people_send_each_kind(kind: str, bot: Bot, aigerim: Person) -> None:
    await aigerim.sends(kind, caption="<жазу> egov.kz")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.content_type == kind
    content = await bot.download(file_id(update.message, kind))
    assert content is not None
    assert len(content.read()) > 500, "a sample is a real file"


async def test_caption_with_entities(bot: Bot, aigerim: Person) -> None:
    sent = await bot.send_document(HERE, upload(), caption="<b>№</b>", parse_mode="HTML")
    assert sent.caption == "№"
    assert sent.caption_entities
    assert sent.document is not None
    assert sent.document.file_name == "хат.pdf"
    assert sent.document.mime_type == "application/pdf"
    edited = await sent.edit_caption(caption="жаңа")
    assert isinstance(edited, Message)
    assert edited.caption == "жаңа"
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await sent.edit_text("x")


async def test_caption_counts_1024_units_after_entities(bot: Bot, aigerim: Person) -> None:
    await bot.send_document(HERE, upload(), caption=f"<b>{'ұ' * 1024}</b>", parse_mode="HTML")
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_document(HERE, upload(), caption="😀" * 512 + ".")


async def test_a_document_is_no_photo(bot: Bot, aigerim: Person) -> None:
    sent = await bot.send_document(HERE, upload())
    with pytest.raises(TelegramBadRequest, match="can't use file of type Document as Photo"):
        await bot.send_photo(HERE, file_id(sent, "document"))
    with pytest.raises(TelegramBadRequest, match="file must be non-empty"):
        await bot.send_document(HERE, upload(b""))


async def test_more_than_20_megabytes_cannot_be_fetched(bot: Bot, aigerim: Person) -> None:
    await aigerim.sends_document("мұрағат.zip", size=25 * MEGABYTE, caption="құжаттар")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.caption == "құжаттар"
    assert update.message.document is not None
    assert update.message.document.file_size == 25 * MEGABYTE
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(update.message.document.file_id)
    copied = await bot.copy_message(HERE, HERE, update.message.message_id)
    assert isinstance(copied, MessageId), "what cannot be fetched can still be copied"


async def test_more_than_50_megabytes_cannot_be_sent(bot: Bot, aigerim: Person) -> None:
    with pytest.raises(TelegramEntityTooLarge):
        await bot.send_document(HERE, upload(b"\0" * (50 * MEGABYTE + 1)))
    assert len(await aigerim.chat()) == 1


async def test_large_files_live_on_disk_and_go_with_the_town(town: Town, bot: Bot, aigerim: Person) -> None:
    sent = await bot.send_document(HERE, upload(b"x" * MEGABYTE))
    stored = town.files.get(file_id(sent, "document"))
    assert stored is not None
    assert stored.content is None
    assert stored.on_disk is not None
    assert stored.read() == b"x" * MEGABYTE
    town.files.clear()
    assert not stored.on_disk.exists()


async def test_wrong_paths_and_tokens_download_nothing(server: Server) -> None:
    async with aiohttp.ClientSession() as http:
        for path in (f"bot{server.town.token}/documents/file_99.pdf", "bot1:x/documents/file_1.pdf"):
            async with http.get(f"{server.url}/file/{path}") as response:
                assert response.status in (401, 404)


async def test_page_reads_files_and_sends_forms(server: Server, bot: Bot, aigerim: Person) -> None:
    form = aiohttp.FormData(quote_fields=False)
    for name, value in {"person": "1001", "kind": "document", "caption": "міне"}.items():
        form.add_field(name, value)
    form.add_field("file", b"<script>", filename="бет.html", content_type="text/html")
    async with aiohttp.ClientSession() as http:
        async with http.post(f"{server.url}/sim/file", data=form) as response:
            assert response.status == 200
        (update,) = await bot.get_updates()
        assert update.message is not None
        assert update.message.document is not None
        assert update.message.document.file_name == "бет.html"
        async with http.get(f"{server.url}/sim/file/{update.message.document.file_id}") as response:
            assert await response.read() == b"<script>"
            assert response.headers["Content-Security-Policy"] == "sandbox"


async def test_album_from_a_person_in_any_order(bot: Bot, aigerim: Person) -> None:
    parts = [{"kind": "photo", "caption": "шұңқыр"}, {"kind": "photo"}, {"kind": "video"}]
    sent = await aigerim.sends_album(parts, order=[2, 0, 1], delay=0.01)
    updates = await bot.get_updates()
    messages = [update.message for update in updates if update.message]
    assert {message.media_group_id for message in messages} == {sent["media_group_id"]}
    assert [message.content_type for message in messages] == ["video", "photo", "photo"]
    in_chat = sorted(messages, key=lambda message: message.message_id)
    assert [message.caption for message in in_chat] == ["шұңқыр", None, None]
    assert [part["update_id"] for part in sent["parts"]] == [updates[n].update_id for n in (1, 2, 0)]


async def test_album_from_the_bot(bot: Bot, aigerim: Person) -> None:
    media = [
        InputMediaPhoto(media=upload(), caption="<b>1</b>", parse_mode="HTML"),
        InputMediaPhoto(media=upload()),
    ]
    sent = await bot.send_media_group(HERE, media)
    assert len({message.media_group_id for message in sent}) == 1
    assert sent[0].caption_entities
    copies = await bot.copy_messages(HERE, HERE, [message.message_id for message in sent])
    shown = await aigerim.chat(len(copies))
    assert len({message["media_group_id"] for message in shown}) == 1, "copies stay an album"
    assert shown[0]["media_group_id"] != sent[0].media_group_id


@pytest.mark.parametrize("count", [1, 11])
async def test_album_has_two_to_ten_parts(count: int, bot: Bot, aigerim: Person) -> None:
    with pytest.raises(TelegramBadRequest):
        await bot.send_media_group(HERE, [InputMediaPhoto(media=upload()) for _ in range(count)])
    assert len(await aigerim.chat()) == 1


async def test_album_mixes_no_documents_with_photos(bot: Bot, aigerim: Person) -> None:
    with pytest.raises(TelegramBadRequest, match=re.escape("document can't be mixed with other media types")):
        await bot.send_media_group(
            HERE, [InputMediaPhoto(media=upload()), InputMediaDocument(media=upload())]
        )
    assert len(await aigerim.chat()) == 1


@pytest.mark.parametrize("kind", SPECIAL)
async def test_rarer_kinds_reach_the_bot(kind: str, bot: Bot, aigerim: Person) -> None:
    await aigerim.sends_special(kind)
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text is None


@pytest.mark.parametrize("kind", ["location", "contact", "poll", "dice", "story", "game"])
async def test_kinds_have_routes_of_their_own(kind: str, bot: Bot, sim: Sim, aigerim: Person) -> None:
    await sim.post(kind, person=HERE)
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.content_type == kind


BOT_KINDS = {
    "location": lambda bot: bot.send_location(HERE, 51.1, 71.4),
    "venue": lambda bot: bot.send_venue(HERE, 51.1, 71.4, "ЦОН", "Абай 1"),
    "contact": lambda bot: bot.send_contact(HERE, "1414", "eGov"),
    "poll": lambda bot: bot.send_poll(HERE, "?", ["a", "b"]),
    "dice": lambda bot: bot.send_dice(HERE),
}


@pytest.mark.parametrize("kind", BOT_KINDS)
async def test_bot_sends_rarer_kinds(kind: str, bot: Bot, aigerim: Person) -> None:
    sent = await BOT_KINDS[kind](bot)
    assert sent.content_type == kind


@pytest.mark.parametrize(
    ("route", "body", "words"),
    [
        ("file", {"kind": "hologram"}, "kind is one of photo"),
        ("file", {"kind": "photo", "size": "big"}, "size must be a number"),
        ("file", {"kind": "photo", "content_base64": "?"}, "not base64"),
        ("special", {"kind": "hologram"}, "kind is one of location"),
        ("album", {"parts": [{}]}, "at least two"),
        ("album", {"parts": [{}, {}], "order": [0, 2]}, "order must name each part once"),
    ],
)
async def test_nonsense_is_explained(
    route: str, body: dict[str, object], words: str, sim: Sim, aigerim: Person
) -> None:
    with pytest.raises(SimError, match=words):
        await sim.post(route, person=HERE, **body)
