import core.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', core.fields.NfcCharField(max_length=60, unique=True, verbose_name='tên đăng nhập')),
                ('full_name', core.fields.NfcCharField(max_length=120, verbose_name='họ và tên')),
                ('is_active', models.BooleanField(default=True, verbose_name='đang dùng')),
                ('is_system', models.BooleanField(default=False, editable=False, verbose_name='tác nhân hệ thống')),
            ],
            options={
                'verbose_name': 'tài khoản',
                'ordering': ['username'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('username'), name='user_username_once', violation_error_message='Tên đăng nhập này đã có người dùng.'), models.UniqueConstraint(condition=models.Q(('is_system', True)), fields=('is_system',), name='one_system_actor', violation_error_message='Chỉ có một tác nhân hệ thống.')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', core.fields.NfcCharField(max_length=30, unique=True, verbose_name='mã')),
                ('name', core.fields.NfcCharField(max_length=200, verbose_name='tên đơn vị')),
                ('name_key', core.fields.NfcCharField(editable=False, max_length=800, verbose_name='khoá sắp xếp')),
                ('level', models.CharField(choices=[('province', 'tỉnh'), ('department', 'sở'), ('district', 'huyện (lịch sử)'), ('commune', 'xã')], max_length=12, verbose_name='cấp')),
                ('budget_chapter', core.fields.NfcCharField(blank=True, max_length=3, null=True, verbose_name='chương')),
                ('qhns_code', core.fields.NfcCharField(blank=True, max_length=7, null=True, verbose_name='mã QHNS')),
                ('existed_from', models.DateField(blank=True, null=True, verbose_name='tồn tại từ')),
                ('existed_to', models.DateField(blank=True, null=True, verbose_name='đến hết')),
                ('source_label', models.CharField(max_length=10, verbose_name='nhãn nguồn')),
                ('is_demo', models.BooleanField(default=False, verbose_name='minh hoạ')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='core.unit', verbose_name='cấp trên')),
            ],
            options={
                'verbose_name': 'đơn vị',
                'ordering': ['name_key', 'code'],
            },
        ),
        migrations.CreateModel(
            name='RoleAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('recorder', 'Thư ký biên tập'), ('board_head', 'Trưởng ban biên tập'), ('board_deputy', 'Phó Trưởng ban biên tập'), ('accountant', 'Kế toán'), ('unit_head', 'Thủ trưởng đơn vị'), ('finance_reviewer', 'Chuyên viên thẩm định Sở Tài chính'), ('provincial_coordinator', 'Điều phối cấp tỉnh'), ('auditor', 'Kiểm tra, kiểm toán'), ('system_admin', 'Quản trị tài khoản')], max_length=24, verbose_name='vai trò')),
                ('start_on', models.DateField(verbose_name='từ ngày')),
                ('end_on', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roles', to=settings.AUTH_USER_MODEL, verbose_name='người được giao')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='core.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'vai trò được giao',
                'ordering': ['user__username', 'role', 'start_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('recorder', 'Thư ký biên tập'), ('board_head', 'Trưởng ban biên tập'), ('board_deputy', 'Phó Trưởng ban biên tập'), ('accountant', 'Kế toán'), ('unit_head', 'Thủ trưởng đơn vị'), ('finance_reviewer', 'Chuyên viên thẩm định Sở Tài chính'), ('provincial_coordinator', 'Điều phối cấp tỉnh'), ('auditor', 'Kiểm tra, kiểm toán'), ('system_admin', 'Quản trị tài khoản')], max_length=24, verbose_name='vai trò')),
                ('document_number', core.fields.NfcCharField(max_length=60, verbose_name='số giấy uỷ quyền')),
                ('start_on', models.DateField(verbose_name='từ ngày')),
                ('end_on', models.DateField(verbose_name='đến hết ngày')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations_given', to=settings.AUTH_USER_MODEL, verbose_name='người uỷ quyền')),
                ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to=settings.AUTH_USER_MODEL, verbose_name='người nhận')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='core.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'uỷ quyền',
                'ordering': ['-start_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('action', models.CharField(max_length=40, verbose_name='việc')),
                ('target_type', models.CharField(max_length=40, verbose_name='loại đối tượng')),
                ('target_id', models.BigIntegerField(null=True, verbose_name='mã đối tượng')),
                ('target_label', core.fields.NfcCharField(max_length=300, verbose_name='đối tượng')),
                ('before', models.JSONField(null=True, verbose_name='trước')),
                ('after', models.JSONField(null=True, verbose_name='sau')),
                ('reason', core.fields.NfcTextField(blank=True, verbose_name='lý do')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='người thực hiện')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='core.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'quyết định',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Board',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', core.fields.NfcCharField(max_length=200, verbose_name='tên ban biên tập')),
                ('decision_number', core.fields.NfcCharField(max_length=60, verbose_name='số quyết định thành lập')),
                ('decided_on', models.DateField(verbose_name='ngày quyết định')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='boards', to='core.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'ban biên tập',
                'ordering': ['unit__name_key', '-decided_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='BoardMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.CharField(choices=[('head', 'Trưởng ban'), ('deputy', 'Phó Trưởng ban'), ('member', 'Thành viên')], max_length=8, verbose_name='chức danh')),
                ('start_on', models.DateField(verbose_name='từ ngày')),
                ('end_on', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='core.board', verbose_name='ban biên tập')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to=settings.AUTH_USER_MODEL, verbose_name='người')),
            ],
            options={
                'verbose_name': 'thành viên ban biên tập',
                'ordering': ['board_id', 'position', 'start_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('position__in', ['head', 'deputy', 'member'])), name='board_position_known', violation_error_message='Chức danh không hợp lệ.'), models.CheckConstraint(condition=models.Q(('end_on', None), ('start_on__lte', models.F('end_on')), _connector='OR'), name='board_seat_dates_in_order', violation_error_message='Ngày thôi chức danh phải sau ngày bắt đầu.'), models.UniqueConstraint(condition=models.Q(('end_on', None), ('position', 'head')), fields=('board',), name='one_head_at_a_time', violation_error_message='Ban biên tập đang có Trưởng ban.')],
            },
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['province', 'department', 'district', 'commune'])), name='unit_level_known', violation_error_message='Cấp đơn vị không hợp lệ.'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('existed_from', None), ('existed_to', None), ('existed_from__lte', models.F('existed_to')), _connector='OR'), name='unit_dates_in_order', violation_error_message='Ngày kết thúc của đơn vị phải sau ngày bắt đầu.'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.UniqueConstraint(condition=models.Q(('qhns_code__isnull', False)), fields=('qhns_code',), name='unit_qhns_once', violation_error_message='Mã QHNS này đã thuộc một đơn vị khác.'),
        ),
        migrations.AddConstraint(
            model_name='roleassignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role__in', ['recorder', 'board_head', 'board_deputy', 'accountant', 'unit_head']), ('unit__isnull', False)), models.Q(('role__in', ['finance_reviewer', 'provincial_coordinator', 'auditor', 'system_admin']), ('unit__isnull', True)), _connector='OR'), name='role_where_it_belongs', violation_error_message='Vai trò của đơn vị phải có đơn vị; vai trò toàn tỉnh thì không.'),
        ),
        migrations.AddConstraint(
            model_name='roleassignment',
            constraint=models.CheckConstraint(condition=models.Q(('end_on', None), ('start_on__lte', models.F('end_on')), _connector='OR'), name='role_dates_in_order', violation_error_message='Ngày kết thúc vai trò phải sau ngày bắt đầu.'),
        ),
        migrations.AddConstraint(
            model_name='roleassignment',
            constraint=models.UniqueConstraint(fields=('user', 'role', 'unit', 'start_on'), name='unit_role_given_once', violation_error_message='Vai trò này đã được giao từ ngày này.'),
        ),
        migrations.AddConstraint(
            model_name='roleassignment',
            constraint=models.UniqueConstraint(condition=models.Q(('unit', None)), fields=('user', 'role', 'start_on'), name='province_role_given_once', violation_error_message='Vai trò này đã được giao từ ngày này.'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['recorder', 'board_head', 'board_deputy', 'accountant', 'unit_head'])), name='delegation_of_a_unit_role', violation_error_message='Chỉ uỷ quyền vai trò trong đơn vị.'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('giver', models.F('receiver')), _negated=True), name='delegation_to_another', violation_error_message='Không tự uỷ quyền cho chính mình.'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('start_on__lte', models.F('end_on'))), name='delegation_dates_in_order', violation_error_message='Ngày hết uỷ quyền phải sau ngày bắt đầu.'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['unit', '-id'], name='decision_by_unit'),
        ),
        migrations.AddConstraint(
            model_name='board',
            constraint=models.UniqueConstraint(fields=('unit', 'decision_number'), name='board_decision_once', violation_error_message='Quyết định thành lập này đã được nhập cho đơn vị.'),
        ),
    ]
