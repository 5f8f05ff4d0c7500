import { isCalendarDay } from '@yardstick/domain/calendar-day';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const invalid = (name: string, hint: string): GraphQLError =>
  new GraphQLError(`${name}: ${hint}`, { extensions: { code: 'BAD_USER_INPUT' } });

/** A day in Asia/Shanghai such as 2024-06-30; never an instant. */
export const CalendarDay = new GraphQLScalarType<string, string>({
  name: 'CalendarDay',
  description: 'A day in Asia/Shanghai, such as 2024-06-30.',
  serialize: value => value as string,
  parseValue: value => readDay(value),
  parseLiteral: node => readDay(node.kind === Kind.STRING ? node.value : null),
});

function readDay(value: unknown): string {
  if (typeof value !== 'string' || !isCalendarDay(value)) throw invalid('CalendarDay', 'write it like 2024-06-30.');
  return value;
}

/** Moments come from the database as text and go out as ISO text; nothing is parsed on the way. */
export const Moment = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'A moment as ISO 8601 text in UTC.',
  serialize: value =>
    value instanceof Date ? value.toISOString() : (value as string).replace(' ', 'T').replace(/\+00$/, 'Z'),
  parseValue: value => readMoment(value),
  parseLiteral: node => readMoment(node.kind === Kind.STRING ? node.value : null),
});

function readMoment(value: unknown): Date {
  const moment = typeof value === 'string' ? new Date(value) : new Date(Number.NaN);
  if (Number.isNaN(moment.getTime())) throw invalid('DateTime', 'write it like 2024-10-15T09:00:00+08:00.');
  return moment;
}

export const Localized = new GraphQLScalarType<unknown, unknown>({
  name: 'Localized',
  description: 'The same words in Chinese and English: {"zh": "…", "en": "…"}.',
  serialize: value => value,
});
