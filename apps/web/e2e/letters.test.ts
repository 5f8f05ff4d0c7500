import { graveFindings } from './grave-findings.ts';
import { ask, expect, sees, settled, staysWithinItsWidth, test, type Page } from './journey.ts';

interface LateAction {
  id: string;
  title: string;
  unitId: string;
}

/** Two late actions of one unit about which no letter has been written yet; measures others' journeys leave alone. */
async function twoLate(page: Page): Promise<[LateAction, LateAction]> {
  const { actions } = await ask<{ actions: { rows: (LateAction & { measureCode: string; state: string })[] } }>(
    page,
    `{ actions(filter: { year: 2024, light: RED }, sort: UNIT, page: 1, pageSize: 100) { rows { id title unitId measureCode state } } }`,
  );
  const { letters } = await ask<{ letters: { rows: { items: { actionId: string }[] }[] } }>(
    page,
    `{ letters(filter: { tab: "all" }, page: 1, pageSize: 100) { rows { items { actionId } } } }`,
  );
  const written = new Set(letters.rows.flatMap(letter => letter.items.map(item => item.actionId)));
  const free = actions.rows.filter(
    row =>
      !['M01', 'M02', 'M13', 'M19', 'M20'].includes(row.measureCode) &&
      ['IN_PROGRESS', 'RETURNED'].includes(row.state) &&
      row.unitId !== 'SFJ' &&
      (written.size === 0 || !written.has(row.id)),
  );
  for (const first of free) {
    const second = free.find(row => row.unitId === first.unitId && row.id !== first.id);
    if (second) return [first, second];
  }
  // the worker has drafted something about everything: an order by hand may still follow
  const [first, second] = actions.rows.filter(row => row.unitId !== 'SFJ');
  if (!first || !second) throw new Error('The demonstration has no two late actions.');
  return [first, second];
}

test('two rows are chased, the letter is approved, signed for, answered and settled', async ({ as }) => {
  const chief = await as('office.chief');
  const [first, second] = await twoLate(chief);
  await chief.goto(`/actions?year=2024&light=RED&unitId=${first.unitId}&pageSize=100&tab=all`);
  await settled(chief);
  for (const { id } of [first, second]) await chief.locator(`tr[data-row-key="${id}"]`).getByRole('checkbox').check();
  await chief.getByRole('button', { name: '催办所选（2）' }).click();
  const form = chief.getByRole('dialog', { name: '催办 2 项' });
  await form.getByLabel('正文').waitFor();
  expect(await form.getByLabel('正文').inputValue()).toContain('【事项清单】');
  expect(await form.getByLabel('回复时限').inputValue()).toBe('2024-10-22');
  await form.getByRole('button', { name: '拟稿' }).click();
  await form.waitFor({ state: 'hidden' });
  await chief.waitForURL(/\/letters\/[0-9a-f-]{36}$/);
  const { pathname } = new URL(chief.url());
  await sees(chief, '催办函（草稿）');
  expect(await graveFindings(chief)).toEqual([]);

  await chief.getByRole('button', { name: '审批发出' }).click();
  await sees(chief, /鄂执提催〔2024〕\d+号/);
  const pdf = await chief.request.get(`/exports${pathname}.pdf`);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');

  const liaison = await as(`${first.unitId.toLowerCase()}.liaison`, { width: 390, height: 844 });
  await liaison.goto(pathname);
  await liaison.getByRole('button', { name: '签收' }).click();
  await sees(liaison, '待回复');
  await staysWithinItsWidth(liaison);
  expect(await graveFindings(liaison)).toEqual([]);
  await liaison.getByRole('button', { name: '回复', exact: true }).click();
  const answer = liaison.getByRole('dialog', { name: /回复/ });
  await answer.getByLabel('办理情况').fill('已明确专人办理，10月18日前报送。');
  await answer.getByRole('button', { name: '回复', exact: true }).click();
  await answer.waitFor({ state: 'hidden' });
  await sees(liaison, '已回复待审结');

  await chief.goto(pathname);
  await sees(chief, '已明确专人办理，10月18日前报送。');
  await chief.getByRole('button', { name: '审结' }).click();
  await sees(chief, '已审结');

  await liaison.goto('/letters?tab=all');
  await settled(liaison);
  await staysWithinItsWidth(liaison);
  expect(await graveFindings(liaison)).toEqual([]);
});
