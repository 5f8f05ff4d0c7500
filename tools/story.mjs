// `npm run story`: the whole job from a blank instance to a frozen evaluation, over HTTP alone.
import { ensureReady, whenOrphaned } from './bootstrap.mjs';

ensureReady().then(async () => {
  const { tellStory } = await import('./story/story.ts');
  process.exit(await tellStory(whenOrphaned));
});
