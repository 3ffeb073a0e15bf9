"""Money: whole đồng, one rounding, splits that add up, and amounts as the papers print them."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

LARGEST_DONG = 10**15
_ONE = Decimal(1)
_VIETNAMESE_NUMBER = re.compile(r"([1-9][0-9]{0,2}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?")


class BadSplitError(ValueError):
    """A sum cannot be shared out: negative, no weights, a negative weight, or weights that sum to zero."""


def round_dong(amount: Decimal) -> int:
    """This will round an amount half-up to whole đồng, the only rounding that the product knows."""
    return int(amount.quantize(_ONE, rounding=ROUND_HALF_UP))


def split(amount: int, weights: Sequence[Decimal]) -> list[int]:
    """This will share whole đồng out over weights by largest remainder, ties by order.

    Exact fractions decide the remainders: a rounded quotient would break ties by chance.

    :raises BadSplitError: a negative amount, no weights, a negative weight, or a sum of weights of zero.
    """
    total = sum(map(Fraction, weights), Fraction(0))
    if amount < 0 or total == 0 or any(weight < 0 for weight in weights):
        raise BadSplitError("Không chia được: số tiền âm, thiếu tỷ lệ, tỷ lệ âm hoặc tổng tỷ lệ bằng 0.")
    exact = [amount * Fraction(weight) / total for weight in weights]
    parts = [int(share) for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_remainder[: amount - sum(parts)]:
        parts[i] += 1
    return must_add_up(parts, amount)


def must_add_up(parts: list[int], whole: int) -> list[int]:
    """This will return the parts in đồng, or raise ArithmeticError when they are not the whole."""
    if sum(parts) != whole:
        raise ArithmeticError(f"{sum(parts)} ≠ {whole}")
    return parts


def format_number(number: Decimal | int) -> str:
    """This will write a number as Vietnamese papers do: 1.234.567,5."""
    digits = f"{Decimal(number).normalize():,f}"
    return digits.translate(str.maketrans(",.", ".,"))


def plain_number(number: Decimal | int) -> str:
    """This will write a number for machines: every digit of it, no grouping, a dot, no trailing zeros."""
    digits = f"{Decimal(number):f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def parse_number(text: str) -> Decimal:
    """This will read a number as Vietnamese people type it: 1.234.567,5.

    :raises ValueError: anything else, such as 8.5, 0.125 or 1.23,4.
    """
    if not _VIETNAMESE_NUMBER.fullmatch(text.strip()):
        raise ValueError(f"«{text}» không phải là số viết theo kiểu 1.234.567,5")
    return Decimal(text.strip().replace(".", "").replace(",", "."))
