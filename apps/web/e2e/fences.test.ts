import { anAction, expect, sees, settled, test } from './journey.ts';

test("another unit's action looks to a liaison as if it were not there", async ({ as }) => {
  const chief = await as('office.chief');
  const foreign = await anAction(chief, { unitId: 'JRJ' });
  const liaison = await as('gaj.liaison');
  await liaison.goto(`/actions/${foreign.id}`);
  await sees(liaison, '没有找到');
  expect(await liaison.getByText(foreign.title).count()).toBe(0);
});

test('the page of accounts is closed to the leader, and the menu does not offer it', async ({ as }) => {
  const leader = await as('leader');
  await leader.goto('/admin/users');
  await sees(leader, '您的岗位不能查看这一页');
  expect(await leader.getByRole('link', { name: '单位与用户' }).count()).toBe(0);
});

test.for(['leader', 'office.chief', 'office.staff', 'gaj.head', 'gaj.liaison', 'admin', 'audit'])(
  'everything in the menu of %s opens',
  async (username, { as }) => {
    const page = await as(username);
    await page.goto('/me');
    const menu = page.getByRole('navigation').first().getByRole('link');
    await menu.first().waitFor();
    for (const entry of await menu.all()) {
      await entry.click();
      await settled(page);
      expect(
        await page.getByText(/您的岗位不能查看|没有找到|系统出错|这一页出错了/).allInnerTexts(),
        page.url(),
      ).toEqual([]);
    }
  },
);

test('who is not signed in is asked to, and then led to where they wanted to go', async ({ open }) => {
  const page = await open({ expected: [/status of 401/] });
  await page.goto('/actions?year=2024');
  await page.getByLabel('用户名').fill('leader');
  await page.getByLabel('密码', { exact: true }).fill('not this one');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('alert').getByText('用户名或密码不对').waitFor();
  await page.getByLabel('密码', { exact: true }).fill('yardstick-2024');
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL('**/actions?year=2024');
});
