from django.db import migrations

from core.triggers import append_only, frozen
from royalties.guards import GUARDS


class Migration(migrations.Migration):

    dependencies = [
        ('royalties', '0015_signing_and_proof'),
    ]

    operations = [
        append_only("royalties_sheetstep"),
        append_only("royalties_proofevent"),
        append_only("royalties_storedpaper"),
        frozen(GUARDS),
    ]
