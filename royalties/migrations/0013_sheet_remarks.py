
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('royalties', '0012_opening_balances'),
    ]

    operations = [
        migrations.AddField(
            model_name='paymentsheet',
            name='remarks',
            field=models.JSONField(blank=True, default=list, verbose_name='lưu ý'),
        ),
    ]
