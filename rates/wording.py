"""How the law is said in Vietnamese: amounts of stored rows, answers of a day, differences of two answers; pure."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from core.money import format_number
from rates.terms import WARNING_TEXTS, Citation, Form, InForce

RATIO = "tỷ lệ"
_HUNDREDTH = Decimal("0.01")
_LABELS = {
    "QUOTED": "trích nguyên văn",
    "DERIVED": "suy từ nguyên văn",
    "SECONDARY": "nguồn thứ cấp",
    "INFERENCE": "suy luận",
    "MEMORY": "theo trí nhớ",
}
# In this order, whatever the order in which a database keeps them.
_LABELLED = {
    "number": "số hiệu",
    "title": "trích yếu",
    "issued": "ngày ban hành",
    "effective": "ngày hiệu lực",
    "row": "dòng",
    "amount": "mức",
    "date": "ngày",
}


class Says(Protocol):
    """What a stored row says: the columns of a rate, whether read from the database or in a book."""

    form: str
    measure: str
    value: Decimal | None
    minimum: Decimal | None
    maximum: Decimal | None
    of_key: str
    text: str


def say_number(number: Decimal, measure: str) -> str:
    """This will write a number as papers do; a share of one as a percentage."""
    return f"{format_number(number * 100)} %" if measure == RATIO else format_number(number)


def say_amount(row: Says, other: str = "") -> str:
    """This will write what a stored row says, whatever its form; other is the name of the rate that it follows."""
    other = other or row.of_key
    match Form(row.form):
        case Form.VALUE:
            return say_number(row.value, row.measure)
        case Form.CEILING:
            return f"tối đa {say_number(row.maximum, row.measure)}"
        case Form.FRAME:
            return say_frame(row.minimum, row.maximum, row.measure)
        case Form.TIMES:
            return f"{format_number(row.value * 100)} % của «{other}»"
        case Form.SAME_AS:
            return f"như «{other}»"
        case Form.WITHIN:
            return f"trong trần «{other}»"
        case Form.TEXT:
            return row.text
        case Form.END:
            return "hết hiệu lực"


def say_frame(minimum: Decimal | None, maximum: Decimal | None, measure: str) -> str:
    """This will write two bounds, of which either may be absent."""
    if minimum is None and maximum is None:
        return "không có giới hạn"
    if minimum is None:
        return f"đến {say_number(maximum, measure)}"
    if maximum is None:
        return f"từ {say_number(minimum, measure)}"
    return f"{say_number(minimum, measure)} – {say_number(maximum, measure)}"


def say_found(found: InForce) -> str:
    """This will write what a key says on a day, without its measure."""
    if found.text:
        return found.text
    if found.value is None:
        said = say_frame(found.minimum, found.maximum, found.measure)
    else:
        said = say_number(found.value, found.measure)
        said = f"tối đa {said}" if found.maximum is not None else said
    return said if found.level_share is None else f"{said}, nhân {say_number(found.level_share, RATIO)} theo cấp"


def say_measure(measure: str) -> str:
    """This will write the measure beside an amount; none beside a word or a percentage."""
    return "" if measure in ("chữ", RATIO) else measure


def say_citations(citations: tuple[Citation, ...]) -> str:
    """This will write clauses with their instruments, in one line."""
    return "; ".join(f"{cited.clause}, {cited.instrument}" for cited in citations)


def standing_on(found: InForce) -> tuple[Citation, ...]:
    """This will list the clauses that an answer stands on: those that set it first, none that only ended another."""
    return tuple(dict.fromkeys([*found.sets, *(cited for cited in found.citations if cited not in found.ends)]))


def say_standing(found: InForce) -> str:
    """This will write in one line which clauses an answer stands on, and which only ended what stood before it."""
    ended = f"; quy định trước đó đã hết theo {say_citations(found.ends)}" if found.ends else ""
    return f"{say_citations(standing_on(found))}{ended}"


def say_warnings(found: InForce) -> list[str]:
    """This will write the warnings of an answer."""
    return [WARNING_TEXTS[warning] for warning in found.warnings]


def in_all(remarks: Sequence[Sequence]) -> list:
    """This will return what every one of several lists holds, to be said once; nothing for a single list."""
    return [one for one in remarks[0] if all(one in others for others in remarks)] if len(remarks) > 1 else []


def by_instrument(citations: Iterable[Citation]) -> list[tuple[str, str]]:
    """This will put clauses under their instruments: each instrument once, with its clauses in one line."""
    clauses: dict[str, list[str]] = {}
    for cited in citations:
        clauses.setdefault(cited.instrument, []).append(cited.clause)
    return [(instrument, ", ".join(listed)) for instrument, listed in clauses.items()]


def say_labels(labels: dict[str, str]) -> str:
    """This will say how well each fact of a row is known."""
    said = {fact: _LABELS.get(label, label) for fact, label in labels.items()}
    return "; ".join(f"{word}: {said[fact]}" for fact, word in _LABELLED.items() if fact in said)


def say_difference(before: InForce, after: InForce) -> str:
    """This will write by how much the amount of a second answer differs from a first; nothing where it does not."""
    measure = after.measure
    if before.value is not None and after.value is not None:
        return _say_delta(before.value, after.value, measure)
    bounds = [("tối thiểu", before.minimum, after.minimum), ("tối đa", before.maximum, after.maximum)]
    return "; ".join(f"{name} {said}" for name, old, new in bounds if (said := _say_bound(old, new, measure)))


def _say_bound(old: Decimal | None, new: Decimal | None, measure: str) -> str:
    if old is None or new is None:
        return "" if old == new else "không còn" if new is None else "mới đặt"
    return _say_delta(old, new, measure)


def _say_delta(old: Decimal, new: Decimal, measure: str) -> str:
    if old == new:
        return ""
    said = _signed(new - old, measure)
    if measure == RATIO or old == 0:
        return said
    percent = ((new - old) * 100 / old).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)
    return f"{said} ({_signed(percent, '')} %)"


def _signed(number: Decimal, measure: str) -> str:
    sign = "+" if number > 0 else "−"
    said = f"{sign}{format_number(abs(number) * (100 if measure == RATIO else 1))}"
    return f"{said} điểm %" if measure == RATIO else said
