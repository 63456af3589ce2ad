"""Settings from the environment, each with the sentence docs/operations.md repeats (a test compares)."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.clock import is_loopback

TELEGRAM = "https://api.telegram.org"
DATABASES = ("sqlite+aiosqlite:///", "postgresql+asyncpg://")


class SettingsError(ValueError):
    """A setting cannot be used; the message is a sentence for whoever set it."""


class Settings(BaseSettings):
    """Everything an operator of the service sets; all names begin with DAUYS_."""

    model_config = SettingsConfigDict(env_prefix="DAUYS_", extra="ignore")

    bot_token: SecretStr | None = Field(None, description="token of the bot, from @BotFather")
    bot_token_file: Path | None = Field(
        None, description="file that holds the token, instead of the token itself"
    )
    api_base: str = Field(TELEGRAM, description="address of the Bot API server")
    database_url: str = Field(
        "sqlite+aiosqlite:///dauys.sqlite3",
        description="sqlite+aiosqlite:///FILE or postgresql+asyncpg://...",
    )
    admins: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="Telegram ids of the administrators, separated by commas"
    )
    webhook_url: str | None = Field(
        None, description="public https address Telegram calls; without it, polling"
    )
    webhook_secret: SecretStr | None = Field(None, description="secret Telegram repeats in each webhook call")
    webhook_port: int = Field(8081, description="local port the webhook listens on, behind a TLS proxy")
    proxy: str | None = Field(None, description="proxy for the way to Telegram: http://... or socks5://...")
    facts_dir: Path | None = Field(None, description="folder of facts to use instead of the shipped one")
    documents_dir: Path | None = Field(
        None,
        description="folder of documents on their way out, shared by all processes; "
        "without it, beside the SQLite file or in a temporary folder",
    )
    erasure_ledger: Path | None = Field(
        None,
        description="file that lists erasures, by which a restored backup is cleaned again; "
        "without it, beside the SQLite file",
    )
    clock_url: str | None = Field(
        None, description="where the playground tells its time; only with a loopback API"
    )
    rate: float = Field(29.5, gt=0, description="messages per second to all chats together")
    chat_rate: float = Field(1.0, gt=0, description="messages per second to one chat, after a short burst")
    migrate: bool = Field(True, description="bring the database's schema up to date at start")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    @field_validator("admins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = value.replace(",", " ").split()
        if not all(part.isdecimal() for part in parts):
            raise ValueError("Telegram ids are numbers, separated by commas")
        return frozenset(int(part) for part in parts)

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith(DATABASES):
            raise ValueError(
                "must be sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER:PASSWORD@HOST/DATABASE"
            )
        return value

    @model_validator(mode="after")
    def _clock_only_at_home(self) -> "Settings":
        if self.clock_url and not (is_loopback(self.api_base) and is_loopback(self.clock_url)):
            raise ValueError(
                "DAUYS_CLOCK_URL moves the bot's civil time and is refused unless the API base is loopback"
            )
        if self.webhook_url and self.webhook_secret is None:
            raise ValueError("DAUYS_WEBHOOK_URL needs DAUYS_WEBHOOK_SECRET, or anybody could send updates")
        return self

    def token(self) -> str:
        """The bot's token.

        Raises:
            SettingsError: neither the token nor a readable file with it is set.
        """
        if self.bot_token is not None:
            return self.bot_token.get_secret_value().strip()
        if self.bot_token_file is None:
            raise SettingsError(
                "Set DAUYS_BOT_TOKEN, or DAUYS_BOT_TOKEN_FILE with the path of a file that holds the token."
            )
        try:
            return self.bot_token_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as unreadable:
            reason = getattr(unreadable, "strerror", None) or "it is not a text file"
            raise SettingsError(
                f"DAUYS_BOT_TOKEN_FILE: cannot read {self.bot_token_file}: {reason}"
            ) from None

    @property
    def on_telegram(self) -> bool:
        """Does this process talk to the real Telegram?"""
        return not is_loopback(self.api_base)
