import { SafetyCertificateOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../lib/http.ts';

interface Receipt {
  leaf: { seq: number };
  comeAgainInSeconds: number;
}

/** The proof that this file was received, for the unit to keep. What came before the ledger, or with a demonstration, has none. */
export function ReceiptButton({ evidenceId }: { evidenceId: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      const { ok, status, body } = await call<Receipt>('GET', `/ledger/receipts/evidence/${evidenceId}`);
      if (!ok || !body.leaf) void message.info(t(status === 404 ? 'ledger.receiptNone' : 'ledger.receiptFailed'));
      else if (body.comeAgainInSeconds) void message.info(t('ledger.receiptLater', { n: body.comeAgainInSeconds }));
      else save(`${t('ledger.receipt')}-${body.leaf.seq}.json`, JSON.stringify(body, null, 2));
    } catch {
      void message.error(t('ledger.receiptFailed'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={<SafetyCertificateOutlined />} loading={isBusy} onClick={() => void take()}>
      {t('ledger.receipt')}
    </Button>
  );
}

function save(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
