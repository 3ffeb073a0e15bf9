"""Forms of schedules: the signed decision, one line, the scan, the Excel file, and what explains a missing genre."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from core.access import Permission, access_of
from core.forms import REQUIRED
from core.models import Unit, User
from core.money import parse_number
from core.text import clean_text
from rates.forms import DayField
from rates.models import Schedule, ScheduleLine
from rates.schedules.bounds import Bounds
from rates.schedules.terms import COLUMNS, LEVELS, LONGEST_CODE, MEDIA, LineTerms, make_code, say_field
from rates.services import Head

_PROVINCE = "tinh"
_TOO_LARGE = 10**9
_CHOOSE = {"required": "Hãy chọn một mục.", "invalid_choice": "Hãy chọn một mục có trong danh sách."}


class HeadForm(forms.Form):
    """The signed decision and the first day of its schedule."""

    number = forms.CharField(
        label="Số hiệu", max_length=30, help_text="Như trên bản ký, ví dụ 16/2014/QĐ-UBND.", error_messages=REQUIRED
    )
    title = forms.CharField(
        label="Trích yếu", max_length=500, error_messages=REQUIRED, widget=forms.Textarea(attrs={"rows": 2})
    )
    issued_on = DayField("Ngày ký")
    effective_on = DayField("Biểu mức có hiệu lực từ ngày")

    def head(self) -> Head:
        """This will return what was filled in."""
        return Head(**{name: self.cleaned_data[name] for name in ("number", "title", "issued_on", "effective_on")})


class NewScheduleForm(HeadForm):
    """Whose decision it is, and of which media, besides."""

    place = forms.ChoiceField(label="Biểu mức của", error_messages=_CHOOSE)
    media = forms.MultipleChoiceField(
        label="Loại hình có trong quyết định",
        choices=list(MEDIA.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="Mỗi loại hình được mở sẵn các dòng theo thể loại của NĐ 18/2014/NĐ-CP (đơn vị: các dòng của tỉnh).",
        error_messages={"required": "Hãy chọn ít nhất một loại hình."},
    )
    field_order = ["place", "number", "title", "issued_on", "effective_on", "media"]

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        access = access_of(user)
        self.units = {str(unit.pk): unit for unit in Unit.objects.filter(pk__in=narrowing_units(user))}
        choices = [(key, f"{unit}, thu hẹp trong khung của tỉnh") for key, unit in self.units.items()]
        if Permission.KEEP_SCHEDULES in access.everywhere:
            choices.insert(0, (_PROVINCE, "Tỉnh"))
        self.fields["place"].choices = choices

    def unit(self) -> Unit | None:
        """This will return the unit whose decision it is; None for the province."""
        return self.units.get(self.cleaned_data["place"])


def narrowing_units(user: User) -> frozenset[int]:
    """This will list the ids of the units whose decisions a user keeps."""
    return access_of(user).in_units.get(Permission.NARROW_SCHEDULES, frozenset())


class NumberField(forms.CharField):
    """A number typed as 1.234,5; blank is no number."""

    def __init__(self, label: str, *, whole: bool = False, **kwargs):
        super().__init__(label=label, required=False, max_length=30, **kwargs)
        self.whole = whole
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: str) -> Decimal | int | None:
        text = clean_text(super().clean(value))
        if not text:
            return None
        try:
            number = self.read(text)
        except ValueError as error:
            raise ValidationError(f"«{text}» không phải là số viết theo kiểu 1.234,5.") from error
        if number >= _TOO_LARGE or number != round(number, 0 if self.whole else 6):
            raise ValidationError("Số quá lớn, hoặc có quá nhiều chữ số sau dấu phẩy.")
        return int(number) if self.whole else number

    def read(self, text: str) -> Decimal:
        """This will read what was typed."""
        return parse_number(text)


class ShareField(NumberField):
    """A share of one, typed as 50%."""

    def read(self, text: str) -> Decimal:
        return parse_number(text.removesuffix("%")) / 100


class LineForm(forms.Form):
    """One line as the signed text has it."""

    place = forms.ChoiceField(label="Loại hình và thể loại (NĐ 18)", error_messages=_CHOOSE)
    label = forms.CharField(label=COLUMNS["label"], max_length=300, error_messages=REQUIRED)
    code = forms.RegexField(
        r"^[a-z0-9_]+$",
        label=COLUMNS["code"],
        required=False,
        max_length=LONGEST_CODE,
        help_text="Để trống thì đặt theo tên. Dòng chung của thể loại giữ mã có sẵn.",
        error_messages={"invalid": "Mã chỉ gồm a-z, 0-9 và gạch dưới."},
    )
    measure = forms.CharField(
        label=COLUMNS["measure"], max_length=40, help_text="tin, bài, ảnh, phút, ½ trang A4 …", error_messages=REQUIRED
    )
    level = forms.ChoiceField(
        label=COLUMNS["level"],
        required=False,
        choices=[("", "mọi cấp"), *LEVELS.items()],
    )
    quality_class = forms.CharField(label=COLUMNS["quality_class"], required=False, max_length=10)
    minimum = NumberField(COLUMNS["minimum"])
    maximum = NumberField(COLUMNS["maximum"])
    fixed = NumberField(COLUMNS["fixed"], whole=True, help_text="Chỉ khi văn bản ghi đồng, không ghi hệ số.")
    level_share = ShareField(COLUMNS["level_share"], help_text="Phần trăm, ví dụ 50%.")
    clause = forms.CharField(label=COLUMNS["clause"], required=False, max_length=120)

    def __init__(self, *args, bounds: Bounds, line: ScheduleLine | None = None, **kwargs):
        super().__init__(*args, initial=_initial(line) if line else None, **kwargs)
        self.bounds = bounds
        places: dict[str, list[tuple[str, str]]] = {}
        for (medium, genre), label in bounds.genres.items():
            places.setdefault(MEDIA[medium], []).append((f"{medium}/{genre}", f"{label} ({MEDIA[medium].lower()})"))
        self.fields["place"].choices = list(places.items())

    def terms(self) -> LineTerms:
        """This will return the line that was filled in."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "place"}
        named = {name: clean_text(value) if isinstance(value, str) else value for name, value in said.items()}
        named["medium"], named["genre"] = self.cleaned_data["place"].split("/")
        if not named["code"]:
            named["code"] = make_code(named, self.bounds.genres[named["medium"], named["genre"]], ())
        return LineTerms(**named)


