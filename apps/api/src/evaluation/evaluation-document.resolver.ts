import { found, type Context } from '@yardstick/server/context';
import {
  draftDocuments,
  type DraftDocumentsInput as DraftOrder,
} from '@yardstick/server/evaluation/papers/draft-documents';
import { canSeeDocuments } from '@yardstick/server/evaluation/papers/evaluation-document.policy';
import {
  evaluationDocumentById,
  evaluationDocuments,
} from '@yardstick/server/evaluation/papers/evaluation-document.queries';
import { issueDocument } from '@yardstick/server/evaluation/papers/issue-document';
import { proposeDocument } from '@yardstick/server/evaluation/papers/propose-document';
import { regenerateDocument } from '@yardstick/server/evaluation/papers/regenerate-document';
import { returnDocument } from '@yardstick/server/evaluation/papers/return-document';
import { saveDocument } from '@yardstick/server/evaluation/papers/save-document';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { allow, Rule } from '../graphql/rule.ts';
import {
  DocumentVerbInput,
  DraftDocumentsInput,
  DraftDocumentsPayload,
  EvaluationDocumentPayload,
  EvaluationDocumentsType,
  EvaluationDocumentType,
  SaveDocumentInput,
} from './evaluation-document.types.ts';

/** Papers about the result of an evaluation; each verb is one command, and the document comes back whole. */
@Resolver()
export class EvaluationDocumentResolver {
  @Rule('office and leading group; a unit’s people see what was issued about their unit (row-level fence)')
  @Query(() => EvaluationDocumentsType)
  evaluationDocuments(
    @Ctx() context: Context,
    @Arg('evaluationId', () => ID, { nullable: true }) evaluationId?: string | null,
  ): Promise<object> {
    allow(context, canSeeDocuments);
    return evaluationDocuments(context, evaluationId ?? null);
  }

  @Rule('whoever may see it; null for another unit’s and for a draft, as for one that is not there')
  @Query(() => EvaluationDocumentType, { nullable: true })
  evaluationDocument(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<object | null> {
    allow(context, canSeeDocuments);
    return evaluationDocumentById(context, id);
  }

  @Rule('the office')
  @Mutation(() => DraftDocumentsPayload)
  draftDocuments(
    @Ctx() context: Context,
    @Arg('input', () => DraftDocumentsInput) input: DraftDocumentsInput,
  ): Promise<object> {
    return payload(
      context,
      draftDocuments(context, input as DraftOrder).then(documentIds => ({ documentIds })),
    );
  }

  @Rule('the office, while it is a draft, not about the own unit')
  @Mutation(() => EvaluationDocumentPayload)
  saveDocument(
    @Ctx() context: Context,
    @Arg('input', () => SaveDocumentInput) input: SaveDocumentInput,
  ): Promise<object> {
    return documentPayload(context, saveDocument(context, input));
  }

  @Rule('the office, while it is a draft, not about the own unit')
  @Mutation(() => EvaluationDocumentPayload)
  regenerateDocument(
    @Ctx() context: Context,
    @Arg('input', () => DocumentVerbInput) input: DocumentVerbInput,
  ): Promise<object> {
    return documentPayload(context, regenerateDocument(context, input));
  }

  @Rule('the office, not about the own unit')
  @Mutation(() => EvaluationDocumentPayload)
  proposeDocument(
    @Ctx() context: Context,
    @Arg('input', () => DocumentVerbInput) input: DocumentVerbInput,
  ): Promise<object> {
    return documentPayload(context, proposeDocument(context, input));
  }

  @Rule('whoever would issue it: the office chief or the leading group, as the rules say')
  @Mutation(() => EvaluationDocumentPayload)
  returnDocument(
    @Ctx() context: Context,
    @Arg('input', () => DocumentVerbInput) input: DocumentVerbInput,
  ): Promise<object> {
    return documentPayload(context, returnDocument(context, input));
  }

  @Rule('the office chief or the leading group, as the rules say; never who drafted, edited or proposed it')
  @Mutation(() => EvaluationDocumentPayload)
  issueDocument(
    @Ctx() context: Context,
    @Arg('input', () => DocumentVerbInput) input: DocumentVerbInput,
  ): Promise<object> {
    return documentPayload(context, issueDocument(context, input));
  }
}

function documentPayload(context: Context, done: Promise<string>): Promise<object> {
  return payload(
    context,
    done.then(async id => ({ document: found(await evaluationDocumentById(context, id)) })),
  );
}
