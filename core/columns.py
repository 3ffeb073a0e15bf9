"""Columns of list tables: how a value is shown, sorted and exported; model fields find theirs by themselves."""

from django.db import models
from django.db.models import Case, F, Value, When
from django.db.models.functions import Collate, Concat, Reverse, Right, StrIndex
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django_tables2 import columns as tables2_columns

from core.engines import VIETNAMESE
from core.fields import MoneyField
from core.models import Unit, User
from core.money import format_number

WIDE = {"td": {"class": "wide"}}


class Column(tables2_columns.Column):
    """A column that exports the raw value and sorts by its own path."""

    excel_format = ""

    def value(self, value):
        """This will give the value as an export needs it: a number stays a number, a date a date."""
        return value

    def sort_keys(self, path: str) -> list:
        """This will name the expressions that order by this column, ascending."""
        return [F(path)]


@tables2_columns.library.register
class TextColumn(Column):
    """Vietnamese text, in dictionary order on both engines."""

    attrs = {"td": {"class": "text"}}

    def sort_keys(self, path):
        return [Collate(F(path), VIETNAMESE)]

    @classmethod
    def from_field(cls, field, **kwargs):
        return cls(**kwargs) if isinstance(field, (models.CharField, models.TextField)) else None


class PersonColumn(TextColumn):
    """A person's full name, ordered by given name (the last word), then by the whole name."""

    def sort_keys(self, path):
        given_length = StrIndex(Concat(Reverse(path), Value(" ")), Value(" ")) - 1
        return [Collate(Right(path, given_length), VIETNAMESE), *super().sort_keys(path)]


@tables2_columns.library.register
class UserColumn(PersonColumn):
    """An account by its person's name."""

    def value(self, value):
        return str(value)

    def sort_keys(self, path):
        return super().sort_keys(f"{path}__full_name")

    @classmethod
    def from_field(cls, field, **kwargs):
        return cls(**kwargs) if getattr(field, "related_model", None) is User else None


@tables2_columns.library.register
class UnitColumn(Column):
    """A unit by its name."""

    attrs = {"td": {"class": "text"}}

    def value(self, value):
        return str(value)

    def sort_keys(self, path):
        return [F(f"{path}__name_key")]

    @classmethod
    def from_field(cls, field, **kwargs):
        return cls(**kwargs) if getattr(field, "related_model", None) is Unit else None


@tables2_columns.library.register
class ChoiceColumn(Column):
    """One of a field's choices by its label, ordered as they are declared; some stand out by a tone besides."""

    attrs = {"td": {"class": "choice"}}

    def __init__(self, *args, codes=(), tones=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.codes, self.tones = codes, tones or {}

    def render(self, value, record):
        tone = self.tones.get(self.accessor.resolve(record))
        return format_html('<span class="badge {}">{}</span>', tone, value) if tone else value

    def sort_keys(self, path):
        return [Case(*(When(**{path: code}, then=Value(rank)) for rank, code in enumerate(self.codes)))]

    @classmethod
    def from_field(cls, field, **kwargs):
        choices = getattr(field, "choices", None)
        return cls(codes=[code for code, _ in choices], **kwargs) if choices else None


@tables2_columns.library.register
class DateColumn(Column):
    """A day as dd/mm/yyyy."""

    attrs = {"td": {"class": "date"}}
    excel_format = "dd/mm/yyyy"

    def render(self, value):
        return f"{value:%d/%m/%Y}"

    @classmethod
    def from_field(cls, field, **kwargs):
        return cls(**kwargs) if isinstance(field, models.DateField) else None


class MonthColumn(DateColumn):
    """A month, kept as its first day, as mm/yyyy."""

    excel_format = "mm/yyyy"

    def render(self, value):
        return f"{value:%m/%Y}"


@tables2_columns.library.register
class DateTimeColumn(DateColumn):
    """A moment in local time."""

    excel_format = "dd/mm/yyyy hh:mm"

    def render(self, value):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")

    def value(self, value):
        return timezone.make_naive(value)

    @classmethod
    def from_field(cls, field, **kwargs):
        return cls(**kwargs) if isinstance(field, models.DateTimeField) else None


@tables2_columns.library.register
class NumberColumn(Column):
    """A number as 1.234,5, aligned to the right."""

    attrs = {"cell": {"class": "number"}}

    def render(self, value):
        return format_number(value)

    @classmethod
    def from_field(cls, field, **kwargs):
        is_number = isinstance(field, (models.IntegerField, models.DecimalField)) and not field.choices
        return cls(**kwargs) if is_number else None


@tables2_columns.library.register
class MoneyColumn(NumberColumn):
    """Whole đồng as 1.234.567."""

    attrs = {"cell": {"class": "number money"}}
    excel_format = "#,##0"

    @classmethod
    def from_field(cls, field, **kwargs):
        return cls(**kwargs) if isinstance(field, MoneyField) else None


@tables2_columns.library.register
class YesNoColumn(Column):
    """True or false as a word; what is true may stand out."""

    def __init__(self, *args, yes="có", no="không", tone="", **kwargs):
        super().__init__(*args, **kwargs)
        self.yes, self.no, self.tone = yes, no, tone

    def render(self, value):
        word = self.value(value)
        return format_html('<span class="badge {}">{}</span>', self.tone, word) if value and self.tone else word

    def value(self, value):
        return self.yes if value else self.no

    @classmethod
    def from_field(cls, field, **kwargs):
        return cls(**kwargs) if isinstance(field, models.BooleanField) else None


class ComputedColumn(TextColumn):
    """Text that the table makes from the whole row; the database cannot sort by it."""

    def __init__(self, verbose_name, **kwargs):
        super().__init__(verbose_name, **{"orderable": False, "empty_values": (), **kwargs})
