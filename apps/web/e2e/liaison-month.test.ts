import { makeSampleFile } from '@yardstick/server/demonstration/sample-files';

import { drop, type GivenFile } from './drop.ts';
import { ledgerLine, watchEffort, type Effort } from './effort.ts';
import { graveFindings } from './grave-findings.ts';
import {
  anAction,
  ask,
  expect,
  headed,
  sees,
  staysWithinItsWidth,
  test,
  type ActionRow,
  type Page,
} from './journey.ts';

const ofUnit = ({ unitId }: ActionRow, post: string) => `${unitId.toLowerCase()}.${post}`;
const isFarAhead = ({ unitId, dueOn }: ActionRow) => unitId !== 'SFJ' && dueOn >= '2024-12-01';

/** What the others do meanwhile; only the liaison's effort is counted. */
async function does(page: Page, verb: string, input: object): Promise<void> {
  const answer = await ask<Record<string, { userErrors: unknown[] }>>(
    page,
    `mutation ($input: ${verb.endsWith('Milestone') ? 'MilestoneVerbInput' : verb.endsWith('Evidence') ? 'EvidenceVerbInput' : verb === 'returnPlan' ? 'ReturnPlanInput' : 'ActionVerbInput'}!) { ${verb}(input: $input) { userErrors { code } } }`,
    { input },
  );
  expect([verb, answer[verb]?.userErrors]).toEqual([verb, []]);
}

const titles = ['执法培训工作通知', '执法人员培训名册', '培训学时台账', '培训考试成绩统计表', '第三季度培训工作报告'];

async function fiveFiles(action: ActionRow, seed: number): Promise<GivenFile[]> {
  return Promise.all(
    titles.map((title, index) => aFile(title, index % 2 === 0 ? 'pdf' : 'xlsx', action, seed + index)),
  );
}

async function aFile(title: string, kind: 'pdf' | 'xlsx', action: ActionRow, seed: number): Promise<GivenFile> {
  const content = { title, unitName: action.unitShortName, year: 2024, paragraphs: [action.title, title], seed };
  const { bytes, extension, mime } = await makeSampleFile(kind, content);
  return { name: `${title}.${extension}`, mime, base64: bytes.toString('base64') };
}

