"""A mapping that cannot be meant is refused before anything is read: with its file, its line and what to do."""

import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.connect.orgchart.columns import OrgchartMapping
from relgraph.connect.table.checks import read_mapping
from relgraph.connect.table.mapping import read_marked_mapping
from relgraph.connect.table.template import Template
from relgraph.core.errors import InputError

PAGE = Path(__file__).parents[3] / "docs" / "import.md"
PERSON = 'is: person, id: "s:{No}", fields: {name: "{Name}"}'
LINE = "is: reporting_line, fields: {person: one, manager: "


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1: 'system' is missing. Write it as docs/import.md shows, or begin with --propose."),
        ("- a", "1: the mapping holds names with what they mean."),
        ("system: s\n", "1: a mapping has either 'tells' or 'sheets'. Say under 'tells' what the rows tell."),
        ("system: a b\ntells: {}\n", "1: 'system': a system is a word of letters"),
        ("system: email\ntells: {}\n", "1: 'system': 'email' begins ids of its own: choose another word."),
        ("system: s\nfoo: 1\n", "2: there is no 'foo' here."),
        ("system: s\nsystem: t\n", "2: 'system' stands there twice. Keep one of them."),
        ("system: s\ndates: xyz\n", "2: 'dates' is one of dmy, mdy, ymd."),
        ("system: {a\n", "2: this is no YAML: "),
        ("system: &a s\nnulls: [*a]\n", "2: '*' refers to another place. Write it out, or in quotes."),
        (f"system: {'[' * 50}{']' * 50}\n", "1: this is nested too deep."),
        (
            "system: s\ntells:\n  one: {is: persn}\n",
            "3: there is no kind 'persn'. Did you mean 'person'? The kinds are",
        ),
        ("system: s\ntells:\n  one: {is: person}\n", '3: the person has no id. Write e.g. id: "hr:{Employee No}".'),
        (f"system: s\ntells:\n  one:\n    {PERSON}\n", "4: this is no YAML: "),
        ("system: s\ntells:\n  i: {is: identifier, id: x}\n", "3: identifiers are told of whom they are."),
        (
            'system: s\ntells:\n  one:\n    is: person\n    id: "s:{No}"\n    fields:\n      nme: x\n',
            "7: a person has no 'nme'. Did you mean 'name'? The fields are name, english_name, aliases,",
        ),
        ('system: s\ntells:\n  one:\n    is: person\n    id: "s:{No"\n', "5: 'id': a brace stands alone in 's:{No'."),
        (
            f"system: s\ntells:\n  one: {{{PERSON}}}\n  line: {{{LINE}two}}}}\n",
            "4: 'two' is neither an id nor a person that the rows tell. Write one of: one.",
        ),
        (
            f"system: s\ntells:\n  line: {{{LINE}x}}}}\n",
            "3: 'one' is neither an id nor a person that the rows tell; ",
        ),
        (
            "system: s\ntells:\n  o: {is: organization, id: 's:o', fields: {name: O, kind: custmer}}\n",
            "3: 'custmer' is no kind. Write one of: vendor, customer, partner, competitor, other.",
        ),
        (
            "system: s\ntells:\n  r:\n    is: role\n    fields:\n      role: {text: '{R}', words: {boss: Z}}\n",
            "6: 'Z' is no role. Write one of: A, D, S, E, I, C.",
        ),
        ("system: s\ntells:\n  r: {is: role, fields: {role: {}}}\n", "3: 'role' is told by a text or by_name."),
        (
            "system: s\ntells:\n  u: {is: unit, id: 's:u', fields: {name: U, organization: 's:o', parent: u}}\n",
            "3: 'u' refers to itself. Name something else that the rows tell.",
        ),
        (
            "system: s\ntells:\n  u: {is: unit, id: 's:u', fields: {name: U, organization: {by_name: '{O}'}}}\n",
            "3: only people are known by name. Write the id of the organization.",
        ),
        (
            "system: s\ntells:\n  l: {is: reporting_line, fields: {person: 's:{N}', manager: {by_name: '{M}'}}}\n",
            "3: no row tells the name of a person. Tell people with their names.",
        ),
        (
            "system: s\ntells:\n  u: {is: unit, id: 's:u', fields: {name: U}, known_by: {email: '{M}'}}\n",
            "3: no unit is known by addresses.",
        ),
    ],
)
def test_what_cannot_be_meant(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "m.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_mapping(file)
    assert str(error.value).startswith(f"{file}:{said}")


def test_what_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_bytes("system: Müller".encode("cp1252"))
    with pytest.raises(InputError, match=r"m.yaml is no UTF-8. Save it as UTF-8."):
        read_mapping(tmp_path / "m.yaml")
    (tmp_path / "m.yaml").write_text("#" * 300_000, encoding="utf-8")
    with pytest.raises(InputError, match="larger than 256 kB"):
        read_mapping(tmp_path / "m.yaml")
    with pytest.raises(InputError, match="none.yaml cannot be read: No such file or directory."):
        read_mapping(tmp_path / "none.yaml")


def test_words_are_texts_whatever_yaml_makes_of_them(tmp_path: Path) -> None:
    """`no` and `on` are words of columns, not truth values, and days are texts."""
    file = tmp_path / "m.yaml"
    file.write_text(
        "system: s\nnulls: [no, 2026-01-01]\ntells:\n"
        "  r: {is: role, fields: {person: 's:{no}', opportunity: 's:d',\n"
        "      role: {text: '{on}', words: {Yes: A, no: D}}}}\n",
        encoding="utf-8",
    )
    mapping, _ = read_mapping(file)
    field = mapping.tells["r"].fields["role"]
    assert mapping.nulls == {"no", "2026-01-01"}
    assert [field.meant(word) for word in ("yes", "NO", "maybe")] == ["A", "D", None]


@given(st.text(), st.text(alphabet=st.characters(blacklist_characters="{}")))
def test_templates_put_cells_where_they_belong(cell: str, around: str) -> None:
    template = Template(f"{around}{{{{{{Col}}}}}}")
    assert template.columns == ("Col",)
    assert template.whole({"Col": cell}) == f"{around}{{{cell}}}"
    assert template.whole({}) is None
    assert template.said({"other": cell}) is None


def test_ids_of_names_are_the_same_however_they_are_written() -> None:
    made = {Template("s:{C|folded}").whole({"C": cell}) for cell in ("R&D  Ost", "r&d ost", "Ｒ&D Ost")}
    assert made == {"s:r&d-ost"}
    (long,) = {Template("{C|folded}").whole({"C": cell}) for cell in ("Ab " * 100, "ab " * 100)}
    assert long is not None
    assert len(long) == 133
    for wrong in ("{", "}", "a{b", "{}", "{{}"):
        with pytest.raises(ValueError, match="a brace stands alone"):
            Template(wrong)


def test_the_mappings_of_the_page_can_be_meant(tmp_path: Path) -> None:
    blocks = re.findall(r"^ *```yaml\n(.*?)^ *```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    told = []
    for text in map(textwrap.dedent, blocks):
        (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
        if text.startswith("system:"):
            mapping, _ = read_mapping(tmp_path / "m.yaml")
            told.append([name for _, sheet in mapping.parts for name in sheet.tells])
        else:
            chart, _ = read_marked_mapping(tmp_path / "m.yaml", OrgchartMapping)
            told.append([str(meaning) for meaning in chart.columns])
    assert told == [
        ["employer", "employee", "seat", "line", "part"],
        ["one"],
        ["id", "manager", "name", "title", "unit"],
    ]
