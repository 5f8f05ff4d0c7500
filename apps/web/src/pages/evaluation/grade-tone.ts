import type { Tone } from '../../components/status.tsx';

/** A scheme names its own grades, best first. */
export function gradeTone(
  unit: { grade: string; vetoes: readonly unknown[] },
  grades: readonly { grade: string }[],
): Tone {
  const place = grades.findIndex(({ grade }) => grade === unit.grade);
  if (unit.vetoes.length > 0 || place === grades.length - 1) return 'bad';
  if (place === 0) return 'good';
  return place === 1 ? 'active' : 'plain';
}
