import {
  anAction,
  expect,
  headed,
  sees,
  settled,
  staysWithinItsWidth,
  test,
  type ActionRow,
  type Page,
} from './journey.ts';

const at = ({ unitId }: ActionRow, post: 'liaison' | 'head') => `${unitId.toLowerCase()}.${post}`;
const row = (page: Page, { id }: ActionRow) => page.locator(`.todo-item:has(a[href^="/actions/${id}"])`);

/** A plan that the unit has not begun to write, of a unit the office may review. */
const toPlan = (page: Page, measureCode: string) =>
  anAction(
    page,
    { state: ['ASSIGNED'], measureCode },
    ({ unitId, dueOn }) => unitId !== 'SFJ' && dueOn >= '2024-11-30',
  );

test('what is typed outlives the window, and two windows never overwrite each other', async ({ as }) => {
  const chief = await as('office.chief');
  const action = await toPlan(chief, 'M01');
  // the refused saving is what is tried here
  const first = await as(at(action, 'liaison'), { expected: [/409 \(Conflict\)/] });
  await first.goto('/todo');
  await row(first, action).getByRole('button', { name: '查看内容' }).click();
  await row(first, action).getByText('措施原文').waitFor();
  await row(first, action).getByRole('button', { name: '签收' }).click();
  await row(first, action).getByRole('button', { name: '编制计划' }).click();
  await headed(first, action.title);
  await first.getByLabel('具体工作内容').fill('逐人核对在岗执法人员。');
  await sees(first, /^已保存 \d\d:\d\d$/);

  const second = await as(at(action, 'liaison'), { width: 390, height: 844 });
  await second.goto(`/actions/${action.id}`);
  await sees(second, /已恢复自动保存的草稿/);
  await expect.poll(() => second.getByLabel('具体工作内容').inputValue()).toBe('逐人核对在岗执法人员。');
  await staysWithinItsWidth(second);
  await second.getByLabel('具体工作内容').fill('手机上写的内容。');
  await sees(second, /^已保存 \d\d:\d\d$/);

  await first.getByLabel('量化目标').fill('核对率100%');
  const conflict = first.getByRole('dialog', { name: '他人也改了这份草稿' });
  await conflict.getByText('手机上写的内容。').waitFor();
  await conflict.getByText('核对率100%').waitFor();
  await conflict.getByRole('button', { name: '用对方的' }).click();
  await expect.poll(() => first.getByLabel('具体工作内容').inputValue()).toBe('手机上写的内容。');
});

test('a plan comes back with its fields marked, and the office sees what became of the marks', async ({ as }) => {
  const chief = await as('office.chief');
  const action = await toPlan(chief, 'M02');
  const liaison = await as(at(action, 'liaison'));
  await liaison.goto('/todo');
  await row(liaison, action).getByRole('button', { name: '签收' }).click();
  await liaison.goto(`/actions/${action.id}`);
  await liaison.getByRole('button', { name: '查看参考计划' }).click();
  await liaison.getByRole('tab').last().click();
  await liaison.getByRole('button', { name: '带入这份' }).click();
  await expect.poll(async () => (await liaison.getByLabel('具体工作内容').inputValue()).length).toBeGreaterThan(5);
  await liaison.getByLabel('责任科室').fill('法制科');
  await liaison.getByLabel('分管领导').fill('分管负责人');
  await liaison.getByRole('button', { name: '保存并提交审签' }).click();
  await sees(liaison, '等待本单位负责人审签计划。');
  const head = await as(at(action, 'head'));
  const sign = async () => {
    await head.goto('/todo');
    await row(head, action).getByRole('button', { name: '审签计划' }).click();
    await head.getByText('审签计划：已完成').waitFor();
  };
  await sign();

  await chief.goto(`/review?item=REVIEW_PLAN:${action.id}`);
  await chief.getByRole('button', { name: '标注：具体工作内容', exact: true }).click();
  await chief.getByLabel('具体工作内容要改什么').fill('写明多少人、分几期');
  await chief.getByRole('button', { name: '标注：量化目标', exact: true }).click();
  await chief.getByRole('button', { name: '退回计划（已标 2 处）' }).click();
  const dialog = chief.getByRole('dialog');
  await dialog.getByLabel('说明（对方据此修改）').fill('内容太笼统');
  await dialog.getByRole('button', { name: '退回计划', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });

  await liaison.goto('/todo');
  await row(liaison, action).filter({ hasText: '内容太笼统' }).getByRole('button', { name: '去修改' }).click();
  await sees(liaison, '办公室标出 2 处需要修改，已在下面标明。');
  await sees(liaison, '写明多少人、分几期');
  await liaison.getByLabel('具体工作内容').fill('组织 60 名执法人员分两期培训。');
  await liaison.getByRole('button', { name: '保存并提交审签' }).click();
  await sees(liaison, '等待本单位负责人审签计划。');
  await sign();

  await chief.goto(`/review?item=REVIEW_PLAN:${action.id}`);
  await settled(chief);
  await chief.locator('ins', { hasText: '组织 60 名执法人员分两期培训。' }).waitFor();
  await sees(chief, '上次标注，已修改：写明多少人、分几期');
  await sees(chief, '上次标注，没有修改');
});
