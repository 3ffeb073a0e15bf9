"""The terms of the law as data: scopes, forms, statuses, warnings, rows and answers; pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

# Before the key that it bounds.
CEILING = "ceiling/"
PARENT_ENDED = "parent_decree_ended"
NARROWING_LAPSED = "narrowing_lapsed"


class _Labelled(StrEnum):
    """A code for machines with a label for people."""

    def __new__(cls, code: str, label: str):
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Medium(_Labelled):
    """Where a work is published."""

    PORTAL = "portal", "Cổng thông tin điện tử"
    BULLETIN = "bulletin", "Bản tin"
    RADIO = "radio", "Truyền thanh"
    TV = "tv", "Truyền hình"


class Scope(_Labelled):
    """For whom a row is: later ones stand before earlier ones."""

    NATIONAL = "national", "Trung ương"
    PROVINCE = "province", "Tỉnh"
    ILLUSTRATIVE = "illustrative", "Minh hoạ"
    UNIT = "unit", "Đơn vị"


class Form(_Labelled):
    """What a row says; exactly one of these."""

    VALUE = "value", "giá trị"
    CEILING = "ceiling", "mức tối đa"
    FRAME = "frame", "khung"
    TIMES = "times", "tỷ lệ của mức khác"
    SAME_AS = "same_as", "như mức khác"
    WITHIN = "within", "trong trần"
    TEXT = "text", "chữ"
    END = "end", "hết hiệu lực"


class Status(_Labelled):
    """How far a row is known, from best to worst; anything but the first shows itself."""

    VERIFIED = "verified", "đã đối chiếu"
    TO_VERIFY = "to_verify", "cần đối chiếu"
    NOT_ENTERED = "not_entered", "chưa nhập"
    ILLUSTRATIVE = "illustrative", "minh hoạ"


STATUS_WARNINGS = {
    Status.TO_VERIFY: "unverified",
    Status.NOT_ENTERED: "schedule_not_entered",
    Status.ILLUSTRATIVE: "illustrative",
}
WARNING_TEXTS = {
    "unverified": "Có căn cứ cần đối chiếu với bản ký.",
    "schedule_not_entered": (
        "Biểu mức của tỉnh chưa nhập từ bản ký: khung hệ số tạm lấy theo trần của NĐ 18/2014/NĐ-CP."
    ),
    "illustrative": "Biểu mức minh hoạ, không có giá trị thanh toán.",
    PARENT_ENDED: "Văn bản gốc đã hết hiệu lực; mức này được áp dụng tiếp, chờ biểu mức mới.",
    NARROWING_LAPSED: "Mức thu hẹp của đơn vị đã mất hiệu lực vì biểu mức của tỉnh thay đổi.",
    "adjustment_medium_unverified": (
        "NĐ 18/2014/NĐ-CP nêu mức điều chỉnh ở Điều 7 (báo in, báo điện tử): cần đối chiếu cho báo nói, báo hình."
    ),
}


class NoRateInForce(LookupError):  # noqa: N818  named like the refusal that it becomes, no_rate_in_force
    """No value of a key is in force on the day asked for; never 0, never the latest."""

    def __init__(self, key: str, on: date, label: str = ""):
        self.key, self.on = key, on
        name = f"«{label}» ({key})" if label else f"«{key}»"
        super().__init__(f"Không có mức {name} có hiệu lực ngày {on:%d/%m/%Y}.")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a value stands: instrument number and clause, with the instrument's dates where known."""

    instrument: str
    clause: str
    effective: date | None
    published: date | None


@dataclass(frozen=True, slots=True)
class Row:
    """One dated row as the database holds it; ceiling is the key that bounds it where that is not ceiling/<key>."""

    id: int
    key: str
    label: str
    measure: str
    scope: Scope
    start: date
    recorded: date
    form: Form
    status: Status
    citations: tuple[Citation, ...]
    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    of_key: str = ""
    text: str = ""
    level_share: Decimal | None = None
    rests_on: str = ""
    narrows_id: int | None = None
    ceiling: str = ""


@dataclass(frozen=True, slots=True)
class InForce:
    """What a key says on a day: a value, bounds or a word, with all that it rests on.

    since and until are days, both included; until is None while no end is known.
    base is what a derived value multiplies by its own percentage, share.
    Of the citations, sets holds those that the amount itself comes from, ends those that only closed what stood before.
    """

    key: str
    label: str
    measure: str
    on: date
    scope: Scope
    since: date
    until: date | None
    status: Status
    warnings: tuple[str, ...]
    citations: tuple[Citation, ...]
    row_ids: tuple[int, ...]
    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    text: str = ""
    level_share: Decimal | None = None
    share: Decimal | None = None
    base: "InForce | None" = None
    sets: tuple[Citation, ...] = ()
    ends: tuple[Citation, ...] = ()
