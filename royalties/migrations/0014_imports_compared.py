"""Lets an import tell when its works have been held to others; those applied before count as compared."""

from django.db import migrations, models
from django.db.models import F


def fill(apps, schema_editor):
    apps.get_model("royalties", "WorksImport").objects.update(compared_at=F("applied_at"))


class Migration(migrations.Migration):
    dependencies = [("royalties", "0013_sheet_remarks")]
    operations = [
        migrations.AddField(
            model_name="worksimport",
            name="compared_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="dò trùng xong lúc"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
