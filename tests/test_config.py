"""Settings that cannot be are refused with a remedy, and secrets do not show."""

import pytest
from pydantic import ValidationError

from relgraph.core.config import Settings
from relgraph.core.errors import ConfigurationError

SECRET = "whsec_" + "A" * 44
MAIL = {"smtp_host": "mail.example", "mail_from": "audit@ours.example", "mail_to": "chief@ours.example"}
HOOK = {"webhook_secret": SECRET}


def made(**given: object) -> Settings:
    return Settings(_env_file=None, **given)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    "given",
    [
        {"webhook_urls": "https://hooks.example/a?token=s3cret"},
        {"webhook_urls": "http://hooks.example/s3cret", **HOOK},
        {"webhook_urls": "http://127.0.0.1.example/s3cret", **HOOK},
        {"webhook_urls": "ftp://localhost/s3cret", **HOOK},
        {"webhook_urls": "https:///s3cret", **HOOK},
        {"webhook_urls": "http://localhost:9000/s3cret", **HOOK},
        {"webhook_urls": "https://10.1.2.3/s3cret", **HOOK},
        {"webhook_urls": "https://10.1.2.3/s3cret", "webhook_allow": "10.1.3.0/24, localhost", **HOOK},
        {"webhook_urls": "https://[::ffff:169.254.169.254]/s3cret", **HOOK},
        {"webhook_allow": "10.1.2.3:8080"},
        {"webhook_allow": "https://hooks.example"},
        {"webhook_allow": "10.1.2.3/16"},
        {"webhook_proxy": "socks5://user:s3cret@proxy.example"},
        {"webhook_proxy": "user:s3cret@proxy.example"},
        {"webhook_secret": "s3cret"},
        {"webhook_secret": "whsec_s3cret"},
        {"webhook_secret": "whsec_" + "A" * 100},
        {**MAIL, "mail_from": None},
        {**MAIL, "smtp_host": None},
        {**MAIL, "mail_to": "Chief <chief@ours.example>"},
        {**MAIL, "mail_to": "chief@ours.example\nBcc: all@ours.example"},
        {**MAIL, "mail_to": "chief"},
        {**MAIL, "mail_to": "主管@ours.example"},
        {**MAIL, "smtp_security": "none"},
        {**MAIL, "smtp_user": "audit"},
        {**MAIL, "smtp_password": "s3cret"},
    ],
)
def test_notifications_that_cannot_be_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        made(**given)
    assert caught.value.remedy
    assert "s3cret" not in str(caught.value)


def test_an_address_of_the_database_holds_no_secret() -> None:
    with pytest.raises(ConfigurationError, match=r"RELGRAPH_NEO4J_URI holds a user or a password\. Put them") as caught:
        made(neo4j_uri="bolt://neo4j:s3cret@db.example:7687", neo4j_password="s3cret")
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "given",
    [
        {
            "webhook_urls": "https://a.example/x, http://localhost:9000/y,http://[::1]/z",
            "webhook_allow": "localhost, ::1, 10.20.0.0/16, hooks.internal.example",
            "webhook_proxy": "http://user:s3cret@proxy.example:3128",
            **HOOK,
        },
        {**MAIL, "mail_to": "chief@ours.example, o'brien+audit@ours.example"},
        {**MAIL, "smtp_host": "127.0.0.1", "smtp_security": "none"},
    ],
)
def test_notifications_that_can_be(given: dict[str, object]) -> None:
    settings = made(**given)
    assert len(settings.webhook_urls) in {0, 3}
    assert "a.example" not in repr(settings)
    assert "s3cret" not in repr(settings)
    assert SECRET not in repr(settings)


@pytest.mark.parametrize("url", ["relgraph.example", "javascript:alert(1)", 'https://a.example/"><script>'])
def test_a_link_is_a_web_address(url: str) -> None:
    assert made(public_url="https://relgraph.example/a").public_url == "https://relgraph.example/a"
    with pytest.raises(ValidationError):
        made(public_url=url)
