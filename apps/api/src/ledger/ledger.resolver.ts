import type { Context } from '@yardstick/server/context';
import { recordWitnessNote } from '@yardstick/server/ledger/record-witness-note';
import { ledgerState } from '@yardstick/server/operations/ledger-state.queries';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { Rule } from '../graphql/rule.ts';
import { LedgerStateType, RecordWitnessNoteInput, WitnessNotePayload } from './ledger.types.ts';

@Resolver()
export class LedgerResolver {
  @Rule('system administrator and office chief (canSeeOperations)')
  @Query(() => LedgerStateType)
  ledgerState(@Ctx() context: Context): Promise<object> {
    return ledgerState(context);
  }

  @Rule('system administrator, office chief and audit administrator (canRecordWitnessNote)')
  @Mutation(() => WitnessNotePayload)
  recordWitnessNote(
    @Ctx() context: Context,
    @Arg('input', () => RecordWitnessNoteInput) input: RecordWitnessNoteInput,
  ): Promise<object> {
    return payload(context, recordWitnessNote(context, input));
  }
}
