"""The three papers of a payment sheet as files: all are written, or none is."""

from collections.abc import Callable
from pathlib import Path
from shutil import copy2
from tempfile import TemporaryDirectory

from reports.payment_sheet import payment_sheet
from reports.payment_sheet_json import payment_sheet_json
from reports.payment_sheet_pdf import payment_sheet_pdf
from reports.payment_sheet_rows import PaymentSheetPaper
from reports.payment_sheet_xlsx import payment_sheet_xlsx
from royalties.models import PaymentSheet

SHEET_FILES = ("sheet.xlsx", "sheet.pdf", "sheet.json")


def write_payment_sheet(sheet: PaymentSheet, folder: Path) -> PaymentSheetPaper:
    """This will put a stored sheet as sheet.xlsx, sheet.pdf and sheet.json into a folder, and return what they say.

    :raises OSError: the folder cannot be written to; then none of the files is new.
    """
    paper = payment_sheet(sheet)
    contents = (payment_sheet_xlsx(paper), payment_sheet_pdf(paper), payment_sheet_json(paper).encode())
    put_in_place(folder, {name: _writer(content) for name, content in zip(SHEET_FILES, contents, strict=True)})
    return paper


def put_in_place(folder: Path, writers: dict[str, Callable[[Path], object]]) -> None:
    """This will let each writer write apart, and put all the files in place together: every one is new, or none is.

    :raises OSError: the folder cannot be written to, or something other than a file has the name of one.
    """
    # In the folder itself, so that putting in place is a rename; by a name that no other run has.
    with TemporaryDirectory(dir=folder, prefix=".giay-") as waiting:
        parts = {name: Path(waiting, name) for name in writers}
        kept = {name: Path(waiting, f"{name}.old") for name in writers if (folder / name).exists()}
        for name, writer in writers.items():
            writer(parts[name])
        for name, old in kept.items():
            copy2(folder / name, old)
        try:
            for name, part in parts.items():
                part.replace(folder / name)
        except OSError:
            _put_back(folder, kept, [name for name, part in parts.items() if not part.exists()])
            raise


def _put_back(folder: Path, kept: dict[str, Path], placed: list[str]) -> None:
    for name in placed:
        if name in kept:
            kept[name].replace(folder / name)
        else:
            (folder / name).unlink()


def _writer(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)
