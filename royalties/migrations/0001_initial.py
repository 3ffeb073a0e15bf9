import core.fields
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_ground'),
        ('rates', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Outlet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('medium', models.CharField(choices=[('portal', 'Cổng thông tin điện tử'), ('bulletin', 'Bản tin'), ('radio', 'Truyền thanh'), ('tv', 'Truyền hình')], max_length=8, verbose_name='loại hình')),
                ('name', core.fields.NfcCharField(max_length=200, verbose_name='tên nơi đăng')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outlets', to='core.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'nơi đăng',
                'ordering': ['unit__name_key', 'medium', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Payee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('person', 'cá nhân'), ('organisation', 'tổ chức')], default='person', max_length=12, verbose_name='loại')),
                ('name', core.fields.NfcCharField(max_length=200, verbose_name='họ và tên')),
                ('name_key', core.fields.NfcCharField(editable=False, max_length=800, verbose_name='khoá sắp xếp')),
                ('id_number', core.fields.EncryptedTextField(blank=True, verbose_name='số định danh hoặc mã số thuế')),
                ('id_hash', models.CharField(blank=True, editable=False, max_length=64)),
                ('is_resident', models.BooleanField(default=True, verbose_name='cư trú')),
                ('contract', models.CharField(choices=[('none', 'không có hợp đồng lao động'), ('under_3_months', 'hợp đồng dưới 3 tháng'), ('over_3_months', 'hợp đồng từ 3 tháng')], default='none', max_length=16, verbose_name='hợp đồng')),
                ('group', models.PositiveSmallIntegerField(choices=[(1, 'I. Công chức'), (2, 'II. Viên chức'), (3, 'III. Lao động hợp đồng'), (4, 'IV. Đối tượng khác')], default=4, verbose_name='nhóm')),
                ('account_number', core.fields.EncryptedTextField(blank=True, verbose_name='số tài khoản')),
                ('account_hash', models.CharField(blank=True, editable=False, max_length=64)),
                ('bank', core.fields.NfcCharField(blank=True, max_length=200, verbose_name='ngân hàng')),
                ('to_complete', models.BooleanField(default=False, verbose_name='cần bổ sung')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payees', to='core.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'người nhận',
                'ordering': ['name_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('received_on', models.DateField(verbose_name='ngày nhận')),
                ('payee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='royalties.payee', verbose_name='người nhận')),
            ],
            options={
                'verbose_name': 'cam kết',
                'ordering': ['-year', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PaymentSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.DateField(verbose_name='kỳ')),
                ('kind', models.CharField(choices=[('royalty', 'nhuận bút'), ('remuneration', 'thù lao'), ('encouragement', 'tiền khuyến khích'), ('digitisation', 'số hoá'), ('difference', 'truy lĩnh, truy thu')], default='royalty', max_length=14, verbose_name='loại')),
                ('status', models.CharField(choices=[('draft', 'nháp'), ('submitted', 'trình'), ('board_approved', 'trưởng ban duyệt'), ('checked', 'kế toán kiểm'), ('approved', 'thủ trưởng duyệt'), ('cancelled', 'đã huỷ')], default='draft', max_length=14, verbose_name='trạng thái')),
                ('number', core.fields.NfcCharField(max_length=40, null=True, verbose_name='số')),
                ('is_illustrative', models.BooleanField(default=False, verbose_name='minh hoạ')),
                ('paid_on', models.DateField(null=True, verbose_name='ngày chi')),
                ('gross', core.fields.MoneyField(verbose_name='tổng trước thuế')),
                ('tax', core.fields.MoneyField(null=True, verbose_name='thuế TNCN')),
                ('net', core.fields.MoneyField(null=True, verbose_name='thực nhận')),
                ('formula', models.CharField(max_length=20, verbose_name='công thức')),
                ('inputs', models.JSONField(verbose_name='đầu vào')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='dấu vân')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='sửa lúc')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lập')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='core.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'bảng thanh toán',
                'ordering': ['-period', 'unit__name_key', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PayeeTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gross', core.fields.MoneyField(verbose_name='tổng trước thuế')),
                ('tax', core.fields.MoneyField(null=True, verbose_name='thuế TNCN')),
                ('net', core.fields.MoneyField(null=True, verbose_name='thực nhận')),
                ('flags', models.JSONField(default=list, verbose_name='dấu hiệu')),
                ('explanation', models.JSONField(null=True, verbose_name='vì sao')),
                ('payee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='totals', to='royalties.payee', verbose_name='người nhận')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='payee_totals', to='royalties.paymentsheet', verbose_name='bảng thanh toán')),
            ],
            options={
                'verbose_name': 'tổng theo người nhận',
                'ordering': ['sheet_id', 'payee__name_key', 'payee_id'],
            },
        ),
        migrations.CreateModel(
            name='PenName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', core.fields.NfcCharField(max_length=200, verbose_name='bút danh')),
                ('payee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pen_names', to='royalties.payee', verbose_name='người nhận')),
            ],
            options={
                'verbose_name': 'bút danh',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Work',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', core.fields.NfcCharField(max_length=500, verbose_name='tên tác phẩm')),
                ('title_key', core.fields.NfcTextField(editable=False, verbose_name='khoá tên')),
                ('url', core.fields.NfcCharField(blank=True, max_length=1000, verbose_name='đường dẫn')),
                ('published_on', models.DateField(verbose_name='ngày đăng')),
                ('ordered_on', models.DateField(blank=True, null=True, verbose_name='ngày đặt bài')),
                ('adjustments', models.JSONField(blank=True, default=dict, verbose_name='điều chỉnh')),
                ('state', models.CharField(choices=[('recorded', 'đã ghi'), ('reviewed', 'đã kiểm duyệt'), ('scored', 'đã chấm'), ('on_sheet', 'trên bảng thanh toán'), ('paid', 'đã chi')], default='recorded', max_length=10, verbose_name='trạng thái')),
                ('reviewed_at', models.DateTimeField(null=True, verbose_name='kiểm duyệt lúc')),
                ('note', core.fields.NfcTextField(blank=True, verbose_name='ghi chú')),
                ('outlet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='works', to='royalties.outlet', verbose_name='nơi đăng')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người kiểm duyệt')),
            ],
            options={
                'verbose_name': 'tác phẩm',
                'ordering': ['-published_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SheetWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(verbose_name='thứ tự')),
                ('gross', core.fields.MoneyField(verbose_name='nhuận bút')),
                ('warnings', models.JSONField(default=list, verbose_name='lưu ý')),
                ('explanation', models.JSONField(verbose_name='vì sao')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='works', to='royalties.paymentsheet', verbose_name='bảng thanh toán')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='on_sheets', to='royalties.work', verbose_name='tác phẩm')),
            ],
            options={
                'verbose_name': 'tác phẩm trên bảng',
                'ordering': ['sheet_id', 'order'],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('author', 'tác giả'), ('editor', 'biên tập'), ('related', 'người liên quan'), ('collector', 'sưu tầm, cung cấp thông tin')], default='author', max_length=10, verbose_name='vai trò')),
                ('share', models.DecimalField(decimal_places=8, max_digits=12, verbose_name='tỷ lệ')),
                ('order', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('payee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='royalties.payee', verbose_name='người nhận')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='royalties.work', verbose_name='tác phẩm')),
            ],
            options={
                'verbose_name': 'đóng góp',
                'ordering': ['work_id', 'order'],
            },
        ),
        migrations.CreateModel(
            name='WorkPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('quantity', models.DecimalField(decimal_places=4, max_digits=12, verbose_name='số lượng')),
                ('coefficient', models.DecimalField(decimal_places=6, max_digits=12, verbose_name='hệ số')),
                ('schedule_row', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='rates.schedulerow', verbose_name='dòng biểu mức')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='royalties.work', verbose_name='tác phẩm')),
            ],
            options={
                'verbose_name': 'phần tác phẩm',
                'ordering': ['work_id', 'order'],
            },
        ),
        migrations.CreateModel(
            name='SheetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', models.DecimalField(decimal_places=4, max_digits=12, verbose_name='số lượng')),
                ('coefficient', models.DecimalField(decimal_places=6, max_digits=12, verbose_name='hệ số')),
                ('unit_value', models.DecimalField(decimal_places=6, max_digits=20, verbose_name='giá trị một đơn vị hệ số')),
                ('gross', core.fields.MoneyField(verbose_name='nhuận bút')),
                ('citations', models.JSONField(verbose_name='căn cứ')),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='royalties.contribution', verbose_name='đóng góp')),
                ('sheet_work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='royalties.sheetwork', verbose_name='tác phẩm')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='royalties.workpart', verbose_name='phần')),
            ],
            options={
                'verbose_name': 'dòng',
                'ordering': ['sheet_work__order', 'part__order', 'contribution__order'],
            },
        ),
        migrations.AddConstraint(
            model_name='outlet',
            constraint=models.CheckConstraint(condition=models.Q(('medium__in', ['portal', 'bulletin', 'radio', 'tv'])), name='outlet_medium_known', violation_error_message='Loại hình không hợp lệ.'),
        ),
        migrations.AddConstraint(
            model_name='outlet',
            constraint=models.UniqueConstraint(fields=('unit', 'medium', 'name'), name='outlet_once', violation_error_message='Đơn vị đã có nơi đăng này.'),
        ),
        migrations.AddIndex(
            model_name='payee',
            index=models.Index(fields=['unit', 'name_key'], name='payee_by_name'),
        ),
        migrations.AddConstraint(
            model_name='payee',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['person', 'organisation'])), name='payee_kind_known', violation_error_message='Loại người nhận không hợp lệ.'),
        ),
        migrations.AddConstraint(
            model_name='payee',
            constraint=models.CheckConstraint(condition=models.Q(('contract__in', ['none', 'under_3_months', 'over_3_months'])), name='payee_contract_known', violation_error_message='Loại hợp đồng không hợp lệ.'),
        ),
        migrations.AddConstraint(
            model_name='payee',
            constraint=models.CheckConstraint(condition=models.Q(('group__in', [1, 2, 3, 4])), name='payee_group_known', violation_error_message='Nhóm đối tượng không hợp lệ.'),
        ),
        migrations.AddConstraint(
            model_name='payee',
            constraint=models.UniqueConstraint(condition=models.Q(('id_hash', ''), _negated=True), fields=('unit', 'id_hash'), name='payee_id_once', violation_error_message='Số định danh này đã thuộc một người nhận khác của đơn vị.'),
        ),
        migrations.AddConstraint(
            model_name='payee',
            constraint=models.UniqueConstraint(condition=models.Q(('id_hash', '')), fields=('unit', 'name_key', 'account_hash'), name='payee_name_and_account_once', violation_error_message='Đơn vị đã có người nhận cùng tên và cùng số tài khoản.'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.UniqueConstraint(fields=('payee', 'year'), name='commitment_once_a_year', violation_error_message='Người nhận đã có cam kết cho năm này.'),
        ),
        migrations.AddConstraint(
            model_name='paymentsheet',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'submitted', 'board_approved', 'checked', 'approved', 'cancelled'])), name='sheet_status_known', violation_error_message='Trạng thái bảng thanh toán không hợp lệ.'),
        ),
        migrations.AddConstraint(
            model_name='paymentsheet',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['royalty', 'remuneration', 'encouragement', 'digitisation', 'difference'])), name='sheet_kind_known', violation_error_message='Loại bảng thanh toán không hợp lệ.'),
        ),
        migrations.AddConstraint(
            model_name='paymentsheet',
            constraint=models.CheckConstraint(condition=models.Q(('period__day', 1)), name='sheet_period_is_a_month', violation_error_message='Kỳ thanh toán là một tháng.'),
        ),
        migrations.AddConstraint(
            model_name='paymentsheet',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('net', None), ('paid_on', None), ('tax', None)), models.Q(('gross', django.db.models.expressions.CombinedExpression(models.F('net'), '+', models.F('tax'))), ('net__isnull', False), ('paid_on__isnull', False), ('tax__isnull', False)), _connector='OR'), name='sheet_gross_is_net_and_tax', violation_error_message='Tổng trước thuế phải bằng thực nhận cộng thuế.'),
        ),
        migrations.AddConstraint(
            model_name='paymentsheet',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'draft')), fields=('unit', 'period', 'kind'), name='one_draft_a_period', violation_error_message='Kỳ này của đơn vị đã có bảng nháp.'),
        ),
        migrations.AddConstraint(
            model_name='paymentsheet',
            constraint=models.UniqueConstraint(fields=('unit', 'number'), name='sheet_number_once', violation_error_message='Số bảng thanh toán này đã dùng.'),
        ),
        migrations.AddConstraint(
            model_name='paymentsheet',
            constraint=models.CheckConstraint(condition=models.Q(('gross__gte', 0)), name='sheet_gross_not_negative', violation_error_message='Số tiền không được âm.'),
        ),
        migrations.AddConstraint(
            model_name='payeetotal',
            constraint=models.UniqueConstraint(fields=('sheet', 'payee'), name='payee_once_on_a_sheet', violation_error_message='Người nhận đã có trên bảng này.'),
        ),
        migrations.AddConstraint(
            model_name='payeetotal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('net', None), ('tax', None)), models.Q(('gross', django.db.models.expressions.CombinedExpression(models.F('net'), '+', models.F('tax'))), ('net__isnull', False), ('tax__isnull', False)), _connector='OR'), name='payee_gross_is_net_and_tax', violation_error_message='Tổng trước thuế phải bằng thực nhận cộng thuế.'),
        ),
        migrations.AddConstraint(
            model_name='payeetotal',
            constraint=models.CheckConstraint(condition=models.Q(('gross__gte', 0)), name='payee_total_gross_not_negative', violation_error_message='Số tiền không được âm.'),
        ),
        migrations.AddConstraint(
            model_name='penname',
            constraint=models.UniqueConstraint(fields=('payee', 'name'), name='pen_name_once', violation_error_message='Bút danh này đã được ghi cho người nhận.'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(fields=['outlet', '-published_on', '-id'], name='work_by_outlet_and_day'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(fields=['outlet', 'title_key'], name='work_by_title'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['recorded', 'reviewed', 'scored', 'on_sheet', 'paid'])), name='work_state_known', violation_error_message='Trạng thái tác phẩm không hợp lệ.'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'recorded'), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='work_reviewed_before_scored', violation_error_message='Tác phẩm phải được kiểm duyệt trước khi chấm.'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.UniqueConstraint(condition=models.Q(('url', ''), _negated=True), fields=('outlet', 'url'), name='work_link_once', violation_error_message='Tác phẩm có đường dẫn này đã được ghi.'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.UniqueConstraint(condition=models.Q(('url', '')), fields=('outlet', 'title_key', 'published_on'), name='work_title_and_day_once', violation_error_message='Tác phẩm cùng tên, cùng ngày đăng đã được ghi.'),
        ),
        migrations.AddConstraint(
            model_name='sheetwork',
            constraint=models.UniqueConstraint(fields=('sheet', 'work'), name='work_once_on_a_sheet', violation_error_message='Tác phẩm đã có trên bảng này.'),
        ),
        migrations.AddConstraint(
            model_name='sheetwork',
            constraint=models.CheckConstraint(condition=models.Q(('gross__gte', 0)), name='sheet_work_gross_not_negative', violation_error_message='Số tiền không được âm.'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.UniqueConstraint(fields=('work', 'payee', 'role'), name='contribution_once', violation_error_message='Người này đã có tên trong tác phẩm.'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['author', 'editor', 'related', 'collector'])), name='contribution_role_known', violation_error_message='Vai trò không hợp lệ.'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('share__gt', 0)), name='contribution_share_positive', violation_error_message='Tỷ lệ phải lớn hơn 0.'),
        ),
        migrations.AddConstraint(
            model_name='workpart',
            constraint=models.UniqueConstraint(fields=('work', 'order'), name='work_part_order_once', violation_error_message='Thứ tự phần này đã có trong tác phẩm.'),
        ),
        migrations.AddConstraint(
            model_name='workpart',
            constraint=models.CheckConstraint(condition=models.Q(('coefficient__gte', 0), ('quantity__gte', 0)), name='work_part_not_negative', violation_error_message='Số lượng và hệ số không được âm.'),
        ),
        migrations.AddConstraint(
            model_name='sheetline',
            constraint=models.UniqueConstraint(fields=('sheet_work', 'contribution', 'part'), name='line_once', violation_error_message='Dòng này đã có trên bảng.'),
        ),
        migrations.AddConstraint(
            model_name='sheetline',
            constraint=models.CheckConstraint(condition=models.Q(('gross__gte', 0)), name='sheet_line_gross_not_negative', violation_error_message='Số tiền không được âm.'),
        ),
    ]
