"""The royalty of one work: quantity × coefficient × unit value × level share × replacing factor × (1 + additions).

Legal sources: NĐ 18/2014/NĐ-CP Điều 7 (ceilings, unit value, adjustments) and Điều 10; QĐ 16/2014/QĐ-UBND as amended by
QĐ 40/2021/QĐ-UBND (provincial frames). Publication fixes the unit value; the order, where known, else the publication
fixes which law bounds and warns (NĐ 287/2026/NĐ-CP Điều 19 khoản 1).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext

from core.money import format_number, round_dong, split
from rates.book import RateBook
from rates.terms import PARENT_ENDED, Citation, InForce
from royalties.compute import explain
from royalties.compute.refusals import Refusal, RefusedError, merged, refuse_negative, require_rate
from royalties.genres import GENRE_NAMES, GENRES_OF, MEDIUM_NAMES

FORMULA = "royalty/1"
_ADDITION = "adjustment/addition/"
_REPLACING = "adjustment/replacing/"
# What opens the door to royalties, where a medium needs an instrument of its own for that.
DOORS = {"portal": ("portal/door", "portal/local_door")}
ADDITIONS = ("minority_or_children", "written_in_other_language", "hardship")
REPLACING_FACTORS = ("translation", "lyrics_comic_subtitle")
_ONE = Decimal(1)
# Enough for every product of the stored factors; Python's 28 digits could round before the one rounding.
_EXACT_DIGITS = 80
_ON_AIR = ("radio", "tv")
_ADJUSTMENT_ON_AIR = "adjustment_medium_unverified"


@dataclass(frozen=True)
class PartTerms:
    """What is rated by one schedule row; quantity in the row's measure, coefficient without unit."""

    row: str
    genre: str
    quantity: Decimal
    coefficient: Decimal


@dataclass(frozen=True)
class WorkTerms:
    """What a work's royalty is computed from; adjustments are fractions of 1 by name."""

    medium: str
    published_on: date
    parts: tuple[PartTerms, ...]
    ordered_on: date | None = None
    adjustments: Mapping[str, Decimal] | None = None

    @property
    def bound_on(self) -> date:
        """The day whose law bounds and warns."""
        return self.ordered_on or self.published_on


@dataclass(frozen=True)
class PartPrice:
    """One priced part: its whole đồng of the work's royalty; unit_value is the đồng of one coefficient."""

    terms: PartTerms
    unit_value: Decimal
    amount: int
    citations: tuple[Citation, ...]
    node: explain.Node


@dataclass(frozen=True)
class WorkPrice:
    """One work's royalty in whole đồng, with all that it rests on."""

    amount: int
    parts: tuple[PartPrice, ...]
    warnings: tuple[str, ...]
    citations: tuple[Citation, ...]
    row_ids: tuple[int, ...]
    explanation: explain.Node


@dataclass(frozen=True)
class _Law:
    """What applies to every part of a work."""

    unit_value: InForce
    doors: tuple[InForce, ...]
    adjustments: tuple[InForce, ...]
    replacing: Decimal | None
    additions: tuple[tuple[InForce, Decimal], ...]

    @property
    def factor(self) -> Decimal:
        added = sum((value for _, value in self.additions), Decimal(0))
        return (_ONE if self.replacing is None else self.replacing) * (_ONE + added)


def frame_key(medium: str, row: str) -> str:
    """This will name the frame of a schedule row."""
    return f"royalty/{medium}/{row}"


def adjustment_key(name: str) -> str:
    """This will name the bounds of an adjustment."""
    return (_ADDITION if name in ADDITIONS else _REPLACING) + name


