import { jobs } from '../activity/jobs.svelte.ts';
import { get, post } from '../api/client.ts';
import type { Job } from '../api/types.ts';

/** A server that gets films (Radarr) or series (Sonarr). Its sentences come from the server of the house. */
export type Server = {
  id: number | string; kind: 'radarr' | 'sonarr'; name: string; address: string; onThisMachine: boolean; apiVersion: string;
  qualityProfile?: number | null; rootFolder?: string | null; tag?: string | null; isDefault: boolean; addedAt: string;
  checkedAt?: string | null; goodAt?: string | null; /** Absent before it was first asked. */ works?: boolean | null; state: string;
  /** The path of the address for its webhooks. */ hook: string; hookSetAt?: string | null; heardAt?: string | null;
};
export type Choices = { qualityProfiles: { id: number; name: string }[]; rootFolders: { path: string; accessible: boolean; free?: number | null }[]; tags: string[] };
export type Test = { problem?: string | null; version?: string | null; choices?: Choices | null };
export type HookSecret = { path: string; username: string; password: string };

export type Plan = {
  id: number | string; connection: number | string; server: string; state: 'reading' | 'planned' | 'paused' | 'applied' | 'failed' | 'undone' | 'discarded';
  why?: string | null; added: number; removed: number; changed: number; same: number; done: number; madeAt: string;
};
export type Change = { outsideId: number; kind: 'added' | 'removed' | 'changed'; what: string; name: string; done: boolean };
export type Preview = { plan: Plan; changes: Change[] };

/** Starts something that takes a while, and calls back when it is over. */
export async function follow(path: string, over: () => void): Promise<void> {
  const { job } = await post<{ job: Job['id'] }>(path);
  jobs.whenOver(job, over);
  // The stream may miss a job that is over before it was heard of.
  jobs.take(await get<Job>(`/jobs/${job}`));
}