def _initial(line: ScheduleLine) -> dict:
    said = {name: getattr(line, name) for name in ("label", "code", "measure", "level", "quality_class", "clause")}
    for name in ("minimum", "maximum", "fixed", "level_share"):
        value = getattr(line, name)
        said[name] = "" if value is None else say_field(name, value)
    return said | {"place": f"{line.medium}/{line.genre}"}


class ScanForm(forms.Form):
    """The scan of the signed decision."""

    scan = forms.FileField(
        label="Bản quét của quyết định đã ký",
        help_text="PDF, PNG hoặc JPG, nhiều nhất 20 MB.",
        error_messages={"required": "Hãy chọn một tệp.", "empty": "Tệp trống."},
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )


class ScheduleFileForm(forms.Form):
    """The Excel file that was filled in."""

    file = forms.FileField(
        label="Tệp Excel đã điền",
        help_text="Tệp .xlsx theo mẫu, nhiều nhất 5 MB. Bước này chưa lưu gì vào biểu mức.",
        error_messages={"required": "Hãy chọn một tệp.", "empty": "Tệp trống."},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class SubmitForm(forms.Form):
    """Why the signed text says nothing of some genres; asked for only where some are missing."""

    absences = forms.CharField(
        label="Vì sao văn bản không có các thể loại còn thiếu",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, schedule: Schedule, has_missing: bool, **kwargs):
        super().__init__(*args, initial={"absences": schedule.absences}, **kwargs)
        if not has_missing:
            del self.fields["absences"]
