import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models


# Every ladder so far was the first law's; the release before reads active_from, which stays.
OURS = """
    UPDATE deadlines_ladder
    SET applies_to = 'US-TIDA', in_force_at = active_from, made_at = active_from
"""
UNDO = """
    SET CONSTRAINTS ALL IMMEDIATE;
    DELETE FROM deadlines_rung
    WHERE ladder_id IN (SELECT id FROM deadlines_ladder WHERE active_from IS NULL);
    DELETE FROM deadlines_ladder WHERE active_from IS NULL
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_cover'),
        ('deadlines', '0004_watching'),
        ('removal', '0003_desk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Course',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('law', models.CharField(max_length=30)),
                ('connection', models.CharField(max_length=14)),
                ('made_by', models.CharField(max_length=14)),
                ('follows_receipt', models.BooleanField(default=False)),
                ('declared', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('taken_up_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_because', models.CharField(blank=True, max_length=14)),
            ],
            options={
                'default_related_name': 'courses',
            },
        ),
        migrations.CreateModel(
            name='CourseEvent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=17)),
                ('at', models.DateTimeField()),
                ('proof', models.CharField(default='none', max_length=19)),
                ('reference', sealing.fields.SealedTextField(blank=True)),
                ('hours', models.PositiveIntegerField(blank=True, null=True)),
                ('recorded_at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['recorded_at'],
            },
        ),
        migrations.AlterModelOptions(
            name='ladder',
            options={'ordering': ['applies_to', '-version']},
        ),
        migrations.AddField(
            model_name='ladder',
            name='applies_to',
            field=models.CharField(blank=True, db_default='', default='', max_length=30),
        ),
        migrations.AddField(
            model_name='ladder',
            name='in_force_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='ladder',
            name='in_force_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ladder',
            name='looked_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='ladder',
            name='looked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ladder',
            name='made_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        migrations.AddField(
            model_name='ladder',
            name='made_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ladder',
            name='set_aside_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='ladder',
            name='set_aside_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='statute',
            name='may_ask',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=14), blank=True, db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='statute',
            name='next_step',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='statute',
            name='reaches',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), blank=True, db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='statute',
            name='short_name',
            field=models.CharField(blank=True, db_default='', default='', max_length=40),
        ),
        migrations.AddField(
            model_name='statute',
            name='can_take_up',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AlterField(
            model_name='ladder',
            name='active_from',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='ladder',
            name='version',
            field=models.PositiveIntegerField(),
        ),
        migrations.RunSQL(OURS, UNDO),
        migrations.AddConstraint(
            model_name='ladder',
            constraint=models.UniqueConstraint(models.F('applies_to'), models.F('version'), name='ladder_version_once_a_law'),
        ),
        migrations.AddConstraint(
            model_name='ladder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('looked_at__isnull', True), ('looked_by__isnull', True)), models.Q(('looked_at__isnull', False), ('looked_by__isnull', False)), _connector='OR'), name='ladder_looked_at_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='ladder',
            constraint=models.CheckConstraint(condition=models.Q(('in_force_by__isnull', True), models.Q(('in_force_at__isnull', False), ('looked_at__isnull', False)), _connector='OR'), name='ladder_in_force_by_someone_at_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='ladder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('set_aside_at__isnull', True), ('set_aside_by__isnull', True)), models.Q(('in_force_at__isnull', True), ('set_aside_at__isnull', False), ('set_aside_by__isnull', False)), _connector='OR'), name='ladder_set_aside_is_whole'),
        ),
        migrations.AddField(
            model_name='course',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='cases.case'),
        ),
        migrations.AddField(
            model_name='course',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='course',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='removal.removalrequest'),
        ),
        migrations.AddField(
            model_name='course',
            name='taken_up_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='clock',
            name='course',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clocks', to='deadlines.course'),
        ),
        migrations.AddField(
            model_name='courseevent',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='cases.case'),
        ),
        migrations.AddField(
            model_name='courseevent',
            name='course',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='deadlines.course'),
        ),
        migrations.AddField(
            model_name='courseevent',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.UniqueConstraint(models.F('request'), models.F('law'), name='course_once_a_law'),
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_because', ''), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='course_ended_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='courseevent',
            constraint=models.UniqueConstraint(models.F('course'), models.F('kind'), condition=models.Q(('replaced_at__isnull', True)), name='course_event_in_force_once'),
        ),
    ]
