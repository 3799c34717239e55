"""The values that are not GraphQL's own, and where each is specified."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import strawberry
from starlette.datastructures import UploadFile
from strawberry.schema.types.base_scalars import DateDefinition, DateTimeDefinition
from strawberry.types.scalar import ScalarDefinition

_MULTIPART = "https://github.com/jaydenseric/graphql-multipart-request-spec"
_RFC_3339 = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"


def _uploaded(value: object) -> UploadFile:
    if not isinstance(value, UploadFile):
        raise TypeError("a file comes as a part of a multipart request")
    return value


SCALARS: Mapping[object, ScalarDefinition] = {
    date: replace(
        DateDefinition, description="A day, e.g. `2026-09-01`: `full-date` of RFC 3339.", specified_by_url=_RFC_3339
    ),
    datetime: replace(
        DateTimeDefinition,
        description="A moment, e.g. `2026-09-01T08:30:00+00:00`: `date-time` of RFC 3339.",
        specified_by_url=_RFC_3339,
    ),
    UploadFile: strawberry.scalar(
        name="Upload",
        description="A file, sent as a part of a multipart request in the place of this value.",
        specified_by_url=_MULTIPART,
        parse_value=_uploaded,
    ),
}
"""By the type in Python; JSON says itself where it is specified."""
