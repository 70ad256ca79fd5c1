"""A visitor without a browser: speaks Streamlit's protocol and notes when each part arrives.

It does what Streamlit's own page does on the line: keeps the elements by their place, answers
with the state of all widgets that it knows, passes the address on, and keeps large messages so
that the server may refer to them. It draws nothing, so what it measures is the server's time.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

STREAM, PROTOCOL = "/_stcore/stream", Subprotocol("streamlit")
KEPT_RUNS = 2
"""Runs for which an unused message is kept, as `global.maxCachedMessageAge` tells the browser."""
COMPLETE = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)
SHOWN_VALUES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "slider": lambda proto: {"double_array_value": list(proto.value or proto.default)},
    "number_input": lambda proto: {"double_value": proto.value or proto.default},
    "checkbox": lambda proto: {"bool_value": proto.value or proto.default},
    "button_group": lambda proto: {
        "string_array_value": list(proto.raw_values)
        or [proto.options[place].content for place in proto.default]
    },
}
"""What a widget of each kind reports of itself once it is on the page."""
MOST_REPEATED = 3
"""Parts of one page that are drawn again and again."""
TRIGGERS = ("trigger_value", "json_trigger_value")
OWNER = "address"
"""Key of the component that owns the browser's address."""
EVENTS = "$$STREAMLIT_INTERNAL_KEY_{}__events"


class PageFailedError(AssertionError):
    """The page ended with an exception, or without what a run must end with."""


@dataclass(slots=True)
class Run:
    """One run of the page, as it came over the line; all times in seconds from its cause.

    Attributes
    ----------
    shown : float or None
        Until the headline of the result and the first chart after it were both there.
    finished : float
        Until the run had ended.
    received : int
        Bytes of its messages, before compression.
    kinds : dict
        The same by kind of element.
    """

    shown: float | None = None
    finished: float = 0.0
    received: int = 0
    kinds: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Widget:
    """Where a widget lives and what it reports."""

    kind: str
    fragment: str = ""


