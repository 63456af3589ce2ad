"""The citizen's own inquiries: list, thread, how the date was counted, the official text."""

from collections.abc import Mapping, Sequence

from domain.limits import clip
from handlers.callbacks.citizen import Own, OwnFind, OwnList, Rate
from handlers.screen import Button, Rows, Screen, column
from handlers.views.citizen import own_button
from handlers.views.clock import counting
from handlers.views.words import Reader
from locales import Html, text
from models.tables import Inquiry, Message
from services.deadlines import Explained
from services.official import OfficialText
from services.own import OwnFound, Shelf, Story

SHOWN_OF_A_MESSAGE = 600
SHOWN_OF_A_THREAD = 3300
OFFICIAL_LIMIT = 3300
WORDS = 60


def shelf(reader: Reader, found: Shelf) -> Screen:
    """A page of one's own inquiries."""
    tracked = reader.go("eotinish.button", "appeals")
    if not found.rows:
        return Screen(text(reader.language, "my.empty"), column(reader.go("button.write", "new"), tracked))
    lines = [_shelf_line(reader, inquiry, found.words) for inquiry in found.rows]
    buttons = [own_button_named(inquiry) for inquiry in found.rows]
    older = reader.button("button.older", OwnList(page=found.page + 1).pack()) if found.more else None
    newer = reader.button("button.newer", OwnList(page=found.page - 1).pack()) if found.page else None
    find = reader.button("button.find_own", OwnFind().pack()) if older or newer else None
    heading = text(reader.language, "my.title", n=found.total)
    return Screen(f"{heading}\n\n" + "\n\n".join(lines), column(*buttons, older, newer, find, tracked))


def find_asked(reader: Reader) -> Screen:
    """Which words to look for."""
    return Screen(text(reader.language, "my.find"), column(reader.go("button.my", "my")))


def found(reader: Reader, words: str, result: OwnFound) -> Screen:
    """What was found among one's own inquiries, and the way on where nothing was."""
    again = column(reader.button("button.find_own", OwnFind().pack()), reader.go("button.my", "my"))
    if not result.rows:
        return Screen(text(reader.language, "my.not_found", words=clip(words, WORDS)), again)
    said = [text(reader.language, "my.found", words=clip(words, WORDS), n=result.total)]
    said += [_shelf_line(reader, inquiry, result.words) for inquiry in result.rows]
    if result.total > len(result.rows):
        said.append(text(reader.language, "my.found_more", n=len(result.rows)))
    return Screen("\n\n".join(said), column(*map(own_button_named, result.rows)) + again)


def own_button_named(inquiry: Inquiry) -> Button:
    """A button that bears the number itself."""
    return Button(f"№ {inquiry.number}", Own(inquiry=inquiry.id, act="open").pack())


def _shelf_line(reader: Reader, inquiry: Inquiry, words: Mapping[int, str]) -> Html:
    return text(
        reader.language,
        "my.line",
        number=inquiry.number,
        state=state(reader, inquiry),
        body=reader.body(inquiry.body, inquiry.region),
        words=clip(words.get(inquiry.id, reader.kind("unsupported")), 60),
    )


def state(reader: Reader, inquiry: Inquiry) -> str:
    """Where an inquiry stands, as its citizen reads it."""
    if inquiry.state in ("new", "taken", "approval"):
        return reader.label(f"own.state.{inquiry.state}", date=reader.day(inquiry.due))
    return reader.label(f"own.state.{inquiry.state}")


def story(reader: Reader, found: Story) -> Screen:
    """One inquiry with its thread."""
    inquiry = found.inquiry
    head = text(
        reader.language,
        "own.head",
        number=inquiry.number,
        state=state(reader, inquiry),
        body=reader.body(inquiry.body, inquiry.region),
        first=reader.moment(inquiry.received_at),
    )
    pieces = (head, _around(reader, found), _thread(reader, found.messages))
    said = "\n\n".join(piece for piece in pieces if piece)
    return Screen(said, _story_buttons(reader, found), inquiry_id=inquiry.id)


def _around(reader: Reader, found: Story) -> str:
    """Who takes part in the answer, and why it was closed."""
    lines = []
    if found.together:
        bodies = "; ".join(reader.body(*queue) for queue in found.together)
        lines.append(text(reader.language, "own.together", bodies=bodies))
    if found.closing is not None:
        reason = reader.label(f"closing.{found.closing.reason}")
        lines.append(text(reader.language, "own.closed_why", reason=reason))
    return "\n".join(lines)


def _thread(reader: Reader, messages: Sequence[Message]) -> str:
    lines: list[str] = []
    room = SHOWN_OF_A_THREAD
    for message in reversed(messages):
        who = reader.label(_whose(message))
        said = clip(message.text or message.contact or reader.kind(message.kind), SHOWN_OF_A_MESSAGE)
        line = text(reader.language, "own.said", who=who, at=reader.moment(message.at), said=said)
        room -= len(line)
        if room < 0:
            lines.append("…")
            break
        lines.append(line)
    return "\n\n".join(reversed(lines))