test.for([
  { width: 1440, height: 900, measureCode: 'M13' },
  { width: 390, height: 844, measureCode: 'M19' },
])(
  'a liaison’s month costs no more than the ledger says at $width pixels',
  { timeout: 300_000 },
  async ({ width, height, measureCode }, { as }) => {
    const chief = await as('office.chief');
    const action = await anAction(chief, { state: ['ASSIGNED'], measureCode }, isFarAhead);
    const head = await as(ofUnit(action, 'head'));
    const liaison = await as(ofUnit(action, 'liaison'), { width, height });
    const effort = await watchEffort(liaison);
    const told: [string, Effort][] = [];
    const counts = async (work: string): Promise<void> => {
      told.push([work, await effort.take()]);
      await staysWithinItsWidth(liaison);
      expect(await graveFindings(liaison), work).toEqual([]);
    };
    const item = liaison.getByRole('listitem').filter({ has: liaison.locator(`a[href^="/actions/${action.id}"]`) });

    await liaison.goto('/todo');
    await item.getByRole('button', { name: '签收' }).click();
    await item.getByRole('button', { name: '编制计划' }).waitFor();
    await counts('sign for an action');

    await item.getByRole('button', { name: '编制计划' }).click();
    await headed(liaison, action.title);
    await write(liaison.getByLabel('具体工作内容'), '组织执法人员分两期参加专题培训，逐人建档，不合格的补训。');
    await write(liaison.getByLabel('责任科室'), '法制科', 'Tab');
    await write(liaison.getByLabel('分管领导'), '分管负责人', 'Tab');
    await write(liaison.getByRole('group', { name: '第 1 个节点' }).getByLabel('节点名称'), '完成第一期培训');
    await liaison.getByRole('button', { name: '保存并提交审签' }).click();
    await sees(liaison, '等待本单位负责人审签计划。');
    await counts('break it down');

    await does(head, 'signPlan', { actionId: action.id });
    await does(chief, 'approvePlan', { actionId: action.id });
    await liaison.goto(`/actions/${action.id}`);
    await effort.take();
    await liaison.getByRole('button', { name: '填报进展' }).click();
    const report = liaison.getByRole('dialog', { name: '填报进展' });
    await write(report.getByLabel('完成进度'), '60');
    await write(report.getByLabel('已做工作'), '第一期培训已结束，参训名册、学时和成绩均已建档。');
    await report.getByRole('button', { name: '报送' }).click();
    await report.waitFor({ state: 'hidden' });
    const panel = liaison.locator('article.milestone').first();
    await drop(liaison, 'article.milestone .upload', await fiveFiles(action, width));
    await panel.getByRole('button', { name: '保存 5 份材料' }).click();
    for (const title of titles) await panel.getByRole('button', { name: title, exact: true }).waitFor();
    await panel.getByRole('button', { name: '提交节点' }).click();
    await panel.getByText('待审签').waitFor();
    await counts('report a quarter with 5 files');

    const { milestone, evidence } = await firstMilestone(liaison, action.id);
    await does(head, 'signMilestone', { milestoneId: milestone });
    const bad = evidence.find(({ title }) => title === titles[1])!;
    for (const one of evidence)
      await (one === bad
        ? does(chief, 'returnEvidence', { evidenceId: one.id, reasonCode: 'incomplete', reason: '缺第二页，请补全。' })
        : does(chief, 'acceptEvidence', { evidenceId: one.id }));
    await does(chief, 'returnMilestone', { milestoneId: milestone, reasonCode: 'incomplete', reason: '名册不全。' });

    await liaison.goto('/todo');
    await effort.take();
    await item.filter({ hasText: '名册不全。' }).getByRole('button', { name: '去修改' }).click();
    const row = panel.getByRole('listitem').filter({ hasText: bad.title });
    await row.getByRole('button', { name: '新版本' }).click();
    const version = liaison.getByRole('dialog', { name: `“${bad.title}”的新版本` });
    const corrected = await aFile(`${bad.title}（补全）`, 'xlsx', action, width + 9);
    const [chooser] = await Promise.all([
      liaison.waitForEvent('filechooser'),
      version.getByRole('button', { name: '选择文件' }).click(),
    ]);
    await chooser.setFiles({
      name: corrected.name,
      mimeType: corrected.mime,
      buffer: Buffer.from(corrected.base64, 'base64'),
    });
    await version.getByRole('button', { name: '提交新版本' }).click();
    await version.waitFor({ state: 'hidden' });
    await panel.getByRole('button', { name: '提交节点' }).click();
    await panel.getByText('待审签').waitFor();
    await counts('correct what came back');

    for (const [work, { clicks, keystrokes, files, waitSeconds }] of told) {
      console.log(JSON.stringify({ work, width, clicks, keystrokes, files, waitSeconds }));
      const baseline = ledgerLine(work, width);
      expect.soft(clicks, `clicks: ${work}`).toBeLessThanOrEqual(baseline.clicks);
      expect.soft(keystrokes, `keystrokes: ${work}`).toBeLessThanOrEqual(baseline.keystrokes);
    }
  },
);

/** A click into the field, the text, and the key that leaves a list of suggestions. */
async function write(field: ReturnType<Page['getByLabel']>, text: string, leaveBy?: string): Promise<void> {
  await field.click();
  await field.fill(text);
  if (leaveBy) await field.press(leaveBy);
}

async function firstMilestone(page: Page, id: string) {
  const { action } = await ask<{
    action: { milestones: { id: string; evidence: { id: string; title: string }[] }[] };
  }>(page, `query ($id: ID!) { action(id: $id) { milestones { id evidence { id title } } } }`, { id });
  const [first] = action.milestones;
  return { milestone: first!.id, evidence: first!.evidence };
}
