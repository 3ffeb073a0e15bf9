from collections.abc import Iterable

from django.conf import settings
from django.core.management.base import CommandError

from core.commands import VietnameseCommand
from reports.demo.accounts import DELEGATED, DEMO_ACCOUNTS, PASSWORD, DemoAccount
from reports.demo.build import build_demo
from reports.demo.units import DEMO_UNITS

_UNIT_NAMES = {plan.code: plan.name for plan in DEMO_UNITS}


class Command(VietnameseCommand):
    help = "Dựng tỉnh minh hoạ (đơn vị, tài khoản, bảng thanh toán nháp) và in tài khoản đăng nhập; chạy lại không sao."

    def handle(self, **options):
        if not settings.DEBUG:
            raise CommandError(
                "Lệnh demo chỉ chạy khi DEBUG=1: nó mở tài khoản có mật khẩu ai cũng biết, không dùng trên máy thật."
            )
        build_demo()
        self.stdout.write("Tỉnh minh hoạ đã sẵn sàng. KHÔNG CÓ GIÁ TRỊ THANH TOÁN.\n\n")
        self.stdout.write("\n".join(_table([_HEADER, *(_row(account) for account in DEMO_ACCOUNTS)])))
        self.stdout.write(f"\nMật khẩu chung: {PASSWORD}")


_HEADER = ("Tên đăng nhập", "Vai trò", "Nơi", "Họ và tên", "Lưu ý")
_DELEGATION_NOTE = f"được uỷ quyền ký thay Trưởng ban từ {DELEGATED[0]:%d/%m/%Y} đến {DELEGATED[1]:%d/%m/%Y}"


def _row(account: DemoAccount) -> tuple[str, ...]:
    note = _DELEGATION_NOTE if account.username == "phoban" else ""
    if account.end_on:
        note = f"vai trò đã hết ngày {account.end_on:%d/%m/%Y}"
    place = _UNIT_NAMES[account.unit] if account.unit else "toàn tỉnh"
    return (account.username, account.role.label, place, account.full_name, note)


def _table(rows: list[tuple[str, ...]]) -> Iterable[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(_HEADER))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
