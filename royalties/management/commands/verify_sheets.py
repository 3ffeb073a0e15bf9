"""manage.py verify_sheets: proves every frozen payment sheet again."""

from django.core.management.base import CommandError

from core.commands import VietnameseCommand
from core.models import Unit
from royalties.proof.verifying import verify_unit


class Command(VietnameseCommand):
    """Proves every frozen sheet again from its stored proof, and names each that does not hold."""

    help = "Chứng minh lại mọi bảng thanh toán đã duyệt; nêu từng bảng không còn đúng như khi duyệt."

    def add_arguments(self, parser):
        parser.add_argument("--unit", metavar="MÃ", help="chỉ một đơn vị")

    def handle(self, *args, unit: str | None = None, **options):
        """This will print what does not hold and exit with 1, or say how many sheets hold."""
        units = Unit.objects.filter(proof_events__isnull=False) | Unit.objects.filter(sheets__number__isnull=False)
        if unit:
            units = Unit.objects.filter(code=unit)
            if not units:
                raise CommandError(f"Không có đơn vị «{unit}».")
        checked = list(units.distinct().order_by("code"))
        findings = [str(finding) for one in checked for finding in verify_unit(one)]
        for finding in findings:
            self.stdout.write(finding)
        if findings:
            raise CommandError(f"{len(findings)} điều không đúng như khi duyệt.")
        self.stdout.write(f"Mọi bảng đã duyệt của {len(checked)} đơn vị đúng như khi duyệt.")
