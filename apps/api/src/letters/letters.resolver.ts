import { found, type Context } from '@yardstick/server/context';
import { answerLetter } from '@yardstick/server/letters/answer-letter';
import { approveLetter } from '@yardstick/server/letters/approve-letter';
import { draftCircular } from '@yardstick/server/letters/draft-circular';
import { draftLetter } from '@yardstick/server/letters/draft-letter';
import { editLetter } from '@yardstick/server/letters/edit-letter';
import { escalateLetter } from '@yardstick/server/letters/escalate-letter';
import { receiveLetter } from '@yardstick/server/letters/receive-letter';
import { returnAnswer } from '@yardstick/server/letters/return-answer';
import { revokeLetter } from '@yardstick/server/letters/revoke-letter';
import { settleLetter } from '@yardstick/server/letters/settle-letter';
import { withdrawLetter } from '@yardstick/server/letters/withdraw-letter';
import { canDraftLetters, canListLetters } from '@yardstick/server/letters/letter.policy';
import { letterById, letterRungs, lettersById, listLetters } from '@yardstick/server/letters/letters.queries';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { allow, Rule } from '../graphql/rule.ts';
import {
  AnswerLetterInput,
  DraftCircularInput,
  DraftLetterInput,
  EditLetterInput,
  LetterFilter,
  LetterPageType,
  LetterPayload,
  LetterRungType,
  LettersPayload,
  LetterType,
  LetterVerbInput,
} from './letters.types.ts';

/** Letters of the ladder; each verb is one command, and the letter comes back whole. */
@Resolver()
export class LettersResolver {
  @Rule('office and leading group; a unit’s people see what was sent to their unit (row-level fence)')
  @Query(() => LetterPageType)
  letters(
    @Ctx() context: Context,
    @Arg('filter', () => LetterFilter) filter: LetterFilter,
    @Arg('page', () => Int) page: number,
    @Arg('pageSize', () => Int) pageSize: number,
  ): Promise<object> {
    allow(context, canListLetters);
    return listLetters(context, { filter: filter as Parameters<typeof listLetters>[1]['filter'], page, pageSize });
  }

  @Rule('whoever may see the letter; null for another unit’s and for a draft, as for one that is not there')
  @Query(() => LetterType, { nullable: true })
  letter(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<object | null> {
    allow(context, canListLetters);
    return letterById(context, id);
  }

  @Rule('the office')
  @Query(() => [LetterRungType])
  letterRungs(@Ctx() context: Context): Promise<object[]> {
    allow(context, canDraftLetters);
    return letterRungs(context);
  }

  @Rule('the office')
  @Mutation(() => LettersPayload)
  draftLetter(@Ctx() context: Context, @Arg('input', () => DraftLetterInput) input: DraftLetterInput): Promise<object> {
    return lettersPayload(context, draftLetter(context, input));
  }

  @Rule('the office')
  @Mutation(() => LetterPayload)
  draftCircular(
    @Ctx() context: Context,
    @Arg('input', () => DraftCircularInput) input: DraftCircularInput,
  ): Promise<object> {
    return letterPayload(context, draftCircular(context, input));
  }

  @Rule('the office, not for the own unit')
  @Mutation(() => LettersPayload)
  escalateLetter(
    @Ctx() context: Context,
    @Arg('input', () => LetterVerbInput) input: LetterVerbInput,
  ): Promise<object> {
    return lettersPayload(context, escalateLetter(context, input));
  }

  @Rule('the office or the approving leader, while it is a draft (canMoveLetter)')
  @Mutation(() => LetterPayload)
  editLetter(@Ctx() context: Context, @Arg('input', () => EditLetterInput) input: EditLetterInput): Promise<object> {
    return letterPayload(context, editLetter(context, input));
  }

  @Rule('the office chief or the leading group, as the rules say; never for the own unit')
  @Mutation(() => LetterPayload)
  approveLetter(@Ctx() context: Context, @Arg('input', () => LetterVerbInput) input: LetterVerbInput): Promise<object> {
    return letterPayload(context, approveLetter(context, input));
  }

  @Rule('the office or the approving leader, while it is a draft')
  @Mutation(() => LetterPayload)
  withdrawLetter(
    @Ctx() context: Context,
    @Arg('input', () => LetterVerbInput) input: LetterVerbInput,
  ): Promise<object> {
    return letterPayload(context, withdrawLetter(context, input));
  }

  @Rule('the unit’s liaison or head')
  @Mutation(() => LetterPayload)
  receiveLetter(@Ctx() context: Context, @Arg('input', () => LetterVerbInput) input: LetterVerbInput): Promise<object> {
    return letterPayload(context, receiveLetter(context, input));
  }

  @Rule('the unit’s liaison or head')
  @Mutation(() => LetterPayload)
  answerLetter(
    @Ctx() context: Context,
    @Arg('input', () => AnswerLetterInput) input: AnswerLetterInput,
  ): Promise<object> {
    return letterPayload(context, answerLetter(context, input));
  }

  @Rule('the office, not for the own unit')
  @Mutation(() => LetterPayload)
  returnAnswer(@Ctx() context: Context, @Arg('input', () => LetterVerbInput) input: LetterVerbInput): Promise<object> {
    return letterPayload(context, returnAnswer(context, input));
  }

  @Rule('the office, not for the own unit')
  @Mutation(() => LetterPayload)
  settleLetter(@Ctx() context: Context, @Arg('input', () => LetterVerbInput) input: LetterVerbInput): Promise<object> {
    return letterPayload(context, settleLetter(context, input));
  }

  @Rule('the office chief, not for the own unit')
  @Mutation(() => LetterPayload)
  revokeLetter(@Ctx() context: Context, @Arg('input', () => LetterVerbInput) input: LetterVerbInput): Promise<object> {
    return letterPayload(context, revokeLetter(context, input));
  }
}

function letterPayload(context: Context, done: Promise<string>): Promise<object> {
  return payload(
    context,
    done.then(async id => ({ letter: found(await letterById(context, id)) })),
  );
}

function lettersPayload(context: Context, done: Promise<string[]>): Promise<object> {
  return payload(
    context,
    done.then(async ids => ({ letters: await lettersById(context, ids) })),
  );
}
