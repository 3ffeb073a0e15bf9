"""Amounts in words, as vouchers read them (official style: linh, nghìn, tư, lăm, mốt)."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", " nghìn", " triệu")
_BILLION = 10**9


def in_words(amount: int) -> str:
    """This will write an amount of đồng in words, without a full stop: «Hai triệu … đồng».

    :raises ValueError: a negative amount.
    """
    if amount < 0:
        raise ValueError("Số tiền âm không đọc thành chữ trên chứng từ.")
    text = f"{_read(amount)} đồng"
    return text[0].upper() + text[1:]


def _read(number: int, *, inner: bool = False) -> str:
    if number < _BILLION:
        return _read_below_billion(number, inner=inner)
    billions, rest = divmod(number, _BILLION)
    text = f"{_read(billions, inner=inner)} tỷ"
    return f"{text} {_read_below_billion(rest, inner=True)}" if rest else text


def _read_below_billion(number: int, *, inner: bool) -> str:
    if number == 0:
        return _DIGITS[0]
    groups = [number // 1000**power % 1000 for power in (2, 1, 0)]
    spoken = []
    for power, group in zip((2, 1, 0), groups, strict=True):
        if group:
            spoken.append(_read_group(group, inner=inner or bool(spoken)) + _SCALES[power])
    return " ".join(spoken)


def _read_group(group: int, *, inner: bool) -> str:
    hundreds, rest = divmod(group, 100)
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or inner else []
    tens, ones = divmod(rest, 10)
    if tens == 0 and ones:
        words += ["linh", _DIGITS[ones]] if words else [_DIGITS[ones]]
    elif tens:
        words.append("mười" if tens == 1 else f"{_DIGITS[tens]} mươi")
        words += [_ones_after_tens(tens, ones)] if ones else []
    return " ".join(words)


def _ones_after_tens(tens: int, ones: int) -> str:
    special = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
    return special.get(ones, _DIGITS[ones])
