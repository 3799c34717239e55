"""What a file named .csv really is, before any row of it is read."""

import bz2
import gzip
import io
import lzma
import zipfile
from pathlib import Path

import pytest

from relgraph.connect.tabular.encoding import detected, refusal

TABLE = "id,name\r\ncrm:1,张三\r\n"
LONG = f"{TABLE}crm:2,{'张三李四王五' * 300}\r\n"


def archive(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (gzip.compress(TABLE.encode()), "compressed by gzip"),
        (bz2.compress(TABLE.encode()), "compressed by bzip2"),
        (lzma.compress(TABLE.encode()), "compressed by xz"),
        (b"\x28\xb5\x2f\xfd\x24\x1f\xf9id,name", "compressed by zstd"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"Rar!\x1a\x07\x01\x00", "a RAR archive"),
        (archive("people.csv"), "a ZIP archive"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook"),
        (archive("content.xml"), "an OpenDocument file"),
        (archive("Index/Document.iwa"), "a Numbers file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel or Office file"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"PAR1\x15\x04", "a Parquet file"),
        (b"ARROW1\x00\x00", "an Arrow file"),
        (b"ORC\x08\x03", "an ORC file"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture"),
        (b"\n<html><table><tr><td>id", "a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b'\xef\xbb\xbf[{"id": "crm:1"}]', "JSON"),
        (b'{"people": []}', "JSON"),
        (b"{\\rtf1 id,name}", "an RTF document"),
        (bytes(range(256)) * 4, "binary"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_is_no_table_says_what_it_is(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "people.csv").write_bytes(data)
    refused = refusal(tmp_path / "people.csv")
    assert refused is not None
    assert (refused.fault.message, refused.is_text) == (f"the file is {said}, no CSV", False)
    assert refused.fault.remedy == "Save it as CSV UTF-8 (comma delimited)."


@pytest.mark.parametrize("text", ["id,name\n", TABLE, LONG])
@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32LE"),
        ("utf-32-be", "UTF-32BE"),
    ],
)
def test_encodings_of_several_bytes_a_letter_are_known_without_a_mark(
    tmp_path: Path, text: str, encoding: str, said: str
) -> None:
    (tmp_path / "people.csv").write_bytes(text.encode(encoding))
    refused = refusal(tmp_path / "people.csv")
    assert refused is not None
    assert refused.fault.message == f"the file is {said}"
    assert refused.fault.remedy == f"Save it as CSV UTF-8, or import with --encoding {said}."
    # As told, or with the order of bytes left to the file.
    for given in (encoding, encoding[:6]):
        assert refusal(tmp_path / "people.csv", given) is None


@pytest.mark.parametrize("text", ["", "id,name\n", TABLE, "\ufeffid,name\n", '"id","name"\nt:a,"[x] <y> {z}"\n'])
def test_tables_are_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "people.csv").write_text(text, encoding="utf-8")
    assert refusal(tmp_path / "people.csv") is None


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("Name;Ort\nJörg Müller;Köln\nÄnne Groß;München\n", "cp1252", "cp1252"),
        ("id;name\n1;José Núñez\n", "cp1252", "cp1252"),
        ("NAME\nGROSSÄÖ\nSTRAßE\n", "cp1252", "cp1252"),
        ("name,dept\nZhang San,采购部\n", "gb18030", "gb18030"),
        ("姓名,部门\n张三,采购部\n李四,财务部\n", "gbk", "gb18030"),
        ("姓名,部門,職稱\n陳大文,採購部,經理\n林小明,財務部,主任\n", "big5", "big5"),
        ("氏名,部署\n山田太郎,営業部\n鈴木花子,経理部\n", "shift_jis", "cp932"),
        ("Имя;Отдел\nИван Петров;Закупки\nАнна Иванова;Финансы\n", "cp1251", "cp1251"),
        ("Imię;Dział\nŁukasz Żółć;Sprzedaż\nWiesław Wąsik;Księgowość\n", "cp1250", "cp1250"),
        ("name\nAnn\n" * 9_000 + "张三,采购部\n", "utf-8", "utf-8"),
        ("id,name\n1,张三\n", "utf-16", "utf-16"),
    ],
)
def test_an_encoding_is_found_out(tmp_path: Path, text: str, encoding: str, expected: str) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(text.encode(encoding))
    found = detected(file)
    assert found == expected
    assert file.read_bytes().decode(found).removeprefix("\ufeff") == text
