import { defineEntity, p } from '@mikro-orm/core';

const UnitSchema = defineEntity({
  name: 'Unit',
  tableName: 'unit',
  properties: {
    /** The unit's code, such as `GAJ`. */
    id: p.string().primary(),
    name: p.string(),
    shortName: p.string(),
    aliases: p.array(),
    field: p.string().nullable(),
    isScored: p.boolean(),
    kind: p.string(),
    seq: p.integer(),
  },
});
export class Unit extends UnitSchema.class {}
UnitSchema.setClass(Unit);
