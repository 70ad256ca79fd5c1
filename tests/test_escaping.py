"""What finds HTML that was escaped twice finds it, and nothing else."""

import pytest

from tests.escaping import escaped_twice


@pytest.mark.parametrize(
    "html",
    [
        "<p>&lt;button type=&#34;button&#34; class=&#34;ec-save&#34;&gt;</p>",
        "<p>&lt;a class=&quot;ec-go&quot; href=&quot;./sim&quot;&gt;</p>",
        '<a href="./exam?lang=es&amp;amp;v=2">',
        '<p data-card="{&amp;quot;title&amp;quot;: 1}">',
    ],
)
def test_what_was_escaped_twice_is_found(html):
    assert len(escaped_twice(html)) >= 1


@pytest.mark.parametrize(
    "html",
    [
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; a &lt; b &amp; c</p>",
        '<b>&lt;img src=x onerror=alert(1)&gt;</b> <p class="x">',
        '<a href="./sim?lang=es&amp;v=2">M&amp;A</a>',
        "<p>1 &lt; 2</p>",
    ],
)
def test_what_a_visitor_wrote_and_plain_html_are_not(html):
    assert escaped_twice(html) == []
