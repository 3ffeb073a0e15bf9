import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_ground'),
        ('royalties', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='payee',
            name='payee_name_and_account_once',
        ),
        migrations.AddField(
            model_name='payee',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='royalties.payee', verbose_name='đã gộp vào'),
        ),
        migrations.AddConstraint(
            model_name='payee',
            constraint=models.UniqueConstraint(condition=models.Q(('id_hash', ''), ('merged_into', None)), fields=('unit', 'name_key', 'account_hash'), name='payee_name_and_account_once', violation_error_message='Đơn vị đã có người nhận cùng tên và cùng số tài khoản.'),
        ),
    ]
