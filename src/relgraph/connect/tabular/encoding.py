"""Whether a file is text at all, and in which encoding: what is neither UTF-8 nor said to be another is refused whole.

Rows of a file in another encoding must not be loaded one by one: some of their bytes happen to be good UTF-8, and read
as other letters.
"""

import codecs
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from relgraph.connect.tabular.reader import Fault
from relgraph.core.errors import InputError
from relgraph.core.extras import Extra, missing

ENCODINGS = "GB18030, UTF-16, Windows-1252"
"""Those that people meet, for messages."""

_CHUNK = 1 << 20
_HEAD = 4096
_SUPERSETS = {"gbk": "gb18030", "gb2312": "gb18030", "iso8859-1": "cp1252", "shift_jis": "cp932"}
_SAID = {
    "gb18030": "GB18030",
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "big5": "Big5",
    "cp932": "Shift-JIS",
    "euc_kr": "EUC-KR",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
}
_WIDE_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_WIDE_BEGINNINGS = {
    re.compile(rb"(?:[^\0]\0\0\0){2}"): "UTF-32LE",
    re.compile(rb"(?:\0\0\0[^\0]){2}"): "UTF-32BE",
    re.compile(rb"(?:[^\0]\0){3}"): "UTF-16LE",
    re.compile(rb"(?:\0[^\0]){3}"): "UTF-16BE",
}
"""How a header of plain letters begins in encodings of two or four bytes a letter, where no mark tells."""
_BEGINNINGS = {
    b"\xd0\xcf\x11\xe0": "an old Excel or Office file",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "compressed by gzip",
    b"BZh": "compressed by bzip2",
    b"\xfd7zXZ": "compressed by xz",
    b"\x28\xb5\x2f\xfd": "compressed by zstd",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "an SQLite database",
    b"PAR1": "a Parquet file",
    b"ARROW1": "an Arrow file",
    b"ORC\x08": "an ORC file",
}
_MARKUP = {
    b"<?xml": "XML",
    b"<": "a web page",
    b"{\\rtf": "an RTF document",
    b"{": "JSON",
    b"[": "JSON",
}
"""Texts that are no tables. A header begins with the name of a column."""
_IN_ZIP = {
    "xl/": "an Excel workbook",
    "word/": "a Word document",
    "content.xml": "an OpenDocument file",
    "Index/": "a Numbers file",
}
_CONTROLS = bytes({*range(32)} - set(b"\t\n\r\x0b\x0c\x1a\x1c\x1d\x1e\x1f"))
_SOME = 8
_IN_DOUBT = (0.1, 0.9)
"""Between these shares of single letters beyond ASCII a text may be in either encoding, or in a third one."""
_TELLING = 500
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_SAVE = "Save it as CSV UTF-8 (comma delimited)."


@dataclass(frozen=True)
class Refusal:
    """Why a file cannot be read: the line of the first bad byte; `is_text`: it has rows, in another encoding."""

    line: int
    fault: Fault
    is_text: bool


def known(encoding: str) -> str:
    """Python's name of an encoding that somebody gave. Raises InputError."""
    try:
        info = codecs.lookup(encoding)
        b"".decode(info.name)
    except LookupError:
        raise InputError(
            f"There is no encoding '{encoding}'.", field="encoding", remedy=f"Give one like {ENCODINGS}."
        ) from None
    return _SUPERSETS.get(info.name, info.name)


def refusal(path: Path, encoding: str = "utf-8") -> Refusal | None:
    """Why a file is not to be read in an encoding (`known`); None when all of it can."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if what := _no_text(path, head):
        return Refusal(1, Fault(None, f"the file is {what}, no CSV", _SAVE), is_text=False)
    wide = _wide(head)
    if wide and not encoding.startswith(wide[:6].lower()):
        return Refusal(1, Fault(None, f"the file is {wide}", _as_given(wide)), is_text=True)
    bad = _first_bad(path, of_file(path, encoding))
    if bad is None:
        return None
    line, byte = bad
    said = _SAID.get(encoding, encoding)
    message = f"the byte 0x{byte:02X} on line {line} is no {said}: no row of the file was loaded"
    if encoding != "utf-8":
        return Refusal(line, Fault(None, message, "Give another encoding, or save it as CSV UTF-8."), is_text=True)
    likely = _likely(path)
    return Refusal(line, Fault(None, f"{message}; it is most likely {likely}", _as_given(likely)), is_text=True)


def of_file(path: Path, encoding: str) -> str:
    """The encoding of one file: a UTF-8 byte-order mark says more than what was given for all.

    Where the order of bytes was not given, the file tells it.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8"
    wide = _wide(head) if encoding in ("utf-16", "utf-32") else None
    return codecs.lookup(wide).name if wide else encoding


