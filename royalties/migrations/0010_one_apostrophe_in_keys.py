"""Names and titles are the same whichever apostrophe is typed; a record that turns out to be another's keeps its key."""

from django.db import migrations, transaction
from django.db.models import Q
from django.db.utils import IntegrityError

from core.text import person_sort_key, sort_key

_CURLY = "‘’ʼʹ`´′"


def renew_keys(apps, schema_editor):
    for model, name, key, make in (
        (apps.get_model("royalties", "Payee"), "name", "name_key", person_sort_key),
        (apps.get_model("royalties", "Work"), "title", "title_key", sort_key),
    ):
        has_one = Q()
        for sign in _CURLY:
            has_one |= Q(**{f"{name}__contains": sign})
        for pk, text in model.objects.filter(has_one).values_list("pk", name):
            try:
                with transaction.atomic():
                    model.objects.filter(pk=pk).update(**{key: make(text)})
            except IntegrityError:
                continue


class Migration(migrations.Migration):
    dependencies = [("royalties", "0009_one_hash_of_a_number")]

    operations = [migrations.RunPython(renew_keys, migrations.RunPython.noop)]
