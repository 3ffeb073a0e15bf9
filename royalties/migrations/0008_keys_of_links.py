"""Gives the works that are there already the key that all ways to write one address share."""

from django.db import migrations

from royalties.alike import link_key

_BATCH = 500


def fill(apps, schema_editor):
    works = apps.get_model("royalties", "Work").objects
    some = []
    for work in works.exclude(url="").only("pk", "url").iterator(chunk_size=_BATCH):
        work.link_key = link_key(work.url)
        some.append(work)
        if len(some) == _BATCH:
            works.bulk_update(some, ["link_key"])
            some = []
    works.bulk_update(some, ["link_key"])


class Migration(migrations.Migration):
    dependencies = [("royalties", "0007_works_that_may_be_one")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
