"""The verb by which the accountant says as what income a sheet's money is taxed."""

from django.core.exceptions import ValidationError
from django.db import transaction

from core.access import Permission, require
from core.audit import record
from core.models import User
from core.text import clean_text
from rates.queries import read_book
from royalties.compute.refusals import RefusedError
from royalties.compute.tax import Income
from royalties.earnings import Earning
from royalties.models import IncomeKind, PayeeTotal, PaymentSheet
from royalties.services.totals import total_again

SET_INCOME = "xác định loại thu nhập"


@transaction.atomic
def set_income(*, actor: User, total: PayeeTotal, income: str, contract_number: str = "") -> PayeeTotal:
    """This will say as what income one payee of a sheet is taxed; copyright is taxed by its contract.

    No money of the sheet changes by it, so it is no change that would keep the accountant from checking the sheet.

    :raises PermissionDenied: the actor does not pay for the unit.
    :raises ValidationError: the sheet is signed or given up, copyright without the number of its contract, or a draft
        whose trial tax the law cannot tell.
    """
    require(actor, Permission.PAY, unit=total.sheet.unit)
    sheet = PaymentSheet.objects.select_for_update(of=("self",)).select_related("unit").get(pk=total.sheet_id)
    if not sheet.is_changeable:
        raise ValidationError(f"Bảng đang ở trạng thái «{sheet.get_status_display()}»: không sửa được.")
    before = sheet.payee_totals.select_related("payee").get(payee=total.payee_id)
    earning = Earning(Income(income), clean_text(contract_number) if income == IncomeKind.COPYRIGHT else "")
    if earning.income == Income.COPYRIGHT and not earning.contract_number:
        raise ValidationError({"contract_number": "Tiền bản quyền tính thuế theo hợp đồng: hãy ghi số hợp đồng."})
    try:
        total_again(sheet, read_book(unit=sheet.unit), actor=actor, changes={total.payee_id: earning})
    except RefusedError as error:
        raise ValidationError(f"Không tính lại được thuế: {error}.") from error
    after = sheet.payee_totals.get(payee=total.payee_id)
    record(
        actor=actor,
        action=SET_INCOME,
        target=sheet,
        unit=sheet.unit,
        before=_told(before),
        after={"người nhận": before.payee.name, **_told(after)},
    )
    return after


def _told(total: PayeeTotal) -> dict[str, str]:
    return {"loại thu nhập": total.get_income_display(), "số hợp đồng": total.contract_number}
