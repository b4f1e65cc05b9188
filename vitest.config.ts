import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const kinds = ['unit', 'property', 'contract', 'flow', 'pipeline', 'packages'] as const

/** One project per kind of test, so that a command can run some of them; a file may ask for happy-dom by itself. */
export default defineConfig({
  plugins: [vue()],
  test: {
    projects: kinds.map((name) => ({
      extends: true as const,
      test: {
        name,
        include: [`test/${name}/**/*.test.ts`],
        // One process for many files: quick, and whatever a file leaves behind shows itself.
        isolate: name !== 'unit',
        ...(name === 'pipeline' ? { globalSetup: ['build/database/for-tests.ts'], testTimeout: 60_000 } : {}),
        ...(name === 'packages' ? { testTimeout: 1_800_000, hookTimeout: 1_800_000, fileParallelism: false } : {}),
      },
    })),
    pool: 'forks',
    passWithNoTests: true,
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    testTimeout: 15_000,
  },
})
