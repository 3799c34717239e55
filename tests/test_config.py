"""Settings that cannot be are refused with a remedy, and secrets do not show."""

import pytest
from pydantic import ValidationError

from relgraph.config import Settings
from relgraph.errors import ConfigurationError

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


@pytest.mark.parametrize(
    "given",
    [
        {"webhook_urls": "https://a.example/x, http://localhost:9000/y,http://[::1]/z", **HOOK},
        {**MAIL, "mail_to": "chief@ours.example, o'brien+audit@ours.example"},
        {**MAIL, "smtp_host": "127.0.0.1", "smtp_security": "none"},
    ],
)
def test_notifications_that_can_be(given: dict[str, object]) -> None:
    settings = made(**given)
    assert len(settings.webhook_urls) in {0, 3}
    assert "a.example" not in repr(settings)
    assert SECRET not in repr(settings)


@pytest.mark.parametrize("url", ["relgraph.example", "javascript:alert(1)", 'https://a.example/"><script>'])
def test_a_link_is_a_web_address(url: str) -> None:
    assert made(public_url="https://relgraph.example/a").public_url == "https://relgraph.example/a"
    with pytest.raises(ValidationError):
        made(public_url=url)
