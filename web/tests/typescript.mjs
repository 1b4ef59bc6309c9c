// Lets Node 20 run the TypeScript of this folder: types are stripped by the compiler that also checks them.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
