import { join } from 'node:path'
import { build } from 'esbuild'

/**
 * A program of `peers/` in one file, as the product's server is: transpiling at run time would take memory
 * and time that are not the product's. Returns its path.
 */
export async function bundle(name: string): Promise<string> {
  const outfile = join('build', 'bench', `${name}.mjs`)
  await build({
    entryPoints: [`bench/peers/${name}.ts`],
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    // Native addons; libraries written for `require` find it.
    external: ['better-sqlite3', 'pg'],
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
    outfile,
    logLevel: 'error'
  })
  return outfile
}
