import { join } from 'node:path'
import { build } from 'esbuild'

/**
 * Bundles a program of `peers/` into one file, as the product's server is: transpiling at run time would add memory and time that
 * the product does not need. Returns its path.
 */
export async function bundle(name: string): Promise<string> {
  const outfile = join('build', 'bench', `${name}.mjs`)
  await build({
    entryPoints: [`bench/peers/${name}.ts`],
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    // Native addons stay external; `require` is defined for the CommonJS libraries.
    external: ['better-sqlite3', 'pg'],
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
    outfile,
    logLevel: 'error'
  })
  return outfile
}
