import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const api = process.env.YARDSTICK_API ?? 'http://127.0.0.1:4000';

/** What every page needs goes into few long-lived chunks; each page stays its own. */
function chunkOf(id: string): string | undefined {
  const catalogue = /\/src\/i18n\/(zh-CN|en)\//.exec(id);
  if (catalogue) return `words-${catalogue[1]}`;
  if (!id.includes('/node_modules/')) return undefined;
  if (/\/node_modules\/(echarts|zrender)\//.test(id)) return 'charts';
  if (/\/node_modules\/(react|react-dom|scheduler|react-router)\//.test(id)) return 'react';
  if (/\/node_modules\/(@apollo|graphql|rxjs|@wry|optimism|i18next|react-i18next)\//.test(id)) return 'data';
  return undefined;
}

/** What the PDF reader (lib/pdf.ts) fetches by name: nothing of it may come from elsewhere. */
function pdfParts(): Plugin {
  const reader = fileURLToPath(new URL('.', import.meta.resolve('pdfjs-dist/package.json')));
  const { version } = JSON.parse(readFileSync(path.join(reader, 'package.json'), 'utf8')) as { version: string };
  const wanted = { cmaps: /\.bcmap$/, standard_fonts: /\.(pfb|ttf)$/, wasm: /_nowasm_fallback\.js$/ };
  return {
    name: 'pdf-parts',
    apply: 'build',
    generateBundle() {
      for (const [folder, pattern] of Object.entries(wanted))
        for (const name of readdirSync(path.join(reader, folder)).filter(file => pattern.test(file)))
          this.emitFile({
            type: 'asset',
            fileName: `assets/pdf-${version}/${folder}/${name}`,
            source: readFileSync(path.join(reader, folder, name)),
          });
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), pdfParts()],
  build: {
    // office computers often run kernels of Chrome 88 to 108; :where, which antd needs, begins with 88
    target: ['chrome88', 'edge88', 'firefox90', 'safari14.1'],
    outDir: 'dist',
    emptyOutDir: true,
    // the content security policy forbids data: fonts
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: chunkOf, debugName: 'shared' }] } } },
  },
  server: {
    port: 5173,
    proxy: {
      ...Object.fromEntries(
        ['/graphql', '/auth', '/imports', '/exports', '/uploads', '/files', '/evidence/'].map(path => [path, api]),
      ),
      // the page /setup is the web's, the call POST /setup the API's
      '/setup': { target: api, bypass: request => (request.method === 'POST' ? undefined : request.url) },
    },
  },
});
