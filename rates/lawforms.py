"""What a row of each key may say, so that whoever prices by it finds a number, bounds or a word where one is needed."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from rates.lawdata import RateEntry
from rates.terms import CEILING, Form, Scope

_NUMBERS = (Form.VALUE, Form.CEILING, Form.TIMES)
_BOUNDS = (Form.FRAME, Form.CEILING, Form.WITHIN)
# By the beginning of the key, the first that fits; any other key is asked by nobody who pays.
_FITTING = [
    ("base_salary", (Form.VALUE,)),
    ("unit_value", (Form.VALUE, Form.TIMES)),
    (CEILING, (Form.CEILING,)),
    ("royalty/", _BOUNDS),
    ("adjustment/", (Form.FRAME, Form.CEILING)),
    ("remuneration/", (Form.FRAME, Form.CEILING)),
    ("fund/", (Form.CEILING,)),
    ("payment/", (Form.VALUE,)),
    ("digitisation/modifier/foreign_or_minority", (Form.FRAME, Form.CEILING)),
    ("digitisation/modifier/staff", (Form.VALUE, Form.CEILING)),
    ("digitisation/modifier/", (Form.CEILING,)),
    ("digitisation/", (Form.VALUE, Form.CEILING)),
    ("tax/", (Form.VALUE,)),
    ("portal/", (Form.TEXT,)),
    ("validity/", (Form.TEXT,)),
]
_POSITIVE = ("base_salary", "unit_value", "digitisation/", "payment/", CEILING)
_OF_THE_NATION = ("base_salary", "tax/", CEILING)
_SHARE_PLACES = 4
_ONE = Decimal(1)
# No ratio of any law is above 200 % (NĐ 18/2014/NĐ-CP Điều 10 khoản 6): more is a percentage typed as a whole number.
_MOST_OF_A_RATIO = Decimal(2)


def rows_unfit(rates: list[RateEntry]) -> Iterable[str]:
    """This will name by file and line each row whose form or number no calculation could use."""
    said: dict[str, list[RateEntry]] = defaultdict(list)
    for rate in rates:
        said[rate.key].append(rate)
    for rate in rates:
        yield from _wrong_form(rate, said)
        if rate.scope != Scope.NATIONAL and rate.key.startswith(_OF_THE_NATION):
            yield f"{rate.place}: «{rate.key}» chỉ trung ương quy định, không nhận scope {rate.scope}"
        yield from _wrong_number(rate)


def _wrong_form(rate: RateEntry, said: dict[str, list[RateEntry]]) -> Iterable[str]:
    fitting = next((forms for begins, forms in _FITTING if rate.key.startswith(begins)), tuple(Form))
    for form in _forms(rate, said, set()):
        if form not in (*fitting, Form.END):
            follows = f" (như «{rate.of_key}»)" if rate.form == Form.SAME_AS else ""
            yield f"{rate.place}: «{rate.key}» chỉ nhận {', '.join(fitting)}, không nhận {form}{follows}"
    needed = {Form.TIMES: _NUMBERS, Form.WITHIN: _BOUNDS}.get(Form(rate.form), tuple(Form))
    for form in dict.fromkeys(form for row in said[rate.of_key] for form in _forms(row, said, set())):
        if form not in (*needed, Form.END):
            yield f"{rate.place}: «{rate.key}» không tính được theo «{rate.of_key}», vốn là {form}"


def _forms(rate: RateEntry, said: dict[str, list[RateEntry]], passed: set[str]) -> list[str]:
    """The form of a row; of one that is as another key, those of that key."""
    if rate.form != Form.SAME_AS:
        return [rate.form]
    if rate.of_key in passed:
        return []
    passed.add(rate.of_key)
    return list(dict.fromkeys(form for row in said[rate.of_key] for form in _forms(row, said, passed)))


def _most(rate: RateEntry) -> Decimal | None:
    """The most that a ratio may be; None of what is no ratio."""
    if rate.form != Form.TIMES and rate.measure != "tỷ lệ":
        return None
    return _ONE if rate.key.startswith("tax/") else _MOST_OF_A_RATIO


def _wrong_number(rate: RateEntry) -> Iterable[str]:
    number = rate.maximum if rate.form == Form.CEILING else rate.value
    if number == 0 and (rate.form == Form.TIMES or rate.key.startswith(_POSITIVE)):
        yield f"{rate.place}: «{rate.key}» phải lớn hơn 0"
    if most := _most(rate):
        numbers = [one for one in (rate.value, rate.minimum, rate.maximum) if one is not None]
        if max(numbers, default=most) > most:
            yield f'{rate.place}: «{rate.key}» là tỷ lệ, không được quá {most} (10 % viết là "0.10")'
    share = rate.level_share
    if share is not None and not (0 < share <= _ONE and -share.as_tuple().exponent <= _SHARE_PLACES):
        yield f"{rate.place}: «level_share» phải trên 0, không quá 1, không quá {_SHARE_PLACES} chữ số thập phân"
