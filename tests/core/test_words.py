"""Amounts in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words import in_words

BY_HAND = {
    0: "Không đồng",
    4: "Bốn đồng",
    10: "Mười đồng",
    11: "Mười một đồng",
    14: "Mười bốn đồng",
    15: "Mười lăm đồng",
    21: "Hai mươi mốt đồng",
    24: "Hai mươi tư đồng",
    25: "Hai mươi lăm đồng",
    101: "Một trăm linh một đồng",
    104: "Một trăm linh bốn đồng",
    105: "Một trăm linh năm đồng",
    115: "Một trăm mười lăm đồng",
    1_000: "Một nghìn đồng",
    1_005: "Một nghìn không trăm linh năm đồng",
    1_010: "Một nghìn không trăm mười đồng",
    21_000: "Hai mươi mốt nghìn đồng",
    253_000: "Hai trăm năm mươi ba nghìn đồng",
    1_001_000: "Một triệu không trăm linh một nghìn đồng",
    1_200_000: "Một triệu hai trăm nghìn đồng",
    2_000_005: "Hai triệu không trăm linh năm đồng",
    2_530_000: "Hai triệu năm trăm ba mươi nghìn đồng",
    1_000_000_000: "Một tỷ đồng",
    1_000_000_005: "Một tỷ không trăm linh năm đồng",
    1_005_000_000_000: "Một nghìn không trăm linh năm tỷ đồng",
    12_345_678_901: "Mười hai tỷ ba trăm bốn mươi lăm triệu sáu trăm bảy mươi tám nghìn chín trăm linh một đồng",
}
DIGITS = {"không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
DIGITS |= {"mốt": 1, "tư": 4, "lăm": 5}


@pytest.mark.parametrize(("amount", "text"), BY_HAND.items())
def test_amounts_are_read_as_vouchers_write_them(amount, text):
    assert in_words(amount) == text


def test_a_negative_amount_is_not_read():
    with pytest.raises(ValueError, match="âm"):
        in_words(-1)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_reading_the_words_back_gives_the_amount(amount):
    assert read_back(in_words(amount)) == amount


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_words_never_end_in_a_full_stop_or_hold_a_double_space(amount):
    text = in_words(amount)
    assert text.endswith(" đồng")
    assert text.split() == text.split(" ")


def read_back(text: str) -> int:
    """A reader of its own: a scale word closes a group, «tỷ» closes all before it."""
    total = millions = group = pending = 0
    for word in text.lower().removesuffix(" đồng").split():
        if word in DIGITS:
            group, pending = group + pending, DIGITS[word]
        elif word == "linh":
            continue
        elif word == "mười":
            group, pending = group + pending + 10, 0
        elif word in ("trăm", "mươi"):
            group, pending = group + pending * {"trăm": 100, "mươi": 10}[word], 0
        elif word in ("nghìn", "triệu"):
            millions += (group + pending) * {"nghìn": 10**3, "triệu": 10**6}[word]
            group = pending = 0
        elif word == "tỷ":
            total, millions, group, pending = (millions + group + pending) * 10**9, 0, 0, 0
        else:
            raise ValueError(word)
    return total + millions + group + pending
