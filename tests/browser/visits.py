"""Pages as a visitor opens them, with a record of what they asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Request

from content import Texts
from explainer.view.shell.sitemap import PAGES, by_section, page_named

LOCALES = {"es": "es-MX", "pt": "pt-BR", None: "es-MX"}
RUNS = Path(__file__).with_name("runs.js")
STORED = "cookies,local_storage,indexeddb,cache_storage,service_workers"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # A page opened beside another one of its profile finds the site's scripts compiled.
    "--process-per-site",
]


FOLLOW = """(address) => {
    const link = document.createElement('a');
    link.className = 'ec-go';
    link.href = address;
    document.body.append(link);
    link.click();
    link.remove();
    return true;
}"""
"""Follows a link of the site."""
PATIENCE = 180_000  # milliseconds; a busy machine is slow, not wrong
# Longer than any wait of ours or Streamlit's between what a visitor does and the request that
# follows: sliders wait for 200 ms, the change of theme for 300 ms.
QUIET = 350
POLLING = 100  # each look costs the page a few milliseconds
STILL = """(quiet) => {
  const runs = window.siteRuns;
  const app = document.querySelector('[data-testid=stApp]');
  if (app?.dataset.testScriptState !== 'notRunning' || runs.state !== 'idle'
      || document.fonts.status !== 'loaded'
      || document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
      || document.getAnimations().some((one) => one.playState === 'running'
        && Number.isFinite(one.effect.getComputedTiming().endTime))) return false;
  // Counted from the first look on: whatever the browser still had to do comes before.
  runs.since ??= performance.now();
  runs.since = Math.max(runs.since, runs.changed);
  return performance.now() - runs.since > quiet;
}"""


def ready(page: Page, patience: float = PATIENCE) -> None:
    """Wait until the site has answered the last request and the page stands still.

    To be called after `visit` has opened a page (it does so itself) and after each action
    that makes the script run again.
    """
    page.wait_for_function("() => window.siteRuns && (delete window.siteRuns.since, true)")
    page.wait_for_function(STILL, arg=QUIET, polling=POLLING, timeout=patience)


def resize(page: Page, width: int, height: int = 800) -> None:
    """Change the size of the window and wait until the page has followed."""
    if page.viewport_size != {"width": width, "height": height}:
        page.set_viewport_size({"width": width, "height": height})
        ready(page)


def stretch(page: Page) -> None:
    """Make the window as high as the page, so that all of it is in a picture.

    Streamlit scrolls an inner element: a picture of the full page would end at the fold.
    """
    size = page.viewport_size
    assert size is not None
    whole = page.evaluate("() => document.querySelector('[data-testid=stMain]')?.scrollHeight ?? 0")
    page.set_viewport_size({"width": size["width"], "height": max(whole, size["height"])})
    ready(page)


def turn(page: Page, scheme: str) -> None:
    """Change the system's theme, which makes the site draw its charts anew."""
    if page.evaluate(
        "(scheme) => !matchMedia(`(prefers-color-scheme: ${scheme})`).matches", scheme
    ):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        # The page is told with the next frame, and asks for a new run 300 ms later.
        page.evaluate("() => new Promise(requestAnimationFrame)")
        ready(page)


def go_to(page: Page, name: str, texts: Texts) -> None:
    """Open a page by the menu of a wide screen."""
    places = by_section()[page_named(name).section]
    nav = page.get_by_role("navigation", name=texts("site.nav.label"), exact=True)
    if len(places) > 1:
        nav.get_by_role("button", name=texts(f"site.sections.{places[0].section}")).click()
    nav.get_by_role("link", name=texts(f"site.nav.{name}"), exact=True).click()
    ready(page)


def move(page: Page, address: str) -> None:
    """Go to another page of the site without loading it anew, as its own links do."""
    page.evaluate(FOLLOW, address)
    ready(page)


