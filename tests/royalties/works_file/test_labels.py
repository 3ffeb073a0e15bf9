"""Media, genres and adjustments: known by their labels in any spelling, refused with what is known."""

from datetime import date
from decimal import Decimal

import pytest

from royalties.works_file import cells
from royalties.works_file.cells import WrongCellError


def _refusal(reader, cell) -> str:
    with pytest.raises(WrongCellError) as refused:
        reader(cell)
    return str(refused.value)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Cổng thông tin điện tử", "portal"),
        ("CONG THONG TIN DIEN TU", "portal"),
        ("bản\u00a0 tin", "bulletin"),
        ("Truyê\u0300n thanh", "radio"),
        ("truyen hinh", "tv"),
    ],
)
def test_media_are_known_by_their_label_in_any_spelling(cell, expected):
    assert cells.read_medium(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Tin", "news"),
        ("trả lời bạn đọc", "reader_reply"),
        ("TRANH", "drawing"),
        ("Anh", "photo"),
        ("Chính luận", "commentary"),
        ("phong su", "reportage"),
        ("Ký", "sketch"),
        ("Phỏng vấn", "interview"),
        ("Sáng tác văn học", "literary"),
        ("Nghiên cứu", "research"),
        ("Trực tuyến – Media", "live_media"),
        ("truc tuyen-media", "live_media"),
        ("Hướng dẫn khoa học giáo dục", "science_education"),
        ("Toạ đàm", "talk"),
        ("Tọa đàm", "talk"),
        ("Toạ đàm, giao lưu", "talk"),
    ],
)
def test_genres_are_known_by_their_label_in_any_spelling(cell, expected):
    assert cells.read_genre(cell) == expected


@pytest.mark.parametrize("cell", ["Tiểu phẩm", "Tin tức", 5.0, True, date(2026, 6, 5)])
def test_a_label_that_is_not_in_the_list_is_refused_with_the_list(cell):
    assert "không có trong danh mục: Tin, Trả lời bạn đọc" in _refusal(cells.read_genre, cell)
    assert "không có trong danh mục: Cổng thông tin điện tử, Bản tin" in _refusal(cells.read_medium, cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Thiếu nhi: 20%", {"minority_or_children": "0.2"}),
        ("dan toc thieu so = 0,1", {"minority_or_children": "0.1"}),
        ("Bản dịch: 0.5", {"translation": "0.5"}),
        ("hardship: 100%", {"hardship": "1"}),
        ("Khó khăn: 50%; Viết bằng ngôn ngữ khác: 30%;", {"hardship": "0.5", "written_in_other_language": "0.3"}),
        ("Khó khăn: 50%\r\n\nPhụ đề: 20 %", {"hardship": "0.5", "lyrics_comic_subtitle": "0.2"}),
    ],
)
def test_adjustments_are_pairs_of_name_and_value(cell, expected):
    assert cells.read_adjustments(cell) == {code: Decimal(value) for code, value in expected.items()}


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("Thiếu nhi", "thiếu giá trị"),
        ("Thiếu nhi:", "thiếu giá trị"),
        ("Ngày lễ: 20%", "không có loại điều chỉnh «Ngày lễ»"),
        ("Thiếu nhi: -20%", "không được âm"),
        ("Thiếu nhi: nhiều", "không phải là số"),
        ("Thiếu nhi: 10%; Dân tộc thiểu số: 20%", "ghi hai lần"),
        (20.0, "ghi theo kiểu «Thiếu nhi: 20%»"),
        ("Thiếu nhi: 0.200", "không rõ là số nào"),
    ],
)
def test_wrong_adjustments_are_refused(cell, reason):
    assert reason in _refusal(cells.read_adjustments, cell)


def test_every_wrong_adjustment_of_a_cell_is_named():
    reason = _refusal(cells.read_adjustments, "Ngày lễ: 20%; Thiếu nhi")
    assert "Ngày lễ" in reason
    assert "thiếu giá trị" in reason
