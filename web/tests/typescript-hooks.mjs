import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import typescript from 'typescript';

const options = { module: typescript.ModuleKind.ESNext, target: typescript.ScriptTarget.ES2022, inlineSourceMap: true };

/** Loads `.ts` as JavaScript and `.json` as a default export, which is what the bundler does too. */
export async function load(url, context, next) {
  if (url.endsWith('.ts') && !url.includes('/node_modules/')) {
    const source = await readFile(fileURLToPath(url), 'utf8');
    const { outputText } = typescript.transpileModule(source, { compilerOptions: options, fileName: fileURLToPath(url) });
    return { format: 'module', shortCircuit: true, source: outputText };
  }
  if (url.endsWith('.json')) {
    return { format: 'module', shortCircuit: true, source: `export default ${await readFile(fileURLToPath(url), 'utf8')}` };
  }
  return next(url, context);
}
