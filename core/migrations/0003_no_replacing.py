"""The decision book refuses INSERT OR REPLACE of another's connection; one apostrophe sorts units of Ê Đê names."""

from django.db import migrations

from core.text import sort_key
from core.triggers import append_only_again


def renew_unit_keys(apps, schema_editor):
    units = apps.get_model("core", "Unit").objects
    for unit in units.only("pk", "name"):
        units.filter(pk=unit.pk).update(name_key=sort_key(unit.name))


class Migration(migrations.Migration):
    dependencies = [("core", "0002_ground")]

    operations = [
        append_only_again("core_decision"),
        migrations.RunPython(renew_unit_keys, migrations.RunPython.noop),
    ]
