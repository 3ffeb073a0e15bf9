"""The keys of the law in the groups and the order in which people look them up; pure."""

from collections.abc import Iterable

_OTHER = "Mức khác"
_GROUPS = [
    ("Lương cơ sở, giá trị một đơn vị hệ số", ("base_salary", "unit_value")),
    ("Nhuận bút: cổng thông tin điện tử", ("royalty/portal/",)),
    ("Nhuận bút: bản tin", ("royalty/bulletin/",)),
    ("Nhuận bút: truyền thanh", ("royalty/radio/",)),
    ("Nhuận bút: truyền hình", ("royalty/tv/",)),
    ("Điều chỉnh nhuận bút", ("adjustment/",)),
    ("Thù lao", ("remuneration/",)),
    ("Quỹ khuyến khích, quỹ thù lao", ("fund/",)),
    ("Thời hạn trả", ("payment/",)),
    ("Tạo lập, số hoá thông tin", ("digitisation/",)),
    ("Thuế thu nhập cá nhân", ("tax/",)),
    ("Cổng thông tin điện tử: căn cứ chi, người quyết định", ("portal/",)),
    ("Hiệu lực của văn bản gốc", ("validity/",)),
    ("Trần của trung ương", ("ceiling/",)),
]


def group_of(key: str) -> str:
    """This will name the group of a key."""
    return next((title for title, begins in _GROUPS if key.startswith(begins)), _OTHER)


def in_groups(items: Iterable, *, key=lambda item: item.key) -> list[tuple[str, list]]:
    """This will put what has keys into groups in the order of reading; empty groups are left out."""
    found: dict[str, list] = {title: [] for title in [*(title for title, _ in _GROUPS), _OTHER]}
    for item in items:
        found[group_of(key(item))].append(item)
    return [(title, members) for title, members in found.items() if members]
