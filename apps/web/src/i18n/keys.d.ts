import type { Words } from './keys.generated.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    keySeparator: false;
    nsSeparator: false;
    // the keys of the Chinese catalogue are the keys there are
    resources: { translation: Words };
  }
}
