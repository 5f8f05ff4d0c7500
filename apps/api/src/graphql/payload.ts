import { RuleViolation } from '@yardstick/domain/violation';
import { sentence } from '@yardstick/domain/wording';
import type { Context } from '@yardstick/server/context';
import { Field, ObjectType } from 'type-graphql';

/** One reason why a request was not carried out, as a sentence for the person who made it. */
@ObjectType({ simpleResolvers: true })
export class UserError {
  @Field(() => String) code!: string;
  @Field(() => String) message!: string;
  @Field(() => [String], { nullable: true, description: 'Path into the mutation’s arguments, for forms.' })
  path!: string[] | null;
}

/** A `UserError` as plain data: nothing constructs the GraphQL class. */
export interface Refusal {
  code: string;
  message: string;
  path: string[] | null;
}

type Failed = { userErrors: Refusal[] };

/** Broken rules become userErrors; everything else stays an exception. */
export async function payload<T extends object>(context: Context, work: Promise<T>): Promise<(T & Failed) | Failed> {
  try {
    return { ...(await work), userErrors: [] };
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    return { userErrors: userErrors(error, context.locale) };
  }
}

export function userErrors(error: RuleViolation, locale: Context['locale']): Refusal[] {
  return error.violations.map(violation => ({
    code: violation.code,
    message: sentence(violation, locale),
    path: violation.field ? ['input', ...violation.field.split('.')] : null,
  }));
}
