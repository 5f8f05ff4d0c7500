// The peer: PostGraphile 5 with its Amber preset on the same tables, with lists in place of connections. Its packages
// lie in this folder alone.
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const { DATABASE_URL, POOL_SIZE, PORT } = process.env;

const peer = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({
      connectionString: DATABASE_URL,
      schemas: ['public', 'bench'],
      poolConfig: { max: Number(POOL_SIZE), options: '-c timezone=UTC' },
    }),
  ],
  schema: { defaultBehavior: '-connection +list' },
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false, websockets: false },
});
const server = createServer();
await peer.createServ(grafserv).addTo(server);
server.listen(Number(PORT), '127.0.0.1');
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => void peer.release().then(() => process.exit(0)));
});

if (process.argv.includes('--print-schema')) {
  const { printSchema } = await import('postgraphile/graphql');
  console.log(printSchema(await peer.getSchema()));
}
