from django.db import migrations, models


def mark_what_the_files_own(apps, schema_editor):
    """Until now instruments and schedule rows came from the files alone, each with the sections of its dossier."""
    instruments = apps.get_model("rates", "Instrument").objects.exclude(dossier=[])
    instruments.update(shipped=True)
    apps.get_model("rates", "ScheduleRow").objects.exclude(dossier=[]).update(shipped=True)
    apps.get_model("rates", "Relation").objects.filter(instrument__shipped=True).update(shipped=True)


class Migration(migrations.Migration):
    dependencies = [("rates", "0001_initial")]

    operations = [
        *(
            migrations.AddField(
                model_name=model,
                name="shipped",
                field=models.BooleanField(default=False, verbose_name="theo phần mềm"),
            )
            for model in ("instrument", "relation", "schedulerow")
        ),
        migrations.RunPython(mark_what_the_files_own, migrations.RunPython.noop),
    ]
