"""The form of one work: what it is, where it stands, who made it; it works without a script."""

from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from django import forms
from django.db.models import QuerySet

from core.access import Permission, access_of
from core.models import User
from core.money import format_number, parse_number
from core.text import clean_text
from rates.forms import DayField
from rates.models import ScheduleRow
from royalties.genres import GENRE_NAMES, PHOTO
from royalties.models import ContributionRole, Outlet, Payee, Work
from royalties.services import WorkFacts
from royalties.services.bylines import NEW, Byline, PeopleOfUnit

PEOPLE = "tac-gia"
_ROWS_AT_FIRST, _MOST_ROWS = 2, 50
_CHOOSE = "Hãy chọn trong danh sách."


class TypedNumberField(forms.CharField):
    """A number typed as 1.234,5 and read by core.money, with or without a percent sign."""

    def __init__(self, label: str, **kwargs):
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(label=label, required=False, max_length=30, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: str) -> Decimal | None:
        """This will return the number, none for a blank."""
        typed = super().clean(value).removesuffix("%").strip()
        try:
            return parse_number(typed) if typed else None
        except ValueError as error:
            raise forms.ValidationError(f"Không hiểu số «{typed}». Hãy gõ kiểu 1.234,5.") from error


class WorkForm(forms.Form):
    """What a work is and where it was published."""

    outlet = forms.ModelChoiceField(Outlet.objects.none(), label="Nơi đăng", empty_label=None)
    title = forms.CharField(label="Tên tác phẩm", max_length=500, error_messages={"required": "Hãy gõ tên tác phẩm."})
    url = forms.CharField(
        label="Đường dẫn",
        required=False,
        max_length=1000,
        help_text="Để trống nếu không đăng trên mạng.",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    published_on = DayField("Ngày đăng")
    ordered_on = DayField("Ngày đặt bài", required=False, help_text="Chỉ ghi khi đặt bài trước; để trống nếu không.")
    row = forms.ModelChoiceField(
        ScheduleRow.objects.none(),
        label="Thể loại",
        empty_label="Chọn thể loại",
        error_messages={"required": "Hãy chọn thể loại.", "invalid_choice": _CHOOSE},
    )
    photos = TypedNumberField(
        "Số ảnh", help_text="Ảnh trả riêng ngoài bài. Tác phẩm thể loại Ảnh: số ảnh của tác phẩm."
    )
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, outlets: QuerySet, outlet: Outlet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outlet"].queryset = outlets
        self.fields["outlet"].label_from_instance = attrgetter("full_name")
        rows = ScheduleRow.objects.filter(medium=outlet.medium)
        self.fields["row"].queryset = rows
        self.fields["row"].choices = [("", "Chọn thể loại"), *_by_genre(rows)]

    def clean_photos(self) -> int:
        """This will refuse a part of a photo."""
        photos = self.cleaned_data["photos"] or Decimal(0)
        if photos != photos.to_integral_value():
            raise forms.ValidationError("Số ảnh phải là số nguyên.")
        return int(photos)


class AuthorForm(forms.Form):
    """One line of who made the work; chosen is asked only where the name may be that of several people."""

    name = forms.CharField(label="Tên hoặc bút danh", required=False, max_length=200)
    share = TypedNumberField("Tỷ lệ %")
    role = forms.ChoiceField(label="Vai trò", choices=ContributionRole.choices, initial=ContributionRole.AUTHOR)
    chosen = forms.CharField(label="Người này là ai?", required=False, widget=forms.RadioSelect)

    def __init__(self, *args, people: PeopleOfUnit, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["name"].widget.attrs |= {"list": "nguoi-cua-don-vi", "autocomplete": "off"}
        typed = clean_text(self["name"].value() or "")
        self.asks = bool(candidates := people.unclear(typed)) if typed else False
        if self.asks:
            self.fields["chosen"].widget.choices = [*_told(candidates), (NEW, "Người mới, chưa có trong danh sách")]

    def clean(self) -> dict:
        """This will insist on a name beside a share, and on a choice where the name is unclear."""
        found = super().clean()
        name = found["name"] = clean_text(found.get("name") or "")
        if found.get("share") is not None and not name:
            self.add_error("name", "Hãy gõ tên, hoặc xoá tỷ lệ.")
        values = [value for value, _ in self.fields["chosen"].widget.choices] if self.asks else []
        if self.asks and found.get("chosen") not in values:
            self.add_error("chosen", "Tên này có thể là người đã có: hãy chọn đúng người, hoặc người mới.")
        return found

    def byline(self) -> Byline:
        """This will return the line as services take it."""
        return Byline(**self.cleaned_data)


class _Authors(forms.BaseFormSet):
    """Lines of authors; blank ones are passed over."""

    def bylines(self) -> tuple[Byline, ...]:
        """This will return the lines that have a name."""
        return tuple(form.byline() for form in self if form.cleaned_data.get("name"))


AuthorFormSet = forms.formset_factory(AuthorForm, formset=_Authors, extra=0, max_num=_MOST_ROWS, validate_max=True)


class WorkScreen:
    """The form of a work with the lines of its authors, as they are shown and read together."""

    def __init__(self, user: User, *, data=None, initial: dict | None = None, lines: list[dict] | None = None):
        self.outlets = recordable_outlets(user)
        self.outlet = self._chosen_outlet(data or initial or {})
        self.people = PeopleOfUnit(self.outlet.unit)
        shown = {"outlet": self.outlet.pk} | (initial or {})
        self.form = WorkForm(data, initial=shown, outlets=self.outlets, outlet=self.outlet)
        lines = lines or [{}] * _ROWS_AT_FIRST
        self.authors = AuthorFormSet(data, initial=lines, prefix=PEOPLE, form_kwargs={"people": self.people})

    @classmethod
    def redrawn(cls, user: User, data, *, more: int) -> "WorkScreen":
        """This will show again what was typed so far, unchecked, with more lines for authors."""
        said = data.get(f"{PEOPLE}-TOTAL_FORMS", "")
        count = min(int(said), _MOST_ROWS) if said.isdecimal() else 0
        names = ("name", "share", "role", "chosen")
        lines = [{name: data.get(f"{PEOPLE}-{i}-{name}", "") for name in names} for i in range(count)]
        more = min(more, _MOST_ROWS - count)
        screen = cls(user, initial=data.dict(), lines=lines + [{"role": ContributionRole.AUTHOR}] * more)
        if more:
            screen.authors.forms[-1].fields["name"].widget.attrs["autofocus"] = True
        return screen

    @classmethod
    def stored(cls, user: User, work: Work) -> "WorkScreen":
        """This will show a work that was recorded, to be corrected."""
        return cls(user, initial=_stored(work), lines=_stored_lines(work))

    def is_valid(self) -> bool:
        """This will check every field of both, so that all faults are said at once."""
        both = [self.form.is_valid(), self.authors.is_valid()]
        if all(both) and not self.authors.bylines():
            self.authors.forms[0].add_error("name", "Hãy ghi ít nhất một tác giả.")
            return False
        return all(both)

    def facts(self) -> WorkFacts:
        """This will return what was typed, as services take it."""
        return WorkFacts(bylines=self.authors.bylines(), **self.form.cleaned_data)

    def blame(self, error: forms.ValidationError) -> None:
        """This will put what a service refused beside the fields that are to blame."""
        faults = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for field, messages in faults.items():
            if field == "bylines":
                self.authors.forms[0].add_error("name", messages)
            else:
                self.form.add_error(field if field in self.form.fields else None, messages)

    def _chosen_outlet(self, data) -> Outlet:
        asked = str(data.get("outlet", ""))
        return next((one for one in self.outlets if str(one.pk) == asked), self.outlets[0])


def recordable_outlets(user: User) -> QuerySet:
    """This will list the outlets of the units whose works the account records."""
    units = access_of(user).in_units.get(Permission.RECORD_WORKS, frozenset())
    return Outlet.objects.filter(unit__in=units).select_related("unit").order_by("unit__name_key", "medium", "name")


def _stored(work: Work) -> dict:
    first, *others = [*work.parts.select_related("schedule_row"), None]
    # The photos of a work that is photos are its quantity; those of any other are its second part.
    photos = first if first and first.schedule_row.genre == PHOTO else others[0] if others else None
    return {
        "outlet": work.outlet_id,
        "title": work.title,
        "url": work.url,
        "published_on": work.published_on,
        "ordered_on": work.ordered_on,
        "row": first and first.schedule_row_id,
        "photos": format_number(photos.quantity) if photos else "",
        "note": work.note,
    }


def _stored_lines(work: Work) -> list[dict]:
    people = list(work.contributions.select_related("payee").defer("payee__id_number", "payee__account_number"))
    is_shared = len({one.share for one in people if one.role == ContributionRole.AUTHOR}) > 1
    return [
        {
            "name": one.payee.name,
            "role": one.role,
            "share": format_number(one.share * 100) if is_shared and one.role == ContributionRole.AUTHOR else "",
            "chosen": str(one.payee_id),
        }
        for one in people
    ]


def _by_genre(rows: QuerySet) -> list:
    """Rows of one genre stand in a group, unless the genre has one row only, of its own name."""
    ordered = sorted(rows, key=lambda row: (_first_of(rows, row.genre), row.order, row.code))
    grouped = [(genre, list(some)) for genre, some in groupby(ordered, key=lambda row: row.genre)]
    return [
        (GENRE_NAMES.get(genre, genre), [(row.pk, f"{row.label} ({row.measure})") for row in some])
        if len(some) > 1
        else (some[0].pk, some[0].label)
        for genre, some in grouped
    ]


def _first_of(rows: QuerySet, genre: str) -> int:
    return min(row.order for row in rows if row.genre == genre)


def _told(candidates: list[Payee]) -> list[tuple[str, str]]:
    whole = Payee.objects.prefetch_related("pen_names").in_bulk([payee.pk for payee in candidates])
    return [(str(payee.pk), _told_one(whole[payee.pk])) for payee in candidates]


def _told_one(payee: Payee) -> str:
    pens = ", ".join(pen.name for pen in payee.pen_names.all())
    known = [f"số định danh {payee.masked_id}" if payee.masked_id else "chưa có số định danh"]
    known += [f"tài khoản {payee.masked_account}"] if payee.masked_account else []
    return f"{payee.name}{f' (bút danh {pens})' if pens else ''}, {', '.join(known)}"