class Visitor:
    """One visit: ``async with Visitor(url) as visitor: await visitor.open("sim", {...})``.

    Parameters
    ----------
    url : str
        Of the server, without a path.
    locale : str
        What the browser says that it prefers.
    cookie : str
        What the browser keeps of this site, such as "replica=one".
    """

    def __init__(self, url: str, locale: str = "es-MX", cookie: str = "") -> None:
        self.url = url
        self.cookie = cookie
        self.locale = locale
        self.elements: dict[tuple[int, ...], Any] = {}
        self.widgets: dict[str, Widget] = {}
        self.states: dict[str, dict[str, Any]] = {}
        self.query = ""
        self.page = ""
        self.references = 0
        self.session = ""
        """Name that the server gave to this visit."""
        self.repeated: dict[str, float] = {}
        """Parts of the page that the browser asks for again and again: seconds by their id."""
        self._kept: dict[str, tuple[ForwardMsg, int]] = {}
        self._runs = 0
        self._line: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        stream = self.url.replace("http", "ws", 1) + STREAM
        self._line = await connect(
            stream,
            subprotocols=[PROTOCOL],
            max_size=None,
            additional_headers={"Cookie": self.cookie} if self.cookie else None,
            ssl=_unchecked() if stream.startswith("wss") else None,
            proxy=None,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._line is not None
        await self._line.close()

    async def open(self, slug: str, query: dict[str, str]) -> Run:
        """Open a page by its address and wait until it is complete."""
        self.page, self.query = slug, urlencode(query)
        return await self._rerun(page_name=slug)

    async def change(self, key: str, value: Any) -> Run:
        """Set a widget, found by its key in the page's code, and wait for the answer.

        Parameters
        ----------
        key : str
            The `key` that the page gave it.
        value : object
            Of a slider or number field a number; of a choice the words of the option; of a
            component the names and values of its state.
        """
        name = self.find(key)
        self.states[name] = self._state(self.widgets[name].kind, value)
        return await self._rerun(fragment=self.widgets[name].fragment)

    async def go(self, address: str) -> Run:
        """Follow a link of the site or move in the history, and wait for the answer.

        Parameters
        ----------
        address : str
            Below the top of the site: "sim?lang=es".
        """
        told = self.data(OWNER)
        moved = {"session": told["session"], "n": told["n"] + 1, "address": address}
        self.page, _, self.query = address.partition("?")
        return await self.change(OWNER, {"at": moved, "theme": None})

    async def drag(
        self, key: str, values: Sequence[Any], every: float, arrived: Callable[[], bool]
    ) -> Run:
        """Set a widget again and again without waiting for answers.

        Parameters
        ----------
        key : str
        values : sequence
            Sent one after the other.
        every : float
            Seconds from one to the next.
        arrived : callable
            Whether the page, after a run, is the answer to the last value.

        Returns
        -------
        Run
            The one that answers the last value; its times are from the sending of that value.
        """
        name = self.find(key)
        kind, fragment = self.widgets[name].kind, self.widgets[name].fragment

        async def send() -> float:
            for place, value in enumerate(values):
                await asyncio.sleep(every if place else 0.0)
                self.states[name] = self._state(kind, value)
                sent = await self._send({}, fragment)
            return sent

        begin = perf_counter()
        sending = asyncio.create_task(send())
        while True:
            run = await self._receive(begin)
            if sending.done() and arrived():
                break
        before = sending.result() - begin
        shown = None if run.shown is None else run.shown - before
        return replace(run, shown=shown, finished=run.finished - before)

    async def send(self, message: BackMsg) -> None:
        """Send any message, also one that no page would."""
        assert self._line is not None
        await self._line.send(message.SerializeToString())

    async def press(self, key: str) -> Run:
        """Press a button and wait for the answer."""
        name = self.find(key)
        return await self._rerun({name: {"trigger_value": True}}, self.widgets[name].fragment)

    async def repeat(self) -> Run:
        """Ask once for the parts of the page that are drawn again and again; all were met before.

        Those of pages that are gone are forgotten with the answer of the server.
        """
        assert self.repeated
        for fragment in list(self.repeated)[-MOST_REPEATED:]:
            if fragment in self.repeated:
                run = await self._rerun(fragment=fragment)
        return run

    async def trigger(self, key: str, event: str, value: Any) -> Run:
        """Let a component report an event, which is gone after the run that it causes."""
        name = self.find(key)
        told = json.dumps([{"event": event, "value": value}])
        event_state = {EVENTS.format(name): {"json_trigger_value": told}}
        return await self._rerun(event_state, self.widgets[name].fragment)

    def data(self, key: str) -> Any:
        """Return what the page gave to the component with this key."""
        name = self.find(key)
        protos = (
            element.bidi_component
            for element in self.elements.values()
            if element.WhichOneof("type") == "bidi_component"
        )
        return json.loads(next(proto.json for proto in protos if proto.id == name))

    def find(self, key: str) -> str:
        """Return the id of the widget with this key.

        Raises
        ------
        KeyError
            If the page has none.
        """
        found = [name for name in self.widgets if name.endswith(f"-{key}")]
        if not found:
            raise KeyError(f"{key} is not among {sorted(self.widgets)}")
        return found[0]

    def html(self) -> str:
        """Return all HTML of the page in one text, in the order of the page."""
        ordered = (self.elements[place] for place in sorted(self.elements))
        return " ".join(
            element.html.body for element in ordered if element.WhichOneof("type") == "html"
        )

    async def _rerun(
        self,
        triggers: dict[str, dict[str, Any]] | None = None,
        fragment: str = "",
        page_name: str | None = None,
    ) -> Run:
        return await self._receive(await self._send(triggers or {}, fragment, page_name))

    async def _send(
        self,
        triggers: dict[str, dict[str, Any]],
        fragment: str,
        page_name: str | None = None,
    ) -> float:
        """Ask for a run; return when that was."""
        message = BackMsg(rerun_script=self._client_state(triggers, fragment))
        if page_name is not None:
            message.rerun_script.page_name = page_name
            message.rerun_script.page_script_hash = ""
        assert self._line is not None
        begin = perf_counter()
        await self._line.send(message.SerializeToString())
        return begin

    def _client_state(self, triggers: dict[str, dict[str, Any]], fragment: str) -> ClientState:
        state = ClientState(
            query_string=self.query,
            fragment_id=fragment,
            cached_message_hashes=list(self._kept),
        )
        state.context_info.locale = self.locale
        state.context_info.url = f"{self.url}/{self.page}?{self.query}"
        state.context_info.timezone = "America/Mexico_City"
        state.context_info.color_scheme = "light"
        for name, one in {**self.states, **triggers}.items():
            state.widget_states.widgets.append(_widget_state(name, one))
        return state

    async def _receive(self, begin: float) -> Run:
        assert self._line is not None
        run, started, headline, fresh = Run(), False, False, set()
        before: dict[str, float] = {}
        while True:
            raw = await self._line.recv()
            now = perf_counter() - begin
            assert isinstance(raw, bytes)
            message = ForwardMsg.FromString(raw)
            if message.WhichOneof("type") == "ref_hash":
                self.references += 1
                message = self._resolve(message)
            elif message.metadata.cacheable:
                self._kept[message.hash] = (message, self._runs)
            match message.WhichOneof("type"):
                case "new_session":  # one that was ended early is followed by another
                    before, self.repeated = {**before, **self.repeated}, {}
                    self.session = message.new_session.initialize.session_id
                    run, started, headline, fresh = Run(), True, False, set()
                case "delta" if started:
                    place, kind = tuple(message.metadata.delta_path), self._take(message)
                    fresh.add(place)
                    run.received += len(raw)
                    run.kinds[kind] = run.kinds.get(kind, 0) + len(raw)
                    headline = headline or (kind == "html" and self._is_headline(place))
                    if run.shown is None and headline and kind == "plotly_chart":
                        run.shown = now
                case "script_finished" if started:
                    if message.script_finished in COMPLETE:
                        run.finished = now
                        if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                            self.repeated = {**before, **self.repeated}  # a part's run
                        self._finish(message.script_finished, fresh)
                        return run
                    if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                        raise PageFailedError("the page does not compile")
                case "auto_rerun":
                    self.repeated[message.auto_rerun.fragment_id] = message.auto_rerun.interval
                case _:
                    pass

    def _resolve(self, reference: ForwardMsg) -> ForwardMsg:
        """Return the message that the server refers to, in the place that it names now."""
        known, _ = self._kept[reference.ref_hash]
        self._kept[reference.ref_hash] = (known, self._runs)
        message = ForwardMsg()
        message.CopyFrom(known)
        message.metadata.CopyFrom(reference.metadata)
        return message

    def _take(self, message: ForwardMsg) -> str:
        """Put an element or a container in its place; return its kind."""
        delta, place = message.delta, tuple(message.metadata.delta_path)
        if delta.WhichOneof("type") != "new_element":
            return str(delta.WhichOneof("type"))
        element = delta.new_element
        kind = str(element.WhichOneof("type"))
        if kind == "bidi_component" and element.bidi_component.id.endswith(f"-{OWNER}"):
            self._follow(json.loads(element.bidi_component.json))
        if kind == "exception":
            raise PageFailedError(f"{element.exception.type}: {element.exception.message}")
        self.elements[place] = element
        proto = getattr(element, kind)
        name = getattr(proto, "id", "")
        if name and kind != "plotly_chart":
            self._meet(name, kind, proto, delta.fragment_id)
        return kind

    def _follow(self, told: dict[str, Any]) -> None:
        """Be at the address that the page says, as the owner of a browser's address does."""
        page, _, self.query = told["address"].partition("?")
        self.page = page.removeprefix("./")

    def _meet(self, name: str, kind: str, proto: Any, fragment: str) -> None:
        """Learn of a widget, and report the value that it shows as a browser would."""
        new = name not in self.widgets
        self.widgets[name] = Widget(kind, fragment)
        if kind in SHOWN_VALUES and (new or getattr(proto, "set_value", False)):
            self.states[name] = SHOWN_VALUES[kind](proto)

    def _is_headline(self, place: tuple[int, ...]) -> bool:
        return 'id="result"' in self.elements[place].html.body

    def _finish(self, status: int, fresh: set[tuple[int, ...]]) -> None:
        """Forget what the run did not show again, and messages that were not used for long."""
        self._runs += 1
        self._kept = {
            digest: (message, used)
            for digest, (message, used) in self._kept.items()
            if self._runs - used < KEPT_RUNS
        }
        if status != ForwardMsg.FINISHED_SUCCESSFULLY:
            return
        self.elements = {p: element for p, element in self.elements.items() if p in fresh}
        present = {
            getattr(getattr(element, element.WhichOneof("type")), "id", "")
            for element in self.elements.values()
        }
        self.widgets = {name: widget for name, widget in self.widgets.items() if name in present}
        self.states = {name: state for name, state in self.states.items() if name in present}

    @staticmethod
    def _state(kind: str, value: Any) -> dict[str, Any]:
        match kind:
            case "slider":
                return {"double_array_value": [float(value)]}
            case "number_input":
                return {"double_value": float(value)}
            case "checkbox":
                return {"bool_value": bool(value)}
            case "button_group":
                return {"string_array_value": [value] if isinstance(value, str) else list(value)}
            case "bidi_component":
                return {"json_value": json.dumps(value)}
        raise ValueError(f"nobody has said what a {kind} reports")


def _unchecked() -> ssl.SSLContext:
    """Return what lets a certificate of the tests' own pass."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _widget_state(name: str, value: dict[str, Any]) -> WidgetState:
    state = WidgetState(id=name)
    for kind, given in value.items():
        if kind.endswith("array_value"):
            getattr(state, kind).data.extend(given)
        else:
            setattr(state, kind, given)
    return state
