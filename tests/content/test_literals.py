import pytest

from tests.content.literals import find_literals
from tests.content.sources import python_sources

SOURCES = python_sources()


@pytest.mark.parametrize("path", SOURCES)
def test_code_holds_no_words_of_its_own(path):
    assert find_literals(path, SOURCES[path]) == []


@pytest.mark.parametrize(
    "code",
    [
        'st.title("Simulator")',
        'st.html("<h1>Omnicanal</h1>")',
        'st.html(f"<p>{escape(name)} buys</p>")',
        'st.button("Run", key="run")',
        'st.tabs(["Chart", "Table"])',
        'st.page_link("pages/home.py", label="Home")',
        'st.slider(texts("a.b"), help="Move me")',
        'column.markdown("<b>Result</b>")',
        'page = "<p>Hello</p>"',
        "image = '<svg><title>House</title><path d=\"M0 0\"/></svg>'",
        'image = \'<img alt="A house" src="x.svg">\'',
        "button = f'<button aria-label=\"Close {name}\">x</button>'",
        'Chart(title="Frustration by week")',
        'go.Bar(hovertemplate="%{x} people<extra></extra>")',
        'labels = {"store": "Papelería"}',
        'name = "¿Y ahora?"',
        'name = f"{count} lojas não"',
    ],
)
def test_each_kind_of_literal_is_found(code):
    assert find_literals("pages/page.py", code)


@pytest.mark.parametrize(
    "code",
    [
        'st.title(texts("simulator.title"))',
        'st.html(f"<h1 class=\\"ec-title\\">{escape(texts(\'a.b\'))}</h1>")',
        'st.button(texts("a.b"), key="other_luck", type="primary", icon=":material/casino:")',
        'st.page_link("pages/home.py", label=texts("site.nav.home"))',
        'st.html(Markup("<h1>{title}</h1><p>{:.1f}</p>").format(1.5, title=texts("a.b")))',
        'BUTTON = re.compile(r\'(<button[^>]* class="ec-copy") title="(?P<said>[^"]*)"\')',
        'st.html("<style>.ec-title { color: var(--ec-ink) }</style>")',
        'st.html("<script>document.title</script>", unsafe_allow_javascript=True)',
        'st.markdown(":material/info: 12 %")',
        'drawing = \'<svg aria-hidden="true" class="ec-sign"><path d="M0 0h24"/></svg>\'',
        'end = \' stroke-linecap="round"><path d="M0 0"/></g>\'',
        'start = \'<rect class="ec-wall" width="\'',
        'name = f"terms.channel.{channel}"',
        'go.Bar(hovertemplate="%{customdata}<extra></extra>", name="end_state")',
        '"""A docstring may say whatever helps, «así»."""',
        'raise ValueError("<b> is not a strategy, señal")',
        'separator = "\\u00a0·\\u00a0"',
        'st.columns([7, 4], gap="large")',
        'value = "&nbsp;"',
    ],
)
def test_codes_markup_and_messages_for_developers_are_allowed(code):
    assert find_literals("pages/page.py", code) == []
