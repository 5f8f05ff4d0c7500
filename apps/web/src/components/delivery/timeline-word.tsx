import { useTranslation } from 'react-i18next';
import { verbName } from './verbs.ts';

const others = [
  'issue',
  'issueActions',
  'planAction',
  'plan',
  'reportProgress',
  'attachEvidence',
  'linkEvidence',
  'replaceEvidence',
  'archive',
  'handOverPost',
  'requestExtension',
  'explainDelay',
  'requestNotApplicable',
  'declineAction',
  'askForHelp',
] as const;
type Other = (typeof others)[number];

/** What was done, in the words of the buttons. A verb without a word keeps its name rather than vanish. */
export function TimelineWord({ verb }: { verb: string }) {
  const { t } = useTranslation();
  const known = verbName(verb);
  if (known) return t(`verb.${known}`);
  return others.includes(verb as Other) ? t(`verb.${verb as Other}`) : verb;
}
