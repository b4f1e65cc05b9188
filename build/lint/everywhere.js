import tseslint from 'typescript-eslint'
import { fileName } from './file-name.js'

const deadline = 'Wait for what you need (an event, a locator, a fake clock), not for time to pass.'

/** What style asks of every file, TypeScript or Vue. */
export const everywhere = {
  name: 'hall/everywhere',
  plugins: { '@typescript-eslint': tseslint.plugin, hall: { rules: { 'file-name': fileName } } },
  rules: {
    'hall/file-name': 'error',
    eqeqeq: ['error', 'always'],
    'no-var': 'error',
    'prefer-const': 'error',
    'no-console': 'error',
    'no-debugger': 'error',
    'no-eval': 'error',
    'no-implied-eval': 'error',
    'no-new-func': 'error',
    'no-warning-comments': ['error', { terms: ['fixme', 'xxx'], location: 'start' }],
    'object-shorthand': 'error',
    'max-lines': ['error', { max: 250 }],
    'max-lines-per-function': ['error', { max: 40 }],
    'max-params': ['error', { max: 3 }],
    'max-depth': ['error', { max: 2 }],
    'max-nested-callbacks': ['error', { max: 3 }],
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/no-non-null-assertion': 'error',
    '@typescript-eslint/no-unused-vars': [
      'error',
      { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
    ],
    '@typescript-eslint/no-empty-object-type': 'error',
    '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
    'no-restricted-syntax': [
      'error',
      { selector: 'TSEnumDeclaration', message: 'Use a union of literals; Node cannot strip an enum.' },
      { selector: 'ExportDefaultDeclaration[declaration.type="ObjectExpression"]', message: 'Export by name.' },
    ],
  },
}

/** Rules that need types: a promise nobody waits for, a union member nobody handles. */
export const typed = {
  name: 'hall/typed',
  files: ['**/*.ts'],
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: { projectService: { allowDefaultProject: ['*.config.ts'] }, extraFileExtensions: ['.vue'] },
  },
  rules: {
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
    '@typescript-eslint/await-thenable': 'error',
    '@typescript-eslint/only-throw-error': 'error',
    '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  },
}

/** Tests may be long and may assert what they know; they may not sleep or run alone. */
export const tests = {
  name: 'hall/tests',
  files: ['test/**'],
  rules: {
    'max-lines-per-function': 'off',
    'max-nested-callbacks': ['error', { max: 5 }],
    'max-params': 'off',
    'no-console': 'off',
    '@typescript-eslint/no-non-null-assertion': 'off',
    'no-restricted-syntax': [
      'error',
      {
        selector: 'MemberExpression[object.name=/^(test|it|describe)$/][property.name="only"]',
        message: 'A test that runs alone hides the others.',
      },
      { selector: 'CallExpression[callee.property.name="waitForTimeout"]', message: deadline },
    ],
  },
}
