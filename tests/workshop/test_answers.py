"""What phones send: legal answers are read, everything else is refused by its field."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.workshop import answers, nicknames
from explainer.workshop.errors import AnswerError, WorkshopError
from explainer.workshop.limits import Limit
from explainer.workshop.plain_text import bare, one_line
from explainer.workshop.teams import MOST, TEAMS, TOKENS, by_rule, changed, invested, next_team
from explainer.workshop.templates import DEBRIEF, ROUNDS, STEPS, TEMPLATES, runs_needed
from simulations import CAPABILITIES

TOKENS_OF_FOUR = dict.fromkeys(CAPABILITIES[:4], 25)
LEGAL = {
    "predict": {"low": 60, "guess": 65, "high": 70, "confidence": "high"},
    "islands": {"decision": "share", "reason": "Porque sí"},
    "invest": {"tokens": TOKENS_OF_FOUR, "expect": 66, "reason": "El inventario duele más"},
    "change": {"source": CAPABILITIES[0], "target": CAPABILITIES[5], "expect": 67, "reason": ""},
}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.mark.parametrize("step", ROUNDS)
def test_a_legal_answer_is_read_and_written(step):
    read = answers.read(step, LEGAL[step])
    assert json.loads(read.written()) == read.body
    assert "reason" not in read.body


@pytest.mark.parametrize(
    ("step", "change", "code", "field"),
    [
        ("predict", {"guess": 101}, "answer_number", "guess"),
        ("predict", {"low": -1}, "answer_number", "low"),
        ("predict", {"high": "70"}, "answer_number", "high"),
        ("predict", {"guess": True}, "answer_number", "guess"),
        ("predict", {"guess": float("nan")}, "answer_number", "guess"),
        ("predict", {"guess": 65.5}, "answer_number", "guess"),
        ("predict", {"low": 66}, "answer_range", ""),
        ("predict", {"confidence": "very"}, "answer_choice", "confidence"),
        ("predict", {"confidence": ["high"]}, "answer_choice", "confidence"),
        ("islands", {"decision": "x"}, "answer_choice", "decision"),
        ("invest", {"tokens": {**TOKENS_OF_FOUR, CAPABILITIES[0]: 24}}, "answer_tokens", ""),
        ("invest", {"tokens": {**TOKENS_OF_FOUR, CAPABILITIES[0]: 26}}, "answer_number", "tokens"),
        ("invest", {"tokens": {"other": 100}}, "answer_malformed", ""),
        ("invest", {"tokens": 7}, "answer_malformed", ""),
        ("invest", {"reason": "  "}, "answer_reason", ""),
        ("invest", {"reason": 7}, "answer_reason", ""),
        ("invest", {"reason": "\u200b\u202e\u2066"}, "answer_reason", ""),
        ("invest", {"reason": "x" * 281}, "answer_reason", ""),
        ("islands", {"reason": "x" * 10_000}, "answer_reason", ""),
        ("invest", {"expect": None}, "answer_number", "expect"),
        ("change", {"target": CAPABILITIES[0]}, "answer_same", ""),
        ("change", {"source": "x"}, "answer_choice", "source"),
        ("lobby", {}, "answer_malformed", ""),
        ("predict", {"more": "x" * 5_000}, "answer_malformed", ""),
    ],
)
def test_what_is_not_legal_is_refused_by_its_field(step, change, code, field):
    with pytest.raises(AnswerError) as error:
        answers.read(step, {**LEGAL.get(step, {}), **change})
    assert error.value.code == code
    assert error.value.values.get("field", "") == field


@pytest.mark.parametrize("letter", ["x", "ñ", "漢", "😀", "ع"])
def test_a_reason_of_280_letters_is_kept_whole_in_any_script(letter):
    said = answers.read("invest", {**LEGAL["invest"], "reason": 280 * letter})
    assert said.reason == 280 * letter


@given(step=st.sampled_from(STEPS), raw=ANYTHING)
def test_nothing_else_can_happen_to_an_answer(step, raw):
    try:
        read = answers.read(step, raw)
    except AnswerError:
        return
    assert len(read.reason) <= answers.LONGEST_REASON


@given(st.text(max_size=600))
def test_a_line_is_one_line_of_what_can_be_seen(text):
    line = one_line(text, 280)
    assert len(line) <= 280
    assert line == " ".join(line.split())
    assert not set(line) & set("\u202e\u200b\u2066\ufeff\x00\x1b\n\r\u2028")


@pytest.mark.parametrize("name", ["Ana", "João P.", "D’Artagnan", "Núñez-2", "Grupo 12", "李小龍"])
def test_an_own_nickname_is_taken(name):
    assert nicknames.read(f"  {name}\n") == name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "length"),
        ("A", "length"),
        ("x" * 25, "length"),
        ("<b>Ana</b>", "letters"),
        ("=1+1", "letters"),
        ("@SUM(A1)", "letters"),
        ("ana@correo.mx", "letters"),
        ("1234", "letters"),
        ("javascript:alert(1)", "letters"),
        ("Ana 555 123 4567", "digits"),
        ("P.u.t.a", "refused"),
        ("PÚTA", "refused"),
        ("put4", "refused"),
        ("Filho da puta", "refused"),
        ("c a r a l h o", "refused"),
    ],
)
def test_a_nickname_that_harms_is_refused(name, code):
    with pytest.raises(WorkshopError) as error:
        nicknames.read(name)
    assert error.value.code == f"nickname_{code}"


def test_names_that_only_look_alike_are_not_refused():
    for name in ("Paula", "Cuca", "Disputada", "Concepción", "Computadora", "Espíritu", "Paloma"):
        assert nicknames.read(name) == name


def test_zalgo_and_turned_text_lose_what_makes_them_so():
    piled = "A" + 20 * "\u0302" + "na"
    assert nicknames.read(one_line(piled, 24)[:1] + "na").endswith("na")
    assert len(one_line(piled, 24)) <= 5
    assert nicknames.read("\u202eAna\u200b") == "Ana"


def test_three_free_names_are_offered_always():
    nouns, endings = ["Puma", "Colibrí"], ["veloz", "audaz"]
    assert len(set(nicknames.suggestions(nouns, endings, set(), Random(1)))) == 3
    taken = {bare(f"{noun} {ending}") for noun in nouns for ending in endings}
    found = nicknames.suggestions(nouns, endings, taken, Random(1))
    assert len(set(found)) == 3
    assert not {bare(name) for name in found} & taken


def test_a_team_plays_the_mean_of_its_members_and_by_the_rule_without_any():
    assert by_rule() == invested([]).tokens
    assert invested([]).by_rule
    assert sum(by_rule().values()) == TOKENS
    both = invested([TOKENS_OF_FOUR, dict.fromkeys(CAPABILITIES[4:8], 25)])
    assert both.voices == 2
    assert sum(both.tokens.values()) == TOKENS
    assert set(both.tokens.values()) <= {0, 12, 13}


@given(st.lists(st.permutations([25, 25, 25, 25, 0, 0, 0, 0, 0]), min_size=1, max_size=30))
def test_tokens_are_never_lost_in_a_mean(given):
    made = invested([dict(zip(CAPABILITIES, one, strict=True)) for one in given])
    assert sum(made.tokens.values()) == TOKENS
    assert all(0 <= value <= MOST for value in made.tokens.values())


def test_the_change_that_most_want_moves_no_more_than_there_is():
    one, two, three = CAPABILITIES[0], CAPABILITIES[4], CAPABILITIES[1]
    whole = dict.fromkeys(CAPABILITIES, 0) | TOKENS_OF_FOUR
    made = changed(whole, [(one, three), (one, two), (one, two)])
    assert (made.tokens[one], made.tokens[two]) == (10, 15)
    # A piece that is complete takes no more, and one without tokens gives none.
    assert changed(whole, [(one, three)]).tokens == whole
    assert changed(whole, [(two, one)]).tokens == whole
    assert changed(whole, []).by_rule


def test_people_go_to_the_smallest_team():
    sizes: dict[str, int] = {}
    for _ in range(6):
        team = next_team(sizes)
        sizes[team] = sizes.get(team, 0) + 1
    assert [sizes[team] for team in TEAMS] == [2, 2, 1, 1]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_keeps_its_time_and_leaves_a_third_to_talk(name):
    template = TEMPLATES[name]
    assert template.minutes == int(name[1:])
    assert template.steps[DEBRIEF] >= template.minutes / 3 - 0.5
    assert [step for step in STEPS if step in template.steps] == list(template.steps)
    assert template.begins(DEBRIEF) + template.steps[DEBRIEF] == template.minutes
    assert runs_needed(template, 0) == ()
    assert runs_needed(template, len(template.steps) - 1)[0] == "start"


def test_a_limit_counts_each_address_for_a_while():
    now = [0.0]
    limit = Limit(3, 60, lambda: now[0])
    for _ in range(3):
        assert not limit.reached("a")
        limit.note("a")
    assert limit.reached("a")
    assert not limit.reached("b")
    now[0] = 61.0
    assert not limit.reached("a")
