"""The legal watch: which rates need a second look on a day, why, and what to do about it; pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from rates.groups import in_groups
from rates.reading import Reading
from rates.terms import NARROWING_LAPSED, PARENT_ENDED, Citation, InForce, Status
from rates.wording import say_citations

UNCHECKED_AFTER = timedelta(days=365)


@dataclass(frozen=True)
class Concern:
    """A reason to look again: a title, what to do, and the page where that is done, by its name and its link's text."""

    code: str
    title: str
    to_do: str
    page: str = ""
    link: str = ""


ORPHANED = Concern(
    "orphaned",
    "Văn bản gốc đã hết hiệu lực, tỉnh áp dụng tiếp",
    "Hỏi Sở Tư pháp và Sở Tài chính còn áp dụng được không; "
    "khi có văn bản mới, ghi mức mới hoặc ghi dòng hết hiệu lực.",
)
NOT_ENTERED = Concern(
    "not_entered",
    "Biểu mức chưa nhập từ bản ký",
    "Lấy bản ký của quyết định, nhập biểu mức, đính kèm bản quét rồi nhờ người thứ hai đối chiếu từng dòng.",
    page="rates:schedule-list",
    link="Mở biểu mức theo quyết định",
)
LAPSED = Concern(
    "lapsed",
    "Mức thu hẹp của đơn vị hết hiệu lực vì biểu mức của tỉnh đã đổi",
    "Người đứng đầu đơn vị xác nhận lại, hoặc nhập quyết định thu hẹp mới; tới lúc đó áp dụng khung của tỉnh.",
    page="rates:narrowings",
    link="Mở mức thu hẹp cần xác nhận lại",
)
UNVERIFIED = Concern(
    "unverified",
    "Căn cứ cần đối chiếu",
    "Mở văn bản nêu ở căn cứ, so số tiền, ngày và điều khoản; đúng hay sai đều ghi dòng mới, ngày ghi nhận là ngày so.",
)
ENDED = Concern(
    "ended",
    "Đã hết hiệu lực, chưa có mức thay",
    "Không chi theo mức này từ ngày hết hiệu lực. Trần hết hiệu lực thì không còn giới hạn của trung ương, "
    "khung của tỉnh vẫn giữ; mức khác thì tìm văn bản thay thế rồi ghi mức mới.",
)
UNCHECKED = Concern(
    "unchecked",
    "Hơn một năm chưa ai kiểm lại",
    "Làm trước các mức khác: tìm xem văn bản còn hiệu lực không, đối chiếu với bản ký rồi ghi dòng mới.",
)
CONCERNS = [LAPSED, NOT_ENTERED, ORPHANED, UNVERIFIED, ENDED, UNCHECKED]
CONCERNS_BY_CODE = {concern.code: concern for concern in CONCERNS}


@dataclass(frozen=True)
class Watched:
    """One rate under one concern; since is the day from which it stands so, where one is known."""

    concern: Concern
    key: str
    label: str
    since: date | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Section:
    """All rates under one concern, in groups; each group with the clauses that stand behind it."""

    concern: Concern
    count: int
    groups: list[tuple[str, list[Watched], str]]


@dataclass(frozen=True)
class Watch:
    """What needs a second look on a day."""

    on: date
    items: list[Watched]

    @property
    def count(self) -> int:
        """How many rates need a second look, each counted once whatever the number of reasons."""
        return len({item.key for item in self.items})

    def concerns_of(self, key: str) -> list[Concern]:
        """This will list the reasons for one rate."""
        return [item.concern for item in self.items if item.key == key]

    def sections(self) -> list[Section]:
        """This will put the rates under their concerns; a concern without rates is left out."""
        parted = [(concern, [item for item in self.items if item.concern is concern]) for concern in CONCERNS]
        return [Section(concern, len(items), _grouped(items)) for concern, items in parted if items]


def watch_law(reading: Reading, on: date) -> Watch:
    """This will look through the law as it stands on a day for what needs a second look.

    Not checked for a year: in force, not verified, and its own row was recorded more than UNCHECKED_AFTER ago.
    """
    items = [
        Watched(concern, found.key, found.label, found.since, found.citations)
        for found in reading.in_force(on)
        for concern in _concerns(reading, found, on)
    ]
    items += [
        Watched(ENDED, absent.key, absent.label, absent.day, absent.citations)
        for absent in reading.absent(on)
        if absent.has_ended
    ]
    return Watch(on, items)


def _concerns(reading: Reading, found: InForce, on: date) -> list[Concern]:
    unverified = found.status in (Status.TO_VERIFY, Status.NOT_ENTERED)
    # Its own row decides: what it rests on may have been looked at since, it itself has not.
    recorded = reading.row(found.row_ids[0]).recorded
    holds = [
        (LAPSED, NARROWING_LAPSED in found.warnings),
        (ORPHANED, PARENT_ENDED in found.warnings),
        (NOT_ENTERED, found.status == Status.NOT_ENTERED),
        (UNVERIFIED, found.status == Status.TO_VERIFY),
        (UNCHECKED, unverified and recorded < on - UNCHECKED_AFTER),
    ]
    return [concern for concern, true in holds if true]


def _grouped(items: list[Watched]) -> list[tuple[str, list[Watched], str]]:
    return [
        (title, members, say_citations(tuple(dict.fromkeys(cited for item in members for cited in item.citations))))
        for title, members in in_groups(items)
    ]
