/** A call to another program: `cmd|'/c …'!A0`, or the DDE function. `|` means nothing else outside quotes. */
export function isCommandFormula(formula: string): boolean {
  const bare = formula.replace(/"[^"]*"|'[^']*'/g, '');
  return bare.includes('|') || /\bDDE\s*\(/i.test(bare);
}

const calling =
  /(?<![\w.])(?:_xlfn\.)?(?:_xlws\.)?(?:WEBSERVICE|FILTERXML|IMAGE|RTD|CALL|REGISTER(?:\.ID)?|EXEC)\s*\(/i;

/** A cell of a workbook that fetches, sends or starts something when it is worked out. A plain link does neither. */
export function isCallingFormula(formula: string): boolean {
  return calling.test(formula.replace(/"[^"]*"|'[^']*'/g, ''));
}

const outgoing =
  /\b(DDE|HYPERLINK|WEBSERVICE|FILTERXML|IMPORT(XML|DATA|HTML|FEED|RANGE)|IMAGE|CALL|REGISTER|EXEC|RTD)\s*\(/i;

/** For a cell of a text table, which a spreadsheet program would take as a formula. */
export function suspicionOfCell(cell: string): 'dde' | 'formula-injection' | undefined {
  const [, sign = '', formula] = /^[\s"'\ufeff]*([=+\-@＝＋－＠])(.*)$/s.exec(cell) ?? [];
  if (formula === undefined) return undefined;
  // After a minus sign the rest may be plain writing.
  if ((/[-－]/.test(sign) ? /\|\s*['"!]|\|.*!/s : /\|/).test(formula) || /\bDDE\s*\(/i.test(formula)) return 'dde';
  return outgoing.test(formula) ? 'formula-injection' : undefined;
}
