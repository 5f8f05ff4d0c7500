import 'reflect-metadata';
import { printSchema, type GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { DeliveryMutations } from './delivery/delivery.mutations.resolver.ts';
import { DeliveryQueries } from './delivery/delivery.queries.resolver.ts';
import { EvidenceResolver } from './delivery/evidence.resolver.ts';
import { DeskResolver } from './delivery/desk.resolver.ts';
import { MilestoneCheckResolver } from './delivery/milestone-check.resolver.ts';
import { EvaluationDocumentResolver } from './evaluation/evaluation-document.resolver.ts';
import { CaseFilesResolver } from './evaluation/case-files.resolver.ts';
import { CollectingResolver } from './evaluation/collecting.resolver.ts';
import { EvaluationResolver } from './evaluation/evaluation.resolver.ts';
import { SchemesResolver } from './evaluation/schemes.resolver.ts';
import { OutcomeResolver } from './evaluation/outcome.resolver.ts';
import { LedgerResolver } from './ledger/ledger.resolver.ts';
import { LettersResolver } from './letters/letters.resolver.ts';
import { NotificationsResolver } from './notifications/notifications.resolver.ts';
import { OperationsResolver } from './operations/operations.resolver.ts';
import { PeopleResolver } from './people/people.resolver.ts';
import { PostsResolver } from './people/posts.resolver.ts';
import { ProgramResolver } from './program/program.resolver.ts';
import { ReportsResolver } from './reports/reports.resolver.ts';
import { RequestsResolver } from './requests/requests.resolver.ts';
import { RulesResolver } from './rules/rules.resolver.ts';

export const openSchema = (): Promise<GraphQLSchema> =>
  buildSchema({
    resolvers: [
      PeopleResolver,
      PostsResolver,
      NotificationsResolver,
      ProgramResolver,
      DeliveryQueries,
      DeliveryMutations,
      MilestoneCheckResolver,
      DeskResolver,
      EvidenceResolver,
      RequestsResolver,
      ReportsResolver,
      LettersResolver,
      RulesResolver,
      EvaluationResolver,
      CaseFilesResolver,
      CollectingResolver,
      OutcomeResolver,
      EvaluationDocumentResolver,
      SchemesResolver,
      OperationsResolver,
      LedgerResolver,
    ],
    // Inputs are checked by the rules of the domain, which word their refusals; the schema checks shapes.
    validate: false,
  });

/** The schema as the text that is committed and reviewed. */
export async function schemaText(): Promise<string> {
  return `# Printed from the code by "npm run codegen"; a test compares the two.\n\n${printSchema(await openSchema())}\n`;
}
