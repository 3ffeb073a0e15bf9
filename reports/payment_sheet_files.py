"""The three papers of a payment sheet as files: all are written, or none is."""

from collections.abc import Callable
from pathlib import Path

from reports.payment_sheet import payment_sheet
from reports.payment_sheet_json import payment_sheet_json
from reports.payment_sheet_pdf import payment_sheet_pdf
from reports.payment_sheet_xlsx import payment_sheet_xlsx
from royalties.models import PaymentSheet

SHEET_FILES = ("sheet.xlsx", "sheet.pdf", "sheet.json")


def write_payment_sheet(sheet: PaymentSheet, folder: Path) -> None:
    """This will render a stored sheet and put sheet.xlsx, sheet.pdf and sheet.json into a folder.

    :raises OSError: the folder cannot be written to; then none of the files is new.
    """
    paper = payment_sheet(sheet)
    contents = (payment_sheet_xlsx(paper), payment_sheet_pdf(paper), payment_sheet_json(paper).encode())
    put_in_place(folder, {name: _writer(content) for name, content in zip(SHEET_FILES, contents, strict=True)})


def put_in_place(folder: Path, writers: dict[str, Callable[[Path], object]]) -> None:
    """This will let each writer write under a temporary name, and rename when all of them are done."""
    waiting = {folder / f".{name}.part": folder / name for name in writers}
    try:
        for part, target in waiting.items():
            writers[target.name](part)
        for part, target in waiting.items():
            part.replace(target)
    finally:
        for part in waiting:
            part.unlink(missing_ok=True)


def _writer(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)
