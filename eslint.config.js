import tseslint from 'typescript-eslint'
import { everywhere, tests, typed } from './build/lint/everywhere.js'
import { kiosk } from './build/lint/kiosk.js'
import { screens } from './build/lint/screens.js'

const operators = ['build/**', 'native/cli/**', 'test/**', '*.config.*']

export default [
  {
    ignores: [
      'node_modules/',
      'out/',
      'dist/',
      '.runtime/',
      'test-results/',
      'test/fixtures/',
      '**/*.cjs',
      '**/*.d.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { ...everywhere, files: ['**/*.ts', '**/*.vue', '**/*.js'] },
  { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
  ...screens,
  typed,
  ...kiosk,
  { name: 'hall/operators', files: operators, rules: { 'no-console': 'off' } },
  { name: 'hall/tools-export-by-default', files: ['*.config.*'], rules: { 'no-restricted-syntax': 'off' } },
  tests,
]
