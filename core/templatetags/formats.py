"""Template filters: money and numbers as Vietnamese papers write them."""

from django import template

from core.money import format_number

register = template.Library()


@register.filter
def dong(amount) -> str:
    """This will write đồng as 1.234.567, a dash where there is none."""
    return "–" if amount is None else format_number(amount)
