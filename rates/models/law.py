"""The law as dated data: instruments, their relations, schedule rows, and append-only rates with citations.

Rows that load_law owns are marked shipped; it touches no other.
"""

from django.db import models
from django.db.models import Q

from core.access import Permission, VisibleQuerySet
from core.fields import NfcCharField, NfcTextField
from core.models import Unit
from rates.terms import Form, Medium, Scope, Status


class LawQuerySet(VisibleQuerySet):
    """The law belongs to no unit: whoever holds any role reads all of it."""

    unit_path = None
    view_permission = Permission.VIEW_LAW


class Instrument(models.Model):
    """A legal instrument (văn bản); a date that the dossier lacks is null: chưa nhập."""

    number = NfcCharField("số hiệu", max_length=60, unique=True)
    kind = NfcCharField("loại", max_length=20)
    issuer = NfcCharField("cơ quan ban hành", max_length=120)
    title = NfcTextField("trích yếu", blank=True)
    issued_on = models.DateField("ngày ban hành", null=True)
    effective_on = models.DateField("ngày hiệu lực", null=True)
    schedule_status = models.CharField("biểu mức", max_length=12, blank=True)
    labels = models.JSONField("nhãn nguồn", default=dict)
    dossier = models.JSONField("mục hồ sơ", default=list)
    note = NfcTextField("ghi chú", blank=True)
    shipped = models.BooleanField("theo phần mềm", default=False)

    objects = LawQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        ordering = [models.F("effective_on").desc(nulls_last=True), "number"]

    def __str__(self) -> str:
        return f"{self.kind.capitalize()} {self.number}"


class RelationKind(models.TextChoices):
    """What one instrument does to another."""

    AMENDS = "amends", "sửa đổi, bổ sung"
    REPLACES = "replaces", "thay thế"
    REPEALS = "repeals", "bãi bỏ"
    BASED_ON = "based_on", "căn cứ"
    GUIDES = "guides", "hướng dẫn"


