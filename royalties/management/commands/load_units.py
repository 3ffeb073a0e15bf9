from django.db import transaction

from core.commands import VietnameseCommand
from core.services import load_units, system_actor
from royalties.services.outlets import open_outlets


class Command(VietnameseCommand):
    help = "Nạp danh mục đơn vị của tỉnh và mở cho mỗi đơn vị một nơi đăng theo từng loại hình; chạy lại không sao."

    @transaction.atomic
    def handle(self, **options):
        actor = system_actor()
        units, outlets = load_units(actor=actor), open_outlets(actor=actor)
        self.stdout.write(
            f"Đã nạp {units} đơn vị, mở {outlets} nơi đăng." if units or outlets else "Danh mục đơn vị đã có đủ."
        )
