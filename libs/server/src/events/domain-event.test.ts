import { expect, it } from 'vitest';
import { domainEvent } from './domain-event.ts';

it('takes every id that PostgreSQL takes, those made from a hash included', () => {
  const event = { type: 'report.signed', unitId: 'GAJ', reportId: 'c3af2698-9456-cdf8-1a06-d4be03f9e830' };
  expect(domainEvent.parse(event)).toEqual(event);
  expect(() => domainEvent.parse({ ...event, reportId: 'Q3' })).toThrow('reportId');
});
