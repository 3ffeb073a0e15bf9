"""Template filters: money and numbers as Vietnamese papers write them, and fields as Bootstrap draws them."""

from django import forms, template
from django.forms import BoundField

from core.audit import say_change
from core.money import format_number

register = template.Library()
_HALF_A_LINE, _FIGURES = 32, ("numeric", "decimal")
register.filter(say_change)


@register.filter
def dong(amount) -> str:
    """This will write đồng as 1.234.567, a dash where there is none."""
    return "–" if amount is None else format_number(amount)


@register.filter
def is_tick(field: BoundField) -> bool:
    """This will tell a single box to tick, whose name stands beside it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_brief(field: BoundField) -> bool:
    """This will tell a field of a day or a number whose name fits half a line: two of them stand side by side."""
    widget = field.field.widget
    takes_figures = isinstance(widget, forms.DateInput | forms.NumberInput) or widget.attrs.get("inputmode") in _FIGURES
    return takes_figures and len(field.label) <= _HALF_A_LINE


@register.filter
def styled(field: BoundField) -> str:
    """This will write a form field's box with the class that gives it its look, beside the classes of its own."""
    widget = field.field.widget
    own = widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{own} {_css_of(widget)}".strip()})


def _css_of(widget: forms.Widget) -> str:
    # Of several boxes Django puts the class on what holds them too; parts.css knows them by their type.
    if isinstance(widget, forms.RadioSelect):
        return ""
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
