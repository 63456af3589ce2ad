"""Somebody in front of the chat page: types into a column, taps its buttons, reads its messages."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

from locales.catalog import LANGUAGES, entries

PATIENCE = 15_000  # milliseconds
KAZAKH = set("әғқңөұүһіӘҒҚҢӨҰҮҺІ")


@dataclass(slots=True)
class Player:
    """One person of the page."""

    page: Page
    id: int

    @property
    def column(self) -> Locator:
        """Everything this person sees."""
        return self.page.get_by_test_id(f"column-{self.id}")

    async def says(self, words: str) -> None:
        """Type and press the button that sends."""
        await self.page.get_by_test_id(f"input-{self.id}").fill(words)
        await self.page.get_by_test_id(f"send-{self.id}").click()

    async def sees(self, words: str) -> None:
        """Wait for a message with these words."""
        await expect(self._messages.filter(has_text=words).last).to_be_visible(timeout=PATIENCE)

    async def taps(self, words: str) -> None:
        """Tap the newest button that begins with these words."""
        begins = re.compile(rf"^\s*{re.escape(words)}")
        await self.column.get_by_test_id("button").filter(has_text=begins).last.click(timeout=PATIENCE)

    async def replies(self) -> list[str]:
        """What the bot says in this chat just now."""
        return await self.column.locator(".message.is-other .bubble").all_inner_texts()

    async def buttons(self) -> list[str]:
        """What is written on all buttons."""
        return [text.strip() for text in await self.column.get_by_test_id("button").all_inner_texts()]

    @property
    def _messages(self) -> Locator:
        return self.column.get_by_test_id("message")

    async def reads_only(self, language: str) -> None:
        """Nothing on the screen is in the other language: neither a message nor a button."""
        for said in await self.replies():
            assert bool(KAZAKH & set(said)) is (language == "kk"), f"not {language}: {said}"
        foreign = _labels(*(set(LANGUAGES) - {language})) - _labels(language)
        assert not foreign & set(await self.buttons())


def _labels(language: str) -> set[str]:
    return {form for key, forms in entries(language).items() if key.startswith("button.") for form in forms}
