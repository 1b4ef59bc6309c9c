import type { Attachment } from 'svelte/attachments';

/** Calls once when the element is less than a screen away: for parts that are costly and mostly below what is seen. */
export const near = (reached: () => void): Attachment<HTMLElement> => (element) => {
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    reached();
  }, { rootMargin: '60% 0px' });
  watcher.observe(element);
  return () => watcher.disconnect();
};
