import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

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

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
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
