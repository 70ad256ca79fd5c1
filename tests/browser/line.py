"""A line between browser and site that can be cut and mended, as a phone's in a lift."""

from __future__ import annotations

import asyncio
from threading import Event, Thread
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

CHUNK = 65_536


class Line:
    """Passes on what comes: ``with Line(server.url) as line: ... line.cut() ... line.mend()``."""

    def __init__(self, url: str) -> None:
        self.target = urlsplit(url)
        self.url = ""
        self.received = 0
        """Bytes that have come from the site."""
        self._whole = True
        self._closed_to_sockets = False
        self._flowing, self._answering = asyncio.Event(), asyncio.Event()
        self._flowing.set()
        self._answering.set()
        self._ends: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._begun = Event()
        self._thread = Thread(target=lambda: self._loop.run_until_complete(self._run()))

    def __enter__(self) -> Self:
        self._thread.start()
        self._begun.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.cut()
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        self._loop.close()

    def cut(self) -> None:
        """End every connection and let none begin."""
        self._whole = False
        self._loop.call_soon_threadsafe(self._abort)

    def mend(self) -> None:
        """Let connections begin again, and let pass what was held back."""
        self._whole = True
        self._loop.call_soon_threadsafe(self._flowing.set)
        self._loop.call_soon_threadsafe(self._answering.set)

    def hold_answers(self) -> None:
        """Let pass what the browser says, and nothing of what the site answers."""
        self._loop.call_soon_threadsafe(self._answering.clear)

    def freeze(self) -> None:
        """Let nothing pass, without telling anybody: no connection ends."""
        self._loop.call_soon_threadsafe(self._flowing.clear)

    def refuse_sockets(self) -> None:
        """Swallow requests for a websocket from now on, as some proxies of schools do."""
        self._closed_to_sockets = True

    def _abort(self) -> None:
        for end in self._ends:
            end.transport.abort()

    async def _run(self) -> None:
        server = await asyncio.start_server(self._meet, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._begun.set()
        await self._stop.wait()
        server.close()
        self._abort()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*others, return_exceptions=True)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._whole:
            writer.transport.abort()
            return
        try:
            there = await asyncio.open_connection(self.target.hostname, self.target.port)
        except OSError:  # nobody is there
            writer.transport.abort()
            return
        ends = {writer, there[1]}
        self._ends |= ends
        await asyncio.gather(
            self._pass_on(reader, there[1]), self._pass_on(there[0], writer, answers=True)
        )
        self._ends -= ends

    async def _pass_on(
        self, source: asyncio.StreamReader, end: asyncio.StreamWriter, *, answers: bool = False
    ) -> None:
        try:
            while data := await source.read(CHUNK):
                self.received += answers * len(data)
                await self._flowing.wait()
                if answers:
                    await self._answering.wait()
                if self._closed_to_sockets and b"upgrade: websocket" in data.lower():
                    continue
                end.write(data)
                await end.drain()
        except OSError:
            pass  # cut
        finally:
            end.transport.abort() if end.is_closing() else end.close()