class Contexts:
    """Profiles of a browser, each used by one visit at a time and emptied after it.

    What they keep is the cache of the site's own files, and a page without words that keeps the
    process of the site alive: without them half of what opening a page costs would be reading
    and compiling the same scripts again.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.brooms: dict[BrowserContext, tuple[Page, CDPSession]] = {}
        self.free: defaultdict[tuple[str, bool], list[BrowserContext]] = defaultdict(list)
        self.kind: dict[BrowserContext, tuple[str, bool]] = {}

    def take(self, locale: str, phone: bool) -> BrowserContext:
        """Return an empty profile with the language, and the touch screen, of a visitor."""
        if self.free[locale, phone]:
            return self.free[locale, phone].pop()
        context = self.browser.new_context(
            locale=locale,
            reduced_motion="reduce",
            has_touch=phone,
            is_mobile=phone,
            timezone_id="America/Mexico_City",
        )
        context.set_default_timeout(PATIENCE / 2)
        context.add_init_script(path=RUNS)
        self.kind[context] = locale, phone
        return context

    def give_back(self, context: BrowserContext, origin: str) -> None:
        """Close the pages of a profile and forget all that they stored."""
        context.clear_cookies()
        context.clear_permissions()
        if context not in self.brooms:
            broom = context.new_page()
            broom.goto(f"{origin}/_stcore/health")
            self.brooms[context] = broom, context.new_cdp_session(broom)
        broom, line = self.brooms[context]
        for page in context.pages:
            if page is not broom:
                page.close()
        line.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": STORED})
        self.free[self.kind[context]].append(context)

    def close(self) -> None:
        for context in self.kind:
            context.close()


class Visits:
    """Opens pages of one site and remembers requests and failures of all of them.

    Parameters
    ----------
    url
        Where the site is.
    browser
        Who opens the pages.
    pool
        Profiles that outlive these visits; without them each page gets a new one.
    """

    def __init__(self, url: str, browser: Browser, pool: Contexts | None = None) -> None:
        self.url = url
        self.pool = pool or Contexts(browser)
        self.pooled = pool is not None
        self.contexts: list[tuple[BrowserContext, Callable[..., None]]] = []
        self.requests: list[str] = []
        self.failures: list[str] = []

    def __call__(
        self,
        path: str = "/",
        *,
        lang: str | None = None,
        width: int = 1280,
        height: int = 800,
        scheme: str = "light",
        locale: str | None = None,
        wait: bool = True,
    ) -> Page:
        """Open a page in a browser of its own.

        Parameters
        ----------
        path
            Path and query, for example `/simular?v=1`.
        lang
            Added to the query as `lang` when given; sets the browser's locale too.
        width, height
            Size of the window; under 600 wide it is a phone with a touch screen.
        scheme
            `light` or `dark`, as the system would prefer it.
        locale
            The browser's language, when it is to differ from `lang`.
        wait
            Whether to wait until the page is ready.
        """
        context = self.pool.take(locale or LOCALES[lang], width < 600)

        def asked(request: Request) -> None:
            self.requests.append(request.url)

        context.on("request", asked)
        self.contexts.append((context, asked))
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.on("websocket", lambda socket: self.requests.append(socket.url))
        page.on("pageerror", lambda error: self.failures.append(str(error)))
        page.goto(self.address(path, lang))
        if wait:
            ready(page)
        return page

    def address(self, path: str, lang: str | None = None) -> str:
        """Return the full address of a path, in a language when one is given."""
        parts = urlsplit(self.url + path)
        query = parse_qsl(parts.query, keep_blank_values=True)
        if lang:
            query = [(k, v) for k, v in query if k != "lang"] + [("lang", lang)]
        return urlunsplit(parts._replace(query=urlencode(query)))

    def foreign(self) -> list[str]:
        """Return the requests that went to another host than the site's."""
        own = urlsplit(self.url).netloc
        return sorted(
            {
                url
                for url in self.requests
                if urlsplit(url).scheme in {"http", "https", "ws", "wss"}
                and urlsplit(url).netloc != own
            }
        )

    def close(self) -> None:
        """Close every page; without a pool their profiles too."""
        for context, asked in self.contexts:
            context.remove_listener("request", asked)
            if self.pooled:
                self.pool.give_back(context, self.url)
        self.contexts.clear()
        if not self.pooled:
            self.pool.close()


def asked_of(url: str) -> dict[str, str]:
    """Return what an address asks for; what a whole one leaves out is the default of its page."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    if "v" not in query:
        return query
    slugs = {one.slug: one for one in PAGES}
    here = slugs[parts.path.rpartition("/")[2]]
    return {name: legal[0] for name, legal in here.choices.items()} | query


def asked(page: Page) -> dict[str, str]:
    """Return what the address of a page asks for, defaults included."""
    return asked_of(page.url)
