"""Ready answers as a citizen reads them: offered, opened, browsed."""

from urllib.parse import quote

from domain.limits import clip
from handlers.callbacks.citizen import DraftDo, Heading, Ready
from handlers.screen import Button, Rows, Screen, column, grid
from handlers.views.words import Reader, fitting
from locales import Html, text
from models.columns import Document
from services.finding import LINK, Opened
from services.finding import Heading as Page
from services.library import PUBLISHED, Shelved

SHARE = "https://t.me/share/url?url="

_NUMBERS = 4
"""Buttons with a number alone that stand in a row."""


def offer(reader: Reader, answers: tuple[Document, ...]) -> str:
    """One line that an answer is there, or a line for each; empty where there is none."""
    if not answers:
        return ""
    if len(answers) == 1:
        return text(reader.language, "answers.one", question=answers[0][reader.language])
    lines = "\n".join(
        text(reader.language, "answers.line", question=found[reader.language]) for found in answers
    )
    return f"{text(reader.language, 'answers.several')}\n{lines}"


def offer_buttons(reader: Reader, draft_id: int, answers: tuple[Document, ...]) -> list[Button]:
    """A button for each answer: its question, as much as a phone shows."""
    return [
        Button(
            fitting(reader.label("answers.button", question=found[reader.language])),
            Ready(key=found["id"], do="read", draft=draft_id).pack(),
        )
        for found in answers
    ]


def opened(reader: Reader, found: Opened, page: int, bot_name: str) -> Screen:
    """An answer, whole, with where it comes from and the way to a human."""
    answer, draft = found.answer, found.draft_id
    ask = reader.button("button.ask_human", Ready(key=answer.id, do="ask", draft=draft).pack())
    got = reader.button("button.found_it", Ready(key=answer.id, do="got", draft=draft).pack())
    back = DraftDo(draft=draft, act="back").pack() if draft else Heading(key=answer.topic, page=page).pack()
    buttons = column(got, ask, _share(reader, answer, bot_name), reader.button("button.back", back))
    return Screen(_whole(reader, answer), buttons, protect=False)


def _whole(reader: Reader, answer: Shelved) -> Html:
    said = text(
        reader.language,
        "answers.text",
        question=answer.question(reader.language),
        answer=answer.answer(reader.language),
    )
    if source := answer.source(reader.language):
        return Html(f"{said}\n\n{text(reader.language, 'answers.source', source=source)}")
    return Html(f"{said}\n\n{text(reader.language, 'answers.body', body=_body(reader, answer))}")


def _body(reader: Reader, answer: Shelved) -> str:
    return reader.body(answer.body, answer.region)


def _share(reader: Reader, answer: Shelved, bot_name: str) -> Button | None:
    if not bot_name:
        return None
    link = f"https://t.me/{bot_name}?start={LINK}{answer.id}"
    return Button(reader.label("button.share_answer"), url=SHARE + quote(link, safe=""))


def found(reader: Reader, *, closed: bool) -> Screen:
    """They found it; what they were about to send is closed."""
    key = "answers.found" if closed else "answers.found_late"
    return Screen(text(reader.language, key), column(reader.go("button.write", "new")))


def headings(reader: Reader, topics: list[str]) -> Screen:
    """What there are answers about."""
    buttons = [Button(_topic(reader, topic), Heading(key=topic).pack()) for topic in topics]
    return Screen(
        text(reader.language, "answers.headings"), column(*buttons, reader.go("button.write", "new"))
    )


def heading(reader: Reader, page: Page) -> Screen:
    """The questions under a heading: whole in the text, numbers on the buttons."""
    lines = [
        text(reader.language, "answers.numbered", n=n, question=row.question(reader.language))
        for n, row in enumerate(page.rows, 1)
    ]
    numbers = [Button(str(n), Ready(key=row.id, do="read").pack()) for n, row in enumerate(page.rows, 1)]
    title = text(reader.language, "answers.heading", topic=_topic(reader, page.topic))
    return Screen(f"{title}\n\n" + "\n".join(lines), grid(numbers, _NUMBERS) + _turning(reader, page))


def _turning(reader: Reader, page: Page) -> Rows:
    following = Heading(key=page.topic, page=(page.page + 1) % page.pages).pack()
    return column(
        reader.button("button.more_answers", following) if page.pages > 1 else None,
        reader.button("button.all_headings", Heading().pack()),
    )


def _topic(reader: Reader, topic: str) -> str:
    if topic == PUBLISHED:
        return reader.label("answers.published")
    known = reader.facts.answers.topics.get(topic)
    return clip(known.name(reader.language) if known else topic, 60)
