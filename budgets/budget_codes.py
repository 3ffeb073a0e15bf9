"""Codes of the state budget that sheets of royalties are likely to carry, as TT 130/2025/TT-BTC lists them.

The circular names no sub-item for royalties or remuneration: which one is used is agreed with the State Treasury where
the unit has its account, so every code may also be typed. A code stands without a name where its name is not known.
"""

CITED = "TT 130/2025/TT-BTC"
# Chương: the agencies of a province, then those of a commune.
CHAPTERS = {
    "402": "Văn phòng HĐND",
    "405": "Văn phòng UBND",
    "412": "Nông nghiệp và Môi trường",
    "414": "Tư pháp",
    "416": "Công Thương",
    "417": "Khoa học và Công nghệ",
    "418": "Tài chính",
    "419": "Xây dựng",
    "422": "Giáo dục và Đào tạo",
    "423": "Y tế",
    "425": "Văn hoá, Thể thao và Du lịch",
    "435": "Nội vụ",
    "437": "Thanh tra",
    "442": "Báo và phát thanh, truyền hình",
    "483": "Dân tộc – Tôn giáo",
    "505": "Ban quản lý khu công nghiệp",
    "509": "Văn phòng Tỉnh ủy",
    "510": "Mặt trận Tổ quốc",
    "599": "Các đơn vị khác",
    "819": "Đảng ủy",
    "820": "Mặt trận Tổ quốc",
    "821": "Đơn vị sự nghiệp",
    "830": "Văn phòng HĐND và UBND",
    "831": "Phòng Kinh tế",
    "832": "Phòng Văn hoá – Xã hội",
    "833": "Trung tâm phục vụ hành chính công",
}
# Khoản (mã ngành kinh tế).
INDUSTRIES = {"121": "Chuyển đổi số", "171": "Thông tin", "191": "", "201": "", "314": "Công nghệ thông tin"}
INDUSTRIES |= {"341": "Quản lý nhà nước"}
# Tiểu mục (mã nội dung kinh tế).
CONTENTS = {
    "6606": "Tuyên truyền; quảng cáo",
    "6757": "Thuê lao động trong nước",
    "6799": "",
    "7012": "Chi phí hoạt động nghiệp vụ chuyên ngành",
    "7049": "",
    "7051": "Mua quyền tác giả",
}
