"""The royalty of one work: quantity × coefficient × unit value × level share × replacing factor × (1 + additions).

Legal sources: NĐ 18/2014/NĐ-CP Điều 7 (ceilings, unit value, adjustments) and Điều 10; QĐ 16/2014/QĐ-UBND as amended by
QĐ 40/2021/QĐ-UBND (provincial frames). The order, where known, else the publication fixes which law bounds and warns,
the rule of the unit value with it (NĐ 287/2026/NĐ-CP Điều 19 khoản 1); the publication fixes the base salary.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext

from core.money import format_number, round_dong, split
from rates.book import RateBook
from rates.terms import Citation, InForce
from rates.wording import RATIO, say_standing, standing_on
from royalties.compute import explain
from royalties.compute.adjustments import Adjustments, find_adjustments
from royalties.compute.modifiers import Modifiers, refuse_bad_fractions
from royalties.compute.refusals import (
    EXACT_DIGITS,
    Refusal,
    RefusedError,
    merged,
    refuse_bad_numbers,
    require_rate,
)
from royalties.genres import GENRE_NAMES, GENRES_OF, MEDIUM_NAMES, ON_AIR

FORMULA = "royalty/1"
# What opens the door to royalties, where a medium needs an instrument of its own for that.
DOORS = {"portal": ("portal/door", "portal/local_door")}
_ONE = Decimal(1)
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
    adjustments: Modifiers | None = None

    @property
    def bound_on(self) -> date:
        """The day whose law bounds and warns."""
        return self.ordered_on or self.published_on


@dataclass(frozen=True)
class PartPrice:
    """One priced part: its whole đồng of the work's royalty; unit_value is the đồng of one coefficient.

    node explains the exact product, explanation the whole đồng that the part gets of the work's.
    """

    terms: PartTerms
    unit_value: Decimal
    amount: int
    citations: tuple[Citation, ...]
    node: explain.Node
    explanation: explain.Node


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
    adjustments: Adjustments

    def with_frames(self, frames: list[InForce]) -> list[InForce]:
        return [*frames, self.unit_value, *self.adjustments.bounds, *self.doors]


def frame_key(medium: str, row: str) -> str:
    """This will name the frame of a schedule row."""
    return f"royalty/{medium}/{row}"


def price_work(book: RateBook, terms: WorkTerms) -> WorkPrice:
    """This will price a work by the law of its days.

    :raises RefusedError: bad_input, no_rate_in_force, bad_modifier, under_floor or over_ceiling, in this order.
    """
    _refuse_bad_input(terms)
    frames = [_frame(book, terms, index) for index in range(len(terms.parts))]
    law = _law(book, terms)
    for index, frame in enumerate(frames):
        _check_frame(terms.parts[index], frame, _blamed(index, "coefficient"))
    with localcontext(prec=EXACT_DIGITS):
        exact = [_exact(part, frame, law) for part, frame in zip(terms.parts, frames, strict=True)]
        amount = round_dong(sum(exact, Decimal(0)))
    amounts = split(amount, exact) if amount else [0] * len(exact)
    shares = _explain_shares(amount, exact, frames)
    parts = tuple(
        PartPrice(part, law.unit_value.value, amounts[i], _cited(frame, law), _explain(part, frame, law), shares[i])
        for i, (part, frame) in enumerate(zip(terms.parts, frames, strict=True))
    )
    used = law.with_frames(frames)
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
        refuse_bad_numbers(
            **{_blamed(index, "quantity"): part.quantity, _blamed(index, "coefficient"): part.coefficient}
        )
    refuse_bad_fractions(terms.adjustments or {}, field="adjustments")
    if terms.ordered_on and terms.ordered_on > terms.published_on:
        raise RefusedError(Refusal.BAD_INPUT, "ngày đặt bài sau ngày đăng", field="ordered_on")


def _frame(book: RateBook, terms: WorkTerms, index: int) -> InForce:
    key = frame_key(terms.medium, terms.parts[index].row)
    frame = require_rate(book, key, terms.bound_on, field=_blamed(index, "genre"))
    if frame.value is not None:
        # A coefficient times a fixed sum would be neither: such a row waits for a formula of its own.
        message = f"«{frame.label}» trả theo mức cố định {format_number(frame.value)} đồng, chưa chấm bằng hệ số được"
        raise RefusedError(Refusal.BAD_INPUT, message, field=_blamed(index, "genre"))
    return frame


def _law(book: RateBook, terms: WorkTerms) -> _Law:
    published, bound = terms.published_on, terms.bound_on
    unit_value = require_rate(book, "unit_value", published, bound_on=bound, field="published_on")
    return _Law(unit_value, _doors(book, terms), find_adjustments(book, terms.adjustments or {}, bound))


def _doors(book: RateBook, terms: WorkTerms) -> tuple[InForce, ...]:
    doors = (book.find(key, terms.published_on) for key in DOORS.get(terms.medium, ()))
    return tuple(door for door in doors if door)


def _check_frame(part: PartTerms, frame: InForce, field: str) -> None:
    if frame.minimum is not None and part.coefficient < frame.minimum:
        message = f"hệ số {format_number(part.coefficient)} dưới mức tối thiểu {format_number(frame.minimum)}"
        raise RefusedError(Refusal.UNDER_FLOOR, f"{message} của «{frame.label}» ({say_standing(frame)})", field=field)
    if frame.maximum is not None and part.coefficient > frame.maximum:
        message = f"hệ số {format_number(part.coefficient)} vượt mức tối đa {format_number(frame.maximum)}"
        raise RefusedError(Refusal.OVER_CEILING, f"{message} của «{frame.label}» ({say_standing(frame)})", field=field)


def _exact(part: PartTerms, frame: InForce, law: _Law) -> Decimal:
    share = _ONE if frame.level_share is None else frame.level_share
    return part.quantity * part.coefficient * law.unit_value.value * share * law.adjustments.factor


def _cited(frame: InForce, law: _Law) -> tuple[Citation, ...]:
    return merged(law.with_frames([frame]), "citations")


def _warnings(terms: WorkTerms, frames: list[InForce], law: _Law) -> tuple[str, ...]:
    warnings = merged([*frames, *law.adjustments.bounds, law.unit_value, *law.doors], "warnings")
    on_air = (_ADJUSTMENT_ON_AIR,) if law.adjustments.bounds and terms.medium in ON_AIR else ()
    return (*warnings, *on_air)


def _explain(part: PartTerms, frame: InForce, law: _Law) -> explain.Node:
    factors = [
        explain.value("Số lượng", part.quantity),
        explain.value(f"Hệ số «{frame.label}» ({_bounds(frame)})", part.coefficient, citations=standing_on(frame)),
        explain.rate(law.unit_value),
    ]
    if frame.level_share is not None:
        factors.append(explain.value("Tỷ lệ theo cấp", frame.level_share, measure=RATIO, citations=frame.citations))
    factors += law.adjustments.nodes
    return explain.product(f"Nhuận bút theo «{frame.label}»", factors)


def _explain_shares(amount: int, exact: list[Decimal], frames: list[InForce]) -> list[explain.Node]:
    """Each part's whole đồng: the work's, split by the exact products; all of it where there is one part."""
    whole = explain.dong("Nhuận bút của tác phẩm", amount)
    if len(exact) == 1 or not amount:
        return [whole] * len(exact)
    weights = [
        explain.value(f"«{frame.label}» chưa làm tròn", product) for frame, product in zip(frames, exact, strict=True)
    ]
    return [explain.part(f"Phần «{frame.label}»", whole, weights, index) for index, frame in enumerate(frames)]


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