def detected(path: Path) -> str:
    """In which encoding a text is: as a mark says; UTF-8 where all of it is; else what its bytes look most like."""
    with path.open("rb") as file:
        wide = _wide(file.read(_HEAD))
    if wide:
        return codecs.lookup(wide).name
    return "utf-8" if _first_bad(path, "utf-8") is None else known(_likely(path))


def shown_encoding(encoding: str) -> str:
    """An encoding as people call it."""
    return _SAID.get(encoding, encoding.upper())


def as_utf8_in(folder: Path, path: Path, encoding: str) -> Path:
    """The file in UTF-8: itself, or a copy in the folder with a byte-order mark."""
    if of_file(path, encoding) == "utf-8":
        return path
    copy = folder / path.name
    with path.open(encoding=encoding, newline="") as source, copy.open("w", encoding="utf-8-sig", newline="") as file:
        while chunk := source.read(_CHUNK):
            file.write(chunk)
    return copy


@contextmanager
def as_utf8(path: Path, encoding: str) -> Iterator[Path]:
    """The file in UTF-8: itself, or a copy with a byte-order mark that vanishes afterwards."""
    with tempfile.TemporaryDirectory(prefix="relgraph-import-") as folder:
        yield as_utf8_in(Path(folder), path, encoding)


def _as_given(likely: str) -> str:
    return f"Save it as CSV UTF-8, or import with --encoding {likely}."


def _no_text(path: Path, head: bytes) -> str | None:
    for beginning, what in _BEGINNINGS.items():
        if head.startswith(beginning):
            return what
    if head.startswith(b"PK") and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
        return next((what for part, what in _IN_ZIP.items() if any(n.startswith(part) for n in names)), "a ZIP archive")
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if markup := next((what for beginning, what in _MARKUP.items() if text.startswith(beginning)), None):
        return markup
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary" if controls > max(_SOME, len(head) // 20) and not _wide(head) else None


def _wide(head: bytes) -> str | None:
    """The encoding of two or four bytes a letter that a text begins in; None for any other."""
    marked = next((name for mark, name in _WIDE_MARKS.items() if head.startswith(mark)), None)
    return marked or next((name for begins, name in _WIDE_BEGINNINGS.items() if begins.match(head)), None)


def _first_bad(path: Path, encoding: str) -> tuple[int, int] | None:
    """The line and the value of the first byte that does not fit."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line, kept = 1, b""
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                # What the decoder kept back of the chunk before stands in front of this one.
                before = error.object[: error.start]
                return line - kept.count(b"\n") + before.count(b"\n"), error.object[error.start]
            if not chunk:
                return None
            state = decoder.getstate()[0]
            kept = state if isinstance(state, bytes) else b""
            line += chunk.count(b"\n")


def _likely(path: Path) -> str:
    """What a text is in that is no UTF-8, as people call it.

    Chinese in GB18030 comes in pairs of bytes; in Windows-1252 a letter beyond ASCII mostly stands alone. Texts of
    which neither can be said are looked at more closely, where what looks is installed.
    """
    with path.open("rb") as file:
        text = file.read(4 * _CHUNK)
    runs = [len(run) for run in _BEYOND_ASCII.findall(text)]
    alone = sum(1 for length in runs if length % 2) / len(runs) if runs else 0
    if _IN_DOUBT[0] < alone < _IN_DOUBT[1] and not missing(Extra.IMPORT):
        from relgraph.connect.tabular.guess import guessed  # noqa: PLC0415  (of an extra)

        if found := guessed(_telling(text)):
            return shown_encoding(found)
    return "Windows-1252" if alone * 3 > 1 else "GB18030"


def _telling(text: bytes) -> bytes:
    """Some whole lines that are not all ASCII."""
    lines = text.splitlines(keepends=True)
    if len(lines) > 1 and not lines[-1].endswith(b"\n"):
        lines.pop()
    return b"".join(islice((line for line in lines if not line.isascii()), _TELLING))
