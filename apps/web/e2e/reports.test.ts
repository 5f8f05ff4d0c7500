import { graveFindings } from './grave-findings.ts';
import { ask, expect, staysWithinItsWidth, test, type Page } from './journey.ts';

/** Everybody can use the page as it stands now. */
async function standsWell(page: Page): Promise<void> {
  await staysWithinItsWidth(page);
  expect(await graveFindings(page), page.url()).toEqual([]);
}

const toPart = (page: Page, part: string) => page.getByRole('textbox', { name: part });

test('a quarterly report: the liaison writes, the head signs, the office returns a part, it is corrected and accepted', async ({
  as,
}) => {
  const liaison = await as('gaj.liaison');
  const { periodicReports } = await ask<{
    periodicReports: { lines: { id: string; period: string; state: string }[] };
  }>(liaison, `{ periodicReports(filter: { year: 2024 }) { lines { id period state } } }`);
  // whichever of the unit's reports nobody has begun
  const { id, period } = periodicReports.lines.find(line => line.state === 'EXPECTED')!;
  await liaison.goto('/reports');
  await liaison.getByRole('heading', { name: '定期报告' }).waitFor();
  await standsWell(liaison);
  await liaison.goto(`/reports/${id}`);
  await liaison.getByRole('button', { name: '起草' }).click();
  await liaison.getByRole('heading', { name: '填写报告' }).waitFor();
  expect(await toPart(liaison, '总体进展').inputValue()).toContain('本单位承担任务');
  await liaison.getByText('系统记录的情况').waitFor();
  await standsWell(liaison);
  await toPart(liaison, '存在问题').fill('无。');
  await toPart(liaison, '下一步工作').fill('组织第四季度执法人员培训，核对持证名册。');
  await liaison.getByText(/已保存/).waitFor();
  await liaison.getByRole('button', { name: '报单位审签' }).click();
  await liaison.getByText('待单位审签').first().waitFor();

  const head = await as('gaj.head', { width: 390, height: 844 });
  await head.goto('/todo');
  await head.locator(`#todo-TO_SIGN_REPORT a[href="/reports/${id}"]`).first().click();
  await head.getByRole('button', { name: '审签报送' }).waitFor();
  await standsWell(head);
  await head.getByRole('button', { name: '审签报送' }).click();
  await head.getByText('待办公室审核').first().waitFor();

  const office = await as('office.staff');
  await office.goto(`/reports/${id}`);
  await office.getByText('以下为审签时的记录').waitFor();
  await office.getByRole('button', { name: '退回', exact: true }).click();
  const dialog = office.getByRole('dialog');
  await dialog.getByLabel('理由').fill('存在问题不实，请对照台账。');
  await dialog.getByRole('checkbox', { name: '存在问题' }).click();
  await dialog.getByPlaceholder('要改什么（可不填）').fill('写明原因');
  await standsWell(office);
  await dialog.getByRole('button', { name: '退回', exact: true }).click();
  await office.getByText('退回修改：').waitFor();

  await liaison.goto('/todo');
  await liaison.locator(`#todo-REPORT_RETURNED a[href="/reports/${id}"]`).first().click();
  await liaison.getByText('需修改：写明原因').waitFor();
  await toPart(liaison, '存在问题').fill('个别科室名册更新不及时，已责成政工科补正。');
  await liaison.getByText(/与退回时的不同/).click();
  await liaison.locator('.difference ins').first().waitFor();
  await standsWell(liaison);
  await liaison.getByRole('button', { name: '报单位审签' }).click();
  await liaison.getByText('待单位审签').first().waitFor();
  await head.goto(`/reports/${id}`);
  await head.getByRole('button', { name: '审签报送' }).click();
  await head.getByText('待办公室审核').first().waitFor();

  await office.goto('/reports?tab=review');
  await office.locator(`a[href="/reports/${id}"]`).first().click();
  await office.getByRole('button', { name: '采用', exact: true }).click();
  await office.getByText('已采用').first().waitFor();
  await standsWell(office);
  const record = await ask<{ periodicReport: { state: string; standing: string; period: string; steps: object[] } }>(
    office,
    `query ($id: ID!) { periodicReport(id: $id) { state standing period steps { verb } } }`,
    { id },
  );
  expect(record.periodicReport).toMatchObject({ state: 'ACCEPTED', standing: 'ON_TIME', period });
  expect(record.periodicReport.steps).toHaveLength(7);
});

test('the office sees at a glance who reported, late or not at all, and takes the papers along', async ({ as }) => {
  for (const width of [1440, 390]) {
    const page = await as('office.chief', { width, height: 900 });
    await page.goto('/reports');
    await page.getByRole('grid', { name: '各单位各期报告的报送情况' }).waitFor();
    await standsWell(page);
    await page.getByRole('button', { name: /^缺报迟报/ }).click();
    await page.getByRole('link', { name: '通报稿（Word）' }).waitFor();
    await standsWell(page);
  }
  const page = await as('office.chief');
  await page.goto('/reports');
  await page.getByRole('grid').locator('a[data-place="3:2"]').click();
  await page.getByText('办理过程').waitFor();
  const paper = await page.request.get('/exports/report-summary.docx?kind=half&period=2024-H1');
  expect([paper.status(), (await paper.body()).subarray(0, 2).toString()]).toEqual([200, 'PK']);
});
