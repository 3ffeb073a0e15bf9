"""What the scoring grid is filtered by, and the rows that it sends."""

import re
from collections.abc import Mapping
from datetime import date

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q, QuerySet
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from core.access import Permission, access_of
from core.filters import DayFilter, SearchFilter, UnitFilter
from core.text import clean_text
from royalties.genres import GENRE_NAMES
from royalties.models import Contribution, Outlet, Work, WorkPart
from royalties.services.scoring import Score
from royalties.states import WorkState

_PLACE = r"([0-9]{4}-[0-9]{2}-[0-9]{2})_([0-9]{1,18})"
_TYPED = re.compile(r"typed-([0-9]{1,18})")


def scored_outlets(request) -> QuerySet:
    """This will list the outlets whose works the account may score."""
    units = access_of(request.user).in_units.get(Permission.SCORE_WORKS, ())
    return Outlet.objects.filter(unit__in=units)


class AuthorFilter(SearchFilter):
    """Works of a person whose name holds every word."""

    def __init__(self):
        super().__init__("payee__name", label="Tác giả")

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        if not clean_text(value or ""):
            return queryset
        return queryset.filter(pk__in=super().filter(Contribution.objects.all(), value).values("work"))


def place_of(work: Work) -> str:
    """This will name the place of a work in the grid, which does not move when those before it are scored."""
    return f"{work.published_on.isoformat()}_{work.pk}"


class AfterFilter(CharFilter):
    """The works after a place in the grid."""

    def __init__(self):
        super().__init__(label="Sau", widget=forms.HiddenInput, validators=[RegexValidator(f"^{_PLACE}$")])

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        if not value:
            return queryset
        day, pk = re.fullmatch(_PLACE, value).groups()
        published_on = date.fromisoformat(day)
        return queryset.filter(Q(published_on__gt=published_on) | Q(published_on=published_on, pk__gt=int(pk)))


class ScoringFilter(FilterSet):
    """Not scored unless asked otherwise; by outlet, days, author and genre."""

    q = SearchFilter("title", "url", label="Tên tác phẩm hoặc đường dẫn")
    scored = ChoiceFilter(
        label="Đã chấm chưa",
        choices=[("1", "Đã chấm"), ("all", "Tất cả")],
        empty_label="Chưa chấm",
        method="by_state",
    )
    unit = UnitFilter("outlet__unit")
    outlet = ModelChoiceFilter(label="Nơi đăng", queryset=scored_outlets)
    since = DayFilter("Đăng từ ngày", field_name="published_on", lookup_expr="gte")
    until = DayFilter("Đăng đến ngày", field_name="published_on", lookup_expr="lte")
    author = AuthorFilter()
    genre = ChoiceFilter(label="Thể loại", choices=list(GENRE_NAMES.items()), method="by_genre")
    after = AfterFilter()

    class Meta:
        model = Work
        fields = ["q"]

    def __init__(self, data=None, *args, **kwargs):
        # Nothing asked for is a question too: what is not scored.
        super().__init__({} if data is None else data, *args, **kwargs)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data["scored"] else found.filter(state=WorkState.REVIEWED)

    def by_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """This will keep the scored works, or leave all."""
        return queryset.filter(state=WorkState.SCORED) if value == "1" else queryset

    def by_genre(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """This will keep the works that have a part of a genre."""
        return queryset.filter(pk__in=WorkPart.objects.filter(schedule_row__genre=value).values("work"))


def sent_scores(sent: Mapping[str, str]) -> list[Score]:
    """This will read the rows that the grid sends: typed-<part> and shown-<part>."""
    found = [(match[1], name) for name in sent if (match := _TYPED.fullmatch(name))]
    return [Score(int(pk), sent[name], sent.get(f"shown-{pk}", "")) for pk, name in found]
