"""Excel files of works: what was uploaded, how far it has come, what was understood, and answers kept for next time."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.access import Permission, VisibleQuerySet
from core.fields import EncryptedBinaryField, NfcCharField, NfcTextField
from core.jobs import is_silent
from core.models import Unit, User
from royalties.models.outlets import Outlet
from royalties.states import IMPORTS_IN_WORK, ImportState


class WorksImportQuerySet(VisibleQuerySet):
    """Vocabulary of imports; what was understood names people."""

    unit_path = "unit_id"
    view_permission = Permission.VIEW_PAYEES

    def in_work(self) -> "WorksImportQuerySet":
        """This will keep the imports that a worker has, or is to have soon."""
        return self.filter(Q(state__in=IMPORTS_IN_WORK) | Q(state=ImportState.APPLIED, compared_at=None))


class WorksImport(models.Model):
    """One Excel file of published works of one outlet.

    :ivar run: counts how often it was begun; a worker that was given up for dead finds another number, and stops.
    :ivar answers: what people said that the file does not: genres, one day for all, the order of days, people.
    :ivar understood: what the reading made of it, for the page; faults: the first wrong cells (row, column, message).
    :ivar made_payees: keys of the payees that it made.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="works_imports", verbose_name="đơn vị")
    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="works_imports", verbose_name="nơi đăng")
    file_name = NfcCharField("tệp", max_length=200)
    size = models.PositiveIntegerField("cỡ (byte)")
    state = models.CharField("trạng thái", max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED)
    run = models.PositiveIntegerField(default=1, editable=False)
    done = models.PositiveIntegerField("đã làm", default=0)
    total = models.PositiveIntegerField("tổng số", default=0)
    beat_at = models.DateTimeField("tín hiệu gần nhất", null=True, editable=False)
    answers = models.JSONField("trả lời", default=dict)
    understood = models.JSONField("đã hiểu", null=True)
    faults = models.JSONField("lỗi", default=list)
    fault_count = models.PositiveIntegerField("số lỗi", default=0)
    work_count = models.PositiveIntegerField("số tác phẩm", default=0)
    failure = NfcTextField("vì sao dừng", blank=True)
    made_payees = models.JSONField("người nhận mới", default=list)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người nạp")
    created_at = models.DateTimeField("nạp lúc", auto_now_add=True)
    asked_by = models.ForeignKey(
        User, models.PROTECT, editable=False, related_name="+", verbose_name="người yêu cầu sau cùng"
    )
    applied_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người áp dụng")
    applied_at = models.DateTimeField("ghi lúc", null=True)
    compared_at = models.DateTimeField("dò trùng xong lúc", null=True, editable=False)

    objects = WorksImportQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp nạp tác phẩm"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values),
                name="works_import_state_known",
                violation_error_message="Trạng thái của tệp nạp không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(done__lte=F("total")),
                name="works_import_done_within_total",
                violation_error_message="Phần đã làm không thể nhiều hơn tổng số.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ImportState.APPLIED, ImportState.UNDONE])
                | Q(applied_by__isnull=False, applied_at__isnull=False),
                name="works_import_applied_by_somebody",
                violation_error_message="Tệp đã ghi phải có người áp dụng và thời điểm.",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """This will lead to the page of the file."""
        return reverse("royalties:import", args=[self.pk])

    @property
    def is_in_work(self) -> bool:
        """Whether a worker has it, or is to have it soon."""
        return self.state in IMPORTS_IN_WORK or self.is_comparing

    @property
    def is_comparing(self) -> bool:
        """Whether its works are recorded, and still to be held to others that may be one with them."""
        return self.state == ImportState.APPLIED and self.compared_at is None

    @property
    def is_stopped(self) -> bool:
        """Whether a worker should have it but has not been heard of for a minute."""
        return self.is_in_work and is_silent(self.beat_at)


class ImportFile(models.Model):
    """The uploaded bytes and the same file with a column «Lỗi», both encrypted; apart, so that no list reads them."""

    works_import = models.OneToOneField(WorksImport, models.PROTECT, related_name="file", verbose_name="tệp nạp")
    content = EncryptedBinaryField("nội dung")
    errors = EncryptedBinaryField("tệp lỗi", null=True)

    class Meta:
        verbose_name = "nội dung tệp nạp"

    def __str__(self) -> str:
        return str(self.works_import)


class AnswerKind(models.TextChoices):
    """What a unit was asked about the words of its files."""

    GENRE = "genre", "thể loại"
    AUTHORS = "authors", "các tên trong một ô tác giả"


class ImportAnswer(models.Model):
    """What a word in a unit's files means, as somebody said once: a label its genre, a cell of names one or several."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField("loại", max_length=8, choices=AnswerKind.choices)
    key = NfcCharField("chữ trong tệp", max_length=300)
    value = models.CharField("nghĩa", max_length=40)

    class Meta:
        verbose_name = "trả lời khi nạp tệp"
        ordering = ["unit_id", "kind", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "key"],
                name="import_answer_once",
                violation_error_message="Chữ này đã có trả lời.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AnswerKind.values),
                name="import_answer_kind_known",
                violation_error_message="Loại trả lời không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"
