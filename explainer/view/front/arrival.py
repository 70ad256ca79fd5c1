"""How long the server waits for a request: without a proxy nothing else ends one that never does.

uvicorn limits the pause between two requests of a line, and not a request itself: a thousand that
never end would keep a thousand descriptors. Its own class for HTTP gets one timer more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http import auto
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

LONGEST = 20.0
"""Seconds that a request, head and body, may take to arrive."""
ARRIVING = ("IDLE", "SEND_BODY")
"""What h11 calls the state of who has not sent all of a request."""


class BoundedProtocol(H11Protocol):
    """A connection that is closed when a request does not arrive in time."""

    longest = LONGEST
    _timer: asyncio.TimerHandle | None = None

    def connection_made(
        self,
        transport: asyncio.Transport,  # type: ignore[override] # as uvicorn has it
    ) -> None:
        """Wait for the first request."""
        super().connection_made(transport)
        self._restart_timer()

    def data_received(self, data: bytes) -> None:
        """Wait for the rest of a request, if there is one."""
        super().data_received(data)
        self._restart_timer()

    def on_response_complete(self) -> None:
        """Wait for the next request, of which a part may be here already."""
        super().on_response_complete()
        self._restart_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._stop_timer()
        super().connection_lost(exc)

    def _restart_timer(self) -> None:
        # h11 waits for the end of a request that became a websocket, which has left us by then.
        left = self.transport.get_protocol() is not self
        if left or str(self.conn.their_state) not in ARRIVING:
            self._stop_timer()
        elif self._timer is None:
            self._timer = self.loop.call_later(self.longest, self.transport.close)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def bound_requests() -> None:
    """Have uvicorn, which Streamlit sets up by itself, take lines of this kind."""
    auto.AutoHTTPProtocol = BoundedProtocol
