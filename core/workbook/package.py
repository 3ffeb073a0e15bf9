"""The parts of an xlsx package, guarded against bombs before any parser sees them."""

import lzma
import re
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

LARGEST_PACKAGE = 200 * 1024 * 1024
_PARSED = (".xml", ".rels")
# python-calamine reserves memory for as many strings or styles as a part says it holds: a false count ends the process.
_FALSE_COUNT = re.compile(rb"""ount\s*=\s*["'][^0-9"'<>]*[0-9]{8}""")
_NOT_A_WORKBOOK = "Tệp không phải là sổ tính Excel (.xlsx), bị hỏng hoặc có mật khẩu."


class UnreadableFileError(Exception):
    """The file is not an xlsx workbook that can be read; the message says so in Vietnamese."""


def read_parts(path: str | Path) -> dict[str, bytes]:
    """This will read the XML parts of an xlsx package by name, at most 200 MB with everything else in it.

    :raises UnreadableFileError: missing, no zip package, with a password, damaged, too large, a false count, a DTD.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if sum(member.file_size for member in members) > LARGEST_PACKAGE:
                raise UnreadableFileError("Tệp quá lớn: sau khi giải nén không được quá 200 MB.")
            parts = {member.filename: archive.read(member) for member in members if _is_parsed(member.filename)}
    # A password gives RuntimeError, an unknown compression NotImplementedError.
    except (zipfile.BadZipFile, RuntimeError, zlib.error, lzma.LZMAError, EOFError, ValueError) as error:
        raise UnreadableFileError(_NOT_A_WORKBOOK) from error
    except OSError as error:
        raise UnreadableFileError(f"Không mở được tệp «{Path(path).name}».") from error
    # No spreadsheet program writes one; refusing it leaves no entity to expand, whoever parses the part.
    if any(b"<!DOCTYPE" in content for content in parts.values()):
        raise UnreadableFileError("Tệp có khai báo DTD, không phải do phần mềm bảng tính ghi ra.")
    if any(_FALSE_COUNT.search(content) for content in parts.values()):
        raise UnreadableFileError(_NOT_A_WORKBOOK)
    return parts


def stored(parts: dict[str, bytes]) -> BytesIO:
    """This will pack parts again without compression.

    A reader that trusts less than zipfile does thus gets the very bytes that were measured and checked.
    """
    package = BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    package.seek(0)
    return package


def _is_parsed(name: str) -> bool:
    return name.lower().endswith(_PARSED)
