"""What is no web address is no identifier, and no error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.core.identifiers import normal


@pytest.mark.parametrize(
    ("value", "domain"),
    [
        ("[", None),
        ("https://[x", None),
        ("https://a\u2100b.com/in/x", None),
        ("//", None),
        ("linkedin.com/in/", "domain:linkedin.com"),
    ],
)
def test_what_is_no_web_address(value: str, domain: str | None) -> None:
    assert (normal("linkedin", value), normal("domain", value)) == (None, domain)


@given(st.text(max_size=40), st.sampled_from(["linkedin", "domain"]))
def test_any_text_may_be_asked_about(value: str, scheme: str) -> None:
    found = normal(scheme, value)
    assert found is None or found.startswith(f"{scheme}:")


@given(st.text(max_size=40), st.sampled_from(["email", "domain", "crm"]))
def test_an_identifier_is_in_its_one_spelling(value: str, scheme: str) -> None:
    if found := normal(scheme, value):
        assert normal(scheme, found.split(":", 1)[1]) == found
