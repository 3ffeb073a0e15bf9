"""One apostrophe in the keys of records that were there before: found as one, and never two by accident."""

from importlib import import_module

import pytest
from django.apps import apps

from core.models import Unit
from royalties.models import Payee, Work
from tests import list_rows

OLD_KEY = "00"


@pytest.fixture
def here(db) -> Unit:
    return list_rows.make_unit("thu-1", "Xã Cư M’gar")


def migrate() -> None:
    import_module("royalties.migrations.0010_one_apostrophe_in_keys").renew_keys(apps, None)


def test_keys_of_older_records_are_those_of_the_straight_apostrophe(here):
    straight = Payee.objects.create(unit=here, name="H'Hen Niê", id_number="000000000001")
    curly = Payee.objects.create(unit=here, name="H’Hen Niê", id_number="000000000002")
    list_rows.works(1, here)
    Work.objects.update(title="Lễ hội ở Cư M’gar", title_key=OLD_KEY)
    Payee.objects.filter(pk=curly.pk).update(name_key=OLD_KEY)
    migrate()
    assert Payee.objects.get(pk=curly.pk).name_key == straight.name_key
    again = Work(title="Lễ hội ở Cư M'gar")
    again.refresh_keys()
    assert Work.objects.get().title_key == again.title_key


def test_a_record_that_would_become_another_keeps_its_own_key(here):
    Payee.objects.create(unit=here, name="H'Hen Niê")
    other = Payee.objects.create(unit=here, name="H’Hen Niê", account_number="1")
    Payee.objects.filter(pk=other.pk).update(name_key=OLD_KEY, account_hash="")
    migrate()
    assert Payee.objects.get(pk=other.pk).name_key == OLD_KEY


def test_records_without_a_curly_one_are_left_alone(here):
    payee = Payee.objects.create(unit=here, name="Lê An")
    Payee.objects.update(name_key=OLD_KEY)
    migrate()
    assert Payee.objects.get(pk=payee.pk).name_key == OLD_KEY
