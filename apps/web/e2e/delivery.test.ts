import { makeSampleFile, type SampleKind } from '@yardstick/server/demonstration/sample-files';
import { drop } from './drop.ts';
import { anAction, expect, headed, sees, staysWithinItsWidth, test, type ActionRow, type Page } from './journey.ts';

const liaisonOf = ({ unitId }: ActionRow) => `${unitId.toLowerCase()}.liaison`;
const headOf = ({ unitId }: ActionRow) => `${unitId.toLowerCase()}.head`;

/** The office does not review its own unit's work. */
const isOthers = ({ unitId }: ActionRow) => unitId !== 'SFJ';

/** A thing to do, by the action it belongs to. */
const todoItem = (page: Page, { id }: ActionRow) =>
  page.getByRole('listitem').filter({ has: page.locator(`a[href^="/actions/${id}"]`) });

async function fromTheQueue(page: Page, action: ActionRow, title: string): Promise<void> {
  await page.goto('/review');
  await page.getByRole('combobox', { name: '承办单位' }).fill(action.unitShortName);
  await page
    .locator('.ant-select-item-option')
    .filter({ hasText: action.unitShortName, visible: true })
    .first()
    .click();
  await page.getByRole('navigation', { name: '待审队列' }).getByRole('button', { name: title }).first().click();
  await page.getByRole('link', { name: action.title }).waitFor();
}

test('a unit takes a task on: the liaison plans it, the head signs, the office approves', async ({ as }) => {
  const chief = await as('office.chief');
  const isAhead = (row: ActionRow) => isOthers(row) && row.dueOn >= '2024-12-01';
  const action = await anAction(chief, { state: ['ASSIGNED'], measureCode: 'M20' }, isAhead);

  const liaison = await as(liaisonOf(action));
  await liaison.goto('/todo');
  await todoItem(liaison, action).getByRole('button', { name: '签收' }).click();
  await todoItem(liaison, action).getByRole('button', { name: '编制计划' }).click();
  await headed(liaison, action.title);
  await liaison.getByLabel('具体工作内容').fill('组织全体执法人员分两期参加专题培训，逐人建档，考试不合格的补训。');
  await liaison.getByLabel('量化目标').fill('参训率100%，考试合格率不低于95%');
  await liaison.getByLabel('责任科室').fill('法制科');
  await liaison.getByLabel('分管领导').fill('分管负责人');
  const milestone = liaison.getByRole('group', { name: '第 1 个节点' });
  await milestone.getByLabel('节点名称').fill('完成第一期培训');
  await liaison.getByRole('button', { name: '保存并提交审签' }).click();
  await sees(liaison, `等待本单位负责人审签计划。`);

  const head = await as(headOf(action));
  await head.goto('/todo');
  await todoItem(head, action).getByRole('button', { name: '审签计划' }).click();
  await todoItem(head, action).waitFor({ state: 'detached' });

  await fromTheQueue(chief, action, action.title);
  await sees(chief, '完成第一期培训');
  await chief.getByRole('button', { name: '批准计划' }).click();
  await sees(chief, '批准计划：已完成');

  await liaison.reload();
  await sees(liaison, '现在办：完成第一期培训');
});

test.for([
  { width: 1440, height: 900, measureCode: 'M01' },
  { width: 390, height: 844, measureCode: 'M02' },
])(
  'a milestone is proved at $width pixels, and what does not fit comes back with its reason',
  async (given, { as }) => {
    const { width, height, measureCode } = given;
    const staff = await as('office.staff');
    const isOpen = (row: ActionRow) => isOthers(row) && row.milestones.some(({ state }) => state === 'PLANNED');
    const action = await anAction(staff, { state: ['IN_PROGRESS'], measureCode }, isOpen);
    const { id, title } = action.milestones.find(({ state }) => state === 'PLANNED')!;

    const liaison = await as(liaisonOf(action), { width, height });
    await liaison.goto(`/actions/${action.id}`);
    await staysWithinItsWidth(liaison);
    await liaison.getByRole('button', { name: '填报进展' }).click();
    const report = liaison.getByRole('dialog', { name: '填报进展' });
    await report.getByLabel('完成进度').fill('96');
    await report.getByLabel('已做工作').fill(`已完成第三季度的工作，材料随节点报送（${width}）。`);
    await report.getByRole('button', { name: '报送' }).click();
    await report.waitFor({ state: 'hidden' });
    await sees(liaison, `材料随节点报送（${width}）。`);

    const panel = liaison.locator(`#milestone-${id}`);
    await drop(liaison, `#milestone-${id} .upload`, await twoFiles(action, width));
    await expect.poll(() => panel.getByText('已传完').count()).toBe(2);
    await staysWithinItsWidth(liaison);
    await panel.getByRole('button', { name: '保存 2 份材料' }).click();
    for (const name of fileTitles) await panel.getByRole('button', { name, exact: true }).waitFor();
    await panel.getByRole('button', { name: '提交节点' }).click();
    await panel.getByText('待审签').waitFor();
    await staysWithinItsWidth(liaison);

    const head = await as(headOf(action));
    await head.goto('/todo');
    await todoItem(head, action).getByRole('button', { name: '审签节点' }).click();
    await todoItem(head, action).waitFor({ state: 'detached' });

    const [kept, returned] = fileTitles;
    const reason = '缺第二页签到表，请补全后重报';
    await fromTheQueue(staff, action, title);
    const decision = staff.locator('.desk-shown-head');
    await staff.getByRole('button', { name: kept, exact: true }).click();
    await decision.getByRole('button', { name: '采信', exact: true }).click();
    await staff.getByRole('button', { name: returned, exact: true }).click();
    await decision.filter({ hasText: returned }).getByRole('button', { name: '退回', exact: true }).click();
    await giveReason(staff, '退回', reason);
    await staff.getByRole('button', { name: '退回节点' }).click();
    await giveReason(staff, '退回节点', reason);

    await liaison.goto('/todo');
    await todoItem(liaison, action).filter({ hasText: reason }).getByRole('button', { name: '去修改' }).click();
    await panel.getByText('采信').waitFor();
    await expect.poll(() => panel.getByText(reason).count()).toBeGreaterThanOrEqual(2);
    await staysWithinItsWidth(liaison);
  },
);

const fileTitles = ['执法人员培训通知', '执法人员培训名册'] as const;

async function twoFiles(action: ActionRow, seed: number) {
  const kinds: SampleKind[] = ['pdf', 'xlsx'];
  return Promise.all(
    fileTitles.map(async (title, index) => {
      const content = { title, unitName: action.unitShortName, year: 2024, paragraphs: [action.title], seed };
      const { bytes, extension, mime } = await makeSampleFile(kinds[index]!, content);
      return { name: `${title}.${extension}`, mime, base64: bytes.toString('base64') };
    }),
  );
}

async function giveReason(page: Page, verb: string, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: `${verb}：` });
  await dialog.getByLabel('说明（对方据此修改）').fill(reason);
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}
