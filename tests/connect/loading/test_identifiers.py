"""What is no address is none, whatever it is; what is one has one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.connect.loading.identifiers import normal

SCHEMES = ("email", "phone", "linkedin", "domain", "crm")


@pytest.mark.parametrize(
    ("scheme", "value", "expected"),
    [
        ("linkedin", "https://www.linkedin.com/in/Jane-Doe/?x=1", "linkedin:in/jane-doe"),
        ("linkedin", "linkedin.com/company/acme", "linkedin:company/acme"),
        ("linkedin", "https://[", None),
        ("linkedin", "[", None),
        ("domain", "https://www.Acme.test/x", "domain:acme.test"),
        ("domain", "http://[::1", None),
        ("crm", "0031x", "crm:0031x"),
        ("crm", "a b", None),
    ],
)
def test_one_spelling(scheme: str, value: str, expected: str | None) -> None:
    assert normal(scheme, value) == expected


@given(st.sampled_from(SCHEMES), st.text(alphabet=st.sampled_from("[]/:@.% aä中+0129-(") | st.characters()))
def test_whatever_stands_there_is_read_or_is_none(scheme: str, value: str) -> None:
    found = normal(scheme, value)
    assert found is None or found.startswith(f"{scheme}:")
    if found:
        assert normal(scheme, found.removeprefix(f"{scheme}:")) in (found, None)
