"""Schedules of signed decisions as people enter them: lines, the scan, and the Excel file that waits to be saved."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.access import Permission, access_of
from core.fields import NfcCharField, NfcTextField
from core.models import Unit, User
from core.models.units import Level
from rates.models.law import Instrument, LawQuerySet, Rate
from rates.states import SCHEDULE_MOVES, LineCheck, ScheduleState
from rates.terms import Medium


class ScheduleQuerySet(LawQuerySet):
    """What is verified is law; what is not yet, is seen by the unit whose decision it is."""

    def visible_to(self, user) -> "ScheduleQuerySet":
        """This will keep the province's schedules, those in force, and drafts of the units that the user works in."""
        access = access_of(user)
        if not access.allows(self.view_permission):
            return self.none()
        if access.everywhere & {Permission.KEEP_SCHEDULES, Permission.VIEW_DECISIONS}:
            return self
        own = access.in_units.get(Permission.VIEW_SHEETS, frozenset())
        return self.filter(Q(unit=None) | Q(state=ScheduleState.IN_FORCE) | Q(unit__in=own))


class Schedule(models.Model):
    """The schedule (biểu mức) of one signed decision, of the province or of a unit, on its way into the law."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="schedules", verbose_name="văn bản")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name="đơn vị")
    effective_on = models.DateField("có hiệu lực từ")
    state = models.CharField(
        "bước", max_length=10, choices=ScheduleState.choices, default=ScheduleState.DRAFT, editable=False
    )
    absences = NfcTextField("giải trình phần còn thiếu", blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người nhập")
    created_at = models.DateTimeField("nhập lúc", auto_now_add=True)
    editors = models.ManyToManyField(User, related_name="+", verbose_name="những người đã sửa")
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người trình"
    )
    verified_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người đối chiếu"
    )
    recorded = models.DateField("ngày ghi nhận", null=True, blank=True)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = "biểu mức"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ScheduleState.values),
                name="schedule_state_known",
                violation_error_message="Bước của biểu mức không hợp lệ.",
            ),
            models.UniqueConstraint(
                fields=["instrument"],
                condition=~Q(state="in_force"),
                name="schedule_open_once",
                violation_error_message="Văn bản này đang có một biểu mức chưa đối chiếu xong.",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_by__isnull=False),
                name="schedule_submitted_by_somebody",
                violation_error_message="Biểu mức phải có người trình.",
            ),
            models.CheckConstraint(
                condition=Q(state="in_force", verified_by__isnull=False, recorded__isnull=False)
                | ~Q(state="in_force") & Q(verified_by=None, recorded=None),
                name="schedule_verified_by_somebody",
                violation_error_message="Biểu mức đã đối chiếu phải có người đối chiếu và ngày ghi nhận.",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("created_by")) & ~Q(verified_by=F("submitted_by")),
                name="schedule_verified_by_another",
                violation_error_message="Người đối chiếu phải là người khác với người nhập.",
            ),
        ]

    def __str__(self) -> str:
        return f"Biểu mức {self.instrument.number}"

    def get_absolute_url(self) -> str:
        """This will lead to the page of the schedule."""
        return reverse("rates:schedule", args=[self.pk])

    def move_to(self, state: ScheduleState) -> None:
        """This will take the schedule to a state; it is the caller's to save it.

        :raises ValidationError: there is no such way from where it stands.
        """
        if (ScheduleState(self.state), state) not in SCHEDULE_MOVES:
            said = self.get_state_display()
            raise ValidationError(f"Biểu mức đang ở bước «{said}» nên không chuyển sang «{state.label}» được.")
        self.state = state


class ScheduleLine(models.Model):
    """One line of a schedule as the signed text has it; a verified one leads to the rate that it became."""

    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="lines", verbose_name="biểu mức")
    order = models.PositiveSmallIntegerField("thứ tự")
    medium = models.CharField("loại hình", max_length=8, choices=[(medium.value, medium.label) for medium in Medium])
    code = NfcCharField("mã dòng", max_length=40)
    genre = NfcCharField("thể loại (NĐ 18)", max_length=40)
    label = NfcCharField("tên trong văn bản", max_length=300)
    measure = NfcCharField("đơn vị tính", max_length=40)
    level = models.CharField("cấp", max_length=12, blank=True, choices=Level.choices)
    quality_class = NfcCharField("loại chất lượng", max_length=10, blank=True)
    minimum = models.DecimalField("hệ số tối thiểu", max_digits=12, decimal_places=6, null=True, blank=True)
    maximum = models.DecimalField("hệ số tối đa", max_digits=12, decimal_places=6, null=True, blank=True)
    fixed = models.BigIntegerField("mức cố định (đồng)", null=True, blank=True)
    level_share = models.DecimalField("tỷ lệ theo cấp", max_digits=6, decimal_places=4, null=True, blank=True)
    clause = NfcCharField("điều khoản", max_length=120, blank=True)
    check_result = models.CharField("đối chiếu", max_length=8, choices=LineCheck.choices, blank=True)
    check_note = NfcCharField("sai ở đâu", max_length=300, blank=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người đối chiếu"
    )
    rate = models.OneToOneField(Rate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="mức chi")

    class Meta:
        verbose_name = "dòng của biểu mức"
        ordering = ["schedule_id", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "medium", "code"],
                name="schedule_line_once",
                violation_error_message="Mã dòng đã có trong loại hình này của biểu mức.",
            ),
            models.CheckConstraint(
                condition=Q(medium__in=[medium.value for medium in Medium]),
                name="schedule_line_medium_known",
                violation_error_message="Loại hình không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(fixed=None) | Q(minimum=None, maximum=None),
                name="schedule_line_one_amount",
                violation_error_message="Một dòng chỉ có hệ số hoặc mức cố định, không có cả hai.",
            ),
            models.CheckConstraint(
                condition=Q(minimum=None) | Q(maximum=None) | Q(minimum__lte=F("maximum")),
                name="schedule_line_in_order",
                violation_error_message="Hệ số tối thiểu không được lớn hơn hệ số tối đa.",
            ),
            models.CheckConstraint(
                condition=(Q(minimum=None) | Q(minimum__gte=0))
                & (Q(maximum=None) | Q(maximum__gt=0))
                & (Q(fixed=None) | Q(fixed__gt=0))
                & (Q(level_share=None) | Q(level_share__gt=0, level_share__lte=1)),
                name="schedule_line_positive",
                violation_error_message="Mức phải lớn hơn 0; tỷ lệ theo cấp từ trên 0 đến 100 %.",
            ),
            models.CheckConstraint(
                condition=Q(check_result="", checked_by=None)
                | Q(check_result="match", checked_by__isnull=False)
                | Q(check_result="wrong", checked_by__isnull=False) & ~Q(check_note=""),
                name="schedule_line_checked_by_somebody",
                violation_error_message="Dòng sai phải nói sai ở đâu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.get_medium_display()})"


class ScheduleScan(models.Model):
    """The signed decision as it was scanned; a later one stands before an earlier one, none is thrown away."""

    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="scans", verbose_name="biểu mức")
    name = NfcCharField("tên tệp", max_length=200)
    kind = models.CharField("dạng", max_length=20)
    content = models.BinaryField("nội dung")
    size = models.PositiveIntegerField("cỡ (byte)")
    digest = models.CharField("SHA-256", max_length=64)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người đính kèm")
    added_at = models.DateTimeField("đính kèm lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bản quét"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class ScheduleUpload(models.Model):
    """The last Excel file that somebody sent for a schedule: looked at first, saved only when they say so."""

    schedule = models.OneToOneField(Schedule, models.PROTECT, related_name="upload", verbose_name="biểu mức")
    name = NfcCharField("tên tệp", max_length=200)
    content = models.BinaryField("nội dung")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người gửi")
    added_at = models.DateTimeField("gửi lúc", auto_now=True)

    class Meta:
        verbose_name = "tệp biểu mức"

    def __str__(self) -> str:
        return self.name