class Relation(models.Model):
    """One instrument amends, replaces, repeals, guides or rests on another, from a day on where known."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="relations", verbose_name="văn bản")
    target = models.ForeignKey(Instrument, models.CASCADE, related_name="acted_on_by", verbose_name="tác động tới")
    kind = models.CharField("quan hệ", max_length=8, choices=RelationKind.choices)
    on = models.DateField("từ ngày", null=True)
    clause = NfcCharField("điều khoản", max_length=120, blank=True)
    label = models.CharField("nhãn nguồn", max_length=10)
    shipped = models.BooleanField("theo phần mềm", default=False)

    class Meta:
        verbose_name = "quan hệ văn bản"
        ordering = ["instrument_id", "target_id", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "target", "kind"],
                name="relation_once",
                violation_error_message="Quan hệ này đã được nhập.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.get_kind_display()} {self.target}"


class ScheduleRow(models.Model):
    """A row of a royalty schedule (biểu mức): what is paid for; how much is a dated rate under royalty/…."""

    medium = models.CharField("loại hình", max_length=8, choices=[(medium.value, medium.label) for medium in Medium])
    code = NfcCharField("mã", max_length=40)
    genre = NfcCharField("thể loại gốc (NĐ 18)", max_length=40)
    label = NfcCharField("tên trong văn bản", max_length=300)
    measure = NfcCharField("đơn vị tính", max_length=40)
    level = models.CharField("cấp", max_length=12, blank=True)
    quality_class = NfcCharField("loại chất lượng", max_length=10, blank=True)
    order = models.PositiveSmallIntegerField("thứ tự")
    instrument = models.ForeignKey(Instrument, models.PROTECT, verbose_name="văn bản")
    clause = NfcCharField("điều khoản", max_length=120)
    labels = models.JSONField("nhãn nguồn", default=dict)
    dossier = models.JSONField("mục hồ sơ", default=list)
    shipped = models.BooleanField("theo phần mềm", default=False)

    objects = LawQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng biểu mức"
        ordering = ["medium", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["medium", "code"],
                name="schedule_row_once",
                violation_error_message="Mã dòng đã có trong biểu mức của loại hình này.",
            ),
            models.CheckConstraint(
                condition=Q(medium__in=[medium.value for medium in Medium]),
                name="schedule_row_medium_known",
                violation_error_message="Loại hình không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


def _filled(**columns: bool) -> Q:
    return Q(**{f"{name}__isnull": not filled for name, filled in columns.items()})


class Rate(models.Model):
    """One dated row of one key in one scope; a correction is a new row with a later recorded date."""

    key = NfcCharField("khoá", max_length=120)
    label = NfcCharField("tên mức", max_length=400)
    measure = NfcCharField("đơn vị tính", max_length=20)
    scope = models.CharField("phạm vi", max_length=12, choices=[(scope.value, scope.label) for scope in Scope])
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, verbose_name="đơn vị")
    start = models.DateField("từ ngày")
    recorded = models.DateField("ngày ghi nhận")
    form = models.CharField("dạng", max_length=8, choices=[(form.value, form.label) for form in Form])
    value = models.DecimalField("giá trị", max_digits=20, decimal_places=6, null=True)
    minimum = models.DecimalField("tối thiểu", max_digits=20, decimal_places=6, null=True)
    maximum = models.DecimalField("tối đa", max_digits=20, decimal_places=6, null=True)
    of_key = NfcCharField("theo khoá", max_length=120, blank=True)
    text = NfcCharField("chữ", max_length=60, blank=True)
    level_share = models.DecimalField("tỷ lệ theo cấp", max_digits=6, decimal_places=4, null=True)
    rests_on = NfcCharField("dựa trên hiệu lực", max_length=120, blank=True)
    narrows = models.ForeignKey("self", models.PROTECT, null=True, verbose_name="thu hẹp dòng")
    status = models.CharField("tình trạng", max_length=12, choices=[(status.value, status.label) for status in Status])
    labels = models.JSONField("nhãn nguồn", default=dict)
    dossier = models.JSONField("mục hồ sơ", default=list)
    note = NfcTextField("ghi chú", blank=True)
    shipped = models.BooleanField("theo phần mềm", default=False)

    objects = LawQuerySet.as_manager()

    class Meta:
        verbose_name = "mức chi"
        ordering = ["key", "scope", "start", "recorded", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "scope", "start", "recorded"],
                condition=Q(unit=None),
                name="rate_once",
                violation_error_message="Mức này đã có dòng cùng ngày hiệu lực và ngày ghi nhận.",
            ),
            models.UniqueConstraint(
                fields=["key", "unit", "start", "recorded"],
                name="unit_rate_once",
                violation_error_message="Đơn vị đã có dòng cùng ngày hiệu lực và ngày ghi nhận.",
            ),
            models.CheckConstraint(
                condition=Q(scope="unit", unit__isnull=False) | (~Q(scope="unit") & Q(unit__isnull=True)),
                name="rate_unit_scope",
                violation_error_message="Chỉ mức của đơn vị mới gắn với đơn vị.",
            ),
            models.CheckConstraint(
                condition=Q(form="end") & _filled(value=False, minimum=False, maximum=False)
                | Q(form="value") & _filled(value=True, minimum=False, maximum=False)
                | Q(form="ceiling") & _filled(value=False, minimum=False, maximum=True)
                | Q(form="frame") & Q(value=None) & (Q(minimum__isnull=False) | Q(maximum__isnull=False))
                | Q(form="times") & ~Q(of_key="") & _filled(value=True, minimum=False, maximum=False)
                | Q(form__in=["same_as", "within"]) & ~Q(of_key="") & _filled(value=False, minimum=False, maximum=False)
                | Q(form="text") & ~Q(text="") & _filled(value=False, minimum=False, maximum=False),
                name="rate_form_filled",
                violation_error_message="Dòng mức chi không khớp với dạng của nó.",
            ),
            models.CheckConstraint(
                condition=Q(minimum=None) | Q(maximum=None) | Q(minimum__lte=models.F("maximum")),
                name="rate_frame_in_order",
                violation_error_message="Mức tối thiểu không được lớn hơn mức tối đa.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} từ {self.start:%d/%m/%Y}"


class RateCitation(models.Model):
    """The clause of an instrument that a rate rests on; every rate has at least one."""

    rate = models.ForeignKey(Rate, models.CASCADE, related_name="citations", verbose_name="mức chi")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="cited_by", verbose_name="văn bản")
    clause = NfcCharField("điều khoản", max_length=120)
    order = models.PositiveSmallIntegerField("thứ tự")

    class Meta:
        verbose_name = "căn cứ"
        ordering = ["rate_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["rate", "instrument", "clause"],
                name="citation_once",
                violation_error_message="Căn cứ này đã được nêu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument}, {self.clause}"
