import core.fields
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from core.triggers import frozen
from royalties.guards import GUARDS, PAYOUT_GUARDS


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_decisions_by_target'),
        ('royalties', '0016_frozen_sheets'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Payout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value_date', models.DateField(verbose_name='ngày chi')),
                ('status', models.CharField(choices=[('draft', 'nháp'), ('sent', 'đã gửi Kho bạc'), ('voided', 'đã huỷ')], default='draft', max_length=6, verbose_name='trạng thái')),
                ('number', core.fields.NfcCharField(max_length=40, null=True, verbose_name='số đợt')),
                ('is_illustrative', models.BooleanField(default=False, verbose_name='minh hoạ')),
                ('treasury_number', core.fields.NfcCharField(blank=True, max_length=40, verbose_name='số giấy rút dự toán')),
                ('gross', core.fields.MoneyField(default=0, verbose_name='tổng trước thuế')),
                ('tax', core.fields.MoneyField(default=0, verbose_name='thuế TNCN')),
                ('net', core.fields.MoneyField(default=0, verbose_name='thực nhận')),
                ('inputs', models.JSONField(default=dict, verbose_name='đầu vào')),
                ('fingerprint', models.CharField(blank=True, max_length=64, verbose_name='dấu vân')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='sửa lúc')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='gửi lúc')),
                ('void_reason', core.fields.NfcTextField(blank=True, verbose_name='lý do huỷ')),
                ('voided_at', models.DateTimeField(null=True, verbose_name='huỷ lúc')),
            ],
            options={
                'verbose_name': 'đợt chi',
                'ordering': ['-value_date', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PayoutCounter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('last', models.PositiveIntegerField(default=0, verbose_name='số cuối')),
            ],
            options={
                'verbose_name': 'sổ số đợt chi',
                'ordering': ['unit_id', 'year'],
            },
        ),
        migrations.CreateModel(
            name='PayoutLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(verbose_name='thứ tự')),
                ('income', models.CharField(choices=[('wage_like', 'nhuận bút, thù lao (như tiền công)'), ('copyright', 'tiền bản quyền')], max_length=10, verbose_name='loại thu nhập')),
                ('contract_number', core.fields.NfcCharField(blank=True, max_length=100, verbose_name='số hợp đồng bản quyền')),
                ('gross', core.fields.MoneyField(verbose_name='tổng trước thuế')),
                ('tax', core.fields.MoneyField(verbose_name='thuế TNCN')),
                ('net', core.fields.MoneyField(verbose_name='thực nhận')),
                ('flags', models.JSONField(default=list, verbose_name='dấu hiệu')),
                ('explanation', models.JSONField(verbose_name='vì sao')),
                ('shares', models.JSONField(verbose_name='phần của từng bảng')),
                ('invoice', core.fields.NfcCharField(blank=True, max_length=200, verbose_name='số hoá đơn, hợp đồng')),
                ('printed_name', core.fields.NfcCharField(blank=True, max_length=500, verbose_name='tên đã in')),
                ('printed_facts', core.fields.EncryptedTextField(blank=True, verbose_name='thông tin đã in')),
            ],
            options={
                'verbose_name': 'người nhận của đợt chi',
                'ordering': ['payout_id', 'order'],
            },
        ),
        migrations.CreateModel(
            name='PayoutSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('released_at', models.DateTimeField(null=True, verbose_name='thôi lúc')),
            ],
            options={
                'verbose_name': 'bảng trong đợt chi',
                'ordering': ['payout_id', 'sheet_id'],
            },
        ),
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempt', models.PositiveSmallIntegerField(verbose_name='lần')),
                ('state', models.CharField(choices=[('sent', 'đã gửi'), ('paid', 'đã chi'), ('returned', 'ngân hàng trả lại')], default='sent', max_length=8, verbose_name='trạng thái')),
                ('facts', core.fields.EncryptedTextField(verbose_name='nơi nhận tiền')),
                ('sent_at', models.DateTimeField(auto_now_add=True, verbose_name='gửi lúc')),
                ('settled_on', models.DateField(null=True, verbose_name='ngày chi hoặc trả lại')),
                ('reason', core.fields.NfcTextField(blank=True, verbose_name='lý do trả lại')),
            ],
            options={
                'verbose_name': 'lần chuyển tiền',
                'ordering': ['line_id', 'attempt'],
            },
        ),
        migrations.AddField(
            model_name='payeetotal',
            name='contract_number',
            field=core.fields.NfcCharField(blank=True, max_length=100, verbose_name='số hợp đồng bản quyền'),
        ),
        migrations.AddField(
            model_name='payeetotal',
            name='income',
            field=models.CharField(choices=[('wage_like', 'nhuận bút, thù lao (như tiền công)'), ('copyright', 'tiền bản quyền')], default='wage_like', max_length=10, verbose_name='loại thu nhập'),
        ),
        migrations.AddConstraint(
            model_name='payeetotal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('contract_number', ''), ('income', 'wage_like')), models.Q(('income', 'copyright'), models.Q(('contract_number', ''), _negated=True)), _connector='OR'), name='copyright_by_contract', violation_error_message='Tiền bản quyền thì phải có số hợp đồng; nhuận bút, thù lao thì không.'),
        ),
        migrations.AddField(
            model_name='payout',
            name='created_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lập'),
        ),
        migrations.AddField(
            model_name='payout',
            name='sent_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người gửi'),
        ),
        migrations.AddField(
            model_name='payout',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payouts', to='core.unit', verbose_name='đơn vị'),
        ),
        migrations.AddField(
            model_name='proofevent',
            name='payout',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='royalties.payout', verbose_name='đợt chi'),
        ),
        migrations.AddField(
            model_name='payoutcounter',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='đơn vị'),
        ),
        migrations.AddField(
            model_name='payoutline',
            name='payee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payout_lines', to='royalties.payee', verbose_name='người nhận'),
        ),
        migrations.AddField(
            model_name='payoutline',
            name='payout',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='royalties.payout', verbose_name='đợt chi'),
        ),
        migrations.AddField(
            model_name='payoutsheet',
            name='payout',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placed', to='royalties.payout', verbose_name='đợt chi'),
        ),
        migrations.AddField(
            model_name='payoutsheet',
            name='sheet',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='in_payouts', to='royalties.paymentsheet', verbose_name='bảng thanh toán'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='line',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='royalties.payoutline', verbose_name='người nhận'),
        ),
        migrations.AddConstraint(
            model_name='payout',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', None), ('sent_at', None), ('sent_by', None), ('status', 'draft')), models.Q(('number__isnull', False), ('sent_at__isnull', False), ('sent_by__isnull', False), ('status', 'sent')), ('status', 'voided'), _connector='OR'), name='payout_numbered_when_sent', violation_error_message='Đợt chi đã gửi thì có số; đợt nháp thì chưa có số.'),
        ),
        migrations.AddConstraint(
            model_name='payout',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'voided'), ('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), models.Q(models.Q(('status', 'voided'), _negated=True), ('void_reason', ''), ('voided_at', None)), _connector='OR'), name='payout_voided_with_reason', violation_error_message='Huỷ đợt chi thì phải có lý do.'),
        ),
        migrations.AddConstraint(
            model_name='payout',
            constraint=models.CheckConstraint(condition=models.Q(('gross', django.db.models.expressions.CombinedExpression(models.F('net'), '+', models.F('tax')))), name='payout_gross_is_net_and_tax', violation_error_message='Tổng trước thuế phải bằng thực nhận cộng thuế.'),
        ),
        migrations.AddConstraint(
            model_name='payout',
            constraint=models.UniqueConstraint(fields=('unit', 'number'), name='payout_number_once', violation_error_message='Số đợt chi này đã dùng.'),
        ),
        migrations.AddConstraint(
            model_name='payout',
            constraint=models.CheckConstraint(condition=models.Q(('gross__gte', 0)), name='payout_gross_not_negative', violation_error_message='Số tiền không được âm.'),
        ),
        migrations.AddConstraint(
            model_name='payout',
            constraint=models.CheckConstraint(condition=models.Q(('tax__gte', 0)), name='payout_tax_not_negative', violation_error_message='Số tiền không được âm.'),
        ),
        migrations.AddConstraint(
            model_name='payout',
            constraint=models.CheckConstraint(condition=models.Q(('net__gte', 0)), name='payout_net_not_negative', violation_error_message='Số tiền không được âm.'),
        ),
        migrations.AddConstraint(
            model_name='payoutcounter',
            constraint=models.UniqueConstraint(fields=('unit', 'year'), name='payout_counter_once', violation_error_message='Sổ số đợt chi của đơn vị và năm này đã có.'),
        ),
        migrations.AddConstraint(
            model_name='payoutline',
            constraint=models.UniqueConstraint(fields=('payout', 'payee', 'income', 'contract_number'), name='payee_and_income_once_in_a_payout', violation_error_message='Người nhận đã có trong đợt chi này.'),
        ),
        migrations.AddConstraint(
            model_name='payoutline',
            constraint=models.CheckConstraint(condition=models.Q(('gross', django.db.models.expressions.CombinedExpression(models.F('net'), '+', models.F('tax')))), name='payout_line_gross_is_net_and_tax', violation_error_message='Tổng trước thuế phải bằng thực nhận cộng thuế.'),
        ),
        migrations.AddConstraint(
            model_name='payoutline',
            constraint=models.CheckConstraint(condition=models.Q(('gross__gte', 0)), name='payout_line_gross_not_negative', violation_error_message='Số tiền không được âm.'),
        ),
        migrations.AddConstraint(
            model_name='payoutline',
            constraint=models.CheckConstraint(condition=models.Q(('tax__gte', 0)), name='payout_line_tax_not_negative', violation_error_message='Số tiền không được âm.'),
        ),
        migrations.AddConstraint(
            model_name='payoutline',
            constraint=models.CheckConstraint(condition=models.Q(('net__gte', 0)), name='payout_line_net_not_negative', violation_error_message='Số tiền không được âm.'),
        ),
        migrations.AddConstraint(
            model_name='payoutsheet',
            constraint=models.UniqueConstraint(condition=models.Q(('released_at', None)), fields=('sheet',), name='sheet_in_one_payout', violation_error_message='Bảng này đã ở trong một đợt chi khác.'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.UniqueConstraint(fields=('line', 'attempt'), name='transfer_attempt_once', violation_error_message='Lần chuyển này đã có.'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'returned'), _negated=True), fields=('line',), name='one_transfer_on_its_way', violation_error_message='Người này đã được chuyển tiền.'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('settled_on', None), ('state', 'sent')), models.Q(('reason', ''), ('settled_on__isnull', False), ('state', 'paid')), models.Q(('settled_on__isnull', False), ('state', 'returned'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='transfer_settled_on_a_day', violation_error_message='Đã chi hoặc trả lại thì phải có ngày; trả lại thì phải có lý do.'),
        ),
        # SQLite made the table of totals anew.
        frozen(GUARDS),
        frozen(PAYOUT_GUARDS),
    ]
