"""Accounts and roles, made without the verbs that are under test."""

from datetime import date

from core.models import RoleAssignment, Unit, User

LONG_AGO = date(2020, 1, 1)


def person(username: str, **columns) -> User:
    """This will make an account that holds nothing."""
    return User.objects.create(username=username, full_name=f"Người {username}", password="!", **columns)


def unit(code: str, **columns) -> Unit:
    """This will make a commune."""
    return Unit.objects.create(
        **{"code": code, "name": f"Xã {code}", "level": "commune", "source_label": "QUOTED"} | columns
    )


def holder(role: str, place: Unit | None = None, *, start=LONG_AGO, end=None, username: str | None = None) -> User:
    """This will make an account that holds one role."""
    user = person(username or role)
    RoleAssignment.objects.create(user=user, role=role, unit=place, start_on=start, end_on=end)
    return user
