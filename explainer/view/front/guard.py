"""Who may ask for what, and the headers that every answer carries."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hmac import compare_digest
from urllib.parse import urlsplit

from explainer.reading_edition.whole_address import whole_address
from explainer.view.shell import style

Headers = Iterable[tuple[bytes, bytes]]

HOST = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9.-]{1,253})(:[0-9]{1,5})?")
FRAMES = re.compile(r"'self'|'none'|\*|(\s*https?://[A-Za-z0-9.*:\[\]-]+)+")
REPLICA = re.compile(r"[a-z0-9-]{1,20}")
REPLICA_COOKIE = "replica"
"""Names the replica that holds the visit, for the proxy before several of them."""
DEFAULT_PORTS = {"http": ":80", "https": ":443", "ws": ":80", "wss": ":443"}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CLOSED = ("_stcore/agent/", "_stcore/agent")
METRICS = "_stcore/metrics"
UNUSED_FEATURES = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"),
    *("microphone", "midi", "payment", "usb"),
)


CONTENT_POLICY = (
    "default-src 'self'",
    # Streamlit's components are scripts that come as texts and are loaded as blobs.
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
)
"""What a page may load: nothing from anywhere else, so that nothing can be sent there either."""


class SettingError(ValueError):
    """A setting of the front is not what it must be; the message names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the site is reached.

    Attributes
    ----------
    base : str
        Path below which the site is, without slashes at its ends; mostly empty.
    address : str
        The site's public address without a slash at its end; empty: as the browser names it.
    origins : frozenset of str
        Other origins ("https://example.org") whose pages may connect.
    frames : str
        Who may show the site in a frame, as `frame-ancestors` says it.
    metrics_token : str
        Who sends it as `Authorization: Bearer …` sees the metrics; empty: nobody.
    replica : str
        Name of this process among several behind one proxy; empty: it is alone.
    """

    base: str = ""
    address: str = ""
    origins: frozenset[str] = frozenset()
    frames: str = "'self'"
    metrics_token: str = ""
    replica: str = ""

    def __post_init__(self) -> None:
        """Refuse what could not be meant."""
        try:
            whole_address(self.address)
        except ValueError as error:
            raise SettingError(f"EXPLAINER_URL: {error}") from None
        if not FRAMES.fullmatch(self.frames):
            raise SettingError(
                "EXPLAINER_FRAMES is 'self', 'none', * or origins such as https://school.example"
            )
        if self.replica and not REPLICA.fullmatch(self.replica):
            raise SettingError("EXPLAINER_REPLICA is up to 20 of a-z, 0-9 and -, such as one")


def settings(environment: Mapping[str, str], base: str, origins: Iterable[str]) -> Settings:
    """Return the settings that the environment and Streamlit's configuration make.

    Parameters
    ----------
    environment : Mapping of str to str
        `EXPLAINER_URL`, `EXPLAINER_FRAMES`, `EXPLAINER_METRICS_TOKEN`, `EXPLAINER_REPLICA`; each
        may be absent.
    base : str
        Streamlit's `server.baseUrlPath`.
    origins : iterable of str
        Streamlit's `server.corsAllowedOrigins`.

    Raises
    ------
    SettingError
        Naming the variable that cannot be used.
    """
    frames = environment.get("EXPLAINER_FRAMES", "").strip() or "'self'"
    return Settings(
        base=base.strip("/"),
        address=environment.get("EXPLAINER_URL", "").strip().rstrip("/"),
        origins=frozenset(origin.strip().rstrip("/") for origin in origins),
        frames=f"'{frames}'" if frames in {"self", "none"} else frames,
        metrics_token=environment.get("EXPLAINER_METRICS_TOKEN", ""),
        replica=environment.get("EXPLAINER_REPLICA", "").strip(),
    )


def header(headers: Headers, name: bytes) -> str:
    """Return the value of a header in lower-case letters, or an empty text."""
    return next((value.decode("latin-1") for key, value in headers if key == name), "")


def is_own_origin(origin: str, host: str, site: Settings) -> bool:
    """Say whether a page of this origin may connect; no name is looked up for it.

    Parameters
    ----------
    origin : str
        The header of the request; empty if there was none, which no browser does.
    host : str
        The header `Host`.
    site : Settings
    """
    if not origin or origin in site.origins:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return False
    allowed = {_bare(host, parts.scheme)} if HOST.fullmatch(host) else set()
    if site.address:
        public = urlsplit(site.address)
        allowed.add(_bare(public.netloc, public.scheme))
    return _bare(parts.netloc, parts.scheme) in allowed


def may_see(path: str, headers: Headers, site: Settings) -> bool:
    """Return whether one of Streamlit's own endpoints is open to this request."""
    if path.startswith(CLOSED):
        return False
    if path.rstrip("/") != METRICS:
        return True
    shown = header(headers, b"authorization").encode()
    wanted = f"Bearer {site.metrics_token}".encode()
    return bool(site.metrics_token) and compare_digest(shown, wanted)


def inner_headers(headers: Headers) -> list[tuple[bytes, bytes]]:
    """Return the headers of a request as Streamlit is to see them.

    The origin is left out, once it was judged: Streamlit judges one that is not the host by
    asking an outside address for its own IP, and serves nobody while it waits. It treats a request
    without one as its own. A mark says that the page came through the front.
    """
    mark = style.MARK.lower().encode()
    kept = [(key, value) for key, value in headers if key not in {b"origin", mark}]
    return [*kept, (mark, b"1")]


def answer_headers(site: Settings) -> tuple[tuple[bytes, bytes], ...]:
    """Return the headers that every answer carries."""
    features = ", ".join(f"{name}=()" for name in UNUSED_FEATURES)
    policy = "; ".join((*CONTENT_POLICY, f"frame-ancestors {site.frames}"))
    named = {
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "permissions-policy": features,
        "content-security-policy": policy,
    }
    return tuple((key.encode(), value.encode()) for key, value in named.items())


def affinity(headers: Headers, scheme: str, site: Settings) -> tuple[tuple[bytes, bytes], ...]:
    """Return the header that keeps a visit at this replica, or nothing if it is kept already.

    The cookie names a process and nobody, so that it may also be sent from within another site's
    frame, where the pages of a school show this one.
    """
    if not site.replica:
        return ()
    cookie = f"{REPLICA_COOKIE}={site.replica}"
    if cookie in header(headers, b"cookie").split("; "):
        return ()
    safe = scheme in {"https", "wss"}
    rule = "SameSite=None; Secure; Partitioned" if safe else "SameSite=Lax"
    path = f"/{site.base}/" if site.base else "/"
    return ((b"set-cookie", f"{cookie}; Path={path}; HttpOnly; {rule}".encode()),)


def root(scheme: str, host: str, site: Settings) -> str:
    """Return the address of the top of the site with a slash at its end, or an empty text.

    Parameters
    ----------
    scheme : str
        "http" or "https", as the request came.
    host : str
        The header `Host`: hostile text; what is not a name of a host is not repeated.
    site : Settings
    """
    below = f"/{site.base}/" if site.base else "/"
    if site.address:
        return site.address.removesuffix(f"/{site.base}" if site.base else "") + below
    return f"{scheme}://{host}{below}" if HOST.fullmatch(host) else ""


def _bare(netloc: str, scheme: str) -> str:
    return netloc.lower().removesuffix(DEFAULT_PORTS.get(scheme, ""))
