"""Everything that is kept about a person, as one page for them to read, keep and print."""

from html import escape

from documents.paper import Paper, Result
from services import own_data
from services.own_data import Copy, Matter, Said

_STYLE = (
    "body{font:17px/1.5 sans-serif;max-width:42em;margin:2em auto;padding:0 1em;color:#222}"
    "h1{font-size:1.4em}h2{font-size:1.15em;margin-top:2em;border-top:1px solid #ccc;padding-top:1em}"
    "dt{color:#666;font-size:.85em}dd{margin:0 0 .6em}p{white-space:pre-wrap;margin:.2em 0 1em}"
    "small{color:#666}"
)


async def make(paper: Paper) -> Result:
    """One HTML page; `args` name the person by our number."""
    found = await own_data.copy(paper.work, paper.args["person"])
    paper.path.write_text(_page(paper, found), encoding="utf-8")
    return Result(f"dauys-{paper.work.today:%Y-%m-%d}.html", told={"count": str(len(found.matters))})


def _page(paper: Paper, found: Copy) -> str:
    title = escape(paper.label("own_data.title"))
    parts = [
        f'<!doctype html><html lang="{paper.language}"><meta charset="utf-8">',
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{_STYLE}</style>',
        f"<h1>{title}</h1>",
        _about(paper, found),
        *(_matter(paper, matter) for matter in found.matters),
    ]
    if found.draft:
        parts += [
            f"<h2>{escape(paper.label('own_data.draft'))}</h2>",
            *(_said(paper, s) for s in found.draft),
        ]
    if found.learned:
        parts += [f"<h2>{escape(paper.label('own_data.learned'))}</h2>"]
        parts += [f"<p>{escape(text)}</p>" for text in found.learned]
    return "\n".join(parts) + "\n</html>\n"


def _about(paper: Paper, found: Copy) -> str:
    person = found.person
    lines = {
        "name": person.name,
        "telegram": str(person.telegram_id),
        "language": paper.label(f"language.{person.language}") if person.language else "",
        "region": paper.region(person.last_region) if person.last_region else "",
        "met": paper.moment(person.created_at),
        "consent": f"{paper.moment(person.consent_at)} ({person.consent_version})"
        if person.consent_at
        else "",
        "subscriptions": ", ".join(found.subscriptions),
    }
    return _list({paper.label(f"own_data.{key}"): value for key, value in lines.items() if value})


def _matter(paper: Paper, matter: Matter) -> str:
    inquiry = matter.inquiry
    lines = {
        "body": paper.body(inquiry.body, inquiry.region),
        "received": paper.moment(inquiry.received_at),
        "due": paper.day(inquiry.due),
        "answered": paper.moment(inquiry.answered_at) if inquiry.answered_at else "",
        "rating": str(inquiry.rating) if inquiry.rating else "",
        "opened": ", ".join(paper.moment(at) for at in matter.files_opened),
    }
    head = f"<h2>№ {escape(inquiry.number)}</h2>"
    facts = _list({paper.label(f"own_data.{key}"): value for key, value in lines.items() if value})
    return "\n".join([head, facts, *(_said(paper, said) for said in matter.thread)])


def _said(paper: Paper, said: Said) -> str:
    author = escape(paper.label(f"own_data.by_{said.author}"))
    files = f" <small>{escape(', '.join(said.files))}</small>" if said.files else ""
    words = f"<p>{escape(said.text)}</p>" if said.text else ""
    return f"<div><small>{author}, {escape(paper.moment(said.at))}</small>{files}{words}</div>"


def _list(lines: dict[str, str]) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in lines.items())
    return f"<dl>{rows}</dl>"
