"""The papers of a payment sheet: rendered while it may change, printed from the store once it is frozen."""

from collections.abc import Callable, Mapping

from reports.check_code import check_code
from reports.payment_sheet import payment_sheet
from reports.payment_sheet_json import payment_sheet_json
from reports.payment_sheet_pdf import payment_sheet_pdf
from reports.payment_sheet_rows import PaymentSheetPaper
from reports.payment_sheet_xlsx import payment_sheet_xlsx
from royalties.models import EventKind, PaymentSheet, StoredPaper

_FORMS: dict[str, Callable[[PaymentSheet, PaymentSheetPaper], bytes]] = {
    "xlsx": lambda _, paper: payment_sheet_xlsx(paper),
    "pdf": lambda sheet, paper: payment_sheet_pdf(paper, check_code(sheet)),
    "json": lambda _, paper: payment_sheet_json(paper).encode(),
}


def render_papers(sheet: PaymentSheet) -> Mapping[str, bytes]:
    """This will render every paper of a sheet by its name, as they are stored when it freezes."""
    paper = payment_sheet(sheet)
    return {_name(form): write(sheet, paper) for form, write in _FORMS.items()}


def stored_paper(sheet: PaymentSheet, form: str) -> bytes | None:
    """This will give a paper of a frozen sheet as it was stored with its approval; none while it may change."""
    kept = StoredPaper.objects.filter(event__sheet=sheet, event__kind=EventKind.APPROVED, name=_name(form)).first()
    return kept.content if kept else None


def render_paper(sheet: PaymentSheet, form: str) -> bytes:
    """This will render one paper of a sheet: xlsx, pdf or json."""
    return _FORMS[form](sheet, payment_sheet(sheet))


def _name(form: str) -> str:
    return f"bang-thanh-toan.{form}"
