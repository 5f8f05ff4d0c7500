import { expect, inject, it } from 'vitest';
import { mutationText, openTestApi } from './api.fixture.ts';
it('x', async () => {
  const api = await openTestApi(inject('postgres'));
  const q = mutationText(api.schema, 'planAction');
  console.log(q);
  console.log((await api.as('liaison').mutate('planAction', {actionId:'x'})).text);
  await api.close();
});
