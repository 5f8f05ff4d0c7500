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

/** The page's own fonts, for a document that names fonts this computer may not have. */
export function ownFonts(): string {
  const rules: string[] = [];
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules)
      if (rule instanceof CSSFontFaceRule) rules.push(absolute(rule.cssText, sheet.href ?? document.baseURI));
  return `<style>${rules.join('')}</style>`;
}

const absolute = (css: string, base: string): string =>
  css.replace(/url\("([^"]+)"\)/g, (_, path: string) => `url("${new URL(path, base).href}")`);

/** Wherever a font is named, the page's own stands behind it. */
export const withFallbackFont = (css: string): string =>
  css.replace(/font-family:\s*([^;}"]+)/g, "font-family: $1, 'Noto Sans SC', sans-serif");

/** A document of its own for a sandboxed frame: it may show itself, and nothing else. */
export function inertDocument(styles: string, body: string): string {
  const policy = "default-src 'none'; img-src data:; font-src 'self' data:; style-src 'unsafe-inline'";
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">${styles}</head><body style="margin:0;background:#eef1f5">${body}</body></html>`;
}
