/** The day after, or null when the text is no calendar day. */
export function dayAfter(on: string): string | null {
  const at = Date.parse(`${on}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || Number.isNaN(at)) return null;
  // 2024-02-30 would slide into March
  if (new Date(at).toISOString().slice(0, 10) !== on) return null;
  return new Date(at + 86_400_000).toISOString().slice(0, 10);
}

export function isWeekday(on: string): boolean {
  const day = new Date(`${on}T00:00:00Z`).getUTCDay();
  return day !== 0 && day !== 6;
}
