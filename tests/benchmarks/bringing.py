"""A visitor who brings a file of orders: `python -m tests.benchmarks.bringing URL FILE`.

Again and again, for ``page_crowd``, which ends it.
"""

from __future__ import annotations

import asyncio
import base64
import sys
from pathlib import Path

from explainer.view.business.orders_file import FIELD
from explainer.view.widgets.files.file_parts import PART
from tests.load.client import Visitor


async def bring(visitor: Visitor, name: str, data: bytes) -> None:
    """Send a file of orders as the page's field does: a part whenever it asks for one."""
    start = 0
    while start >= 0:
        packed = base64.b64encode(data[start : start + PART]).decode()
        part = {"id": "one", "name": name, "size": len(data), "from": start, "bytes": packed}
        await visitor.trigger(FIELD, "file", part)
        request = visitor.data(FIELD)
        start = request["wanted"]
        await asyncio.sleep(request["pause"] / 1000)


async def again_and_again(url: str, data: bytes) -> None:
    """Open the page for companies, bring the file, have it read; then begin anew."""
    while True:
        async with Visitor(url) as visitor:
            await visitor.open("business", {"lang": "es"})
            await bring(visitor, "orders.csv", data)
            await visitor.press("orders_read")


if __name__ == "__main__":
    asyncio.run(again_and_again(sys.argv[1], Path(sys.argv[2]).read_bytes()))
