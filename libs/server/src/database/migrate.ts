import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { Migration0001Initial } from './migrations/0001-initial.ts';
import { Migration0002Requests } from './migrations/0002-requests.ts';
import { Migration0004FileText } from './migrations/0004-file-text.ts';
import { Migration0005Posts } from './migrations/0005-posts.ts';
import { Migration0003EvidenceVersions } from './migrations/0003-evidence-versions.ts';
import { Migration0006Drafts } from './migrations/0006-drafts.ts';
import { Migration0007DueEngine } from './migrations/0007-due-engine.ts';
import { Migration0008Letters } from './migrations/0008-letters.ts';
import { Migration0010Channels } from './migrations/0010-channels.ts';
import { Migration0011Operations } from './migrations/0011-operations.ts';
import { Migration0012FindingRemarks } from './migrations/0012-finding-remarks.ts';
import { Migration0014IndexesNameTheUnit } from './migrations/0014-indexes-name-the-unit.ts';
import { Migration0015MilestonesBeingCorrected } from './migrations/0015-milestones-being-corrected.ts';
import { Migration0016Collecting } from './migrations/0016-collecting.ts';
import { Migration0017Outcome } from './migrations/0017-outcome.ts';
import { Migration0018SchemeDrafts } from './migrations/0018-scheme-drafts.ts';
import { Migration0019EvaluationDocuments } from './migrations/0019-evaluation-documents.ts';
import { Migration0020UnitsOfAnEvaluation } from './migrations/0020-units-of-an-evaluation.ts';
import { Migration0021SelfAssessmentsDue } from './migrations/0021-self-assessments-due.ts';
import { Migration0022FinalRulings } from './migrations/0022-final-rulings.ts';
import { Migration0023CollectingExtended } from './migrations/0023-collecting-extended.ts';
import { Migration0013Checkpoints } from './migrations/0013-checkpoints.ts';
import { Migration0009Reports } from './migrations/0009-reports.ts';

export const migrationsList = [
  { name: '0001-initial', class: Migration0001Initial },
  { name: '0002-requests', class: Migration0002Requests },
  { name: '0003-evidence-versions', class: Migration0003EvidenceVersions },
  { name: '0004-file-text', class: Migration0004FileText },
  { name: '0005-posts', class: Migration0005Posts },
  { name: '0006-drafts', class: Migration0006Drafts },
  { name: '0007-due-engine', class: Migration0007DueEngine },
  { name: '0008-letters', class: Migration0008Letters },
  { name: '0009-reports', class: Migration0009Reports },
  { name: '0010-channels', class: Migration0010Channels },
  { name: '0011-operations', class: Migration0011Operations },
  { name: '0012-finding-remarks', class: Migration0012FindingRemarks },
  { name: '0013-checkpoints', class: Migration0013Checkpoints },
  { name: '0014-indexes-name-the-unit', class: Migration0014IndexesNameTheUnit },
  { name: '0015-milestones-being-corrected', class: Migration0015MilestonesBeingCorrected },
  { name: '0016-collecting', class: Migration0016Collecting },
  { name: '0017-outcome', class: Migration0017Outcome },
  { name: '0018-scheme-drafts', class: Migration0018SchemeDrafts },
  { name: '0019-evaluation-documents', class: Migration0019EvaluationDocuments },
  { name: '0020-units-of-an-evaluation', class: Migration0020UnitsOfAnEvaluation },
  { name: '0021-self-assessments-due', class: Migration0021SelfAssessmentsDue },
  { name: '0022-final-rulings', class: Migration0022FinalRulings },
  { name: '0023-collecting-extended', class: Migration0023CollectingExtended },
];

/** Brings the database at `ownerUrl` to the newest schema; each migration is one transaction. Returns the names run. */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const orm = await MikroORM.init({
    clientUrl: ownerUrl,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    logger: () => undefined, // the caller tells what was run
    extensions: [Migrator],
    migrations: {
      migrationsList,
      snapshot: false,
      transactional: true,
      allOrNothing: true,
      tableName: 'mikro_orm_migrations',
    },
  });
  try {
    const done = await orm.migrator.up();
    return done.map(migration => migration.name);
  } finally {
    await orm.close();
  }
}
