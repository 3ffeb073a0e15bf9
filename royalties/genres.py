"""Media and the genres of NĐ 18/2014/NĐ-CP Điều 7 and Điều 10, by code, with their Vietnamese names; pure."""

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
_IN_PRINT = frozenset(GENRE_NAMES) - {"science_education", "talk"}
_ON_AIR = frozenset(GENRE_NAMES) - {"drawing", "photo", "research", "live_media"}
GENRES_OF = {"portal": _IN_PRINT, "bulletin": _IN_PRINT, "radio": _ON_AIR, "tv": _ON_AIR}
PHOTO = "photo"
MEDIA_WITH_PHOTOS = frozenset(medium for medium, genres in GENRES_OF.items() if PHOTO in genres)
