/** Where the window of the browser stands, as state that changes at most once a frame. */
class Viewport {
  height = $state(window.innerHeight);
  #top = $state(window.scrollY);

  constructor() {
    let due = false;
    const read = (): void => {
      due = false;
      this.#top = window.scrollY;
      this.height = window.innerHeight;
    };
    const later = (): void => {
      if (due) return;
      due = true;
      requestAnimationFrame(read);
    };
    window.addEventListener('scroll', later, { passive: true });
    window.addEventListener('resize', later, { passive: true });
  }

  /** How far the element's upper edge has gone above the window's; negative while it is below it. */
  above(element: HTMLElement | undefined): number {
    const top = this.#top;
    return element ? top - (element.getBoundingClientRect().top + window.scrollY) : 0;
  }
}

export const viewport = new Viewport();
