import { addDays } from '@yardstick/domain/calendar-day';
import { defaultReminderRules } from '@yardstick/domain/reminder';
import { createTestDatabase } from '@yardstick/testing/database';
import { inject, it } from 'vitest';
import { World } from './notifications.fixture.ts';
import { sweepReminders, sweep } from './sweep-reminders.ts';
it('explain', async () => {
  const rules = { ...defaultReminderRules, recipients: { before: ['liaison' as const], overdue: ['liaison' as const, 'head' as const], escalateAfter: [] } };
  const db = await createTestDatabase(inject('postgres'));
  const world = await World.build(db);
  await world.unit('GAJ'); await world.unit('SFJ');
  await world.person('UNIT_LIAISON', 'GAJ'); await world.person('UNIT_HEAD', 'GAJ'); await world.person('OFFICE_CHIEF', 'SFJ');
  for (let n = 0; n < 80; n++) await world.milestones('GAJ', await world.action('GAJ'), Array.from({ length: 50 }, (_, i) => addDays('2024-09-10', i)));
  await db.setClock('2024-10-14T10:00:00+08:00');
  for (let i = 0; i < 5; i++) { const t = performance.now(); console.log(await sweepReminders(db.orm, rules), performance.now() - t); }
  await db.sql('analyze');
  for (let i = 0; i < 3; i++) { const t = performance.now(); console.log(await sweepReminders(db.orm, rules), performance.now() - t); }
  const plan = await db.sql<Record<string, string>>('explain (analyze, buffers off) ' + sweep.replace('?', '$1'), [JSON.stringify(rules)]);
  console.log(plan.map(r => r['QUERY PLAN']).join('\n'));
  await db.drop();
}, 60000);
