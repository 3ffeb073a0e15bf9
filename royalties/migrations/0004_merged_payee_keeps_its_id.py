from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('royalties', '0003_works_on_screen'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='payee',
            name='payee_id_once',
        ),
        migrations.AddConstraint(
            model_name='payee',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('id_hash', ''), _negated=True), ('merged_into', None)), fields=('unit', 'id_hash'), name='payee_id_once', violation_error_message='Số định danh này đã thuộc một người nhận khác của đơn vị.'),
        ),
    ]
