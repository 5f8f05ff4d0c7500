import { graveFindings } from './grave-findings.ts';
import { anAction, ask, expect, sees, staysWithinItsWidth, test, type ActionRow, type Page } from './journey.ts';

const isOnCourse = ({ unitId, light, dueOn }: ActionRow) =>
  unitId !== 'SFJ' && light === 'GREEN' && dueOn < '2024-12-11';
const newDay = '2024-12-20';

test('more time is asked for, signed, passed and granted; the first day stays to be seen', async ({ as }) => {
  const chief = await as('office.chief');
  const action = await anAction(chief, { state: ['IN_PROGRESS'] }, isOnCourse);
  const unit = action.unitId.toLowerCase();
  const liaison = await as(`${unit}.liaison`, { width: 390, height: 844 });
  await liaison.goto(`/actions/${action.id}`);
  await liaison.locator('#requests').getByRole('button', { name: '申请延期' }).click();
  const form = liaison.getByRole('dialog', { name: /申请延期/ });
  await form.getByLabel('申请延至').fill(newDay);
  await form.getByLabel('申请延至').press('Enter');
  await form.getByLabel('目前进展').fill('已完成大半，正在汇总。');
  await form.getByLabel('理由').fill('上级文件推迟印发，须按新要求调整。');
  await form.getByRole('button', { name: '提出申请' }).click();
  await form.waitFor({ state: 'hidden' });
  await sees(liaison, '待单位审签');
  await staysWithinItsWidth(liaison);
  expect(await graveFindings(liaison)).toEqual([]);

  const head = await as(`${unit}.head`);
  await (await atRequests(head, action)).getByRole('button', { name: '同意并报办公室' }).click();
  await sees(head, '同意并报办公室：已完成');

  const staff = await as('office.staff');
  await (await atRequests(staff, action)).getByRole('button', { name: '初审通过' }).click();
  await confirm(staff, '初审通过');

  const open = await atRequests(chief, action);
  expect(await graveFindings(chief)).toEqual([]);
  await open.getByRole('button', { name: '批准', exact: true }).click();
  await confirm(chief, '批准');

  await liaison.goto(`/actions/${action.id}`);
  await sees(liaison, `批准至 ${newDay}`);
  await sees(liaison, `原 ${action.dueOn}`);
  const { action: after } = await ask<{ action: { dueOn: string; originalDueOn: string } }>(
    liaison,
    'query ($id: ID!) { action(id: $id) { dueOn originalDueOn } }',
    { id: action.id },
  );
  expect(after).toEqual({ dueOn: newDay, originalDueOn: action.dueOn });
});

async function atRequests(page: Page, action: ActionRow) {
  await page.goto('/requests');
  const card = page
    .getByRole('article')
    .filter({ has: page.locator(`a[href^="/actions/${action.id}#"]`), hasText: newDay });
  await card.waitFor();
  return card;
}

async function confirm(page: Page, verb: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: new RegExp(verb) });
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}
