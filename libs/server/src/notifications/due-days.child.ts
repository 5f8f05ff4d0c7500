import { dueSets, type Population } from './due-days.fixture.ts';

/** Run under another TZ and with machine clocks that are wrong: answers the due sets for each clock. */
const { population, skewsMs } = await new Promise<{ population: Population; skewsMs: number[] }>(resolve =>
  process.once('message', message => resolve(message as { population: Population; skewsMs: number[] })),
);
const RealDate = Date;
const answers = skewsMs.map(skew => {
  globalThis.Date = class extends RealDate {
    constructor(...given: unknown[]) {
      super(...((given.length === 0 ? [RealDate.now() + skew] : given) as [string]));
    }
    static override now(): number {
      return RealDate.now() + skew;
    }
  } as DateConstructor;
  return dueSets(population);
});
globalThis.Date = RealDate;
process.send!({ answers, offsetMinutes: new Date('2024-07-01T00:00:00Z').getTimezoneOffset() });
process.disconnect();
