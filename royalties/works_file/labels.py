"""The Vietnamese labels of media, genres and adjustments, and the codes that they stand for."""

from core.workbook.headings import label_key
from royalties.genres import GENRE_NAMES, MEDIUM_NAMES

# NĐ 18/2014 names its genres at greater length in places.
_LONG_GENRE_NAMES = {
    "Ký (một kỳ)": "sketch",
    "Bài phỏng vấn": "interview",
    "Toạ đàm, giao lưu": "talk",
    "Nghiên cứu, hướng dẫn khoa học giáo dục": "science_education",
}

_ADJUSTMENT_NAMES = {
    "minority_or_children": ("Thiếu nhi, dân tộc thiểu số", "Thiếu nhi", "Dân tộc thiểu số"),
    "written_in_other_language": ("Viết bằng ngôn ngữ khác",),
    "hardship": ("Khó khăn, nguy hiểm", "Khó khăn", "Nguy hiểm"),
    "translation": ("Bản dịch",),
    "lyrics_comic_subtitle": (
        "Lời bản nhạc, truyện tranh, phụ đề",
        "Lời bản nhạc",
        "Truyện tranh",
        "Phụ đề",
    ),
}

MEDIA = {label_key(name): code for code, name in MEDIUM_NAMES.items()}
GENRES = {label_key(name): code for code, name in GENRE_NAMES.items()} | {
    label_key(name): code for name, code in _LONG_GENRE_NAMES.items()
}
ADJUSTMENTS = {label_key(name): code for code, names in _ADJUSTMENT_NAMES.items() for name in (code, *names)}
