"""A small law made by hand, so that calculation is tested without a database and without the shipped files."""

from datetime import date
from decimal import Decimal

from rates.book import RateBook
from rates.terms import Citation, Form, Row, Scope, Status

NEW_SALARY_ON = date(2026, 7, 1)
FRAMES = {"royalty/portal/news": "10", "royalty/portal/photo": "3", "royalty/portal/research": "30"}


def row(number: int, key: str, start: date, *, form: Form = Form.VALUE, **columns) -> Row:
    """This will make a verified national row that cites an instrument of its own."""
    scope = columns.pop("scope", Scope.NATIONAL)
    citation = Citation(f"{number}/2000/QĐ", f"Điều {number}", start, start)
    numbers = {name: Decimal(text) for name, text in columns.items() if name in ("value", "minimum", "maximum")}
    others = {name: item for name, item in columns.items() if name not in numbers}
    return Row(
        id=number,
        key=key,
        label=key,
        measure="",
        scope=scope,
        start=start,
        recorded=start,
        form=form,
        status=Status.VERIFIED,
        citations=(citation,),
        **(numbers | others),
    )


def rows() -> list[Row]:
    """This will make the rows: two base salaries, a tenth of them as unit value, three frames, every adjustment."""
    first = date(2020, 1, 1)
    made = [
        row(1, "base_salary", first, value="2340000"),
        row(2, "base_salary", NEW_SALARY_ON, value="2530000"),
        row(3, "unit_value", first, form=Form.TIMES, value="0.10", of_key="base_salary"),
    ]
    made += [
        row(number, key, first, form=Form.FRAME, scope=Scope.PROVINCE, minimum="0.5", maximum=most)
        for number, (key, most) in enumerate(FRAMES.items(), start=10)
    ]
    bounds = {
        "addition/minority_or_children": ("0.10", "0.20"),
        "addition/written_in_other_language": ("0.30", "0.50"),
        "addition/hardship": ("0.01", "1.00"),
        "replacing/translation": ("0.40", "0.65"),
        "replacing/lyrics_comic_subtitle": ("0.20", "0.50"),
    }
    return made + [
        row(number, f"adjustment/{name}", first, form=Form.FRAME, minimum=least, maximum=most)
        for number, (name, (least, most)) in enumerate(bounds.items(), start=20)
    ]


def book(*extra: Row) -> RateBook:
    """This will make the book of the hand-made law, with further rows where a test needs them."""
    return RateBook([*rows(), *extra])
