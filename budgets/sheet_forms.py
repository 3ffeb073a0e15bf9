"""Forms of building a payment sheet: which one, and where its money comes from."""

from datetime import date

from django import forms
from django.core.validators import RegexValidator

from budgets.budget_codes import CHAPTERS, CITED, CONTENTS, INDUSTRIES
from budgets.models import FundingSource
from core.access import Permission, access_of
from core.models import Unit, User
from royalties.models import PaymentSheet
from royalties.services.building import BUILDABLE, Funding
from royalties.states import SheetKind

_MONTH = {"invalid": "Hãy ghi tháng kiểu 07/2026.", "required": "Hãy ghi tháng."}


def preparable_units(user: User):
    """This will list the units whose sheets an account prepares."""
    return Unit.objects.filter(pk__in=access_of(user).in_units.get(Permission.PREPARE_SHEETS, ()))


class ChoiceForm(forms.Form):
    """The unit, the month and the kind of a sheet."""

    unit = forms.ModelChoiceField(label="Đơn vị", queryset=Unit.objects.none(), empty_label="Chọn đơn vị")
    period = forms.DateField(
        label="Kỳ (tháng)",
        help_text="mm/yyyy",
        input_formats=["%m/%Y"],
        error_messages=_MONTH,
        widget=forms.DateInput(format="%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label="Loại", choices=[(kind.value, kind.label.capitalize()) for kind in BUILDABLE])

    def __init__(self, user: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = preparable_units(user)

    @property
    def chosen(self) -> tuple[Unit, date, SheetKind]:
        """The unit, the month and the kind, once the form is valid."""
        return self.cleaned_data["unit"], self.cleaned_data["period"], SheetKind(self.cleaned_data["kind"])


class CodeField(forms.CharField):
    """A budget code of so many digits, typed or taken from those that are known."""

    def __init__(self, label: str, digits: str, known: dict[str, str] | None = None, **kwargs):
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        said = digits.replace(",", " đến ")
        super().__init__(
            label=label,
            widget=forms.TextInput(attrs=attrs),
            validators=[RegexValidator(rf"^[0-9]{{{digits}}}$", f"Mã này gồm {said} chữ số.")],
            **kwargs,
        )
        self.known = known or {}


class FundingForm(forms.Form):
    """Where a sheet's money comes from; may wait until the sheet is submitted, unless told."""

    source = forms.ModelChoiceField(
        label="Nguồn kinh phí",
        help_text=f"QĐ 10/2024/QĐ-UBND Điều 13 khoản 1. {CITED} không có tiểu mục nào mang tên nhuận bút, thù lao: ghi "
        "mã mà Kho bạc nơi đơn vị giao dịch nhận.",
        queryset=FundingSource.objects.all(),
        empty_label="Chọn nguồn kinh phí",
        to_field_name="code",
    )
    chapter = CodeField("Chương", "3", CHAPTERS)
    industry = CodeField("Khoản (mã ngành kinh tế)", "3", INDUSTRIES, required=False)
    content = CodeField("Tiểu mục (mã nội dung kinh tế)", "4", CONTENTS)
    nsnn_source = CodeField("Mã nguồn NSNN", "1,10", required=False)

    def __init__(self, *args, may_wait: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = field.required and not may_wait
            if getattr(field, "known", None):
                field.widget.attrs["list"] = f"ma-{name}"

    @property
    def code_lists(self) -> list[tuple[str, dict[str, str]]]:
        """The known codes of each box, for the lists that a browser offers while somebody types."""
        return [(f"ma-{name}", field.known) for name, field in self.fields.items() if getattr(field, "known", None)]


def typed_funding(told: dict) -> Funding:
    """This will be what was typed into the form; blank where nothing was."""
    source = told["source"]
    return Funding(
        source_code=source.code if source else "",
        source_name=source.name if source else "",
        nsnn_source=told["nsnn_source"],
        chapter=told["chapter"],
        industry=told["industry"],
        content=told["content"],
    )


def funding_of(sheet: PaymentSheet) -> dict[str, str]:
    """This will tell a form what a sheet's funding is."""
    names = ("chapter", "industry", "content", "nsnn_source")
    return {"source": sheet.source_code} | {name: getattr(sheet, name) for name in names}


def usual_funding(unit: Unit, kind: SheetKind) -> dict[str, str]:
    """This will tell a form what the unit's last sheet of the kind was funded from, or the unit's own chapter."""
    funded = unit.sheets.filter(kind=kind, counters=None).exclude(source_code="")
    last = funded.defer("inputs").order_by("-pk").first()
    return funding_of(last) if last else {"chapter": unit.budget_chapter or ""}
