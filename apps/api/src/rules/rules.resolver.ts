import type { Context } from '@yardstick/server/context';
import { previewRules, reminderRules } from '@yardstick/server/notifications/reminder-rules.queries';
import { changeRules } from '@yardstick/server/rules/change-rules';
import { canChangeRules, canSeeRules } from '@yardstick/server/rules/rules.policy';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { allow, Rule } from '../graphql/rule.ts';
import { ChangeRulesInput, ChangeRulesPayload, ReminderRulesType, RulesPreviewType } from './rules.types.ts';

@Resolver()
export class RulesResolver {
  @Rule('office, leaders and administrators (canSeeRules)')
  @Query(() => ReminderRulesType)
  async reminderRules(@Ctx() context: Context): Promise<object> {
    allow(context, canSeeRules);
    return { ...(await reminderRules(context)), viewerCanChange: canChangeRules(context.actor) };
  }

  @Rule('office chief (canChangeRules)')
  @Query(() => RulesPreviewType)
  async previewRules(@Ctx() context: Context, @Arg('body', () => String) body: string): Promise<object> {
    allow(context, canChangeRules);
    return { rules: [], created: 0, voided: 0, ...(await payload(context, previewRules(context, body))) };
  }

  @Rule('office chief (canChangeRules)')
  @Mutation(() => ChangeRulesPayload)
  changeRules(@Ctx() context: Context, @Arg('input', () => ChangeRulesInput) input: ChangeRulesInput): Promise<object> {
    return payload(context, changeRules(context, input));
  }
}
