import core.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CostLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', core.fields.NfcCharField(max_length=20, unique=True, verbose_name='mã')),
                ('name', core.fields.NfcTextField(verbose_name='nội dung chi')),
                ('clause', core.fields.NfcCharField(max_length=120, verbose_name='điều khoản')),
                ('order', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
            ],
            options={
                'verbose_name': 'nội dung chi',
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='FundingSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', core.fields.NfcCharField(max_length=20, unique=True, verbose_name='mã')),
                ('name', core.fields.NfcTextField(verbose_name='nguồn kinh phí')),
                ('clause', core.fields.NfcCharField(max_length=120, verbose_name='điều khoản')),
                ('order', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
            ],
            options={
                'verbose_name': 'nguồn kinh phí',
                'ordering': ['order'],
            },
        ),
    ]
