import { AxeBuilder } from '@axe-core/playwright';
import { settled, type Page } from './journey.ts';

/** What keeps somebody from using the page as it stands, in the words of axe. */
export async function graveFindings(page: Page): Promise<string[]> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}
