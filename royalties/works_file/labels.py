"""The Vietnamese labels of media, genres and adjustments, and the codes that they stand for."""

from core.text import fold

MEDIUM_NAMES = {
    "portal": "Cổng thông tin điện tử",
    "bulletin": "Bản tin",
    "radio": "Truyền thanh",
    "tv": "Truyền hình",
}
GENRE_NAMES = {
    "news": "Tin",
    "reader_reply": "Trả lời bạn đọc",
    "drawing": "Tranh",
    "photo": "Ảnh",
    "commentary": "Chính luận",
    "reportage": "Phóng sự",
    "sketch": "Ký",
    "interview": "Phỏng vấn",
    "literary": "Sáng tác văn học",
    "research": "Nghiên cứu",
    "live_media": "Trực tuyến - media",
    "science_education": "Hướng dẫn khoa học giáo dục",
    "talk": "Toạ đàm",
}
# NĐ 18/2014 names its genres at greater length in places.
_LONG_GENRE_NAMES = {
    "Ký (một kỳ)": "sketch",
    "Bài phỏng vấn": "interview",
    "Toạ đàm, giao lưu": "talk",
    "Nghiên cứu, hướng dẫn khoa học giáo dục": "science_education",
}
_IN_PRINT = frozenset(GENRE_NAMES) - {"science_education", "talk"}
_ON_AIR = frozenset(GENRE_NAMES) - {"drawing", "photo", "research", "live_media"}
GENRES_OF = {"portal": _IN_PRINT, "bulletin": _IN_PRINT, "radio": _ON_AIR, "tv": _ON_AIR}
MEDIA_WITH_PHOTOS = frozenset({"portal", "bulletin"})

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


def label_key(label: str) -> str:
    """This will return the letters and digits of a label alone: no case, accents, spaces or punctuation."""
    return "".join(char for char in fold(label) if char.isalnum())


MEDIA = {label_key(name): code for code, name in MEDIUM_NAMES.items()}
GENRES = {label_key(name): code for code, name in GENRE_NAMES.items()} | {
    label_key(name): code for name, code in _LONG_GENRE_NAMES.items()
}
ADJUSTMENTS = {
    label_key(name): code for code, names in _ADJUSTMENT_NAMES.items() for name in (code, *names)
}


def genre_in_medium(genre: str, medium: str | None) -> str:
    """This will return the genre that a label means in a medium.

    On air «Nghiên cứu» is the group «Nghiên cứu, hướng dẫn khoa học giáo dục» (NĐ 18/2014 Điều 10.1, nhóm 5).
    """
    if genre == "research" and medium in ("radio", "tv"):
        return "science_education"
    return genre
