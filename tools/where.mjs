// npm run where < a-log: names the lines of the source for the places in the bundles that a trace tells of.
import { ensureReady, root } from './bootstrap.mjs';

ensureReady().then(async () => {
  const [{ existsSync, readFileSync }, { SourceMap }, path] = await Promise.all([
    import('fs'),
    import('module'),
    import('path'),
  ]);
  const maps = new Map();
  const mapOf = bundle => {
    const file = path.join(root, 'dist', `${bundle}.js.map`);
    if (!maps.has(bundle))
      maps.set(bundle, existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : null);
    return maps.get(bundle);
  };
  const place = (whole, bundle, line, column) => {
    const found = mapOf(bundle)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (found?.originalSource === undefined) return whole;
    const source = path.relative(root, path.resolve(root, 'dist', found.originalSource));
    return `${source}:${found.originalLine + 1}:${found.originalColumn + 1}`;
  };
  process.stdout.write(readFileSync(0, 'utf8').replace(/[^\s()"]*?([\w-]+)\.js:(\d+):(\d+)/g, place));
});
