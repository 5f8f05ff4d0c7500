import type { EvidenceKind } from '@yardstick/domain/evidence';
import stories from './measure-stories.json' with { type: 'json' };
import phrases from './phrases.json' with { type: 'json' };

export interface MilestonePlan {
  title: string;
  deliverable: string;
  /** Titles may hold `{year}`. */
  proofs: { kind: EvidenceKind; title: string }[];
  /** Month and day, where the measure itself names one. */
  dueOn?: string | undefined;
}

type Line = [title: string, deliverable: string, proofs: [EvidenceKind, string][], dueOn?: string];

interface Story {
  section: string;
  content: string;
  steps: string;
  milestones: Record<string, Line[]>;
}

export function storyOf(measureCode: string): Story {
  const story = (stories as unknown as Record<string, Story>)[measureCode];
  if (!story) throw new Error(`measure-stories.json has no story for ${measureCode}.`);
  return story;
}

/** How a unit breaks the measure down in a year; whoever leads it for all also sums up. */
export function milestonePlans(measureCode: string, year: number, role: 'LEAD' | 'COOP'): MilestonePlan[] {
  const { milestones } = storyOf(measureCode);
  const lines = milestones[year] ?? milestones.default ?? [];
  const summing = role === 'LEAD' && lines.length < 4 ? [phrases.leadMilestone as unknown as Line] : [];
  return [...lines, ...summing].map(([title, deliverable, proofs, dueOn]) => ({
    title,
    deliverable,
    proofs: proofs.map(([kind, words]) => ({ kind, title: words })),
    dueOn,
  }));
}
