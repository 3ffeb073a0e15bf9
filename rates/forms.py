"""What a reader of the law asks: a day or two, for which unit, and as known on which day."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from core.models import Unit
from core.text import clean_text, sort_key

_FIRST, _LAST = date(1945, 9, 2), date(2099, 12, 31)
_BOUNDS = "Ngày phải từ 02/09/1945 đến 31/12/2099."


class DayField(forms.DateField):
    """A day typed as 31/12/2026: a browser's own date field would show it in the order of its own language."""

    default_error_messages = {
        "invalid": "Không hiểu ngày này. Hãy gõ ngày/tháng/năm, ví dụ 01/07/2026.",
        "required": "Hãy gõ một ngày, ví dụ 01/07/2026.",
    }

    def __init__(self, label: str, **kwargs):
        validators = [MinValueValidator(_FIRST, _BOUNDS), MaxValueValidator(_LAST, _BOUNDS)]
        widget = forms.DateInput(attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric"})
        super().__init__(label=label, widget=widget, validators=validators, **kwargs)


class LawForm(forms.Form):
    """For which unit the law is read, and as known on which day; blank means the province at large, and today.

    Where nobody has named a unit yet, it is the one that the reader works in.
    """

    unit = forms.CharField(label="Đơn vị (mã hoặc tên; xoá trống: toàn tỉnh)", required=False, max_length=200)
    as_known_on = DayField("Theo những gì đã ghi nhận tới ngày", required=False)

    def __init__(self, data: dict[str, str] | None = None, *, own_unit_id: int | None = None):
        self.units = list(Unit.objects.only("code", "name", "name_key", "is_demo"))
        self.own_code = next((unit.code for unit in self.units if unit.pk == own_unit_id), None)
        own = {"unit": self.own_code or ""}
        super().__init__(None if data is None else own | data, initial=own)
        self.fields["unit"].widget.attrs["list"] = "cac-don-vi"

    def clean_unit(self) -> Unit | None:
        """This will find the unit by its code or its name."""
        typed = clean_text(self.cleaned_data["unit"])
        if not typed:
            return None
        for unit in self.units:
            if unit.code == typed.lower() or unit.name_key == sort_key(typed):
                return unit
        raise forms.ValidationError(f"Không có đơn vị «{typed}». Hãy chọn một mã trong danh sách gợi ý.")

    def clean(self) -> dict:
        """This will refuse what the page does not know, which would otherwise be passed over in silence."""
        for name in self.data.keys() - self.fields.keys() - {"export"}:
            self.add_error(None, f"Không có tham số «{name}» trên trang này.")
        if self.data.get("export", "xlsx") != "xlsx":
            self.add_error(None, f"Không xuất được dạng «{self.data['export']}»; chỉ có xlsx.")
        return self.cleaned_data


class DayForm(LawForm):
    """One day."""

    on = DayField("Ngày")
    field_order = ["on", "unit", "as_known_on"]


class TwoDaysForm(LawForm):
    """Two days, the first before the second."""

    first = DayField("Ngày thứ nhất")
    second = DayField("Ngày thứ hai")
    field_order = ["first", "second", "unit", "as_known_on"]

    def clean(self) -> dict:
        """This will also refuse days that are the same or stand the other way round."""
        found = super().clean()
        first, second = found.get("first"), found.get("second")
        if first and second and first >= second:
            self.add_error("second", "Ngày thứ hai phải sau ngày thứ nhất.")
        return found


class KeyForm(LawForm):
    """One rate by its key or its name."""

    key = forms.CharField(
        label="Mức chi (khoá hoặc tên)",
        max_length=200,
        error_messages={"required": "Hãy chọn một mức chi trong danh sách gợi ý."},
    )
    field_order = ["key", "unit", "as_known_on"]

    def __init__(self, data: dict[str, str] | None = None, *, own_unit_id: int | None = None):
        super().__init__(data, own_unit_id=own_unit_id)
        self.fields["key"].widget.attrs["list"] = "cac-muc"

    def choose_key(self, labels: dict[str, str]) -> str | None:
        """This will find the key that was typed among known ones, or put a message beside the field."""
        typed = clean_text(self.cleaned_data["key"])
        if typed in labels:
            return typed
        for key, label in labels.items():
            if sort_key(label) == sort_key(typed):
                return key
        self.add_error("key", f"Không có mức chi «{typed}». Hãy chọn một khoá trong danh sách gợi ý.")
        return None
