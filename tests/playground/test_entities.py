"""HTML into text and entities, counted in UTF-16; links and commands found in plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.entities import Entity, found_in, parse_html, trimmed, units
from playground.errors import ApiError


def entity(kind: str, offset: int, length: int, **more: object) -> Entity:
    return {"type": kind, "offset": offset, "length": length, **more}


PARSED: dict[str, tuple[str, list[Entity]]] = {
    "plain": ("plain", []),
    "a &lt;b&gt; &amp; &quot;c&quot; &#1178;": ('a <b> & "c" Қ', []),
    "&nbsp; & &unknown;": ("&nbsp; & &unknown;", []),
    "<b>Сәлем</b>": ("Сәлем", [entity("bold", 0, 5)]),
    "😀<strong>a</strong>": ("😀a", [entity("bold", 2, 1)]),
    "<i>a</i><em>b</em>": ("ab", [entity("italic", 0, 1), entity("italic", 1, 1)]),
    "<u>a</u><ins>b</ins>": ("ab", [entity("underline", 0, 1), entity("underline", 1, 1)]),
    "<s>a</s><strike>b</strike><del>c</del>": ("abc", [entity("strikethrough", n, 1) for n in range(3)]),
    "<tg-spoiler>a</tg-spoiler>": ("a", [entity("spoiler", 0, 1)]),
    '<span class="tg-spoiler">a</span>': ("a", [entity("spoiler", 0, 1)]),
    "<code>x</code>": ("x", [entity("code", 0, 1)]),
    "<pre>x</pre>": ("x", [entity("pre", 0, 1)]),
    '<pre><code class="language-python">x</code></pre>': ("x", [entity("pre", 0, 1, language="python")]),
    '<a href="https://gov.kz/?a=1&amp;b=2">gov</a>': (
        "gov",
        [entity("text_link", 0, 3, url="https://gov.kz/?a=1&b=2")],
    ),
    "<a href='gov.kz'>x</a>": ("x", [entity("text_link", 0, 1, url="http://gov.kz")]),
    '<a href="nowhere">x</a>': ("x", []),
    "<blockquote>q</blockquote>": ("q", [entity("blockquote", 0, 1)]),
    "<blockquote expandable>q</blockquote>": ("q", [entity("expandable_blockquote", 0, 1)]),
    "<B>a</B >": ("a", [entity("bold", 0, 1)]),
    "<b>a</>": ("a", [entity("bold", 0, 1)]),
    "<b></b>x": ("x", []),
    "<b>a<i>b</i></b>": ("ab", [entity("italic", 1, 1), entity("bold", 0, 2)]),
}


@pytest.mark.parametrize("source", PARSED)
def test_parsed(source: str) -> None:
    assert parse_html(source) == PARSED[source]


BROKEN = {
    "<b>a": 'Can\'t find end tag corresponding to start tag "b"',
    "<b>a<i>b</b>": 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"',
    "a</b>": "Unexpected end tag at byte offset 1",
    "ә<h1>a</h1>": 'Unsupported start tag "h1" at byte offset 2',
    "1 < 2": 'Unsupported start tag "" at byte offset 2',
    "<b": "Unclosed start tag at byte offset 0",
    "<a href=": "Unclosed start tag at byte offset 0",
    "<b>a</b": "Unclosed end tag at byte offset 4",
    "<span>a</span>": 'Tag "span" must have class "tg-spoiler" at byte offset 0',
}


@pytest.mark.parametrize("source", BROKEN)
def test_broken(source: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {BROKEN[source]}"


FOUND = {
    "https://eotinish.kz/a?b=1.": [entity("url", 0, 25)],
    "қараңыз: egov.kz, 😀 t.me/dauys": [entity("url", 9, 7), entity("url", 21, 10)],
    "/start abc": [entity("bot_command", 0, 6)],
    "/start@dauys_bot x": [entity("bot_command", 0, 16)],
    "a/b c": [],
    "@dauys_bot #қала +77010000000": [
        entity("mention", 0, 10),
        entity("hashtag", 11, 5),
        entity("phone_number", 17, 12),
    ],
    "a@gov.kz": [entity("email", 0, 8)],
    "123 #1 3.5 км": [],
}


@pytest.mark.parametrize("text", FOUND)
def test_found(text: str) -> None:
    assert found_in(text, []) == FOUND[text]


def test_nothing_is_found_inside_code() -> None:
    code = entity("code", 0, 7)
    assert found_in("egov.kz", [code]) == [code]


def test_trimming_moves_and_cuts_entities() -> None:
    assert trimmed(" \nab ", [entity("bold", 0, 5), entity("code", 0, 1)]) == ("ab", [entity("bold", 0, 2)])


@given(st.text())
def test_units_are_those_of_utf16(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(st.text(alphabet=st.characters(exclude_characters="<&")), st.sampled_from(["b", "i", "code", "pre"]))
def test_escaped_text_comes_back_as_it_was(text: str, tag: str) -> None:
    parsed, entities = parse_html(f"<{tag}>{text}</{tag}>")
    assert parsed == text
    assert [e["length"] for e in entities] == ([units(text)] if text else [])


@given(st.text(alphabet="<>/b&;amp i\"='a"))
def test_any_source_is_read_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except ApiError as refusal:
        assert "can't parse entities" in refusal.description
    else:
        assert all(0 <= e["offset"] < e["offset"] + e["length"] <= units(text) for e in entities)
