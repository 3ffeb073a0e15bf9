"""The first account of a real installation: whoever administers accounts, and opens all others on screen."""

from getpass import getpass

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from core.commands import VietnameseCommand
from core.services import open_first_account, system_actor


class Command(VietnameseCommand):
    help = "Mở tài khoản quản trị đầu tiên, khi chưa có ai quản trị tài khoản; mật khẩu được hỏi, không hiện ra."

    def add_arguments(self, parser):
        parser.add_argument("username", metavar="TÊN_ĐĂNG_NHẬP")
        parser.add_argument("--name", required=True, metavar="HỌ_VÀ_TÊN", help="họ và tên của người quản trị")

    def handle(self, username, name, **options):
        password = getpass("Mật khẩu: ")
        if password != getpass("Gõ lại mật khẩu: "):
            raise CommandError("Hai lần gõ mật khẩu không giống nhau; chưa mở tài khoản nào.")
        try:
            user = open_first_account(actor=system_actor(), username=username, full_name=name, password=password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Đã mở tài khoản «{user.username}», quản trị tài khoản của tỉnh từ hôm nay.")