def _whose(message: Message) -> str:
    if message.author != "staff":
        return "own.you"
    return "own.asks" if message.kind == "question" else "own.they"


def _story_buttons(reader: Reader, found: Story) -> Rows:
    inquiry = found.inquiry
    copy = Button(reader.label("button.copy_number"), copy=inquiry.number)
    official = own_button(reader, inquiry, "button.official_text", "official")
    if inquiry.state == "answered":
        return (
            *marks(inquiry),
            *column(own_button(reader, inquiry, "button.not_solved", "reopen"), official, copy),
        )
    if inquiry.state == "merged":
        into = Own(inquiry=inquiry.merged_into or inquiry.id, act="open").pack()
        return column(reader.button("button.show_other", into), reader.go("button.my", "my"))
    if inquiry.state == "closed":
        disagree = own_button(reader, inquiry, "button.disagree", "object") if found.may_object else None
        return column(disagree, official, reader.go("button.write", "new"))
    if inquiry.state == "withdrawn":
        return column(reader.go("button.write", "new"), reader.go("button.my", "my"))
    how = own_button(reader, inquiry, "button.how_counted", "how")
    return column(how, official, copy, own_button(reader, inquiry, "button.not_needed", "withdraw"))


def marks(inquiry: Inquiry) -> Rows:
    """1 to 5, in one row."""
    return (tuple(Button(str(n), Rate(inquiry=inquiry.id, stars=n).pack()) for n in range(1, 6)),)


def explanation(reader: Reader, inquiry: Inquiry, found: Explained) -> Screen:
    """How the date was counted, day by day where a day was skipped; the receipt above stays."""
    back = own_button(reader, inquiry, "button.show_inquiry", "open")
    said = counting(reader, inquiry, found, staff=False)
    return Screen(said, column(back), fresh=True, inquiry_id=inquiry.id)


def official(reader: Reader, found: OfficialText, back: Button | None) -> Screen:
    """The ready text for the official path, to be copied whole."""
    language = reader.language
    addressee = reader.body(found.body, found.region) if found.body else reader.label("eotinish.unknown_body")
    ready = text(language, "eotinish.text", body=addressee, essence=clip(found.essence, OFFICIAL_LIMIT))
    said = f"{text(language, 'eotinish.how')}\n\n<pre>{ready}</pre>"
    site = Button("eOtinish.kz", url="https://eotinish.kz")
    return Screen(said, column(site, back), fresh=True)


def withdraw_asked(reader: Reader, inquiry: Inquiry) -> Screen:
    """One more tap before an inquiry is withdrawn."""
    yes = own_button(reader, inquiry, "button.withdraw_yes", "withdraw_yes")
    no = own_button(reader, inquiry, "button.withdraw_no", "open")
    return Screen(text(reader.language, "withdraw.sure", number=inquiry.number), column(yes, no), fresh=True)


def withdrawn(reader: Reader, inquiry: Inquiry) -> Screen:
    """It is withdrawn."""
    return Screen(
        text(reader.language, "withdraw.done", number=inquiry.number),
        column(reader.go("button.write", "new"), reader.go("button.my", "my")),
        inquiry_id=inquiry.id,
    )


def rated(reader: Reader, inquiry: Inquiry) -> Screen:
    """Thanks for the mark, and the way on where it was a bad one."""
    key = "rated.bad" if (inquiry.rating or 0) <= 2 else "rated.good"
    reopen = own_button(reader, inquiry, "button.not_solved", "reopen") if key == "rated.bad" else None
    said = text(reader.language, key, number=inquiry.number, stars=inquiry.rating or 0)
    return Screen(said, column(reopen, reader.go("button.write", "new")), fresh=True, inquiry_id=inquiry.id)


def reopened(reader: Reader, inquiry: Inquiry) -> Screen:
    """ "Not solved": what happens now."""
    said = text(
        reader.language,
        "reopened",
        number=inquiry.number,
        body=reader.body(inquiry.body, inquiry.region),
        date=reader.day(inquiry.due),
    )
    how = own_button(reader, inquiry, "button.how_counted", "how")
    return Screen(said, column(how), fresh=True, inquiry_id=inquiry.id)


def official_path(reader: Reader, inquiry: Inquiry) -> Screen:
    """It cannot be reopened again; the official path can be taken."""
    said = text(reader.language, "law.official_path", number=inquiry.number)
    ready = own_button(reader, inquiry, "button.official_text", "official")
    return Screen(said, column(ready, reader.go("button.write", "new")), fresh=True, inquiry_id=inquiry.id)
