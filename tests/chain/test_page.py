"""What the page of the decision chain shows of the demo world is what the command prints, and it tells every part."""

import re

import pytest

from relgraph.chain.model import ChainLack, ChainPartCode
from relgraph.chain.words import PARTS
from relgraph.core.language import Language
from tests.chain.worlds import NUMBERS
from tests.pages import demo_world, graph, printed_as_shown, read_page  # noqa: F401  (fixtures)
from tests.surfaces.cli.conftest import Run, no_settings, relgraph  # noqa: F401  (fixtures)

PAGE = read_page("method/decision-chain.md")


async def test_the_commands_print_what_the_page_shows(
    relgraph: Run,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await printed_as_shown(relgraph, monkeypatch, PAGE, examples=3, width=200)


def test_the_page_tells_every_part_in_both_languages_and_the_numbers_of_the_playbook() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \| (\d+) \|", PAGE, re.MULTILINE)
    assert rows == [
        (part.value, PARTS[part][Language.EN], PARTS[part][Language.ZH], str(NUMBERS.parts.model_dump()[part.value]))
        for part in ChainPartCode
    ]
    assert all(f"`{lack}`" in PAGE for lack in ChainLack)
    worth, roles, answer = NUMBERS.support, NUMBERS.roles, NUMBERS.first_answer
    for told in (
        f"opposed {worth.opposed:g}, neutral {worth.neutral:g}, supportive {worth.supportive:g}, "
        f"strong {worth.strong:g}, coach {worth.coach:g}",
        f"An approver weighs {roles.approver}, a decision maker {roles.decision_maker}, an evaluator {roles.evaluator}",
        f"by a solid line ({NUMBERS.solid_line}) or a dotted one ({NUMBERS.dotted_line})",
        f"each beyond the first keeps {NUMBERS.step_decay}",
        f"a tie of strength {NUMBERS.new_tie} is made",
        f"{answer.opposed} turn out opposed, {answer.neutral} neutral, {answer.supportive} supportive, "
        f"{answer.strong} strong",
    ):
        assert told in PAGE
