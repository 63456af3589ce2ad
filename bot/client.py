"""The client for Telegram: aiogram's own, with lighter requests and answers."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from http import HTTPStatus
from typing import Any, cast, get_args

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType
from aiohttp import ClientError, ClientTimeout
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError
from pydantic import BaseModel, TypeAdapter

PROXY_TROUBLES: tuple[type[Exception], ...] = (ProxyError, ProxyConnectionError, ProxyTimeoutError)
"""The proxy did not let a request through: it never reached Telegram."""

_TROUBLES: tuple[type[Exception], ...] = (ClientError, *PROXY_TROUBLES)


class Client(AiohttpSession):
    """Sends a request without files as JSON, and reads a good answer by a reader that is made once.

    aiogram builds a multipart form for every request, and a class for the answer that the collector soon
    takes away again: together they cost more than everything else a message needs.
    """

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        """Make one request.

        Raises:
            TelegramAPIError: Telegram refused.
            TelegramNetworkError: no answer came.
        """
        files: dict[str, Any] = {}
        told = self.prepare_value(method.model_dump(warnings=False), bot, files, _dumps_json=False)
        if files:
            return await super().make_request(bot, method, timeout)
        http = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        limit = ClientTimeout(total=timeout or self.timeout)
        try:
            async with http.post(url, json=told, timeout=limit) as answer:
                status, content = answer.status, await answer.text()
        except TimeoutError as late:
            raise TelegramNetworkError(method=method, message="Request timeout error") from late
        except _TROUBLES as trouble:
            raise TelegramNetworkError(
                method=method, message=f"{type(trouble).__name__}: {trouble}"
            ) from trouble
        return self._read(bot, method, status, content)

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Sort an answer that is not simply good, as aiogram does."""
        _reader(method.__returning__)
        return super().check_response(bot, method, status_code, content)

    def _read(
        self, bot: Bot, method: TelegramMethod[TelegramType], status: int, content: str
    ) -> TelegramType:
        if status == HTTPStatus.OK:
            with suppress(ValueError, KeyError):  # whatever is odd about the answer, aiogram says it better
                result = self.json_loads(content)["result"]
                read: TelegramType = _reader(method.__returning__).validate_python(
                    result, context={"bot": bot}
                )
                return read
        return cast(TelegramType, self.check_response(bot, method, status, content).result)


@cache
def _reader(returning: Any) -> TypeAdapter[Any]:
    for model in _models_of(returning):
        model.model_rebuild()  # after a lean start it may not be built yet
    return TypeAdapter(returning)


def _models_of(returning: Any) -> Iterator[type[BaseModel]]:
    if isinstance(returning, type) and issubclass(returning, BaseModel):
        yield returning
    for part in get_args(returning):
        yield from _models_of(part)
