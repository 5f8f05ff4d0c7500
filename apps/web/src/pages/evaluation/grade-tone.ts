import type { Tone } from '../../components/status.tsx';

const tones: Record<string, Tone> = { EXCELLENT: 'good', GOOD: 'active', PASS: 'plain', FAIL: 'bad' };

/** A scheme names its own grades; those it invents stand without colour. */
export function gradeTone({ grade, vetoes }: { grade: string; vetoes: readonly unknown[] }): Tone {
  return vetoes.length > 0 ? 'bad' : (tones[grade] ?? 'plain');
}