def price_work(book: RateBook, terms: WorkTerms) -> WorkPrice:
    """This will price a work by the law of its days.

    :raises RefusedError: bad_input, no_rate_in_force, bad_modifier, under_floor or over_ceiling, in this order.
    """
    _refuse_bad_input(terms)
    frames = [_frame(book, terms, index) for index in range(len(terms.parts))]
    law = _law(book, terms)
    for index, frame in enumerate(frames):
        _check_frame(terms.parts[index], frame, _blamed(index, "coefficient"))
    with localcontext(prec=_EXACT_DIGITS):
        exact = [_exact(part, frame, law) for part, frame in zip(terms.parts, frames, strict=True)]
        amount = round_dong(sum(exact, Decimal(0)))
    amounts = split(amount, exact) if amount else [0] * len(exact)
    parts = tuple(
        PartPrice(part, law.unit_value.value, amounts[i], _cited(frames[i], law), _explain(part, frames[i], law))
        for i, part in enumerate(terms.parts)
    )
    used = [*frames, law.unit_value, *law.adjustments, *law.doors]
    return WorkPrice(
        amount=amount,
        parts=parts,
        warnings=_warnings(terms, frames, law),
        citations=merged(used, "citations"),
        row_ids=merged(used, "row_ids"),
        explanation=explain.rounded(
            "Nhuận bút của tác phẩm, làm tròn đến đồng",
            explain.total("Cộng các phần", [part.node for part in parts]),
        ),
    )


def _blamed(index: int, field: str) -> str:
    return field if index == 0 else f"{field}_{index + 1}"


def _refuse_bad_input(terms: WorkTerms) -> None:
    if not terms.parts:
        raise RefusedError(Refusal.BAD_INPUT, "tác phẩm không có phần nào để tính", field="parts")
    if terms.medium not in GENRES_OF:
        raise RefusedError(Refusal.BAD_INPUT, f"không có loại hình «{terms.medium}»", field="medium")
    for index, part in enumerate(terms.parts):
        if part.genre not in GENRES_OF[terms.medium]:
            genre = GENRE_NAMES.get(part.genre, part.genre)
            raise RefusedError(
                Refusal.BAD_INPUT,
                f"thể loại «{genre}» không có trong loại hình «{MEDIUM_NAMES[terms.medium]}»",
                field=_blamed(index, "genre"),
            )
        refuse_negative(**{_blamed(index, "quantity"): part.quantity, _blamed(index, "coefficient"): part.coefficient})
    if terms.ordered_on and terms.ordered_on > terms.published_on:
        raise RefusedError(Refusal.BAD_INPUT, "ngày đặt bài sau ngày đăng", field="ordered_on")


def _frame(book: RateBook, terms: WorkTerms, index: int) -> InForce:
    key = frame_key(terms.medium, terms.parts[index].row)
    return require_rate(book, key, terms.bound_on, field=_blamed(index, "genre"))


def _law(book: RateBook, terms: WorkTerms) -> _Law:
    unit_value = require_rate(book, "unit_value", terms.published_on, field="published_on")
    found: list[InForce] = []
    replacing: Decimal | None = None
    additions = []
    for name, number in (terms.adjustments or {}).items():
        if name not in ADDITIONS + REPLACING_FACTORS:
            raise RefusedError(Refusal.BAD_MODIFIER, f"không có loại điều chỉnh «{name}»", field="adjustments")
        bounds = require_rate(book, adjustment_key(name), terms.bound_on, field="adjustments")
        check_modifier(bounds, number, field="adjustments")
        if name in REPLACING_FACTORS and replacing is not None:
            raise RefusedError(Refusal.BAD_MODIFIER, "chỉ được dùng một hệ số thay thế", field="adjustments")
        if name in REPLACING_FACTORS:
            replacing = number
        else:
            additions.append((bounds, number))
        found.append(bounds)
    return _Law(unit_value, _doors(book, terms), tuple(found), replacing, tuple(additions))


def check_modifier(bounds: InForce, number: Decimal, *, field: str) -> None:
    """This will refuse a fraction that is not positive or lies outside its bounds.

    :raises RefusedError: bad_modifier.
    """
    low, high = bounds.minimum, bounds.maximum
    if number.is_finite() and number > 0 and (low is None or number >= low) and (high is None or number <= high):
        return
    least = f"{format_number(low * 100)} %" if low is not None else "trên 0 %"
    most = f" đến {format_number(high * 100)} %" if high is not None else ""
    raise RefusedError(
        Refusal.BAD_MODIFIER,
        f"«{bounds.label}» phải từ {least}{most} ({_source(bounds)})",
        field=field,
    )


def _doors(book: RateBook, terms: WorkTerms) -> tuple[InForce, ...]:
    doors = (book.find(key, terms.published_on) for key in DOORS.get(terms.medium, ()))
    return tuple(door for door in doors if door)


