"""Template filters: money and numbers as Vietnamese papers write them, and fields as Bootstrap draws them."""

from django import forms, template
from django.forms import BoundField

from core.audit import say_facts
from core.money import format_number

register = template.Library()
register.filter(say_facts)


@register.filter
def dong(amount) -> str:
    """This will write đồng as 1.234.567, a dash where there is none."""
    return "–" if amount is None else format_number(amount)


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
