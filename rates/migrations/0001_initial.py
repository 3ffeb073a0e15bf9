import core.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Instrument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', core.fields.NfcCharField(max_length=60, unique=True, verbose_name='số hiệu')),
                ('kind', core.fields.NfcCharField(max_length=20, verbose_name='loại')),
                ('issuer', core.fields.NfcCharField(max_length=120, verbose_name='cơ quan ban hành')),
                ('title', core.fields.NfcTextField(blank=True, verbose_name='trích yếu')),
                ('issued_on', models.DateField(null=True, verbose_name='ngày ban hành')),
                ('effective_on', models.DateField(null=True, verbose_name='ngày hiệu lực')),
                ('schedule_status', models.CharField(blank=True, max_length=12, verbose_name='biểu mức')),
                ('labels', models.JSONField(default=dict, verbose_name='nhãn nguồn')),
                ('dossier', models.JSONField(default=list, verbose_name='mục hồ sơ')),
                ('note', core.fields.NfcTextField(blank=True, verbose_name='ghi chú')),
            ],
            options={
                'verbose_name': 'văn bản',
                'ordering': [models.OrderBy(models.F('effective_on'), descending=True, nulls_last=True), 'number'],
            },
        ),
        migrations.CreateModel(
            name='Rate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', core.fields.NfcCharField(max_length=120, verbose_name='khoá')),
                ('label', core.fields.NfcCharField(max_length=200, verbose_name='tên mức')),
                ('measure', core.fields.NfcCharField(max_length=20, verbose_name='đơn vị tính')),
                ('scope', models.CharField(choices=[('national', 'Trung ương'), ('province', 'Tỉnh'), ('illustrative', 'Minh hoạ'), ('unit', 'Đơn vị')], max_length=12, verbose_name='phạm vi')),
                ('start', models.DateField(verbose_name='từ ngày')),
                ('recorded', models.DateField(verbose_name='ngày ghi nhận')),
                ('form', models.CharField(choices=[('value', 'giá trị'), ('ceiling', 'mức tối đa'), ('frame', 'khung'), ('times', 'tỷ lệ của mức khác'), ('same_as', 'như mức khác'), ('within', 'trong trần'), ('text', 'chữ'), ('end', 'hết hiệu lực')], max_length=8, verbose_name='dạng')),
                ('value', models.DecimalField(decimal_places=6, max_digits=20, null=True, verbose_name='giá trị')),
                ('minimum', models.DecimalField(decimal_places=6, max_digits=20, null=True, verbose_name='tối thiểu')),
                ('maximum', models.DecimalField(decimal_places=6, max_digits=20, null=True, verbose_name='tối đa')),
                ('of_key', core.fields.NfcCharField(blank=True, max_length=120, verbose_name='theo khoá')),
                ('text', core.fields.NfcCharField(blank=True, max_length=60, verbose_name='chữ')),
                ('level_share', models.DecimalField(decimal_places=4, max_digits=6, null=True, verbose_name='tỷ lệ theo cấp')),
                ('rests_on', core.fields.NfcCharField(blank=True, max_length=120, verbose_name='dựa trên hiệu lực')),
                ('status', models.CharField(choices=[('verified', 'đã đối chiếu'), ('to_verify', 'cần đối chiếu'), ('not_entered', 'chưa nhập'), ('illustrative', 'minh hoạ')], max_length=12, verbose_name='tình trạng')),
                ('labels', models.JSONField(default=dict, verbose_name='nhãn nguồn')),
                ('dossier', models.JSONField(default=list, verbose_name='mục hồ sơ')),
                ('note', core.fields.NfcTextField(blank=True, verbose_name='ghi chú')),
                ('shipped', models.BooleanField(default=False, verbose_name='theo phần mềm')),
                ('narrows', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='rates.rate', verbose_name='thu hẹp dòng')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='core.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'mức chi',
                'ordering': ['key', 'scope', 'start', 'recorded', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RateCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clause', core.fields.NfcCharField(max_length=120, verbose_name='điều khoản')),
                ('order', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cited_by', to='rates.instrument', verbose_name='văn bản')),
                ('rate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='rates.rate', verbose_name='mức chi')),
            ],
            options={
                'verbose_name': 'căn cứ',
                'ordering': ['rate_id', 'order'],
            },
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('amends', 'sửa đổi, bổ sung'), ('replaces', 'thay thế'), ('repeals', 'bãi bỏ'), ('based_on', 'căn cứ'), ('guides', 'hướng dẫn')], max_length=8, verbose_name='quan hệ')),
                ('on', models.DateField(null=True, verbose_name='từ ngày')),
                ('clause', core.fields.NfcCharField(blank=True, max_length=120, verbose_name='điều khoản')),
                ('label', models.CharField(max_length=10, verbose_name='nhãn nguồn')),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='rates.instrument', verbose_name='văn bản')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acted_on_by', to='rates.instrument', verbose_name='tác động tới')),
            ],
            options={
                'verbose_name': 'quan hệ văn bản',
                'ordering': ['instrument_id', 'target_id', 'kind'],
            },
        ),
        migrations.CreateModel(
            name='ScheduleRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('medium', models.CharField(choices=[('portal', 'Cổng thông tin điện tử'), ('bulletin', 'Bản tin'), ('radio', 'Truyền thanh'), ('tv', 'Truyền hình')], max_length=8, verbose_name='loại hình')),
                ('code', core.fields.NfcCharField(max_length=40, verbose_name='mã')),
                ('genre', core.fields.NfcCharField(max_length=40, verbose_name='thể loại gốc (NĐ 18)')),
                ('label', core.fields.NfcCharField(max_length=300, verbose_name='tên trong văn bản')),
                ('measure', core.fields.NfcCharField(max_length=40, verbose_name='đơn vị tính')),
                ('level', models.CharField(blank=True, max_length=12, verbose_name='cấp')),
                ('quality_class', core.fields.NfcCharField(blank=True, max_length=10, verbose_name='loại chất lượng')),
                ('order', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('clause', core.fields.NfcCharField(max_length=120, verbose_name='điều khoản')),
                ('labels', models.JSONField(default=dict, verbose_name='nhãn nguồn')),
                ('dossier', models.JSONField(default=list, verbose_name='mục hồ sơ')),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='rates.instrument', verbose_name='văn bản')),
            ],
            options={
                'verbose_name': 'dòng biểu mức',
                'ordering': ['medium', 'order', 'code'],
            },
        ),
        migrations.AddConstraint(
            model_name='rate',
            constraint=models.UniqueConstraint(condition=models.Q(('unit', None)), fields=('key', 'scope', 'start', 'recorded'), name='rate_once', violation_error_message='Mức này đã có dòng cùng ngày hiệu lực và ngày ghi nhận.'),
        ),
        migrations.AddConstraint(
            model_name='rate',
            constraint=models.UniqueConstraint(fields=('key', 'unit', 'start', 'recorded'), name='unit_rate_once', violation_error_message='Đơn vị đã có dòng cùng ngày hiệu lực và ngày ghi nhận.'),
        ),
        migrations.AddConstraint(
            model_name='rate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('scope', 'unit'), ('unit__isnull', False)), models.Q(models.Q(('scope', 'unit'), _negated=True), ('unit__isnull', True)), _connector='OR'), name='rate_unit_scope', violation_error_message='Chỉ mức của đơn vị mới gắn với đơn vị.'),
        ),
        migrations.AddConstraint(
            model_name='rate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('form', 'end'), ('maximum__isnull', True), ('minimum__isnull', True), ('value__isnull', True)), models.Q(('form', 'value'), ('maximum__isnull', True), ('minimum__isnull', True), ('value__isnull', False)), models.Q(('form', 'ceiling'), ('maximum__isnull', False), ('minimum__isnull', True), ('value__isnull', True)), models.Q(('form', 'frame'), ('value', None), models.Q(('minimum__isnull', False), ('maximum__isnull', False), _connector='OR')), models.Q(('form', 'times'), models.Q(('of_key', ''), _negated=True), ('maximum__isnull', True), ('minimum__isnull', True), ('value__isnull', False)), models.Q(('form__in', ['same_as', 'within']), models.Q(('of_key', ''), _negated=True), ('maximum__isnull', True), ('minimum__isnull', True), ('value__isnull', True)), models.Q(('form', 'text'), models.Q(('text', ''), _negated=True), ('maximum__isnull', True), ('minimum__isnull', True), ('value__isnull', True)), _connector='OR'), name='rate_form_filled', violation_error_message='Dòng mức chi không khớp với dạng của nó.'),
        ),
        migrations.AddConstraint(
            model_name='rate',
            constraint=models.CheckConstraint(condition=models.Q(('minimum', None), ('maximum', None), ('minimum__lte', models.F('maximum')), _connector='OR'), name='rate_frame_in_order', violation_error_message='Mức tối thiểu không được lớn hơn mức tối đa.'),
        ),
        migrations.AddConstraint(
            model_name='ratecitation',
            constraint=models.UniqueConstraint(fields=('rate', 'instrument', 'clause'), name='citation_once', violation_error_message='Căn cứ này đã được nêu.'),
        ),
        migrations.AddConstraint(
            model_name='relation',
            constraint=models.UniqueConstraint(fields=('instrument', 'target', 'kind'), name='relation_once', violation_error_message='Quan hệ này đã được nhập.'),
        ),
        migrations.AddConstraint(
            model_name='schedulerow',
            constraint=models.UniqueConstraint(fields=('medium', 'code'), name='schedule_row_once', violation_error_message='Mã dòng đã có trong biểu mức của loại hình này.'),
        ),
        migrations.AddConstraint(
            model_name='schedulerow',
            constraint=models.CheckConstraint(condition=models.Q(('medium__in', ['portal', 'bulletin', 'radio', 'tv'])), name='schedule_row_medium_known', violation_error_message='Loại hình không hợp lệ.'),
        ),
    ]
