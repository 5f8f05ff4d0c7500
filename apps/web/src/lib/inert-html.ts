const active = 'script,iframe,frame,object,embed,link,meta,base,form,template,audio,video,svg script';

/** Takes out of made-up HTML whatever would run, load, or lead somewhere; what is left is to be looked at. */
export function makeInert(root: Element): void {
  for (const element of root.querySelectorAll(active)) element.remove();
  for (const element of root.querySelectorAll('*'))
    for (const { name, value } of [...element.attributes]) {
      const isPicture = name === 'src' && /^data:image\//.test(value);
      const isReference = /^(src|srcset|href|xlink:href|action|formaction|data|poster|background|ping|target)$/i.test(
        name,
      );
      if (/^on/i.test(name) || name === 'srcdoc' || (isReference && !isPicture)) element.removeAttribute(name);
    }
}

/** A document of its own for a sandboxed frame: it may show itself, and nothing else. */
export function inertDocument(styles: string, body: string): string {
  const policy = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'";
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">${styles}</head><body style="margin:0;background:#eef1f5">${body}</body></html>`;
}
