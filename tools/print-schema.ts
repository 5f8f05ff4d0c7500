import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { schemaText } from '../apps/api/src/schema.ts';

writeFileSync(new URL('../apps/api/schema.graphql', import.meta.url), await schemaText());
