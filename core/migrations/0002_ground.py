"""The append-only book and the system actor, which acts for the commands and can sign nothing."""

from django.db import migrations

from core.triggers import append_only

SYSTEM_USERNAME = "he-thong"


def create_system_actor(apps, schema_editor):
    apps.get_model("core", "User").objects.create(
        username=SYSTEM_USERNAME, full_name="Hệ thống", password="!", is_system=True
    )


def delete_system_actor(apps, schema_editor):
    apps.get_model("core", "User").objects.filter(username=SYSTEM_USERNAME).delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        append_only("core_decision"),
        migrations.RunPython(create_system_actor, delete_system_actor),
    ]
