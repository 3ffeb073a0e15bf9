"""Media and the genres of NĐ 18/2014/NĐ-CP Điều 7 and Điều 10, by code, with their Vietnamese names; pure."""

from rates.terms import Medium

MEDIUM_NAMES = {medium.value: medium.label for medium in Medium}
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
_PRINTED = frozenset(GENRE_NAMES) - {"science_education", "talk"}
_AIRED = frozenset(GENRE_NAMES) - {"drawing", "photo", "research", "live_media"}
ON_AIR = (Medium.RADIO, Medium.TV)
GENRES_OF = {medium.value: _AIRED if medium in ON_AIR else _PRINTED for medium in Medium}
PHOTO = "photo"
MEDIA_WITH_PHOTOS = frozenset(medium for medium, genres in GENRES_OF.items() if PHOTO in genres)
