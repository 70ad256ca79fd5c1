"""What is cut off or reaches beyond the window, as the browser has laid it out."""

from __future__ import annotations

from playwright.sync_api import Page

TOO_WIDE = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  const found = main.scrollWidth > main.clientWidth + 1 ? ['the page'] : [];
  if (document.documentElement.scrollWidth > window.innerWidth + 1) found.push('html');
  return found;
}"""

CLIPPED = """() => {
  const found = [];
  const seen = (element) =>
    element.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const silent = '.ec-hidden, .ec-skip, style, script, title, desc';
  const scrolls = (element) => {
    for (let up = element; up; up = up.parentElement)
      if (up !== document.body && !up.matches('[data-testid=stMain]')
          && /auto|scroll/.test(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!node.data.trim() || !seen(holder) || holder.closest(silent)) continue;
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width < 1 || box.height < 1) continue;
    const picture = holder.closest('svg');
    const frame = picture?.getBoundingClientRect();
    const words = node.data.trim().slice(0, 40);
    if (picture && (box.left < frame.left - 2 || box.right > frame.right + 2
        || box.top < frame.top - 2 || box.bottom > frame.bottom + 2))
      found.push(`cut off by its drawing: ${words}`);
    if (!picture && (box.right > innerWidth + 1 || box.left < -1) && !scrolls(holder))
      found.push(`beyond the window: ${words}`);
    const end = holder.closest('[data-testid=stMain], body');
    for (let up = holder; !picture && up && up !== end; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (!/hidden|clip/.test(style.overflowX + style.overflowY)) continue;
      const edge = up.getBoundingClientRect();
      if (edge.height < 2 || up.closest('[inert]')) break;
      const outside = box.right > edge.right + 1 || box.left < edge.left - 1;
      if (/hidden|clip/.test(style.overflowX) && outside)
        found.push(`cut off at the side: ${words}`);
    }
  }
  return [...new Set(found)];
}"""


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    return page.evaluate(TOO_WIDE)


def clipped(page: Page) -> list[str]:
    """Words that are not shown whole."""
    return page.evaluate(CLIPPED)


SMALL = """([least, which]) => {
  const text = (one) => one.matches('a') && getComputedStyle(one).display === 'inline';
  return [...document.querySelectorAll(which)].filter((one) => {
    if (!one.checkVisibility({visibilityProperty: true}) || text(one)) return false;
    const box = one.getBoundingClientRect();
    return box.width > 1 && (box.height < least - 0.5 || box.width < least - 0.5);
  }).map((one) => one.outerHTML.slice(0, 120));
}"""
TARGETS = ".stApp :is(a, button, summary, input, select, textarea, [data-pick])"

JUMPS = """() => {
  const found = [];
  let before = 0;
  for (const one of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    if (!one.checkVisibility()) continue;
    const level = Number(one.tagName[1]);
    if (level > before + 1 || !one.innerText.trim())
      found.push(`h${before}, then h${level}: ${one.innerText.slice(0, 60)}`);
    before = level;
  }
  return found;
}"""


def small_targets(page: Page, least: float, which: str = TARGETS) -> list[str]:
    """What can be pressed and is smaller than so many pixels; links within a line may be."""
    return page.evaluate(SMALL, [least, which])


def heading_jumps(page: Page) -> list[str]:
    """Headings that skip a level of the page's outline, or say nothing."""
    return page.evaluate(JUMPS)
