import { renderAsync } from 'docx-preview';
import { useEffect, useState } from 'react';
import { inertDocument, makeInert, ownFonts, withFallbackFont } from '../../lib/inert-html.ts';

/**
 * A Word document drawn in this page without any service, inside a frame that can neither run nor reach anything. Of the
 * same origin only so that it may load the page's own fonts: without scripts nothing in it can use that.
 */
export default function DocxView({ title, bytes, onFail }: { title: string; bytes: ArrayBuffer; onFail: () => void }) {
  const [html, setHtml] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void drawn(bytes).then(
      text => {
        if (isCurrent) setHtml(text);
      },
      () => {
        if (isCurrent) onFail();
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [bytes, onFail]);
  return (
    <iframe
      className="evidence-view"
      title={title}
      sandbox="allow-same-origin"
      srcDoc={html ?? ''}
      aria-busy={html === null}
    />
  );
}

async function drawn(bytes: ArrayBuffer): Promise<string> {
  const [body, styles] = [document.createElement('div'), document.createElement('div')];
  await renderAsync(bytes, body, styles, {
    useBase64URL: true,
    renderAltChunks: false,
    renderComments: false,
    experimental: false,
    debug: false,
  });
  makeInert(body);
  for (const element of body.querySelectorAll<HTMLElement>('[style*="font-family"]'))
    element.style.fontFamily += ", 'Noto Sans SC', sans-serif";
  const sheets = [...styles.querySelectorAll('style')].map(style => withFallbackFont(style.outerHTML)).join('');
  return inertDocument(`${ownFonts()}${sheets}<style>${fitting}</style>`, body.innerHTML);
}

/** Pages keep their width on a desk and give way on a phone. */
const fitting = `
body, .docx { font-family: 'Noto Sans SC', sans-serif; }
.docx-wrapper { padding: 12px !important; background: none !important; }
.docx-wrapper > section.docx { max-width: 100%; box-sizing: border-box; }
img, table { max-width: 100%; }
@media (max-width: 600px) { .docx-wrapper > section.docx { padding: 24px 16px !important; width: auto !important; min-height: 0 !important; } }
@media print { .docx-wrapper { padding: 0 !important; } }
`;
