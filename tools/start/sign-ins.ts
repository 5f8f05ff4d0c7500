import { readFileSync } from 'node:fs';

interface SignIn {
  who: string;
  username: string;
  password: string;
}

/** The people of the demonstration, as the set-up wrote them down. */
export function showSignIns(file: string): void {
  let people: SignIn[];
  try {
    people = JSON.parse(readFileSync(file, 'utf8')) as SignIn[];
  } catch {
    return;
  }
  const rows = [{ who: '身份 / Who', username: '用户名 / Username', password: '密码 / Password' }, ...people];
  const columns = (['who', 'username', 'password'] as const).map(key => ({
    key,
    width: Math.max(...rows.map(row => widthOf(row[key]))),
  }));
  for (const row of rows) {
    console.log(`  ${columns.map(({ key, width }) => row[key] + ' '.repeat(width - widthOf(row[key]))).join('  ')}`);
  }
}

/** Terminals show Chinese characters two columns wide. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (character >= '\u2e80' ? 2 : 1), 0);
}
