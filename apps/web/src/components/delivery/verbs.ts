import type { TypedDocumentNode } from '@apollo/client';
import type { ReasonList } from '../reason-picker.tsx';
import * as documents from './delivery.generated.ts';
import * as letterDocuments from './letters.generated.ts';
import * as requestDocuments from './requests.generated.ts';

/** What someone may do to an action, a milestone or a piece of evidence: which mutation does it, and how it looks. */
export interface VerbSpec<Input> {
  document: TypedDocumentNode<object, { input: Input }>;
  tone: 'main' | 'back' | 'rare';
  reasons: ReasonList;
}

interface VerbInput {
  expectedVersion?: number | null;
  reason?: string | null;
  reasonCode?: string | null;
}
export type ActionInput = VerbInput & { actionId: string };
export type MilestoneInput = VerbInput & { milestoneId: string };
export type RequestInput = Omit<VerbInput, 'reasonCode'> & { requestId: string };
export type LetterInput = Omit<VerbInput, 'reasonCode'> & { letterId: string };
export type EvidenceInput = VerbInput & { evidenceId: string };

export const actionVerbs = {
  acknowledge: { document: documents.AcknowledgeActionDocument, tone: 'main', reasons: 'other' },
  submitPlan: { document: documents.SubmitPlanDocument, tone: 'main', reasons: 'other' },
  signPlan: { document: documents.SignPlanDocument, tone: 'main', reasons: 'other' },
  declinePlan: { document: documents.DeclinePlanDocument, tone: 'back', reasons: 'plan' },
  approvePlan: { document: documents.ApprovePlanDocument, tone: 'main', reasons: 'other' },
  returnPlan: { document: documents.ReturnPlanDocument, tone: 'back', reasons: 'plan' },
  submitCompletion: { document: documents.SubmitCompletionDocument, tone: 'main', reasons: 'other' },
  signCompletion: { document: documents.SignCompletionDocument, tone: 'main', reasons: 'other' },
  declineCompletion: { document: documents.DeclineCompletionDocument, tone: 'back', reasons: 'completion' },
  passReview: { document: documents.PassReviewDocument, tone: 'main', reasons: 'other' },
  returnCompletion: { document: documents.ReturnCompletionDocument, tone: 'back', reasons: 'completion' },
  complete: { document: documents.CompleteActionDocument, tone: 'main', reasons: 'other' },
  close: { document: documents.CloseActionDocument, tone: 'main', reasons: 'other' },
  resume: { document: documents.ResumeActionDocument, tone: 'main', reasons: 'other' },
  reopen: { document: documents.ReopenActionDocument, tone: 'rare', reasons: 'completion' },
  suspend: { document: documents.SuspendActionDocument, tone: 'rare', reasons: 'other' },
  cancel: { document: documents.CancelActionDocument, tone: 'rare', reasons: 'other' },
} satisfies Record<string, VerbSpec<ActionInput>>;

export const milestoneVerbs = {
  submitMilestone: { document: documents.SubmitMilestoneDocument, tone: 'main', reasons: 'other' },
  signMilestone: { document: documents.SignMilestoneDocument, tone: 'main', reasons: 'other' },
  declineMilestone: { document: documents.DeclineMilestoneDocument, tone: 'back', reasons: 'evidence' },
  acceptMilestone: { document: documents.AcceptMilestoneDocument, tone: 'main', reasons: 'other' },
  returnMilestone: { document: documents.ReturnMilestoneDocument, tone: 'back', reasons: 'evidence' },
} satisfies Record<string, VerbSpec<MilestoneInput>>;

export const evidenceVerbs = {
  acceptEvidence: { document: documents.AcceptEvidenceDocument, tone: 'main', reasons: 'other' },
  returnEvidence: { document: documents.ReturnEvidenceDocument, tone: 'back', reasons: 'evidence' },
  withdrawEvidence: { document: documents.WithdrawEvidenceDocument, tone: 'back', reasons: 'withdraw' },
} satisfies Record<string, VerbSpec<EvidenceInput>>;

export const requestVerbs = {
  signRequest: { document: requestDocuments.SignRequestDocument, tone: 'main', reasons: 'other' },
  declineRequest: { document: requestDocuments.DeclineRequestDocument, tone: 'back', reasons: 'other' },
  passRequest: { document: requestDocuments.PassRequestDocument, tone: 'main', reasons: 'other' },
  noteRequest: { document: requestDocuments.NoteRequestDocument, tone: 'main', reasons: 'other' },
  answerRequest: { document: requestDocuments.AnswerRequestDocument, tone: 'main', reasons: 'other' },
  grantRequest: { document: requestDocuments.GrantRequestDocument, tone: 'main', reasons: 'other' },
  leadersGrantRequest: { document: requestDocuments.LeadersGrantRequestDocument, tone: 'main', reasons: 'other' },
  putRequestToLeaders: { document: requestDocuments.PutRequestToLeadersDocument, tone: 'main', reasons: 'other' },
  refuseRequest: { document: requestDocuments.RefuseRequestDocument, tone: 'back', reasons: 'other' },
  leadersRefuseRequest: { document: requestDocuments.LeadersRefuseRequestDocument, tone: 'back', reasons: 'other' },
  withdrawRequest: { document: requestDocuments.WithdrawRequestDocument, tone: 'back', reasons: 'other' },
  reverseRequest: { document: requestDocuments.ReverseRequestDocument, tone: 'rare', reasons: 'other' },
  readRequest: { document: requestDocuments.ReadRequestDocument, tone: 'back', reasons: 'other' },
} satisfies Record<string, VerbSpec<RequestInput>>;

export const letterVerbs = {
  approveLetter: { document: letterDocuments.ApproveLetterDocument, tone: 'main', reasons: 'other' },
  receiveLetter: { document: letterDocuments.ReceiveLetterDocument, tone: 'main', reasons: 'other' },
  settleLetter: { document: letterDocuments.SettleLetterDocument, tone: 'main', reasons: 'other' },
  returnAnswer: { document: letterDocuments.ReturnAnswerDocument, tone: 'back', reasons: 'other' },
  withdrawLetter: { document: letterDocuments.WithdrawLetterDocument, tone: 'back', reasons: 'other' },
  escalateLetter: { document: letterDocuments.EscalateLetterDocument, tone: 'back', reasons: 'other' },
  revokeLetter: { document: letterDocuments.RevokeLetterDocument, tone: 'rare', reasons: 'other' },
} satisfies Record<string, VerbSpec<LetterInput>>;

export const verbs = { ...actionVerbs, ...milestoneVerbs, ...evidenceVerbs, ...requestVerbs, ...letterVerbs };
export type VerbName = keyof typeof verbs;

/** The contract may name a verb as its mutation ("completeAction") or as the rule does ("complete"). */
export function verbName(verb: string): VerbName | null {
  const short = verb.replace(/Action$/, '');
  return verb in verbs ? (verb as VerbName) : short in verbs ? (short as VerbName) : null;
}
