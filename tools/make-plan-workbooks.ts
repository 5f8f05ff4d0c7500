/** Writes the shipped plans as workbooks beside their JSON. Run: `node_modules/.bin/tsx tools/make-plan-workbooks.ts`. */
import { writeFile } from 'node:fs/promises';
import { cityPlan, nationalPlan } from '../libs/server/src/program/data/shipped-plans.ts';
import { writePlanWorkbook } from '../libs/server/src/program/workbook/write-plan-workbook.ts';

const data = new URL('../libs/server/src/program/data/', import.meta.url);

await writeFile(new URL('plan-ezhou-2022-2024.xlsx', data), await writePlanWorkbook(cityPlan));
await writeFile(new URL('plan-national-2023-2025.xlsx', data), await writePlanWorkbook(nationalPlan));
