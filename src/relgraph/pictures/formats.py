"""What pictures are written as."""

from enum import StrEnum

from relgraph.core.extras import Extra, require_extra
from relgraph.pictures.scene import Scene
from relgraph.pictures.svg import to_svg
from relgraph.pictures.themes import Theme


class PictureFormat(StrEnum):
    """What a picture is written as; all but SVG need an extra."""

    SVG = "svg"
    PNG = "png"
    PPTX = "pptx"


def check_can_draw(to: PictureFormat) -> None:
    """Raise MissingExtraError where what the format needs is not installed."""
    if to is not PictureFormat.SVG:
        require_extra(Extra.PICTURES)


def write_picture(scene: Scene, to: PictureFormat, theme: Theme = Theme.AUTO) -> bytes:
    """A picture as a file. Raises MissingExtraError, and ConfigurationError where no font has a letter of a PNG."""
    if to is PictureFormat.SVG:
        return to_svg(scene, theme).encode()
    require_extra(Extra.PICTURES)
    if to is PictureFormat.PNG:
        from relgraph.pictures.png import to_png  # noqa: PLC0415  (of the extra)

        return to_png(scene, theme)
    from relgraph.pictures.slides import to_pptx  # noqa: PLC0415  (of the extra)

    return to_pptx([scene], theme)
