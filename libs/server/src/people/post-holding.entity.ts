import { defineEntity, p } from '@mikro-orm/core';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { PostKind } from '@yardstick/domain/roles';
import { randomUUID } from 'node:crypto';
import { record } from '../events/domain-event.ts';

const PostHoldingSchema = defineEntity({
  name: 'PostHolding',
  tableName: 'post_holding',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    post: p.string().$type<PostKind>(),
    userId: p.uuid(),
    /** As it was when the post was taken. */
    name: p.string(),
    fromOn: p.date().$type<CalendarDay>(),
    /** The first day on which this holder answers no more. */
    toOn: p.date().$type<CalendarDay>().nullable(),
    basis: p.text(),
    recordedBy: p.string(),
    endedBy: p.string().nullable(),
    endedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** One person's time in one post of one unit. */
export class PostHolding extends PostHoldingSchema.class {
  constructor(facts: {
    unitId: string;
    post: PostKind;
    userId: string;
    name: string;
    fromOn: CalendarDay;
    basis: string;
    recordedBy: string;
  }) {
    super();
    this.id = randomUUID();
    Object.assign(this, facts);
    this.toOn = null;
  }

  end(on: CalendarDay, by: string, at: Date): void {
    this.toOn = on;
    this.endedBy = by;
    this.endedAt = at;
  }

  /** Tells both people of a hand-over: the one before and this one. */
  tellOfHandOver(outgoingId: string | null): void {
    record(this, { type: 'post.handed-over', unitId: this.unitId, holdingId: this.id, outgoingId });
  }
}
PostHoldingSchema.setClass(PostHolding);
