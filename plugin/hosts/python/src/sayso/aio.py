"""The client for asyncio: the same threads underneath, and no call that blocks the loop."""
from __future__ import annotations

import asyncio
from typing import Any, AsyncIterable, AsyncIterator, Iterable, Optional, Union

from .client import Client, Text, UnderWay
from .job import Options
from .records import Document


async def _each(texts: Union[Iterable[Text], AsyncIterable[Text]]) -> AsyncIterator[Text]:
    if isinstance(texts, AsyncIterable):
        async for text in texts:
            yield text
    else:
        for text in texts:
            yield text


class AsyncClient:
    """Takes what Client takes."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._client = Client(*arguments, **options)

    async def __aenter__(self) -> "AsyncClient":
        return self

    async def __aexit__(self, *fault: object) -> None:
        await self.close()

    @property
    def pid(self) -> Optional[int]:
        return self._client.pid

    async def annotate(self, texts: Union[Iterable[Text], AsyncIterable[Text]], options: Options = Options(), *,
                       ahead: int = 64) -> AsyncIterator[Document]:
        """As Client.annotate; texts may come asynchronously."""
        if isinstance(texts, (str, bytes)):
            raise TypeError("annotate takes several texts; for one use annotate_one")
        under_way, number = UnderWay(self._client, ahead), 0
        try:
            async for text in _each(texts):
                under_way.add(self._client.submit(text, options, key=number))
                number += 1
                while under_way.is_full:
                    yield await asyncio.wrap_future(under_way.next_future())
            while under_way:
                yield await asyncio.wrap_future(under_way.next_future())
        finally:
            under_way.drop()

    async def annotate_one(self, text: Text, options: Options = Options()) -> Document:
        """Raises the exception of its status, but for LIMIT. Cancelling the task cancels the document."""
        job = self._client.submit(text, options)
        try:
            return (await asyncio.wrap_future(job.future)).check()
        except asyncio.CancelledError:
            self._client.drop(job)
            raise

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(None, self._client.close)
