import { afterAll, beforeAll, describe, inject, vi } from 'vitest';
import { openTestApi } from './api.fixture.ts';
import { isolationMatrix, secret, thingsOf, type Both } from './isolation.fixture.ts';

// As if every rule about whose unit it is had been forgotten; what is left are the fences in the database.
vi.mock(import('../../../libs/server/src/delivery/unit-action.policy.ts'), async original => ({
  ...(await original()),
  canMoveAction: () => true,
  canMoveMilestone: () => true,
  canWorkOn: () => true,
  canReview: () => true,
}));
vi.mock(import('../../../libs/server/src/requests/unit-request.policy.ts'), async original => ({
  ...(await original()),
  canFileRequest: () => true,
  canMoveRequest: () => true,
}));
vi.mock(import('../../../libs/server/src/people/people.policy.ts'), async original => ({
  ...(await original()),
  readableUnit: () => null,
  canSeeUnit: () => true,
}));

let both: Both;
beforeAll(async () => {
  const api = await openTestApi(inject('postgres'));
  both = {
    api,
    mine: await thingsOf(api, api.people.liaison, 'OWN'),
    theirs: await thingsOf(api, api.people.otherLiaison, secret),
  };
});
afterAll(() => both?.api.close());

describe('fences alone, under an API without policies', () => {
  isolationMatrix(() => both);
});
