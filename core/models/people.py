"""Accounts, dated roles and dated delegations (giấy uỷ quyền)."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower

from core.access import Permission, Role, VisibleQuerySet
from core.fields import NfcCharField
from core.models.units import Unit

SYSTEM_USERNAME = "he-thong"


class UserQuerySet(VisibleQuerySet):
    """Vocabulary of accounts; they belong to no unit, so they are seen everywhere or nowhere."""

    unit_path = None
    view_permission = Permission.VIEW_ACCOUNTS


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Finds accounts by user name, whatever its case."""

    def get_by_natural_key(self, username):
        return self.get(username=self.model.normalize_username(username))


class User(AbstractBaseUser):
    """An account; what it may do comes from dated roles only, never from flags."""

    username = NfcCharField("tên đăng nhập", max_length=60, unique=True)
    full_name = NfcCharField("họ và tên", max_length=120)
    is_active = models.BooleanField("đang dùng", default=True)
    is_system = models.BooleanField("tác nhân hệ thống", default=False, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "username"

    class Meta:
        verbose_name = "tài khoản"
        ordering = ["username"]
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="user_username_once",
                violation_error_message="Tên đăng nhập này đã có người dùng.",
            ),
            models.UniqueConstraint(
                fields=["is_system"],
                condition=Q(is_system=True),
                name="one_system_actor",
                violation_error_message="Chỉ có một tác nhân hệ thống.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """This will return a user name as it is stored: composed, in small letters."""
        return super().normalize_username(username).lower()


class DatedQuerySet(VisibleQuerySet):
    """Rows in force between two days, both included."""

    def in_force(self, on: date) -> "DatedQuerySet":
        """This will keep the rows in force on a day."""
        return self.filter(Q(start_on__lte=on), Q(end_on=None) | Q(end_on__gte=on))


class RoleAssignmentQuerySet(DatedQuerySet):
    """Vocabulary of roles given."""

    unit_path = None
    view_permission = Permission.VIEW_ACCOUNTS


class RoleAssignment(models.Model):
    """One role of one person, in one unit or for the whole province, between two days."""

    user = models.ForeignKey(User, models.PROTECT, verbose_name="người được giao", related_name="roles")
    role = models.CharField("vai trò", max_length=24, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name="đơn vị")
    start_on = models.DateField("từ ngày")
    end_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò được giao"
        ordering = ["user__username", "role", "start_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=Role.unit_roles(), unit__isnull=False)
                | Q(role__in=Role.province_roles(), unit__isnull=True),
                name="role_where_it_belongs",
                violation_error_message="Vai trò của đơn vị phải có đơn vị; vai trò toàn tỉnh thì không.",
            ),
            models.CheckConstraint(
                condition=Q(end_on=None) | Q(start_on__lte=F("end_on")),
                name="role_dates_in_order",
                violation_error_message="Ngày kết thúc vai trò phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit", "start_on"],
                name="unit_role_given_once",
                violation_error_message="Vai trò này đã được giao từ ngày này.",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "start_on"],
                condition=Q(unit=None),
                name="province_role_given_once",
                violation_error_message="Vai trò này đã được giao từ ngày này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.unit or 'toàn tỉnh'}"


class DelegationQuerySet(DatedQuerySet):
    """Vocabulary of delegations."""

    unit_path = "unit_id"
    view_permission = Permission.VIEW_UNITS

    def in_force(self, on: date) -> "DelegationQuerySet":
        """This will keep the delegations in force on a day: nobody lends a role that is not his own on that day."""
        own = RoleAssignment.objects.in_force(on).filter(
            user=OuterRef("giver"), user__is_active=True, role=OuterRef("role"), unit=OuterRef("unit")
        )
        return super().in_force(on).filter(Exists(own))


class Delegation(models.Model):
    """A dated power to act in another's role in one unit (giấy uỷ quyền)."""

    giver = models.ForeignKey(User, models.PROTECT, related_name="delegations_given", verbose_name="người uỷ quyền")
    receiver = models.ForeignKey(User, models.PROTECT, related_name="delegations", verbose_name="người nhận")
    role = models.CharField("vai trò", max_length=24, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị")
    document_number = NfcCharField("số giấy uỷ quyền", max_length=60)
    start_on = models.DateField("từ ngày")
    end_on = models.DateField("đến hết ngày")

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = "uỷ quyền"
        ordering = ["-start_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=Role.unit_roles()),
                name="delegation_of_a_unit_role",
                violation_error_message="Chỉ uỷ quyền vai trò trong đơn vị.",
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")),
                name="delegation_to_another",
                violation_error_message="Không tự uỷ quyền cho chính mình.",
            ),
            models.CheckConstraint(
                condition=Q(start_on__lte=F("end_on")),
                name="delegation_dates_in_order",
                violation_error_message="Ngày hết uỷ quyền phải sau ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}: {self.get_role_display()}"
