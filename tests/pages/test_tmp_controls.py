from tests.pages.test_every_control import *  # noqa
from tests.pages import test_every_control as T


def test_list(site):
    seen = {}
    for here, chosen in T.pages():
        if here.name == "simulator" and seen.get("simulator", 0) > 1:
            pass
        page = site(here.name, lang="es").go(**SMALL, **chosen)
        for key in T.controls(page):
            rules = T.rules_for(key, KEPT) + T.rules_for(key, NOT_KEPT)
            if len(rules) != 1:
                seen.setdefault(key, set()).add(here.name)
            elif rules[0] in KEPT and KEPT[rules[0]] != SCENARIO:
                parameter = re.sub(rules[0], KEPT[rules[0]], key)
                if parameter not in here.choices:
                    seen.setdefault(key + " -> " + parameter, set()).add(here.name)
        for tag in TAG.findall(page.html):
            if not any(mark in tag for mark in RAW):
                seen.setdefault("TAG " + tag, set()).add(here.name)
    open("/tmp/seen.txt", "w").write("\n".join(f"{k}: {sorted(v)[:4]}" for k, v in seen.items()))
