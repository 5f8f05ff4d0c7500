import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ModalForm } from '../../components/modal-form.tsx';
import { useCommands } from '../../lib/use-command.ts';
import type { DocumentPartsFragment } from './document.generated.ts';
import { documentVerbs, isDocumentVerb, type DocumentVerb } from './document-verbs.ts';

/** Propose, return, issue; what may not yet be done says why before anyone asks. */
export function DocumentMoves({ document }: { document: DocumentPartsFragment }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [asking, setAsking] = useState<DocumentVerb | null>(null);
  const [run, { loading }] = useCommands({ refetch: ['DocumentRecord', 'EvaluationDocuments', 'FrameCounts'] });
  const moves = document.nextMoves.filter(move => isDocumentVerb(move.verb));
  const blockers = moves.flatMap(move => move.blockers);
  if (moves.length === 0) return null;

  const take = async (verb: DocumentVerb, reason: string | null) => {
    const input = { documentId: document.id, expectedVersion: document.version, reason };
    const result = await run(documentVerbs[verb], { input }, reason !== null);
    if (result.ok) void message.success(t(`documents.done.${verb}`));
    return result;
  };

  return (
    <div className="panel callout callout-act">
      <div className="callout-words">
        <h2>{t('documents.next')}</h2>
        <p>{t(`documents.turn.${document.state}`)}</p>
        {blockers.map(({ code, message: words }) => (
          <p key={code}>{words}</p>
        ))}
      </div>
      <div className="moves">
        <div className="moves-buttons">
          {moves.map(move => {
            const verb = move.verb as DocumentVerb;
            return (
              <Button
                key={verb}
                type={verb === 'returnDocument' ? 'default' : 'primary'}
                disabled={!move.allowed}
                loading={loading && asking === null}
                onClick={() => (move.needsReason ? setAsking(verb) : void take(verb, null))}
              >
                {t(`documents.verb.${verb}`)}
              </Button>
            );
          })}
        </div>
      </div>
      <ModalForm<{ reason: string }>
        open={asking !== null}
        title={asking ? t(`documents.verb.${asking}`) : ''}
        intro={
          asking === 'proposeDocument' ? t('documents.figuresAsk', { count: document.strayFigures.length }) : undefined
        }
        okText={asking ? t(`documents.verb.${asking}`) : undefined}
        onSubmit={({ reason }) => take(asking ?? 'returnDocument', reason)}
        onClose={() => setAsking(null)}
      >
        <Form.Item
          name="reason"
          label={t('documents.form.reason')}
          rules={[{ required: true, whitespace: true, message: t('documents.form.reasonMissing') }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={500} />
        </Form.Item>
      </ModalForm>
    </div>
  );
}