def _check_frame(part: PartTerms, frame: InForce, field: str) -> None:
    if frame.minimum is not None and part.coefficient < frame.minimum:
        message = f"hệ số {format_number(part.coefficient)} dưới mức tối thiểu {format_number(frame.minimum)}"
        raise RefusedError(Refusal.UNDER_FLOOR, f"{message} của «{frame.label}» ({_source(frame)})", field=field)
    if frame.maximum is not None and part.coefficient > frame.maximum:
        message = f"hệ số {format_number(part.coefficient)} vượt mức tối đa {format_number(frame.maximum)}"
        raise RefusedError(Refusal.OVER_CEILING, f"{message} của «{frame.label}» ({_source(frame)})", field=field)


def _source(found: InForce) -> str:
    return "; ".join(f"{citation.clause}, {citation.instrument}" for citation in found.citations)


def _exact(part: PartTerms, frame: InForce, law: _Law) -> Decimal:
    share = _ONE if frame.level_share is None else frame.level_share
    return part.quantity * part.coefficient * law.unit_value.value * share * law.factor


def _cited(frame: InForce, law: _Law) -> tuple[Citation, ...]:
    return merged([frame, law.unit_value, *law.adjustments, *law.doors], "citations")


def _warnings(terms: WorkTerms, frames: list[InForce], law: _Law) -> tuple[str, ...]:
    """The unit value follows the publication, but whether the parent decree has ended follows the bounding day."""
    bounding = merged([*frames, *law.adjustments], "warnings")
    following = merged([law.unit_value, *law.doors], "warnings")
    on_air = (_ADJUSTMENT_ON_AIR,) if law.adjustments and terms.medium in _ON_AIR else ()
    return tuple(dict.fromkeys((*bounding, *(w for w in following if w != PARENT_ENDED), *on_air)))


def _explain(part: PartTerms, frame: InForce, law: _Law) -> explain.Node:
    factors = [
        explain.value("Số lượng", part.quantity),
        explain.value(f"Hệ số «{frame.label}» ({_bounds(frame)})", part.coefficient, citations=frame.citations),
        explain.rate(law.unit_value),
    ]
    if frame.level_share is not None:
        factors.append(explain.value("Tỷ lệ theo cấp", frame.level_share, citations=frame.citations))
    if law.replacing is not None:
        bounds = next(found for found in law.adjustments if found.key.startswith(_REPLACING))
        factors.append(explain.value(bounds.label, law.replacing, citations=bounds.citations))
    if law.additions:
        added = [explain.value(b.label, number, citations=b.citations) for b, number in law.additions]
        factors.append(explain.total("Một cộng các mức cộng thêm", [explain.value("Nguyên mức", 1), *added]))
    return explain.product(f"Nhuận bút theo «{frame.label}»", factors)


def _bounds(frame: InForce) -> str:
    low = format_number(frame.minimum) if frame.minimum is not None else "0"
    return f"khung {low} – {format_number(frame.maximum)}" if frame.maximum is not None else f"khung từ {low}"


def refusals(book: RateBook, terms: WorkTerms) -> list[RefusedError]:
    """This will find every refusal of a work, part by part and adjustment by adjustment, not only the first."""
    alone = [replace(terms, parts=(part,), adjustments={}) for part in terms.parts]
    found = [_blame_part(error, index) for index, one in enumerate(alone) if (error := _refusal(book, one))]
    for name, number in (terms.adjustments or {}).items():
        error = _refusal(book, replace(terms, parts=terms.parts[:1], adjustments={name: number}))
        if error and error.field == "adjustments":
            found.append(error)
    if not found and (error := _refusal(book, terms)):
        found.append(error)
    return list({(error.field, str(error)): error for error in found}.values())


def _refusal(book: RateBook, terms: WorkTerms) -> RefusedError | None:
    try:
        price_work(book, terms)
    except RefusedError as error:
        return error
    return None


def _blame_part(error: RefusedError, index: int) -> RefusedError:
    if error.field in ("genre", "quantity", "coefficient"):
        error.field = _blamed(index, error.field)
    return error
