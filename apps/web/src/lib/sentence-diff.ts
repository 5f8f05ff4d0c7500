export interface Piece {
  text: string;
  kind: 'same' | 'added' | 'gone';
}

function sentences(text: string): string[] {
  return text.match(/[^。；;！？\n]+[。；;！？\n]?/g)?.filter(part => part.trim() !== '') ?? [];
}

/** What a text says that the one before did not, sentence by sentence. */
export function sentenceDiff(before: string, after: string): Piece[] {
  const a = sentences(before);
  const b = sentences(after);
  const key = (part: string) => part.replace(/[\s。；;！？]/g, '');
  // longest common run of sentences; texts here have a handful
  const length = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => length[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = length[i];
      if (row)
        row[j] = key(a[i] ?? '') === key(b[j] ?? '') ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const pieces: Piece[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && key(a[i] ?? '') === key(b[j] ?? '')) {
      pieces.push({ text: b[j] ?? '', kind: 'same' });
      i++;
      j++;
    } else if (j < b.length && (i >= a.length || at(i, j + 1) >= at(i + 1, j)))
      pieces.push({ text: b[j++] ?? '', kind: 'added' });
    else pieces.push({ text: a[i++] ?? '', kind: 'gone' });
  }
  return pieces;
}
