"""Ids and accounts are found whatever their punctuation; records that turn out to have one id stay, marked for merging."""

from django.db import migrations

from core.crypto import keyed_hash


def hash_again(apps, schema_editor):
    payees = apps.get_model("royalties", "Payee")
    changed, taken = [], set()
    for payee in payees.objects.order_by("pk").iterator():
        hashes = (keyed_hash(payee.id_number), keyed_hash(payee.account_number))
        if hashes == (payee.id_hash, payee.account_hash):
            taken.add(_place(payee))
        else:
            changed.append((payee, hashes))
    marked = [payee for payee, hashes in changed if not _rehash(payee, hashes, taken)]
    payees.objects.bulk_update(
        [payee for payee, _ in changed], ["id_hash", "account_hash", "to_complete"], batch_size=200
    )
    for payee in marked:
        _mark(apps, payee)


def _place(payee):
    """What only one record of a unit may hold, None for a merged one, which may hold anything."""
    if payee.merged_into_id:
        return None
    return (payee.unit_id, payee.id_hash) if payee.id_hash else (payee.unit_id, payee.name_key, payee.account_hash)


def _rehash(payee, hashes, taken):
    """The new hashes; where another record holds them, no hash of the id, or else the old ones."""
    before = (payee.id_hash, payee.account_hash)
    for tried in (hashes, ("", hashes[1]), before):
        payee.id_hash, payee.account_hash = tried
        place = _place(payee)
        if place is None or place not in taken:
            break
    taken.add(place)
    payee.to_complete = payee.to_complete or tried != hashes
    return tried == hashes


def _mark(apps, payee):
    apps.get_model("core", "Decision").objects.create(
        actor=apps.get_model("core", "User").objects.get(is_system=True),
        action="đánh dấu người nhận trùng",
        target_type="người nhận",
        target_id=payee.pk,
        target_label=payee.name,
        unit_id=payee.unit_id,
        reason="Trùng số định danh hoặc số tài khoản với bản ghi khác của đơn vị, chỉ khác dấu chấm, gạch: so sánh rồi gộp.",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_decisions_by_target"),
        ("royalties", "0008_keys_of_links"),
    ]

    operations = [migrations.RunPython(hash_again, migrations.RunPython.noop)]
