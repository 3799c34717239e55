"""Fragments: one passage, put into every query that uses it, with errors that name the place to mend."""

from pathlib import Path

import pytest

from relgraph.core.errors import QueryContractError
from relgraph.graph import fragments
from relgraph.graph.fragments import Fragment, expand, load_fragments, read_fragment

FRAGMENTS = {
    "holds": Fragment("holds", ("it",), "(@it.valid_from <= $as_of)", 3),
    "lives": Fragment("lives", ("one", "other"), "@holds(@one)\nAND\n@holds(@other)", 4),
    "circle": Fragment("circle", (), "@round()", 2),
    "round": Fragment("round", (), "@circle()", 2),
}


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "load_fragments", lambda: FRAGMENTS)


def test_a_passage_is_put_in() -> None:
    assert expand("WHERE @holds(tie) AND x", "q").text == "WHERE (tie.valid_from <= $as_of) AND x"


def test_what_is_given_may_be_an_expression() -> None:
    assert expand("@holds(head([a, b])) x", "q").text == "(head([a, b]).valid_from <= $as_of) x"


def test_strings_and_comments_are_left_alone() -> None:
    text = "// @title: @holds(x)\nRETURN 'a@holds(b)' AS x // @holds(y)"
    assert expand(text, "q").text == text


def test_every_line_knows_where_it_came_from() -> None:
    expanded = expand("one\n  @lives(a, b) x\nthree", "q")
    lines = "one\n  (a.valid_from <= $as_of)\n  AND\n  (b.valid_from <= $as_of) x\nthree".splitlines()
    assert expanded.text.splitlines() == lines
    lives = "cypher/fragments/lives.cypher"
    assert expanded.positions == (("q", 1), ("q", 2), (lives, 5), (lives, 6), ("q", 3))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n@hold(x)", "q:2: @hold is no fragment"),
        ("@holds(a, b)", r"q:1: @holds takes \(it\), not 2"),
        ("@holds(a", "q:1: what @holds is given does not end"),
        ("@holds", "q:1: @holds takes nothing here"),
        ("@circle()", "cypher/fragments/round.cypher:2: @circle uses itself"),
    ],
)
def test_wrong_uses_are_refused_where_they_stand(text: str, message: str) -> None:
    with pytest.raises(QueryContractError, match=message) as caught:
        expand(text, "q")
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("// Meaning.\n(@it.x)", "@it is used but not declared"),
        ("// Meaning.\n// @it: it\n(x)", "@it is declared but not used"),
        ("(x)", "says what it means"),
        ("// Meaning.\n", "says what it means"),
    ],
)
def test_a_fragment_whose_header_lies_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "bad.cypher"
    file.write_text(text)
    with pytest.raises(QueryContractError, match=f"cypher/fragments/bad.cypher:1: .*{message}"):
        read_fragment(file)


def test_comments_of_a_fragment_swallow_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.cypher"
    file.write_text("// Meaning.\n1 // one\n+ 1 // two\n")
    assert read_fragment(file).body == "1\n+ 1"


def test_what_looks_like_a_comment_in_a_string_stays(tmp_path: Path) -> None:
    file = tmp_path / "x.cypher"
    file.write_text("// Meaning.\n'http://a' + \"/* b */\" + `//c` /* one */ // two's\n+ '\\'//d'\n")
    assert read_fragment(file).body == "'http://a' + \"/* b */\" + `//c`\n+ '\\'//d'"


def test_what_is_given_may_have_lines_strings_and_comments() -> None:
    text = "one @lives(\n  'x://y', // not (a\n  @holds(b)\n) two"
    expanded = expand(text, "q")
    assert expanded.text.splitlines() == [
        "one ('x://y'.valid_from <= $as_of)",
        "AND",
        "((b.valid_from <= $as_of).valid_from <= $as_of) two",
    ]
    assert expanded.positions == (("q", 1), ("cypher/fragments/lives.cypher", 5), ("cypher/fragments/lives.cypher", 6))


def test_lines_that_are_given_keep_their_positions() -> None:
    expanded = expand("one\n@holds(head([\n  a])) two\nthree", "q")
    assert expanded.text == "one\n(head([\n  a]).valid_from <= $as_of) two\nthree"
    assert expanded.positions == (("q", 1), ("q", 2), ("q", 3), ("q", 4))


def test_those_that_ship_are_sound() -> None:
    assert load_fragments()  # the real ones: this name was bound before the fixture's
