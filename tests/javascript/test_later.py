"""Room for a part that is far away: it asks for the part once, when it comes near."""

DATA = {"height": 3000, "words": "<b>later</b>"}


def test_it_is_as_high_as_what_was_there_and_its_words_are_no_markup(mount):
    page = mount("widgets/later", "ec-later", DATA).page
    assert page.locator(".ec-later").bounding_box()["height"] >= DATA["height"]
    assert page.locator(".ec-later").inner_text() == "<b>later</b>"


def test_it_is_asked_for_once_and_only_when_it_comes_near(mount):
    widget = mount("widgets/later", "ec-later", DATA)
    page = widget.page
    page.wait_for_function("window.said.length === 1")
    page.evaluate("window.said.length = 0; document.body.style.paddingTop = '9000px'")
    widget.show(DATA)
    page.wait_for_timeout(300)  # nothing is to come: there is no end to wait for
    assert widget.said("near") == []
    page.mouse.wheel(0, 9000)
    page.wait_for_function("window.said.length === 1")
    page.mouse.wheel(0, -9000)
    page.mouse.wheel(0, 9000)
    page.wait_for_timeout(300)
    assert widget.said("near") == [True]
