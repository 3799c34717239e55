"""What the page of sponsors shows of the demo world is what commands print; it tells every code in both languages."""

import re

import pytest

from relgraph.core.language import Language
from relgraph.sponsors.model import SponsorLack, SponsorReason
from relgraph.sponsors.words import LACKS, REASONS
from tests.draw import TODAY
from tests.pages import demo_world, graph, printed_as_shown, read_page  # noqa: F401  (fixtures)
from tests.surfaces.cli.conftest import Run, no_settings, relgraph  # noqa: F401  (fixtures)

PAGE = read_page("method/sponsors.md")


async def test_the_commands_print_what_the_page_shows(
    relgraph: Run,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await printed_as_shown(relgraph, monkeypatch, PAGE, examples=2, width=170)


async def test_for_machines_and_of_nobody(relgraph: Run) -> None:  # noqa: F811
    found = (await relgraph("sponsors", "demo:motors", "--json", "--as-of", TODAY.isoformat())).json
    assert [(each["sponsor"]["name"], each["lacks"], each["unknown"]) for each in found["sponsorships"]] == [
        ("陈思敏", ["lapsed", "mismatched"], []),
        ("宋致远", [], ["lapsed"]),
        ("何婉清", [], []),
        ("杜鹃", ["lapsed"], ["mismatched"]),
    ]
    account = await relgraph("show", "demo:grid", "--lang", "zh", "--as-of", TODAY.isoformat())
    assert account.lines[account.lines.index("赞助人:") + 1].startswith("人员")
    (told,) = [line for line in account.lines if "talk of the heads" in line]
    assert told.startswith("沈若岚 Shen Ruolan")
    nobody = await relgraph("sponsors", "demo:yunxiu", "--lang", "zh", "--as-of", TODAY.isoformat())
    assert nobody.lines[-1].endswith("2026-09-01：赞助 0 项，无赞助人的S级关键客户 0 人。")


def test_the_page_tells_every_code_in_both_languages() -> None:
    lacks = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|", PAGE, re.MULTILINE)
    assert lacks == [(lack.value, LACKS[lack][Language.EN], LACKS[lack][Language.ZH]) for lack in SponsorLack]
    for reason in SponsorReason:
        assert f"\n| {REASONS[reason][Language.EN]} | {REASONS[reason][Language.ZH]} |" in PAGE
