from django.core.management.base import CommandError

from core.commands import VietnameseCommand
from core.services import system_actor
from rates.lawfile import LawFileError
from rates.loader import read_law
from rates.services import EnteredByPeopleError, LawInUseError, load_law


class Command(VietnameseCommand):
    help = "Nạp luật trong rates/law/ vào cơ sở dữ liệu; chạy lại không sao."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="chỉ kiểm tra tệp, không nạp")

    def handle(self, *, check, **options):
        try:
            law = read_law()
            if check:
                relations = sum(len(entry.relations) for entry in law.instruments)
                self.stdout.write(
                    f"Hợp lệ: {len(law.instruments)} văn bản, {relations} quan hệ văn bản, "
                    f"{len(law.schedule_rows)} dòng biểu mức, {len(law.rates)} dòng mức chi."
                )
                return
            counts = load_law(actor=system_actor(), law=law)
        except (LawFileError, LawInUseError, EnteredByPeopleError) as error:
            raise CommandError(str(error)) from error
        changes = ", ".join(f"{name}: {count}" for name, count in counts.items() if count)
        self.stdout.write(f"Đã nạp luật ({changes})." if changes else "Luật đã có đủ, không có gì đổi.")
