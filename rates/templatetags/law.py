"""Template filters: what the law says, in words."""

from collections.abc import Sequence

from django import template

from rates import wording
from rates.changes import Change
from rates.terms import Citation, InForce, Status

register = template.Library()

_TONES = {
    Status.TO_VERIFY: "warn text-bg-warning",
    Status.NOT_ENTERED: "bad text-bg-danger",
    Status.ILLUSTRATIVE: "bad text-bg-danger",
}


@register.filter
def said(found: InForce) -> str:
    """This will write an answer without its measure."""
    return wording.say_found(found)


@register.filter
def measure(text: str) -> str:
    """This will write a measure where one belongs beside an amount."""
    return wording.say_measure(text)


@register.filter
def labels(facts: dict) -> str:
    """This will say how well each fact is known."""
    return wording.say_labels(facts)


@register.filter
def warnings(found: InForce) -> list[str]:
    """This will write the warnings of an answer."""
    return wording.say_warnings(found)


@register.filter
def tone(status: str) -> str:
    """This will name the classes of a status's badge; none for what is verified."""
    return _TONES.get(Status(status), "")


@register.filter
def status_label(status: str) -> str:
    """This will write a status in words."""
    return Status(status).label


@register.filter
def by_instrument(citations: tuple[Citation, ...]) -> list[tuple[str, str]]:
    """This will put clauses under their instruments."""
    return wording.by_instrument(citations)


@register.filter
def beside_province(found: InForce, departures: dict[str, InForce | None]) -> str:
    """This will say what the province says where a unit's own rate says something else."""
    if found.key not in departures:
        return ""
    general = departures[found.key]
    return f"Riêng của đơn vị; chung của tỉnh: {wording.say_found(general) if general else 'không có'}."


@register.filter
def standing_on(found: InForce) -> tuple[Citation, ...]:
    """This will list the clauses that an answer stands on, without those that only ended what stood before."""
    return wording.standing_on(found)


@register.filter
def warnings_of_all(rates: list[InForce]) -> list[str]:
    """This will write the warnings that all rates of a group carry."""
    return wording.in_all([wording.say_warnings(found) for found in rates])


@register.filter
def remarks_on_all(changes: list[Change]) -> list[str]:
    """This will write the remarks that all changes of a group carry."""
    return wording.in_all([change.remarks for change in changes])


@register.filter
def citations_of_all(rates: list[InForce]) -> list[Citation]:
    """This will name the clauses that all rates of a group rest on."""
    return wording.in_all([found.citations for found in rates])


@register.filter
def grounds_of_all(changes: list[Change]) -> list[Citation]:
    """This will name the clauses that brought all changes of a group about."""
    return wording.in_all([change.by for change in changes])


@register.filter
def without(things: Sequence, said: Sequence) -> list:
    """This will leave out what was already said."""
    return [one for one in things if one not in said]
