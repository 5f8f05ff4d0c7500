import type { TypedDocumentNode } from '@apollo/client';
import type { DocumentVerbInput } from '../../graphql/types.generated.ts';
import {
  IssueDocumentDocument,
  ProposeDocumentDocument,
  RegenerateDocumentDocument,
  ReturnDocumentDocument,
} from './document.generated.ts';

export type DocumentVerb = 'proposeDocument' | 'returnDocument' | 'issueDocument';

/** The mutation of each verb that takes no words of the paper. */
export const documentVerbs: Record<DocumentVerb, TypedDocumentNode<object, { input: DocumentVerbInput }>> = {
  proposeDocument: ProposeDocumentDocument,
  returnDocument: ReturnDocumentDocument,
  issueDocument: IssueDocumentDocument,
};

/** Several at once, or one with its differences shown. */
export const regenerateDocument: TypedDocumentNode<object, { input: DocumentVerbInput }> = RegenerateDocumentDocument;

export const isDocumentVerb = (verb: string): verb is DocumentVerb => verb in documentVerbs;
