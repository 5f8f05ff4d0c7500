import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';
import { floorActions, floorDashboard, floorReport } from './sql.ts';

/** What the work costs at least: one statement a request, no sign-in, no schema; PostgreSQL's JSON text goes out as it came. */
const { DATABASE_URL, POOL_SIZE, PORT } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(POOL_SIZE), options: '-c timezone=UTC' });
const texts: Record<string, string> = {
  '/actions': floorActions,
  '/dashboard': floorDashboard,
  '/report': floorReport,
};

const server = createServer((request, response) => {
  void (async () => {
    try {
      const name = request.url ?? '';
      const values = JSON.parse(await bodyOf(request)) as unknown[];
      const { rows } = await pool.query<[string]>({ name, text: texts[name] ?? '', values, rowMode: 'array' });
      const [json] = rows[0] ?? [];
      const answer = Buffer.from(json ?? 'null');
      response.writeHead(json ? 200 : 404, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': answer.length,
      });
      response.end(answer);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  })();
});
server.listen(Number(PORT), '127.0.0.1');
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => void pool.end().then(() => process.exit(0)));
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk as string;
  return body;
}
