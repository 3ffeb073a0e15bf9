"""Forms of what is decided of a work besides its coefficients, and of quotas; fractions are typed in percent."""

from collections.abc import Iterable
from decimal import Decimal

from django import forms

from core.access import Permission, access_of
from core.forms import REASON_WANTED, REQUIRED
from core.money import format_number, parse_number
from rates.book import RateBook
from rates.forms import DayField
from rates.wording import say_citations, say_frame
from royalties.compute.adjustments import ADDITIONS, REPLACING_FACTORS, adjustment_key
from royalties.models import Contribution, Payee, Work

_PERCENT = Decimal(100)
_LONGEST = 12
_MOST_WORKS = 1000


class PercentField(forms.CharField):
    """A percentage as people type it, 12,5; none for a blank."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"required": False, "max_length": _LONGEST, "widget": widget} | kwargs)

    def clean(self, value):
        """This will return the percentage as it was typed: 12,5 as 12.5.

        :raises ValidationError: anything but a number, or more than four decimals.
        """
        typed = super().clean(value).removesuffix("%").strip()
        if not typed:
            return None
        try:
            number = parse_number(typed)
        except ValueError as error:
            raise forms.ValidationError(f"{error}.") from error
        if -number.as_tuple().exponent > len("0000"):
            raise forms.ValidationError("Nhiều nhất 4 chữ số sau dấu phẩy.")
        return number


class AdjustmentsForm(forms.Form):
    """What a work's royalty is adjusted by, each with its bounds on the work's days."""

    def __init__(self, book: RateBook, work: Work, data=None):
        super().__init__(data)
        on = work.ordered_on or work.published_on
        for name in (*ADDITIONS, *REPLACING_FACTORS):
            bounds = book.find(adjustment_key(name), on)
            stored = work.adjustments.get(name)
            if bounds or stored:
                self.fields[name] = PercentField(
                    label=f"{bounds.label if bounds else name} (%)",
                    help_text=_say_bounds(bounds) if bounds else "Không có mức nào có hiệu lực ngày này.",
                    initial=format_number(Decimal(str(stored)) * _PERCENT) if stored else "",
                )

    def adjustments(self) -> dict[str, Decimal]:
        """This will return the fractions of 1 that were typed, by name."""
        return {name: percent / _PERCENT for name, percent in self.cleaned_data.items() if percent is not None}


class RemunerationForm(forms.Form):
    """What each person of a work on air gets of its royalty, in percent."""

    def __init__(self, people: Iterable[Contribution], data=None):
        super().__init__(data)
        for person in people:
            share = getattr(person, "remuneration", None)
            self.fields[str(person.pk)] = PercentField(
                label=f"{person.payee}, {person.get_role_display()} (%)",
                initial=format_number(share.percent) if share else "",
            )

    def percents(self) -> dict[int, Decimal | None]:
        """This will return the percentages by contribution, none where nothing was typed."""
        return {int(name): percent for name, percent in self.cleaned_data.items()}


class QuotaForm(forms.Form):
    """A quota of works a month."""

    payee = forms.ModelChoiceField(
        label="Người được giao",
        empty_label="Chọn người",
        queryset=Payee.objects.none(),
        error_messages={"required": "Hãy chọn một người."},
    )
    works_per_month = forms.IntegerField(
        label="Số tác phẩm mỗi tháng", min_value=1, max_value=_MOST_WORKS, error_messages=REQUIRED
    )
    start_on = DayField("Từ ngày")
    end_on = DayField("Đến hết ngày", required=False, help_text="Để trống khi chưa biết.")
    reason = forms.CharField(
        label="Căn cứ giao định mức",
        help_text="Số, ngày văn bản giao định mức hoặc hợp đồng.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=REQUIRED,
    )

    def __init__(self, user, data=None):
        super().__init__(data)
        units = access_of(user).in_units.get(Permission.SCORE_WORKS, ())
        people = Payee.objects.current().filter(unit__in=units)
        self.fields["payee"].queryset = people.defer("id_number", "account_number")


class QuotaEndForm(forms.Form):
    """When and why a quota ends."""

    last_on = DayField("Đến hết ngày")
    reason = forms.CharField(
        label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 2}), error_messages=REASON_WANTED
    )


def _say_bounds(bounds) -> str:
    return f"{say_frame(bounds.minimum, bounds.maximum, bounds.measure)}; {say_citations(bounds.citations)}"
