import { describe, expect, it } from 'vitest';
import { checkPublicationMoves, publicationBlockers, publishedUnits } from './publication.ts';

const units = [
  { unitCode: 'BBB', unitName: '乙局', grade: 'good', total: '91.00', rank: 1 },
  { unitCode: 'AAA', unitName: '甲局', grade: 'fair', total: '72.00', rank: 2 },
];

describe('what is published', () => {
  it('is as much as was decided, and no more', () => {
    expect(publishedUnits('ranking', units)).toEqual(units);
    expect(publishedUnits('distribution', units)).toEqual([]);
    const grades = publishedUnits('grades', units);
    expect(grades).toEqual([
      { unitCode: 'AAA', unitName: '甲局', grade: 'fair' },
      { unitCode: 'BBB', unitName: '乙局', grade: 'good' },
    ]);
  });

  it('is decided once, of a frozen result', () => {
    expect(checkPublicationMoves()).toEqual([]);
    const code = (state: 'computed' | 'frozen', standing: 'proposed' | 'published' | 'refused' | null) =>
      publicationBlockers({ state, standing }).map(blocker => blocker.code);
    expect(code('computed', null)).toEqual(['PUBLICATION_NEEDS_FREEZE']);
    expect(code('frozen', null)).toEqual([]);
    expect(code('frozen', 'refused')).toEqual([]);
    expect(code('frozen', 'proposed')).toEqual(['PUBLICATION_PROPOSED']);
    expect(code('frozen', 'published')).toEqual(['PUBLICATION_DONE']);
  });
});
