"""Funding sources and cost lines of QĐ 10/2024/QĐ-UBND (Điều 13 khoản 1 and khoản 3), as its text names them."""

from django.db import migrations

SOURCES = {
    "ngan-sach": "Ngân sách nhà nước bố trí trong dự toán chi hằng năm",
    "thu-hop-phap": "Nguồn thu hợp pháp được phép để lại sử dụng",
    "quang-cao": "Nguồn thu từ hoạt động quảng cáo trên cổng, trang thông tin điện tử",
    "khac": "Các nguồn kinh phí hợp pháp khác",
}
COST_LINES = {
    "a": "Đầu tư và nâng cấp cơ sở hạ tầng, trang thiết bị",
    "b": "Nâng cấp, thuê đường truyền kết nối Internet, thuê IP tĩnh",
    "c": "Mua, nâng cấp bản quyền phần mềm; đầu tư mở rộng, phát triển, nâng cấp, bảo trì cổng, trang",
    "d": "Quản lý, điều hành, trực vận hành cổng, trang thông tin điện tử",
    "đ": "Chi trả thù lao, nhuận bút theo quy định",
    "e": "Đào tạo, bồi dưỡng thành viên Ban biên tập, cán bộ quản trị cổng, trang",
    "g": "Các khoản chi khác phục vụ duy trì và phát triển hoạt động của cổng, trang",
}


def create(apps, schema_editor):
    FundingSource = apps.get_model("budgets", "FundingSource")
    for order, (code, name) in enumerate(SOURCES.items(), start=1):
        FundingSource.objects.create(code=code, name=name, clause="Điều 13 khoản 1", order=order)
    CostLine = apps.get_model("budgets", "CostLine")
    for order, (code, name) in enumerate(COST_LINES.items(), start=1):
        CostLine.objects.create(code=code, name=name, clause=f"Điều 13 khoản 3 điểm {code}", order=order)


def delete(apps, schema_editor):
    apps.get_model("budgets", "FundingSource").objects.all().delete()
    apps.get_model("budgets", "CostLine").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("budgets", "0001_initial")]

    operations = [migrations.RunPython(create, delete)]
