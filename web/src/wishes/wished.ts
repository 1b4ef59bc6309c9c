import type { Wish } from './wishes.ts';

const over = ['refused', 'gaveUp', 'withdrawn'];

/** Whether the member has wished for just that part of a title from that server; none is the house's choice, and one beside it is another wish. */
export const isWished = (wishes: Pick<Wish, 'mine' | 'part' | 'state' | 'seasons' | 'connection'>[], part: string, seasons: number[], server: number | null): boolean =>
  wishes.some((wish) => wish.mine && wish.part === part && wish.state !== 'bookmark' && !over.includes(wish.state) && (wish.connection ?? null) === server
    && (part !== 'seasons' || wish.seasons.join() === [...seasons].sort((a, b) => a - b).join()));
