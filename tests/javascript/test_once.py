"""The second click of a double click decides nothing; single clicks and keys do as always."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.javascript.conftest import source

PAGE = """
<div class="st-key-ec_controls_pace"><button id="next">next</button></div>
<div class="st-key-ws_delete_sure"><button id="sure">sure</button></div>
<div class="st-key-ws_name_1"><button id="name">name</button></div>
<div class="st-key-ws_answer_invest"><button id="more">more</button></div>
<script>
  window.done = { next: 0, sure: 0, name: 0, more: 0 };
  for (const id of Object.keys(done)) {
    document.getElementById(id).addEventListener("click", () => { done[id] += 1; });
  }
</script>
"""


def test_a_double_click_is_one_press_where_it_would_decide_twice(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(PAGE)
    for _ in range(2):  # a page that is drawn anew brings the script again
        page.add_script_tag(content=source("workshop/once"))
    for name in ("next", "sure", "name", "more"):
        page.locator(f"#{name}").dblclick()
    assert page.evaluate("done") == {"next": 1, "sure": 1, "name": 1, "more": 2}
    page.locator("#next").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_timeout(600)  # longer than a double click
    page.locator("#next").click()
    assert page.evaluate("done.next") == 4
    page.close()
